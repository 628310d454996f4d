"""What fakes of the database hold, and plain rows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from fakes_audit import (
    AuditRows,
)

from matcher.domain.importing import ImportKind
from matcher.domain.opening import OpeningKind
from matcher.domain.participant import Standing
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from matcher.domain.command import Done
    from matcher.domain.concept_suggestion import ConceptMoved, ConceptSuggestion
    from matcher.domain.importing import ImportBatch
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant
    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion


Row = TypeVar("Row")


@dataclass
class Rows:
    """Everything one organisation has."""

    participants: dict[str, Participant] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    sites: dict[tuple[str, str], Site] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    concepts: dict[tuple[str, str], ConceptSuggestion] = field(default_factory=dict)
    concept_moves: list[ConceptMoved] = field(default_factory=list)
    occupations: dict[tuple[str, str], ConceptSuggestion] = field(default_factory=dict)
    occupation_moves: list[ConceptMoved] = field(default_factory=list)
    batches: list[ImportBatch] = field(default_factory=list)
    before: dict[str, dict[str, Participant | Opening]] = field(default_factory=dict)
    after: dict[str, dict[str, Participant | Opening]] = field(default_factory=dict)
    audit: AuditRows = field(default_factory=AuditRows)
    commands: dict[str, Done] = field(default_factory=dict)

    def imported(self, kind: ImportKind) -> dict[str, Participant] | dict[str, Opening]:
        return self.participants if kind is ImportKind.PARTICIPANTS else self.openings


class MemoryRows(Generic[Row]):
    """What participants and openings have in common."""

    def __init__(self, rows: dict[str, Row], what: str, key: Callable[[Row], str]) -> None:
        self._rows, self._what, self._key = rows, what, key

    def get(self, key: str) -> Row:
        if key not in self._rows:
            raise NotFound(f"There is no {self._what} {key}. Check the code.")
        return self._rows[key]

    def all(self) -> tuple[Row, ...]:
        return tuple(self._rows[key] for key in sorted(self._rows))

    def among(self, keys: Collection[str]) -> tuple[Row, ...]:
        return tuple(self._rows[key] for key in sorted(self._rows.keys() & set(keys)))

    def put(self, rows: Sequence[Row]) -> None:
        self._rows.update({self._key(row): row for row in rows})

    def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            self._rows.pop(key, None)


class MemoryPeople(MemoryRows["Participant"]):
    """:class:`matcher.ports.Participants`."""

    def standing(self, key: str) -> Standing:
        person = self.get(key)
        return Standing(person.state, person.protected_identity)


class MemoryOpenings(MemoryRows["Opening"]):
    """:class:`matcher.ports.Openings`."""

    def own(self, employer: str | None = None) -> tuple[Opening, ...]:
        own = (one for one in self.all() if one.kind is OpeningKind.OWN)
        return tuple(one for one in own if employer in (None, one.employer))


class MemoryEmployers:
    """:class:`matcher.ports.Employers`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Employer, ...]:
        return tuple(self._rows.employers[key] for key in sorted(self._rows.employers))

    def get(self, employer: str) -> Employer:
        if employer not in self._rows.employers:
            raise NotFound(f"There is no employer {employer}. Check its id.")
        return self._rows.employers[employer]

    def among(self, ids: Collection[str]) -> tuple[Employer, ...]:
        return tuple(one for one in self.all() if one.id in ids)

    def sites(self) -> tuple[Site, ...]:
        return tuple(self._rows.sites[key] for key in sorted(self._rows.sites))

    def put(self, employers: Sequence[Employer], sites: Sequence[Site] = ()) -> None:
        self._rows.employers.update({employer.id: employer for employer in employers})
        for site in sites:
            if site.employer not in self._rows.employers:
                raise NotFound(f"There is no employer {site.employer}. Check its id.")
            self._rows.sites[site.employer, site.name] = site


class MemoryCommands:
    """:class:`matcher.ports.Commands`."""

    def __init__(self, done: dict[str, Done]) -> None:
        self._done = done

    def find(self, key: str) -> Done | None:
        return self._done.get(key)

    def keep(self, key: str, done: Done) -> None:
        if key in self._done:
            raise Conflict("The same command is being done right now.")
        self._done[key] = done
