"""What is stored of the way through the programme, as far as the flow report counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import EmployerId, ParticipantCode
    from matcher.domain.participant import ParticipantState


@dataclass(frozen=True, slots=True)
class FlowPerson:
    """One person whose identity is not protected.

    Parameters
    ----------
    entered_on
        The day of the import that brought the person; ``None`` where none did.
    left_to_study_on, moved_up_on
        The day of such a recorded move, the first one.
    """

    code: ParticipantCode
    state: ParticipantState
    entered_on: date | None = None
    left_to_study_on: date | None = None
    moved_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class FlowPlacement:
    """One placement of such a person, of those that began or ended for studies.

    Parameters
    ----------
    is_job
        A job with a wage: no trial, no praktik.
    is_next
        Opened by reaching a next step.
    completed
        Whether it came to its agreed end.
    for_studies
        Whether it ended early, or never began, because studies were started.
    asked_on
        The day on which a follow-up was last answered.
    """

    participant: ParticipantCode
    started_on: date | None
    ended_on: date | None = None
    is_job: bool = True
    is_next: bool = False
    completed: bool = False
    for_studies: bool = False
    asked_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """Say whether the person is at this placement on a day, as far as is written down."""
        if self.started_on is None or self.started_on > day:
            return False
        return self.ended_on is None or self.ended_on >= day

    def known_on(self, day: date) -> bool:
        """Say whether that it ran on a day is more than that nobody wrote down an end."""
        later = (self.ended_on, self.asked_on)
        return self.started_on == day or any(one is not None and one >= day for one in later)


@dataclass(frozen=True, slots=True)
class FlowMeeting:
    """The first call, visit or seminar with an employer."""

    employer: EmployerId
    on: date


@dataclass(frozen=True, slots=True)
class FlowPromise:
    """One promise of an employer, and what came of it.

    Parameters
    ----------
    posted
        Places of the openings that keep it and have been handed in.
    hired
        People, none of them protected, who got a job there.
    """

    employer: EmployerId
    on: date
    places: int
    posted: int = 0
    hired: int = 0


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """Everything the report counts.

    Parameters
    ----------
    met
        One for each employer that was contacted.
    """

    people: tuple[FlowPerson, ...] = ()
    placements: tuple[FlowPlacement, ...] = ()
    met: tuple[FlowMeeting, ...] = ()
    promises: tuple[FlowPromise, ...] = ()
