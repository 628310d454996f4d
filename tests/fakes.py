"""Small true implementations of the ports, for tests of use cases.

:class:`MemoryStore` is one organisation's database; its method ``units`` is the
:class:`matcher.ports.UnitOfWorkFactory`. A unit works on a copy and only ``commit`` brings it back.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from fakes_audit import (
    AuditRows,
    MemoryAuditLog,
    MemoryRunInputs,
    MemorySpreadPrices,
    MemoryStopSwitch,
    NoStepMoved,
    NothingMerged,
    NothingWaits,
)

from matcher.domain.concept_suggestion import ConceptState, moved, renewal
from matcher.domain.importing import ImportKind
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.participant import REVIEWED, Standing
from matcher.domain.periods import STANDARD
from matcher.domain.room import Room, Taker
from matcher.domain.run import RunKind
from matcher.domain.suggestion import UNDECIDED, Action, SuggestionState
from matcher.domain.views import Counts, DecisionRow, FoundOpening, FoundPerson, PersonRow
from matcher.errors import Conflict, NotFound
from matcher.services.review.commands import Commands
from matcher.taxonomy.mapping import AdMapping

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from matcher.domain.command import Done
    from matcher.domain.concept_suggestion import ConceptMove, ConceptMoved, ConceptSuggestion
    from matcher.domain.importing import ImportBatch
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant
    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.taxonomy.mapping import AdText

Row = TypeVar("Row")

STANDING = frozenset(
    {
        SuggestionState.CONFIRMED,
        SuggestionState.ASKED,
        SuggestionState.ACCEPTED,
        SuggestionState.PRESENTED,
        SuggestionState.MEETING,
        SuggestionState.TRIAL,
        SuggestionState.HIRED,
    }
)


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


@dataclass
class MemoryStore:
    """One organisation's database in memory."""

    rows: Rows = field(default_factory=Rows)
    commits: int = 0

    def units(self, *, write: bool = False) -> MemoryUnitOfWork:
        """Open a unit of work: this method is the factory."""
        return MemoryUnitOfWork(self, write=write)

    def with_rows(
        self,
        participants: Iterable[Participant] = (),
        openings: Iterable[Opening] = (),
        employers: Iterable[Employer] = (),
    ) -> Self:
        """Put rows in and return the store."""
        with self.units(write=True) as unit:
            unit.employers.put(list(employers))
            unit.participants.put(list(participants))
            unit.openings.put(list(openings))
            unit.commit()
        return self


class MemoryUnitOfWork:
    """:class:`matcher.ports.UnitOfWork` on a :class:`MemoryStore`."""

    def __init__(self, store: MemoryStore, *, write: bool) -> None:
        self._store = store
        self._write = write
        self._begin()

    def _begin(self) -> None:
        # The rows are frozen, so copies of the containers are enough.
        self._rows = Rows(
            **{
                name: {key: copy.copy(value) for key, value in held.items()}
                if name in {"before", "after"}
                else held.copy()
                for name, held in vars(self._store.rows).items()
            }
        )
        rows = self._rows
        self.participants = MemoryPeople(rows.participants, "participant", lambda one: one.code)
        self.openings = MemoryRows(rows.openings, "opening", lambda one: one.id)
        self.employers = MemoryEmployers(rows)
        self.suggestions = MemorySuggestions(rows)
        self.imports = MemoryImports(rows)
        self.concepts = MemoryConcepts(rows.concepts, rows.concept_moves)
        self.occupations = MemoryConcepts(rows.occupations, rows.occupation_moves)
        self.views = MemoryViews(rows)
        self.audit = MemoryAuditLog(rows.audit, rows.participants)
        self.inputs = MemoryRunInputs(rows.audit, self.audit)
        self.stop = MemoryStopSwitch(rows.audit)
        self.prices = MemorySpreadPrices(rows.audit)
        self.rooms = MemoryRooms(rows)
        self.commands = MemoryCommands(rows.commands)
        self.merged = NothingMerged()
        self.outbox = NothingWaits()
        self.steps = NoStepMoved()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *error: object) -> None:
        self._rows = Rows()

    def commit(self) -> None:
        if not self._write:
            raise RuntimeError("this unit was opened for reading")
        self._store.rows = self._rows
        self._store.commits += 1
        self._begin()


class MemoryRows(Generic[Row]):
    """:class:`matcher.ports.Participants` and :class:`matcher.ports.Openings`."""

    def __init__(self, rows: dict[str, Row], what: str, key: Callable[[Row], str]) -> None:
        self._rows, self._what, self._key = rows, what, key

    def get(self, key: str) -> Row:
        if key not in self._rows:
            raise NotFound(f"There is no {self._what} {key}.")
        return self._rows[key]

    def all(self) -> tuple[Row, ...]:
        return tuple(self._rows[key] for key in sorted(self._rows))

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


class MemoryEmployers:
    """:class:`matcher.ports.Employers`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Employer, ...]:
        return tuple(self._rows.employers[key] for key in sorted(self._rows.employers))

    def sites(self) -> tuple[Site, ...]:
        return tuple(self._rows.sites[key] for key in sorted(self._rows.sites))

    def put(self, employers: Sequence[Employer], sites: Sequence[Site] = ()) -> None:
        self._rows.employers.update({employer.id: employer for employer in employers})
        for site in sites:
            if site.employer not in self._rows.employers:
                raise NotFound(f"There is no employer {site.employer}.")
            self._rows.sites[site.employer, site.name] = site


class MemorySuggestions:
    """:class:`matcher.ports.Suggestions`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        people = {suggestion.participant for suggestion in suggestions}
        people |= {run.participant} if run.participant is not None else set()
        standing = {_pair(one) for one in self._rows.suggestions.values() if one.state in STANDING}
        self._rows.runs[run.id] = run
        for one in list(self._rows.suggestions.values()):
            asked = run.kind is not RunKind.OPENING or one.opening == run.opening
            if one.participant in people and one.state in UNDECIDED and asked:
                self._rows.suggestions[one.id] = _obsolete(one)
        for one in suggestions:
            overtaken = _pair(one) in standing and one.state in UNDECIDED
            self._rows.suggestions[one.id] = _obsolete(one) if overtaken else one

    def get(self, suggestion_id: str) -> Suggestion:
        if suggestion_id not in self._rows.suggestions:
            raise NotFound(f"There is no suggestion {suggestion_id}.")
        return self._rows.suggestions[suggestion_id]

    def run(self, run_id: str) -> Run:
        if run_id not in self._rows.runs:
            raise NotFound(f"There is no run {run_id}.")
        return self._rows.runs[run_id]

    def current(self, code: str) -> tuple[Suggestion, ...]:
        mine = [
            one
            for one in self._rows.suggestions.values()
            if one.participant == code and one.state is not SuggestionState.OBSOLETE
        ]
        return tuple(sorted(mine, key=lambda one: (one.state in UNDECIDED, one.rank, one.id)))

    def save(self, suggestion: Suggestion, decision: Decision) -> None:
        if (decision.suggestion, decision.after) != (suggestion.id, suggestion.state):
            raise ValueError(f"the decision does not fit suggestion {suggestion.id}")
        stored = self.get(suggestion.id)
        if (stored.version, stored.state) != (suggestion.version - 1, decision.before):
            last = next(
                (one for one in reversed(self._rows.decisions) if one.suggestion == stored.id), None
            )
            who = f"{last.by} at {last.at:%H:%M}" if last else "a newer run"
            raise Conflict(f"{who} was first; it is {stored.state} now.")
        self._rows.suggestions[suggestion.id] = suggestion
        self._rows.decisions.append(decision)

    def history(self, suggestion_id: str) -> tuple[Decision, ...]:
        return tuple(one for one in self._rows.decisions if one.suggestion == suggestion_id)

    def hand_over(self, suggestion: Suggestion) -> None:
        if self.get(suggestion.id).version != suggestion.version - 1:
            raise Conflict("Somebody was first.")
        self._rows.suggestions[suggestion.id] = suggestion

    def decisions(self, code: str) -> tuple[DecisionRow, ...]:
        about = [
            (decision, self._rows.suggestions[decision.suggestion])
            for decision in reversed(self._rows.decisions)
        ]
        mine = [DecisionRow(one, of.title) for one, of in about if of.participant == code]
        return tuple(sorted(mine, key=lambda row: row.decision.at, reverse=True))


class MemoryRooms:
    """The part of :class:`matcher.ports.Rooms` that the review needs, counted from the rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, opening_id: str) -> Room:
        if opening_id not in self._rows.openings:
            raise NotFound(f"There is no opening {opening_id}.")
        one = self._rows.openings[opening_id]
        in_line = sum(
            s.opening == opening_id and s.state in IN_LINE for s in self._rows.suggestions.values()
        )
        return Room(one.kind, one.state, one.places, 0, one.presentation_slots, in_line, 1)

    def take_slot(self, opening_id: str) -> bool:
        room = self.get(opening_id)
        return room.state is OpeningState.OPEN and room.slots_taken < room.slots

    def free_slot(self, opening_id: str) -> None:
        self.get(opening_id)

    def last_in_line(self, opening_id: str) -> Taker | None:
        confirms = [
            one
            for one in self._rows.decisions
            if one.action is Action.CONFIRM
            and self._rows.suggestions[one.suggestion].opening == opening_id
        ]
        return Taker(confirms[-1].by, confirms[-1].at) if confirms else None


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


class MemoryConcepts:
    """:class:`matcher.ports.ConceptSuggestions`."""

    def __init__(
        self, held: dict[tuple[str, str], ConceptSuggestion], moves: list[ConceptMoved]
    ) -> None:
        self._held, self._moves = held, moves

    def of(self, whose: str) -> tuple[ConceptSuggestion, ...]:
        return self._those(lambda one: one.whose == whose)

    def undecided(self) -> tuple[ConceptSuggestion, ...]:
        return self._those(lambda one: one.state is ConceptState.SUGGESTED)

    def get(self, whose: str, suggestion_id: str) -> ConceptSuggestion:
        if (whose, suggestion_id) not in self._held:
            raise NotFound(f"There is no suggested concept {suggestion_id} for {whose}.")
        return self._held[whose, suggestion_id]

    def moves(self, whose: str) -> tuple[ConceptMoved, ...]:
        return tuple(one for one in self._moves if one.whose == whose)

    def renew(
        self,
        suggestions: Mapping[str, Sequence[ConceptSuggestion]],
        *,
        by: str | None,
        at: datetime,
    ) -> None:
        before = [one for whose in suggestions for one in self.of(whose)]
        found = [one for listed in suggestions.values() for one in listed]
        for one in before:
            if one.version == 0:
                del self._held[one.whose, one.id]
        for one in found:
            self._held.setdefault((one.whose, one.id), one)
        self._moves += renewal(before, found, by, at)

    def save(self, suggestion: ConceptSuggestion, move: ConceptMove) -> None:
        stored = self.get(suggestion.whose, suggestion.id)
        if stored.version != suggestion.version - 1:
            raise Conflict("Somebody else changed this first.")
        self._held[suggestion.whose, suggestion.id] = suggestion
        self._moves.append(moved(suggestion, move, suggestion.by, suggestion.at))

    def _those(self, wanted: Callable[[ConceptSuggestion], bool]) -> tuple[ConceptSuggestion, ...]:
        mine = [one for one in self._held.values() if wanted(one)]
        return tuple(sorted(mine, key=lambda one: (one.whose, one.words, -one.confidence, one.id)))


class MemoryImports:
    """:class:`matcher.ports.Imports`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def record(self, batch: ImportBatch, before: Sequence[Participant | Opening]) -> None:
        images = {_key(one): one for one in before}
        if set(images) != set(batch.updated):
            raise ValueError("give the earlier state of every updated row, and of no other")
        stored = self._rows.imported(batch.kind)
        missing = {*batch.created, *batch.updated} - set(stored)
        if missing:
            raise NotFound(f"Rows of the import are not stored: {sorted(missing)}.")
        self._rows.batches.append(batch)
        self._rows.before[batch.id] = images
        self._rows.after[batch.id] = {key: stored[key] for key in (*batch.created, *batch.updated)}

    def get(self, batch_id: str) -> ImportBatch:
        for batch in self._rows.batches:
            if batch.id == batch_id:
                return batch
        raise NotFound(f"There is no import {batch_id}.")

    def all(self) -> tuple[ImportBatch, ...]:
        return tuple(sorted(self._rows.batches, key=lambda one: one.at, reverse=True))

    def undo(self, batch_id: str, at: datetime) -> None:
        batch = self.get(batch_id)
        stored = self._rows.imported(batch.kind)
        if batch.undone_at is not None:
            raise Conflict(f"The import of {batch.file} was undone already.")
        changed = [
            key for key, left in self._rows.after[batch_id].items() if stored.get(key) != left
        ]
        if changed:
            raise Conflict(f"Changed since the import of {batch.file}: {', '.join(changed)}.")
        self._refuse_if_decided(batch)
        for key in batch.created:
            del stored[key]
        stored.update(self._rows.before[batch_id])
        place = self._rows.batches.index(batch)
        self._rows.batches[place] = replace(batch, undone_at=at)

    def _refuse_if_decided(self, batch: ImportBatch) -> None:
        decided = [self._rows.suggestions[one.suggestion] for one in self._rows.decisions]
        about = {one.participant for one in decided} | {one.opening for one in decided}
        if about & set(batch.created):
            raise Conflict("Decisions rest on rows of this import, so they stay.")


def _has(letters: str, *texts: str | None) -> bool:
    return any(letters.casefold() in text.casefold() for text in texts if text)


class MemoryViews:
    """:class:`matcher.ports.Views`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def people(self) -> tuple[PersonRow, ...]:
        seen = [
            one
            for one in self._rows.participants.values()
            if not one.protected_identity and one.state in REVIEWED
        ]
        rows = [self._person(one) for one in seen]
        return tuple(sorted(rows, key=lambda row: (-row.proposed, row.code)))

    def _person(self, person: Participant) -> PersonRow:
        mine = [one for one in self._rows.suggestions.values() if one.participant == person.code]
        open_ones = sorted(
            (one for one in mine if one.state in UNDECIDED), key=lambda one: (one.rank, one.id)
        )
        best = open_ones[0] if open_ones else None
        asked = [self._rows.runs[one.run].at for one in mine]
        asked += [run.at for run in self._rows.runs.values() if run.participant == person.code]
        return PersonRow(
            code=person.code,
            preferred_language=person.preferred_language,
            district=person.place.district if person.place else None,
            municipality=person.place.municipality if person.place else None,
            proposed=len(open_ones),
            confirmed=sum(one.state in STANDING for one in mine),
            declined=sum(one.state is SuggestionState.DECLINED for one in mine),
            best_step=best.step if best else None,
            best_title=best.title if best else None,
            best_band=best.band if best else None,
            suggested_at=max(asked, default=None),
        )

    def find_people(self, letters: str) -> tuple[FoundPerson, ...]:
        found = []
        for one in sorted(self._rows.participants.values(), key=lambda one: one.code):
            place = (one.place.district, one.place.municipality) if one.place else (None, None)
            if not one.protected_identity and _has(letters, one.code, *place):
                found.append(FoundPerson(one.code, one.preferred_language, *place))
        return tuple(found)

    def find_openings(self, letters: str) -> tuple[FoundOpening, ...]:
        found = []
        for one in self._rows.openings.values():
            place = (one.place.district, one.place.municipality) if one.place else (None, None)
            employer = self._rows.employers.get(one.employer)
            name = employer.name if employer else None
            if _has(letters, one.title, name, *place):
                left, link = one.places, one.origin.url if one.origin else None
                fields = (one.id, one.title, one.kind, one.state, name, *place, left, link)
                found.append(FoundOpening(*fields))
        return tuple(sorted(found, key=lambda one: (one.kind == "lead", one.title, one.id)))

    def counts(self) -> Counts:
        rows = self._rows
        own = [one for one in rows.openings.values() if one.kind is OpeningKind.OWN]
        kept = [
            one for one in rows.suggestions.values() if one.state is not SuggestionState.OBSOLETE
        ]
        return Counts(
            participants=sum(not one.protected_identity for one in rows.participants.values()),
            employers=len(rows.employers),
            openings=len(own),
            leads=len(rows.openings) - len(own),
            places=sum(one.places for one in own),
            suggestions=len(kept),
            decisions=len(rows.decisions),
        )


@dataclass
class FixedMapper:
    """:class:`matcher.taxonomy.mapping.AdMapper` with an answer for each title.

    ``asked`` are the ads it was given, in chunks.
    """

    answers: dict[str, AdMapping] = field(default_factory=dict)
    asked: list[tuple[AdText, ...]] = field(default_factory=list)

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        self.asked.append(tuple(ads))
        none = AdMapping(None, None, None, 0.0, "no_sector")
        return [self.answers.get(ad.title, none) for ad in ads]


@dataclass
class TickingClock:
    """A clock that moves on a minute each time it is asked."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def _key(row: Participant | Opening) -> str:
    return getattr(row, "code", None) or row.id


def _pair(one: Suggestion) -> tuple[str, str | None, str | None]:
    return one.participant, one.opening, one.step if one.opening is None else None


def _obsolete(one: Suggestion) -> Suggestion:
    return replace(one, state=SuggestionState.OBSOLETE, version=one.version + 1)


def commands_on(units, now, periods=STANDARD):
    """Runs commands where nobody has to be told anything."""
    return Commands(units, now, lambda unit, messages, *, by, at: None, periods)
