"""The client: an address, a token, and what one can read; moves come from :mod:`moves`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import quote, urlencode

import httpx

from web.api_client.disclosures import AllTold, Disclosures, Permissions
from web.api_client.events import Events
from web.api_client.gaps import Gaps
from web.api_client.imports import Batch
from web.api_client.ladders import Ladder, ListedLadder, Step
from web.api_client.moves import Moves
from web.api_client.openings import ListedOpening, Opening
from web.api_client.people import ListedPerson, Person
from web.api_client.placements import FollowUp, ListedFollowUp, OnePlacement, Placement
from web.api_client.reading import read
from web.api_client.seen import Seen
from web.api_client.sending import KEY, Patience, send
from web.api_client.suggestions import OneSuggestion, Outcome, PersonSuggestions, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    Value = TypeVar("Value")

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class _Ladders:
    items: tuple[ListedLadder, ...]


class Client(Moves):
    """Asks a Stegvis in the name of the account that a token stands for.

    Parameters
    ----------
    address
        With ``/api/v1`` at its end.
    token
        From ``stegvis tokens create``. It is sent nowhere else.
    language
        In which reasons and errors come: ``sv``, ``en`` or ``ar``.
    patience
        How often and how long one tries.
    timeout_s
        How long one waits for an answer.
    transport
        For tests; how requests are sent.

    Raises
    ------
    ValueError
        The address is not encrypted and not on this machine.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        language: str = "en",
        patience: Patience | None = None,
        timeout_s: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        base = httpx.URL(address.rstrip("/"))
        if base.scheme != "https" and base.host not in _HERE:
            raise ValueError(f"{address} is not encrypted. A token goes over https only.")
        self._base = base
        self._patience = patience or Patience()
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        self._http = httpx.Client(headers=headers, timeout=timeout_s, transport=transport)

    def __enter__(self) -> Self:
        """Return the client; its connections are closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def participants(self, *, state: str | None = None, limit: int = 200) -> Iterator[ListedPerson]:
        """Yield the people whom the account may see, by code, page after page."""
        return self._pages("/participants", ListedPerson, state=state, limit=limit)

    def participant(self, code: str) -> Seen[Person]:
        """Return one person; that the account looked is recorded."""
        return self._one(Person, "participants", code)

    def openings(
        self, *, kind: str | None = None, state: str | None = None, limit: int = 200
    ) -> Iterator[ListedOpening]:
        """Yield openings by id."""
        return self._pages("/openings", ListedOpening, kind=kind, state=state, limit=limit)

    def opening(self, opening_id: str) -> Seen[Opening]:
        """Return one opening with the room that it has."""
        return self._one(Opening, "openings", opening_id)

    def events(self, after: str | None = None, *, limit: int = 50) -> Events:
        """Return what happened after a place in the feed; from the beginning without one."""
        asked = {"after": after, "limit": limit}
        query = urlencode({name: said for name, said in asked.items() if said is not None})
        return self._read(f"/events?{query}", Events).value

    def batch(self, batch_id: str) -> Seen[Batch]:
        """Return an import that the account did."""
        return self._one(Batch, "imports", batch_id)

    def ladders(self) -> tuple[ListedLadder, ...]:
        """Return all ladders with the names of their steps."""
        return self._one(_Ladders, "ladders").value.items

    def ladder(self, sector: str) -> Seen[Ladder]:
        """Return one trade's ladder."""
        return self._one(Ladder, "ladders", sector)

    def step(self, step_id: str) -> Seen[Step]:
        """Return one step of a ladder."""
        return self._one(Step, "steps", step_id)

    def suggestions_for_person(self, code: str) -> Seen[PersonSuggestions]:
        """Return a person's list as it stands, and why there is nothing to decide on."""
        return self._one(PersonSuggestions, "participants", code, "suggestions")

    def suggestions_for_opening(self, opening_id: str) -> Seen[Suggestions]:
        """Return who was suggested for an own opening, of those whom the account may see."""
        return self._one(Suggestions, "openings", opening_id, "suggestions")

    def suggestion(self, suggestion_id: str) -> Seen[OneSuggestion]:
        """Return a suggestion with its history and what is possible next."""
        return self._one(OneSuggestion, "suggestions", suggestion_id)

    def permissions(self, code: str) -> Seen[Permissions]:
        """Return what a person lets employers know; that the account looked is recorded."""
        return self._one(Permissions, "participants", code, "permissions")

    def told_of(self, code: str) -> Seen[AllTold]:
        """Return all that employers were told of a person; that the account looked is recorded."""
        return self._one(AllTold, "participants", code, "disclosures")

    def disclosures(self, suggestion_id: str) -> Seen[Disclosures]:
        """Return what the employer of a suggestion may be told now, and was told."""
        return self._one(Disclosures, "suggestions", suggestion_id, "disclosures")

    def placements(self, *, state: str | None = None, limit: int = 200) -> Iterator[Placement]:
        """Yield placements of people whom the account may see, by id."""
        return self._pages("/placements", Placement, state=state, limit=limit)

    def placement(self, placement_id: str) -> Seen[OnePlacement]:
        """Return a placement with its follow-ups."""
        return self._one(OnePlacement, "placements", placement_id)

    def follow_ups(self, *, state: str | None = None, limit: int = 200) -> Iterator[ListedFollowUp]:
        """Yield follow-ups of people whom the account may see, by placement and point."""
        return self._pages("/follow-ups", ListedFollowUp, state=state, limit=limit)

    def follow_up(self, placement_id: str, point: str) -> Seen[FollowUp]:
        """Return one follow-up of a placement."""
        return self._one(FollowUp, "placements", placement_id, "follow-ups", point)

    def gaps(self, area: str | None = None) -> Seen[Gaps]:
        """Return where jobs and people do not meet, in a municipality or everywhere."""
        query = "" if area is None else f"?{urlencode({'area': area})}"
        return self._read(f"/gaps{query}", Gaps)

    def again(self, seen: Seen[Value]) -> Seen[Value]:
        """Read something once more; when nothing has changed it is what was given."""
        return self._read(seen.path, seen.kind, seen)

    def _one(self, kind: type[Value], *parts: str) -> Seen[Value]:
        return self._read("".join(f"/{quote(part, safe='')}" for part in parts), kind)

    def _read(self, path: str, kind: type[Value], known: Seen[Value] | None = None) -> Seen[Value]:
        headers = {} if known is None else {"If-None-Match": known.tag}
        answer = send(self._http, self._patience, "GET", f"{self._base}{path}", headers=headers)
        if known is not None and answer.status_code == HTTPStatus.NOT_MODIFIED:
            return known
        return Seen(read(kind, answer.json()), answer.headers.get("ETag", ""), path, kind)

    def _pages(
        self, path: str, item_kind: type[Value], /, **asked: str | int | None
    ) -> Iterator[Value]:
        query = urlencode({name: said for name, said in asked.items() if said is not None})
        address: httpx.URL | None = httpx.URL(f"{self._base}{path}?{query}")
        while address is not None:
            page = send(self._http, self._patience, "GET", str(address), headers={}).json()
            for item in page["items"]:
                yield read(item_kind, item)
            address = self._next(page["next"])

    def _next(self, said: str | None) -> httpx.URL | None:
        """Return the address of the next page, at this server: the token is for no other."""
        if said is None:
            return None
        address = self._base.join(said)
        if (address.scheme, address.netloc) != (self._base.scheme, self._base.netloc):
            raise ValueError(f"The next page is said to be at {address.host}, another server.")
        return address

    def _do(
        self,
        path: str,
        body: object = None,
        *,
        tag: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        return self._post(Outcome, path, body, tag=tag, key=key)

    def _post(
        self,
        kind: type[Value],
        path: str,
        body: object = None,
        *,
        tag: str | None = None,
        key: str | None = None,
        method: str = "POST",
    ) -> Value:
        headers = {KEY: key or str(uuid.uuid4())}
        if tag is not None:
            headers["If-Match"] = tag
        address = f"{self._base}{path}"
        answer = send(self._http, self._patience, method, address, headers=headers, body=body)
        return read(kind, answer.json())
