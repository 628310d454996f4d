"""An import held against what is stored, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from matcher.domain.importing import Change
from matcher.domain.merging import (
    merge_employer,
    merge_opening,
    merge_participant,
    new_participant,
)
from matcher.domain.opening import Opening
from matcher.domain.participant import Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.importing import IncomingOpening, IncomingParticipant
    from matcher.domain.opening import Employer, Site

Row = TypeVar("Row", Participant, Opening)


@dataclass(frozen=True, slots=True)
class RowOutcome(Generic[Row]):
    """One row: its natural key, what stood there, what shall stand there."""

    key: str
    before: Row | None
    after: Row

    @property
    def change(self) -> Change:
        """What happens to the row."""
        if self.before is None:
            return Change.CREATED
        return Change.UNCHANGED if self.before == self.after else Change.UPDATED


@dataclass(frozen=True, slots=True)
class RowOutcomes(Generic[Row]):
    """Every row of an import, in the order of the file."""

    rows: tuple[RowOutcome[Row], ...]

    def keys(self, change: Change) -> tuple[str, ...]:
        """Return the keys that a change happens to."""
        return tuple(row.key for row in self.rows if row.change is change)

    @property
    def to_put(self) -> list[Row]:
        """Rows as they shall stand, created and updated ones only."""
        return [row.after for row in self.rows if row.change is not Change.UNCHANGED]

    @property
    def before(self) -> list[Row]:
        """Rows as they stood, updated ones only."""
        return [
            row.before
            for row in self.rows
            if row.change is Change.UPDATED and row.before is not None
        ]


def people_outcomes(
    stored: Iterable[Participant], incoming: Iterable[IncomingParticipant]
) -> RowOutcomes[Participant]:
    """Hold profiles of a file against the stored ones, by code."""
    known = {person.code: person for person in stored}
    rows = []
    for item in incoming:
        before = known.get(item.participant.code)
        after = merge_participant(before, item) if before else new_participant(item)
        rows.append(RowOutcome(after.code, before, after))
    return RowOutcomes(tuple(rows))


def opening_outcomes(
    stored: Iterable[Opening], incoming: Iterable[IncomingOpening]
) -> RowOutcomes[Opening]:
    """Hold openings of a file, mapped, against the stored ones, by id."""
    known = {opening.id: opening for opening in stored}
    rows = []
    for item in incoming:
        before = known.get(item.opening.id)
        after = merge_opening(before, item) if before else item.opening
        rows.append(RowOutcome(after.id, before, after))
    return RowOutcomes(tuple(rows))


def employers_to_put(
    employers: Iterable[Employer], sites: Iterable[Site], incoming: Iterable[IncomingOpening]
) -> tuple[Sequence[Employer], Sequence[Site]]:
    """Return the employers and sites of an import that are new or other than the stored ones."""
    stored = {employer.id: employer for employer in employers}
    after = dict(stored)
    places = {(site.employer, site.name): site for site in sites}
    places_after = dict(places)
    for item in incoming:
        if item.employer is not None:
            key = item.employer.id
            after[key] = merge_employer(after.get(key), item.employer)
        if item.site is not None:
            places_after[item.site.employer, item.site.name] = item.site
    return (
        [employer for key, employer in after.items() if stored.get(key) != employer],
        [site for place, site in places_after.items() if places.get(place) != site],
    )
