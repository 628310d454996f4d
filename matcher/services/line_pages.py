"""What pages show of a suggestion after its review, a placement, and a line for an opening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.opening import OpeningKind
from matcher.domain.permission import may_be_said
from matcher.domain.suggestion import SuggestionState
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.domain.disclosure import Disclosure
    from matcher.domain.employer_answer import WorkplaceAnswer
    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import OpeningId, PlacementId, SuggestionId
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.periods import FollowUpPoint
    from matcher.domain.permission import FieldGroup
    from matcher.domain.placement import Placement
    from matcher.domain.room import Room
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.domain.views import EmployerView
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

_CAN_BE_HIRED = frozenset({SuggestionState.PRESENTED, SuggestionState.MEETING})


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything about one suggestion on its way from the review to the job.

    Parameters
    ----------
    history
        Its decisions, the first one first.
    opening, employer, room
        ``None`` for a step where nothing is open, or when nobody is named.
    permitted
        What the employer may be told now, in order.
    view
        What that is, word for word; ``None`` when nothing may be told.
    told
        What the employer was told already, the first one first.
    """

    suggestion: Suggestion
    history: tuple[Decision, ...]
    opening: Opening | None = None
    employer: Employer | None = None
    room: Room | None = None
    placement: Placement | None = None
    permitted: tuple[FieldGroup, ...] = ()
    view: EmployerView | None = None
    told: tuple[Disclosure, ...] = ()

    @property
    def is_lead(self) -> bool:
        """Whether it is about an advertisement that nobody has agreed to."""
        return self.opening is not None and self.opening.kind is OpeningKind.LEAD

    @property
    def is_own(self) -> bool:
        """Whether it is about an opening that was agreed with a known employer."""
        return self.opening is not None and not self.is_lead and self.employer is not None


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """One placement with its follow-ups.

    Parameters
    ----------
    following
        Suggestions of the person for a next step of the ladder that are with an employer: with one
        of them the person can move on.
    workplace
        What the workplace says of how it goes, by follow-up.
    """

    placement: Placement
    suggestion: Suggestion
    opening: Opening
    employer: Employer | None
    follow_ups: tuple[FollowUp, ...]
    following: tuple[Suggestion, ...]
    workplace: Mapping[FollowUpPoint, WorkplaceAnswer]


class LinePageService:
    """Reads; whom somebody may see is looked at before.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        Say which Swedish a job asks for, and which steps follow.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def suggestion(self, suggestion_id: SuggestionId) -> LinePage:
        """Return a suggestion with all that its next moves rest on.

        Raises
        ------
        NotFound
            There is none, or the identity of the person is protected.
        """
        with self._units() as unit:
            found = unit.suggestions.get(suggestion_id)
            person = unit.participants.get(found.participant)
            if person.protected_identity:
                raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
            history = unit.suggestions.history(found.id)
            if found.opening is None:
                return LinePage(found, history)
            opening, today = unit.openings.get(found.opening), self._now().date()
            given = unit.permissions.of(person.code)
            said = may_be_said(given, person.code, opening.employer, opening.id, today)
            areas = areas_asked(opening, self._ladders)
            return LinePage(
                found,
                history,
                opening,
                _employer(unit, opening),
                unit.rooms.get(opening.id),
                unit.placements.of_suggestion(found.id),
                said,
                employer_view(person, opening, said, areas, today) if said else None,
                tuple(d for d in unit.disclosures.of(person.code) if d.opening == opening.id),
            )

    def placement(self, placement_id: PlacementId) -> PlacementPage:
        """Return a placement; raises :class:`NotFound`."""
        with self._units() as unit:
            found = unit.placements.get(placement_id)
            opening = unit.openings.get(found.opening)
            ahead = set()
            if found.step is not None:
                ahead = {way.to_step for way in self._ladders.onward(found.step)}
            following = tuple(
                one
                for one in unit.suggestions.current(found.participant)
                if one.state in _CAN_BE_HIRED and one.step in ahead
            )
            return PlacementPage(
                found,
                unit.suggestions.get(found.suggestion),
                opening,
                _employer(unit, opening),
                unit.follow_ups.of(found.id),
                following,
                {one.point: one for one in unit.workplace_answers.of(found.id)},
            )

    def opening(self, opening_id: OpeningId) -> tuple[Opening, Employer | None, Room]:
        """Return an opening with its employer and its room; raises :class:`NotFound`."""
        with self._units() as unit:
            opening = unit.openings.get(opening_id)
            return opening, _employer(unit, opening), unit.rooms.get(opening_id)

    def employers(self) -> tuple[tuple[Employer, ...], tuple[Site, ...]]:
        """Return the employers there are, and their sites."""
        with self._units() as unit:
            return unit.employers.all(), unit.employers.sites()

    def jobs(self) -> tuple[tuple[Opening, Employer | None], ...]:
        """Return every opening, leads among them, with its employer where one is named."""
        with self._units() as unit:
            known = {one.id: one for one in unit.employers.all()}
            return tuple(
                (one, known.get(one.employer) if one.employer else None)
                for one in unit.openings.all()
            )

    def line_of(self, opening_id: OpeningId) -> tuple[Suggestion, ...]:
        """Return what was suggested for an opening and is not replaced, the best one first."""
        with self._units() as unit:
            return unit.line.of_opening(opening_id)


def _employer(unit: UnitOfWork, opening: Opening) -> Employer | None:
    return unit.employers.get(opening.employer) if opening.employer else None
