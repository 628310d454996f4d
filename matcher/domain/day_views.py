"""Read models of a LinkWorker's day: what its lists show, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from matcher.domain.decision import Decision
    from matcher.domain.ids import OpeningId, ParticipantCode, PlacementId, SuggestionId
    from matcher.domain.judgement import Band
    from matcher.domain.machines.follow_up import FollowUpState
    from matcher.domain.machines.suggestion import SuggestionState
    from matcher.domain.opening import EmploymentForm, OpeningKind, OpeningState
    from matcher.domain.periods import FollowUpPoint
    from matcher.domain.suggestion import Suggestion
    from matcher.domain.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a list, under which name she decides, and when.

    Parameters
    ----------
    name
        Stands beside her decisions; says which of today's are hers.
    """

    viewer: Viewer
    name: str
    at: datetime

    @property
    def day(self) -> date:
        """The day that caseload and cover are looked at for."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class QueuePerson:
    """One person of the caseload, with what her place in the queue rests on.

    Parameters
    ----------
    proposed
        Suggestions that can be decided on.
    under_way
        Suggestions that somebody has decided on or put aside, and that are not through yet.
    best_step, best_title, best_band
        Of the first of the proposed ones.
    interested
        One of them is a job that the person has said she wants.
    facts_changed
        Her profile is another than when somebody last reviewed her list.
    new_openings
        How many of them are for openings that were never suggested to her before.
    first_listed, reviewed, last_listed
        When there was a first list, when a LinkWorker last reviewed it, and when the last was made.
    mine_since
        Since when she is in this caseload.
    reviewed_today
        Whether the reader herself has reviewed something of hers today.
    """

    code: ParticipantCode
    preferred_language: str
    district: str | None
    municipality: str | None
    proposed: int
    under_way: int
    best_step: str | None
    best_title: str | None
    best_band: Band | None
    interested: bool
    facts_changed: bool
    new_openings: int
    first_listed: datetime | None
    reviewed: datetime | None
    last_listed: datetime | None
    mine_since: date
    reviewed_today: bool


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A suggestion on its way to a job: decided on, or handed to somebody who decides.

    Parameters
    ----------
    since
        When it came to where it is; one that nobody has decided on, when it was made.
    employer, contact
        Of the opening; ``None`` where nobody has noted it.
    kind
        ``None`` for a step where nothing is open.
    handed_over
        A colleague handed it to the reader, who does not have the person in her caseload.
    """

    suggestion: SuggestionId
    code: ParticipantCode
    state: SuggestionState
    title: str
    kind: OpeningKind | None
    employer: str | None
    contact: str | None
    since: datetime
    handed_over: bool


@dataclass(frozen=True, slots=True)
class FollowUpCall:
    """A follow-up whose day has come."""

    placement: PlacementId
    code: ParticipantCode
    point: FollowUpPoint
    state: FollowUpState
    due_on: date
    title: str
    employer: str | None


@dataclass(frozen=True, slots=True)
class CardPerson:
    """What the queue shows of the person whose turn it is.

    Parameters
    ----------
    told
        Her own words, each with its language.
    noted
        Whether it is on record for this hour that the reader looks at her.
    """

    code: ParticipantCode
    preferred_language: str
    district: str | None
    municipality: str | None
    told: Mapping[str, str]
    noted: bool


@dataclass(frozen=True, slots=True)
class CardJob:
    """The opening of a card; ``None`` is not stated."""

    id: OpeningId
    kind: OpeningKind
    state: OpeningState
    employer: str | None
    municipality: str | None
    district: str | None
    form: EmploymentForm | None
    pay_line: str | None
    start: date | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion with its opening, and the decision that led to where it is."""

    suggestion: Suggestion
    job: CardJob | None
    last: Decision | None
