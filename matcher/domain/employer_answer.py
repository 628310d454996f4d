"""What an employer answers by link: to a person who is presented, and how it goes afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.machines.suggestion import NotHiredReason

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import PlacementId
    from matcher.domain.periods import FollowUpPoint


class EmployerAnswer(StrEnum):
    """What can be answered about somebody who is presented."""

    MEET = "meet"
    NOT_NOW = "not_now"
    FILLED = "filled"


REASON_OF = {
    EmployerAnswer.NOT_NOW: NotHiredReason.NOT_HIRING_NOW,
    EmployerAnswer.FILLED: NotHiredReason.PLACE_IS_FILLED,
}
"""A tap that is no meeting is a reason code of the machine, with nothing to write."""

AFTER_MEETING = (
    NotHiredReason.ANOTHER_WAS_CHOSEN,
    NotHiredReason.PLACE_IS_FILLED,
    NotHiredReason.NOT_HIRING_NOW,
    NotHiredReason.HOURS_DO_NOT_FIT,
    NotHiredReason.LANGUAGE_FOR_TASK_NOT_YET,
    NotHiredReason.SKILLS_NOT_YET,
    NotHiredReason.CERTIFICATE_NOT_YET,
    NotHiredReason.TERMS_NOT_AGREED,
    NotHiredReason.DID_NOT_MEET,
)
"""The reasons an employer may give when it was not this time; "no answer" is the LinkWorker's."""


class HowItGoes(StrEnum):
    """How a placement goes, as the workplace sees it."""

    GOES_WELL = "goes_well"
    NEEDS_SUPPORT = "needs_support"
    RING_US = "ring_us"


@dataclass(frozen=True, slots=True)
class WorkplaceAnswer:
    """One answer of a workplace to a follow-up.

    It stands beside the follow-up and never closes it: the person is asked for herself.
    """

    placement: PlacementId
    point: FollowUpPoint
    said: HowItGoes
    by: str
    at: datetime
