"""What a person may ask of us: her data, and to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.domain.audit_entries import participant_deleted
from matcher.errors import InputError, NotFound
from matcher.ranking.retrieve import PEOPLE
from matcher.ranking.rows import owner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.ids import OrganisationId, ParticipantCode
    from matcher.ports import (
        DeletedList,
        IndexShelf,
        TextEncoder,
        UnitOfWork,
        UnitOfWorkFactory,
    )


@dataclass(frozen=True)
class Traces:
    """Where traces of a person lie outside the rows.

    Parameters
    ----------
    shelf, encoder
        The indexes, and the encoder they were made with.
    forget
        Takes the vectors of texts out of the cache.
    scrub
        Takes deleted rows out of the free space of the database's file and out of its log.
    """

    shelf: IndexShelf
    encoder: TextEncoder
    forget: Callable[[Sequence[str]], None]
    scrub: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What went, or would go, with a person.

    Parameters
    ----------
    rows
        How many rows, by table; those of the log of runs stay without the person.
    texts
        How many different texts, whose vectors go from the cache.
    index_rows
        How many rows of the index of people.
    """

    rows: Mapping[str, int]
    texts: int
    index_rows: int


class PersonService:
    """Use cases about everything there is on one person."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        organisation: OrganisationId,
        deleted: DeletedList,
        traces: Traces,
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._organisation = organisation
        self._deleted = deleted
        self._traces = traces
        self._now = now

    def holdings(self, code: ParticipantCode) -> Deletion:
        """Say what would go with a person; nothing is changed.

        Raises
        ------
        NotFound
            There is no trace of such a person.
        """
        with self._units() as unit:
            rows, counts = unit.erasure.rows(code), unit.erasure.counts(code)
        if not counts:
            raise NotFound(f"There is no participant {code}. Check the code.")
        return Deletion(counts, len(_texts_of(rows)), len(self._indexed(code)))

    def must_be_there(self, code: ParticipantCode) -> None:
        """Refuse a code that stands for nobody.

        Raises
        ------
        NotFound
            There is no such person.
        """
        with self._units() as unit:
            if not unit.erasure.counts(code):
                raise NotFound(f"There is no participant {code}. Check the code.")

    def own_data(self, code: ParticipantCode) -> Mapping[str, list[dict[str, Any]]]:
        """Return every row about a person, by table, and what the audit log says was done.

        Raises
        ------
        NotFound
            There is no such person.
        """
        with self._units() as unit:
            rows = unit.erasure.rows(code)
            logged = list(_logged_about(unit, code)) if rows else []
        if not rows:
            raise NotFound(f"There is no participant {code}. Check the code.")
        return {**rows, "audit_events": logged} if logged else rows

    def delete(self, code: ParticipantCode, *, by: str) -> Deletion:
        """Delete a person for good: rows, vectors, index rows, and what is left in free space.

        The person is put on the list of the deleted first, so that whatever interrupts this, no
        restore brings her back unnoticed. Deleting again finishes what was interrupted.

        Parameters
        ----------
        code
            Whom.
        by
            Who deletes; kept on the list.

        Raises
        ------
        InputError
            Nobody says who deletes.
        NotFound
            There is no trace of such a person.
        Conflict
            The database was in use all the time; the rows are gone, traces may be left.
        """
        if not by.strip():
            raise InputError("Say who deletes: --by NAME. It is kept on the list of the deleted.")
        indexed = set(self._indexed(code))
        with self._units(write=True) as unit:
            rows, counts = unit.erasure.rows(code), unit.erasure.counts(code)
            if not counts and not self._deleted.holds(self._organisation, code):
                raise NotFound(f"There is no participant {code}. Check the code.")
            texts = _texts_of(rows)
            there = code if "participants" in counts else None
            unit.audit.append(participant_deleted(there, by.strip(), self._now()))
            for one in unit.merged.of(code):
                self._deleted.add(self._organisation, one.code, by=by.strip(), at=self._now())
            self._deleted.add(self._organisation, code, by=by.strip(), at=self._now())
            unit.erasure.erase(code)
            self._traces.forget(texts)
            unit.commit()
        # Where an index is in the database they are gone with the rows.
        indexed |= self._take_out_of_index(code)
        # Somebody who had read the rows before may have embedded a text once more.
        self._traces.forget(texts)
        self._traces.scrub()
        return Deletion(counts, len(texts), len(indexed))

    def _indexed(self, code: ParticipantCode) -> list[str]:
        index = self._traces.shelf.open(PEOPLE, self._traces.encoder)
        return [row for row in index.ids if owner_of(row) == code]

    def _take_out_of_index(self, code: ParticipantCode) -> set[str]:
        index = self._traces.shelf.open(PEOPLE, self._traces.encoder)
        mine = [row for row in index.ids if owner_of(row) == code]
        if mine:
            index.remove(mine)
        # Kept even when nothing was in it: it may have been refused, and what lies there goes.
        self._traces.shelf.keep(PEOPLE, index, self._traces.encoder)
        return set(mine)


def _logged_about(unit: UnitOfWork, code: ParticipantCode) -> Iterator[dict[str, Any]]:
    """Yield who did what to a person and when; no details, which may speak of others too."""
    names = set(unit.audit.known_pseudonyms([code]).values())
    names |= {one.subject for one in unit.merged.of(code) if one.subject is not None}
    for event in unit.audit.events():
        if event.subject in names or any(name in (event.details or "") for name in names):
            yield {
                name: getattr(event, name)
                for name in ("sequence", "at", "actor", "action", "object_kind", "object_id")
            }


def _texts_of(rows: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    return sorted({text for text in texts_in(dict(rows)) if text.strip()})


def texts_in(held: object) -> Iterator[str]:
    """Yield every text in rows, lists and mappings; names of keys are none.

    >>> list(texts_in({"a": ["b", 1, {"c": "d"}]}))
    ['b', 'd']
    """
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for value in held.values():
            yield from texts_in(value)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from texts_in(value)
