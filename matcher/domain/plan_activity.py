"""One activity of a person's plan: what it is, who runs it, from when until when.

There is no kind for health: what is about health has a store and a scope of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.machines.activity import (
    ACTIVITY,
    OPEN,
    ActivityAction,
    ActivityState,
    ActivityStopReason,
)
from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.role import Role

LONGEST_TEXT, LONGEST_NAME = 300, 100
"""How many characters the note and the name of whoever runs it may have."""


class ActivityKind(StrEnum):
    """What is done."""

    WORK_TRIAL = "work_trial"
    JOB_SEARCH = "job_search"
    TRADE_TRAINING = "trade_training"
    MENTOR = "mentor"
    PRACTICE = "practice"
    SFI = "sfi"
    LANGUAGE_CAFE = "language_cafe"
    STUDY = "study"
    DIGITAL = "digital"
    OTHER = "other"


class ActivityGroup(StrEnum):
    """What an activity is towards."""

    JOB = "job"
    LANGUAGE = "language"
    STUDY = "study"
    DIGITAL = "digital"
    OTHER = "other"


_K, _G = ActivityKind, ActivityGroup
GROUP_OF: Mapping[ActivityKind, ActivityGroup] = {
    **dict.fromkeys(
        (_K.WORK_TRIAL, _K.JOB_SEARCH, _K.TRADE_TRAINING, _K.MENTOR, _K.PRACTICE), _G.JOB
    ),
    **dict.fromkeys((_K.SFI, _K.LANGUAGE_CAFE), _G.LANGUAGE),
    _K.STUDY: _G.STUDY,
    _K.DIGITAL: _G.DIGITAL,
    _K.OTHER: _G.OTHER,
}


class Timing(StrEnum):
    """How an activity lies to the job: a job path has no activity that must come first."""

    BESIDE = "beside"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes of an activity.

    Parameters
    ----------
    run_by
        Name of the organisation or employer; empty where nobody does.
    text
        A short note; empty where there is none.
    last_day
        ``None`` while it is open.
    """

    kind: ActivityKind
    first_day: date
    last_day: date | None = None
    timing: Timing = Timing.BESIDE
    run_by: str = ""
    text: str = ""

    def tidied(self) -> Written:
        """Return it without needless space.

        Raises
        ------
        InputError
            A text is too long or holds a personal identity number, or the days are the wrong way
            round.
        """
        run_by, text = " ".join(self.run_by.split()), " ".join(self.text.split())
        for words, most in ((run_by, LONGEST_NAME), (text, LONGEST_TEXT)):
            if len(words) > most:
                raise InputError(
                    f"A text of {len(words)} signs is too long: at most {most}. Shorten it.",
                    code="text.length",
                    most=most,
                )
            if has_personal_number(words):
                raise InputError(
                    "A personal identity number is kept nowhere. Take it out of the plan.",
                    code="personal_number",
                )
        if self.last_day is not None and self.last_day < self.first_day:
            raise InputError(
                f"The activity ends ({self.last_day}) before it begins ({self.first_day}). Give a "
                "last day that is not before the first one.",
                code="days.order",
            )
        return replace(self, run_by=run_by, text=text)

    @property
    def names_nobody(self) -> bool:
        """Whether it has kind and days only."""
        return not (self.run_by or self.text)


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as it stands: what was written of it, and where it has come to.

    Raises
    ------
    ValueError
        The reason does not fit the state.
    """

    written: Written
    state: ActivityState = ActivityState.PLANNED
    reason: ActivityStopReason | None = None

    def __post_init__(self) -> None:
        if (self.state is ActivityState.STOPPED) != (self.reason is not None):
            raise ValueError(f"an activity that is {self.state}, stopped for {self.reason}")

    @property
    def group(self) -> ActivityGroup:
        """What it is towards."""
        return GROUP_OF[self.written.kind]

    @property
    def is_open(self) -> bool:
        """Whether it is planned or goes on."""
        return self.state in OPEN

    def goes_on(self, day: date) -> bool:
        """Say whether it goes on on a day: it has begun and its last day is not over."""
        last = self.written.last_day
        return self.state is ActivityState.GOING_ON and (last is None or last >= day)

    def is_late(self, day: date) -> bool:
        """Say whether its first or last day is over and nobody has said what came of it."""
        if self.state is ActivityState.PLANNED:
            return self.written.first_day < day
        return self.state is ActivityState.GOING_ON and not self.goes_on(day)

    def rewritten(self, written: Written) -> Activity:
        """Return it with other words and days.

        Raises
        ------
        InvalidTransition
            It is over, or nothing was changed.
        InputError
            As for :meth:`Written.tidied`.
        """
        if not self.is_open:
            raise InvalidTransition(
                f"This activity is '{self.state}' and stands as it is. Undo that first.",
                code="move.not_now",
            )
        tidy = written.tidied()
        if tidy == self.written:
            raise InvalidTransition(
                "Nothing was changed, so nothing was saved. Write something else first, then save."
            )
        return replace(self, written=tidy)

    def moved(
        self,
        action: ActivityAction,
        role: Role,
        day: date,
        reason: ActivityStopReason | None = None,
    ) -> Activity:
        """Return it after a move on a day.

        It has begun on that day at the latest, and what is done or stopped has a last day.

        Raises
        ------
        InvalidTransition, InputError
            Not possible from here or not for this role; the reason is missing.
        """
        after = ACTIVITY.apply(self.state, action, role, reason)
        return Activity(self._on(action, day), after, reason)

    def _on(self, action: ActivityAction, day: date) -> Written:
        written = self.written
        if action is ActivityAction.BEGIN:
            return replace(written, first_day=min(written.first_day, day))
        if self.state is ActivityState.PLANNED:
            return written  # it never began, so its days stay those that were planned
        last = max(day, written.first_day)
        return replace(written, last_day=min(written.last_day or last, last))


def begun_or_planned(written: Written, role: Role, day: date) -> Activity:
    """Return a new activity: it goes on at once where its first day has come.

    Raises
    ------
    InvalidTransition
        The role writes in no plan.
    InputError
        As for :meth:`Written.tidied`.
    """
    made = Activity(written.tidied())
    if written.first_day > day:
        return made
    return made.moved(ActivityAction.BEGIN, role, day)
