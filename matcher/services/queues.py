"""What a LinkWorker looks at: the people to review, and one person with suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.concept_suggestion import ConceptMoved, ConceptSuggestion
    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, SuggestionId
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.participant import Participant
    from matcher.domain.suggestion import Suggestion
    from matcher.domain.views import Counts, DecisionRow, PersonRow
    from matcher.ports import UnitOfWorkFactory


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


class QueueService:
    """Reads for the review screens."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def people(self) -> tuple[PersonRow, ...]:
        """Return the people to review, most undecided suggestions first."""
        with self._units() as unit:
            return unit.views.people()

    def counts(self) -> Counts:
        """Return how much there is, for empty states."""
        with self._units() as unit:
            return unit.views.counts()

    def person(self, code: ParticipantCode) -> PersonPage:
        """Return one person's page.

        Raises
        ------
        NotFound
            There is none, or the identity is protected: the two look the same.
        """
        with self._units() as unit:
            person = unit.participants.get(code)
            if person.protected_identity:
                raise NotFound(f"There is no participant {code}.")
            suggestions = unit.suggestions.current(code)
            wanted = {suggestion.opening for suggestion in suggestions}
            openings = {one.id: one for one in unit.openings.all() if one.id in wanted}
            employed = {opening.employer for opening in openings.values()}
            employers = {one.id: one for one in unit.employers.all() if one.id in employed}
            decisions = unit.suggestions.decisions(code)
            concepts, moves = unit.concepts.of(code), unit.concepts.moves(code)
        return PersonPage(person, suggestions, decisions, openings, employers, concepts, moves)

    def person_of(self, suggestion_id: SuggestionId) -> PersonPage:
        """Return the page of the person a suggestion is for; errors as for :meth:`person`."""
        with self._units() as unit:
            code = unit.suggestions.get(suggestion_id).participant
        return self.person(code)
