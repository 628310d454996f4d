"""Everybody who may look at the marked programme, and every answer there is for her."""

from __future__ import annotations

import io
import itertools
import re
import time
import zipfile
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import url_for
from functional.marked_values import HERS, HIDDEN, MARKS, OTHERS

from matcher.domain.api_token import WantedToken
from matcher.domain.one_time import digest_of
from matcher.domain.permissions import ACCOUNT_ROLES, may
from matcher.domain.role import Role
from matcher.domain.token_scope import scopes_of
from web.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from functional.marked_office import Office
    from werkzeug.routing import Rule
    from werkzeug.test import TestResponse

    from matcher.domain.permissions import Permission

_NAMES = {word: name for name, words in MARKS.items() for word in words}
# A score may be the end of a time of day by chance: 10:15:30.732.
_SCORE = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, MARKS['her score']))})")
_ADDRESSES = re.compile(r"""(?:href|action|src|formaction)=["']([^"']*)""")
_addresses = itertools.count(1)
MADE_UP = "made-up"


def marks_in(text: str) -> set[str]:
    """Return the names of the marked fields whose values stand in a text."""
    folded = text.casefold()
    found = {name for word, name in _NAMES.items() if word in folded}
    if "her score" in found and not _SCORE.search(folded):
        found.discard("her score")
    return found


@dataclass(frozen=True)
class Viewer:
    """Somebody with a browser.

    Parameters
    ----------
    account
        Name of who is signed in.
    token, own
        Tokens of an employer's link and of a person's own page.
    """

    name: str
    account: str | None = None
    role: Role | None = None
    token: str = MADE_UP
    own: str = MADE_UP

    def may(self, permission: Permission) -> bool:
        """Say whether the role may do something."""
        return self.role is not None and may(self.role, permission)


@dataclass
class Seen:
    """What viewers were answered.

    Parameters
    ----------
    marks
        Where a viewer saw a marked field, by field and viewer: the first place of several.
    in_addresses
        Addresses with a marked field in them, with the page they stand in.
    statuses
        Which statuses were answered.
    pages
        Texts of pages by viewer and path.
    """

    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    in_addresses: dict[str, str] = field(default_factory=dict)
    statuses: set[int] = field(default_factory=set)
    pages: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, viewer: Viewer, where: str, answer: TestResponse) -> None:
        """Take an answer in; what stands in the address that was asked for was known before."""
        text, headers = _text_of(answer), answer.headers
        self.statuses.add(answer.status_code)
        for name in marks_in(text) - (marks_in(where) - {"personal number"}):
            self.marks.setdefault((name, viewer.name), f"{where} -> {answer.status_code}")
        named = [headers.get("Content-Disposition", ""), headers.get("Location", "")]
        for address in (*named, *_ADDRESSES.findall(text)):
            if marks_in(address):
                self.in_addresses.setdefault(address, f"{viewer.name}: {where}")


def _text_of(answer: TestResponse) -> str:
    if answer.mimetype != "application/zip":
        return answer.get_data().decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        names = archive.namelist()
        return "\n".join([*names, *(archive.read(name).decode() for name in names)])


def viewers(office: Office) -> tuple[Viewer, ...]:
    """Return everybody, those who may change most last."""
    signed = [
        Viewer("LinkWorker", "Anna Ek", Role.LINKWORKER),
        Viewer("LinkWorker of another", "Bo Ek", Role.LINKWORKER),
        Viewer("LinkWorker of nobody", "The linkworker", Role.LINKWORKER),
        Viewer("named handler", "Handler", Role.LINKWORKER),
        *(
            Viewer(role.value, f"The {role}", role)
            for role in ACCOUNT_ROLES
            if role is not Role.LINKWORKER
        ),
    ]
    return (
        Viewer("nobody"),
        *signed,
        Viewer("whoever posts a job", token=office.examples["posting"]),
        *(Viewer(name, token=token) for name, token in office.links.items()),
        *(Viewer(name, own=token) for name, token in office.own.items()),
    )


def session_of(office: Office, viewer: Viewer) -> str:
    """Return the cookie of a viewer's browser: signed in, or with the personal code typed."""
    client = office.programme.app.test_client()
    with client.session_transaction() as session:
        session["language"] = "en"
        if viewer.account is not None:
            account = office.programme.services.accounts.named(viewer.account)
            session.update({"_user_id": account.user.stamp, "_fresh": True, "fs_paa": time.time()})
        token = viewer.own if viewer.own != MADE_UP else viewer.token
        if token != MADE_UP:
            session["answering"] = {"link": digest_of(token), "at": time.time()}
    return client.get_cookie("stegvis").value


def browser(office: Office, cookie: str) -> FlaskClient:
    """Return a browser with an address of its own, so that no limit of tries is in the way."""
    client = office.programme.app.test_client()
    number = next(_addresses)
    client.environ_base["REMOTE_ADDR"] = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    client.set_cookie("stegvis", cookie)
    return client


def token_of(office: Office, viewer: Viewer) -> dict[str, str]:
    """Return the header of a program of the viewer's, with all that her role may be given."""
    if viewer.account is None or viewer.role is None or not scopes_of(viewer.role):
        return {}
    services = office.programme.services
    account = services.accounts.named(viewer.account)
    if not account.user.active:
        return {}  # some form that was sent before has ended it
    wanted = WantedToken("Case system", account, viewer.role, (), 1, "chief")
    return {"Authorization": f"Bearer {services.tokens.make(wanted)[1]}"}


def paths(office: Office, rule: Rule, viewer: Viewer) -> Iterator[str]:
    """Yield the addresses of a route: about her, and for who may use it about others too."""
    own_page = rule.endpoint.startswith("participants.")
    common = {**office.examples, "token": viewer.own if own_page else viewer.token}
    if rule.endpoint == "figures.employers_behind":
        common["figure"] = "promised"
    values: list[dict[str, str]] = [{}]
    if "suggestion_id" in rule.arguments:
        hers = {office.programme.suggestion(one).state: one for one in office.suggestions[HERS]}
        ids = (*hers.values(), office.suggestions[OTHERS][0], "not-there")
        values = [{"suggestion_id": one, "code": HERS} for one in ids]
    elif "code" in rule.arguments:
        values = [{"code": code} for code in (HERS, OTHERS, HIDDEN, "P999")]
    elif "placement_id" in rule.arguments:
        values = [{"placement_id": one} for one in office.placements.values()]
    wanted = RULES[rule.endpoint]
    reached = wanted.public or wanted.needs is None or viewer.may(wanted.needs)
    with office.programme.app.test_request_context():
        for some in values if reached else values[:1]:
            every = {**common, **some}
            yield url_for(rule.endpoint, **{name: every[name] for name in rule.arguments})


def look_at_everything(office: Office, seen: Seen) -> None:
    """Let every viewer open every page there is, and her own link."""
    rules = [one for one in office.programme.app.url_map.iter_rules() if "GET" in one.methods]
    for viewer in viewers(office):
        cookie, token = session_of(office, viewer), token_of(office, viewer)
        if viewer.token != MADE_UP:
            area = "e" if viewer.token == office.examples["posting"] else "a"
            path = f"/{area}/{viewer.token}/open"
            seen.add(viewer, f"POST {path}", browser(office, cookie).post(path))
        if viewer.own != MADE_UP:
            for form in ("json", "csv"):
                path = f"/my/{viewer.own}/data/file"
                answer = browser(office, cookie).post(path, data={"form": form})
                seen.add(viewer, f"POST {path} {form}", answer)
        for path in (path for rule in rules for path in paths(office, rule, viewer)):
            answer = browser(office, cookie).get(path, headers=token)
            seen.add(viewer, f"GET {path}", answer)
            if answer.mimetype == "text/html" and answer.status_code == HTTPStatus.OK:
                seen.pages[viewer.name, path] = answer.text
