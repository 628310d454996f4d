"""What a person says herself about the work she wants: kinds of jobs, and hours."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import wishes_changed
from matcher.domain.personal_link import BY_PERSON
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode, StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Participant, Shift
    from matcher.ports import UnitOfWorkFactory

MOST_HOURS = 40
"""A full working week; nobody is asked for more."""


class StepWish(StrEnum):
    """What somebody says to a kind of job."""

    INTERESTED = "interested"
    NOT_THIS_KIND = "not_this_kind"
    NO_OPINION = "no_opinion"


class OwnWishService:
    """Each call is one transaction, with its row in the audit log; nobody is asked why.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        The jobs that there are.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def person(self, code: ParticipantCode) -> Participant:
        """Return the profile; raises :class:`matcher.errors.NotFound`."""
        with self._units() as unit:
            return unit.participants.get(code)

    def say(self, code: ParticipantCode, step: StepId, wish: StepWish) -> Participant:
        """Keep what somebody says to a kind of job; the last word holds.

        Raises
        ------
        NotFound
            There is no such person or no such job.
        """
        self._ladders.step(step)
        with self._units(write=True) as unit:
            before = unit.participants.get(code)
            wishes = replace(
                before.wishes,
                steps=_with(before.wishes.steps, step, wish is StepWish.INTERESTED),
                unwanted=_with(before.wishes.unwanted, step, wish is StepWish.NOT_THIS_KIND),
            )
            after = replace(before, wishes=wishes)
            if after != before:
                unit.participants.put([after])
                unit.audit.append(wishes_changed("step", BY_PERSON, self._now(), code))
                unit.commit()
        return after

    def set_hours(
        self, code: ParticipantCode, least: float, most: float, shifts: Collection[Shift]
    ) -> Participant:
        """Keep how many hours a week somebody wants to work, and when.

        Raises
        ------
        NotFound
            There is no such person.
        InputError
            The hours do not fit, or no time of the day is chosen.
        """
        if not 1 <= least <= most <= MOST_HOURS:
            raise InputError(
                f"Hours a week go from 1 to {MOST_HOURS}. Write the lower number first.",
                code="hours.range",
                most=MOST_HOURS,
            )
        if not shifts:
            raise InputError("Choose at least one time of the day.", code="shifts.none")
        with self._units(write=True) as unit:
            before = unit.participants.get(code)
            times = replace(
                before.availability,
                hours_per_week_min=float(least),
                hours_per_week_max=float(most),
                shifts=frozenset(shifts),
            )
            after = replace(before, availability=times)
            if after != before:
                unit.participants.put([after])
                unit.audit.append(wishes_changed("hours", BY_PERSON, self._now(), code))
                unit.commit()
        return after


def _with(steps: frozenset[StepId], step: StepId, is_in: bool) -> frozenset[StepId]:  # noqa: FBT001
    return steps | {step} if is_in else steps - {step}
