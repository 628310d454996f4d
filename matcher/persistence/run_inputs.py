"""What runs were made from, in the database: every profile and opening once, under a digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from matcher.domain.audit import canonical, keyed_digest
from matcher.domain.participant import Participant
from matcher.domain.run_inputs import RunInputs
from matcher.errors import ChecksumMismatch, ManifestMismatch, NotFound
from matcher.persistence.audit import keys_of, make_keys
from matcher.persistence.bulk import chunks, insert_new, table_of
from matcher.persistence.import_kinds import image_of_item, item_of_image
from matcher.persistence.rows import RunContentRow, RunInputRow
from matcher.persistence.spread_prices import SqlSpreadPrices

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId, RunId
    from matcher.domain.opening import Opening
    from matcher.persistence.values import Stored, Values

_VERIFY = "Check with `stegvis audit verify`; a backup from before may still have it whole."


class SqlRunInputs:
    """:class:`matcher.ports.RunInputStore` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation
        self._prices = SqlSpreadPrices(connection, organisation)

    def keep(self, run_id: RunId, inputs: RunInputs) -> Mapping[str, str]:
        """Keep the inputs of a run that is stored in the same unit of work.

        Raises
        ------
        NotFound
            Somebody of these people is no longer in the programme.
        """
        keys = make_keys(self._connection, self._organisation, [p.code for p in inputs.people])
        people, openings = [], []
        for person in inputs.people:
            content = canonical(image_of_item(person))
            digest = keyed_digest(keys[person.code], content)
            people.append(self._content(digest, content, person.code))
        for opening in inputs.openings:
            content = canonical(image_of_item(opening))
            openings.append(self._content(_digest(content), content))
        lists = {"people": self._keep(people), "openings": self._keep(openings)}
        if inputs.prices is not None:
            lists["prices"] = inputs.prices.id
        self._connection.execute(
            insert(RunInputRow).values(
                organisation_id=self._organisation,
                run=run_id,
                day=inputs.day,
                left_out=[list(pair) for pair in inputs.left_out],
                lang=inputs.lang,
                ladders=inputs.ladders,
                software=inputs.software,
                **lists,
            )
        )
        return lists

    def of(self, run_id: RunId) -> RunInputs:
        """Return the inputs of a run, as far as they have not been deleted.

        Raises
        ------
        NotFound
            Nothing was ever kept for this run, or its prices are missing.
        ChecksumMismatch
            What was kept is not what was put in.
        ManifestMismatch
            It was kept by a version of Stegvis whose form this one does not know.
        """
        row = (
            self._connection.execute(
                select(RunInputRow.__table__).where(
                    RunInputRow.organisation_id == self._organisation, RunInputRow.run == run_id
                )
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            raise NotFound(
                f"Nothing was kept of what run {run_id} was made from. Make a new list: `stegvis "
                "suggest`."
            )
        told, listed = self._members(row["people"]), self._members(row["openings"])
        contents = self._contents(told)
        self._check_people(contents)
        kept = [contents[digest] for digest in told if digest in contents]
        openings = self._contents(listed)
        if len(openings) < len(set(listed)):
            raise ChecksumMismatch(
                f"Openings that run {run_id} was made from are missing. {_VERIFY}"
            )
        for digest, opening in openings.items():
            _check(digest, _digest(opening["content"]))
        return RunInputs(
            day=row["day"],
            people=tuple(p for p in map(_item, kept) if isinstance(p, Participant)),
            openings=tuple(
                o
                for o in (_item(openings[digest]) for digest in listed)
                if not isinstance(o, Participant)
            ),
            left_out=tuple((opening, step) for opening, step in row["left_out"]),
            lang=row["lang"],
            ladders=row["ladders"],
            software=row["software"],
            people_gone=len(told) - len(kept),
            prices=self._prices.get(row["prices"]) if row["prices"] else None,
        )

    def _content(self, digest: str, content: str, participant: str | None = None) -> Values:
        return {
            "organisation_id": self._organisation,
            "digest": digest,
            "participant": participant,
            "content": content,
        }

    def _keep(self, members: list[Values]) -> str:
        """Keep a list with its members, and return its digest."""
        listing = canonical([member["digest"] for member in members])
        digest = _digest(listing)
        if not self._contents([digest]):
            insert_new(
                self._connection,
                table_of(RunContentRow.__tablename__),
                [*members, self._content(digest, listing)],
            )
        return digest

    def _members(self, digest: str) -> list[str]:
        found = self._contents([digest])
        if digest not in found:
            raise ChecksumMismatch(
                f"A list {digest[:12]} of what a run was made from is missing. {_VERIFY}"
            )
        listing = found[digest]["content"]
        _check(digest, _digest(listing))
        return [str(member) for member in json.loads(listing)]

    def _contents(self, digests: Collection[str]) -> dict[str, Stored]:
        found: dict[str, Stored] = {}
        for part in chunks(set(digests)):
            rows = self._connection.execute(
                select(RunContentRow.__table__).where(
                    RunContentRow.organisation_id == self._organisation,
                    RunContentRow.digest.in_(part),
                )
            ).mappings()
            found.update((row["digest"], row) for row in rows)
        return found

    def _check_people(self, contents: Mapping[str, Stored]) -> None:
        codes = {row["participant"] for row in contents.values()}
        keys = keys_of(self._connection, self._organisation, codes)
        for digest, row in contents.items():
            _check(digest, keyed_digest(keys[row["participant"]], row["content"]))


def _item(row: Stored) -> Participant | Opening:
    try:
        image: dict[str, Any] = json.loads(row["content"])
        return item_of_image(image)
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestMismatch(
            "What was kept for the run has a form that this version does not read "
            f"({error!r}). Make the list with the version that made the run; it is named with "
            "it."
        ) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _check(digest: str, now: str) -> None:
    if digest != now:
        raise ChecksumMismatch(
            f"What was kept under {digest[:12]} was changed since; the list cannot be made "
            f"again. {_VERIFY}"
        )
