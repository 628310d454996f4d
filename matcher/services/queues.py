"""What a LinkWorker looks at: the people to review, and one person with suggestions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import protected_listed, protected_viewed
from matcher.domain.participant import is_reviewed
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptMoved, ConceptSuggestion
    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, SuggestionId
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.participant import Participant
    from matcher.domain.people_list import PeoplePage, PeopleWanted
    from matcher.domain.suggestion import Suggestion
    from matcher.domain.views import Counts, DecisionRow, PersonRow
    from matcher.domain.visibility import Scope, Viewer
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the page of one person shows.

    ``openings`` and ``employers`` are those of the suggestions, by id; an opening that is gone is
    not among them. ``concepts`` are those suggested for what the person told, and ``moves`` is all
    that was done with them, the first one first.
    """

    person: Participant
    suggestions: tuple[Suggestion, ...]
    decisions: tuple[DecisionRow, ...]
    openings: Mapping[OpeningId, Opening]
    employers: Mapping[EmployerId, Employer]
    concepts: tuple[ConceptSuggestion, ...] = ()
    moves: tuple[ConceptMoved, ...] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks, under which name it is recorded, and the clock."""

    viewer: Viewer
    name: str
    now: Callable[[], datetime]


class QueueService:
    """Reads for the review screens.

    Without ``looking`` it is the command line's and sees everyone but people with protected
    identity; :meth:`seen_by` gives what one user may see, and no page reads otherwise.
    """

    def __init__(self, units: UnitOfWorkFactory, looking: Looking | None = None) -> None:
        self._units = units
        self._looking = looking

    def seen_by(self, looking: Looking) -> QueueService:
        """Return the same, narrowed to whom somebody may see."""
        return QueueService(self._units, looking)

    def people(self) -> tuple[PersonRow, ...]:
        """Return the people to review, most undecided suggestions first."""
        with self._units() as unit:
            rows, scope = unit.views.people(), self._scope(unit)
        return rows if scope is None else tuple(row for row in rows if row.code in scope.people)

    def reviewed(self, codes: Iterable[ParticipantCode]) -> frozenset[ParticipantCode]:
        """Return those of some people who stand in the reader's list of people to review."""
        with self._units() as unit:
            scope = self._scope(unit)
            seen = {code for code in codes if scope is None or code in scope.people}
            return frozenset(code for code in seen if is_reviewed(unit.participants.standing(code)))

    def page(self, wanted: PeopleWanted) -> PeoplePage:
        """Return one page of the people whom the reader may see, the nearest to the wanted one."""
        if self._looking is None:
            raise RuntimeError("a page of people was asked for by nobody")
        with self._units() as unit:
            viewer, day = self._looking.viewer, self._looking.now().date()
            return unit.views.people_page(viewer, day, wanted)

    def counts(self) -> Counts:
        """Return how much there is, for empty states."""
        with self._units() as unit:
            return unit.views.counts()

    def person(self, code: ParticipantCode) -> PersonPage:
        """Return one person's page.

        Raises
        ------
        NotFound
            There is none, or the person may not be seen: the two look the same.
        """
        with self._units() as unit:
            person = self._seen(unit, code)
            suggestions = unit.suggestions.current(code)
            wanted = {one.opening for one in suggestions if one.opening}
            openings = {one.id: one for one in unit.openings.among(wanted)}
            employed = {one.employer for one in openings.values() if one.employer}
            employers = {one.id: one for one in unit.employers.among(employed)}
            decisions = unit.suggestions.decisions(code)
            concepts, moves = unit.concepts.of(code), unit.concepts.moves(code)
        page = PersonPage(person, suggestions, decisions, openings, employers, concepts, moves)
        if not person.protected_identity:
            return page
        self._note_protected(code)
        return _masked(page)

    def seen(self, code: ParticipantCode) -> Participant:
        """Return a person who may be seen, without the page; otherwise as :meth:`person`."""
        with self._units() as unit:
            person = self._seen(unit, code)
        if not person.protected_identity:
            return person
        self._note_protected(code)
        return replace(person, place=None)

    def whose(self, suggestion_id: SuggestionId) -> Participant:
        """Return the person a suggestion is for; errors as for :meth:`person`."""
        with self._units() as unit:
            code = unit.suggestions.get(suggestion_id).participant
        return self.seen(code)

    def _seen(self, unit: UnitOfWork, code: ParticipantCode) -> Participant:
        person, scope = unit.participants.get(code), self._scope(unit)
        seen = not person.protected_identity if scope is None else scope.sees(person)
        if not seen:
            raise NotFound(f"There is no participant {code}. Check the code.")
        return person

    def names_anybody(self) -> bool:
        """Say whether the reader is the named handler of somebody with protected identity."""
        with self._units() as unit:
            return bool(self._named(unit))

    def named(self) -> tuple[ParticipantCode, ...]:
        """Return the people with protected identity whose named handler reads this, by code.

        That each of them stood in the list is recorded.

        Raises
        ------
        NotFound
            There are none: the list is only there for a named handler.
        """
        with self._units() as unit:
            codes = self._named(unit)
        if self._looking is None or not codes:
            raise NotFound(
                "Nobody is named for you. Ask an administrator to name you for somebody."
            )
        with self._units(write=True) as unit:
            for code in codes:
                unit.audit.append(protected_listed(self._looking.name, self._looking.now(), code))
            unit.commit()
        return codes

    def _named(self, unit: UnitOfWork) -> tuple[ParticipantCode, ...]:
        scope = self._scope(unit)
        named = sorted(scope.named_for) if scope is not None else ()
        return tuple(code for code in named if unit.participants.standing(code).protected_identity)

    def person_of(self, suggestion_id: SuggestionId) -> PersonPage:
        """Return the page of the person a suggestion is for; errors as for :meth:`person`."""
        with self._units() as unit:
            code = unit.suggestions.get(suggestion_id).participant
        return self.person(code)

    def _scope(self, unit: UnitOfWork) -> Scope | None:
        if self._looking is None:
            return None
        return unit.caseloads.scope(self._looking.viewer, self._looking.now().date())

    def _note_protected(self, code: ParticipantCode) -> None:
        if self._looking is not None:
            with self._units(write=True) as unit:
                entry = protected_viewed(self._looking.name, self._looking.now(), code)
                unit.audit.append(entry)
                unit.commit()


def _masked(page: PersonPage) -> PersonPage:
    """Leave out where somebody lives, and the jobs of the time before the identity was protected.

    Their titles and employers would name a workplace.
    """
    return PersonPage(replace(page.person, place=None), (), (), {}, {}, page.concepts, page.moves)
