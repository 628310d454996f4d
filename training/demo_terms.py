"""Dates and terms of the invented openings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from matcher.domain.opening import EmploymentForm, SubsidyState, Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.demo_blocks import JobBlocks
    from training.demo_draw import Draw

# Far ahead, so that a demo that is started a year from now still has openings to show.
_FIRST_DEADLINE = date(2027, 4, 19)
_DEADLINE_DAYS = 560
_FORMS = {
    True: (
        (EmploymentForm.PERMANENT, 9),
        (EmploymentForm.PROBATION, 13),
        (EmploymentForm.FIXED_TERM, 15),
        (EmploymentForm.HOURLY, 9),
        (EmploymentForm.SUBSIDISED, 8),
        (EmploymentForm.PRAKTIK, 5),
    ),
    False: (
        (EmploymentForm.PERMANENT, 9),
        (EmploymentForm.PROBATION, 7),
        (EmploymentForm.FIXED_TERM, 5),
    ),
}


@dataclass(frozen=True)
class Dates:
    """Deadline and start; ``None`` is not set (a rolling opening, a start by agreement)."""

    deadline: date | None
    start: date | None

    @property
    def latest(self) -> date:
        """The day that an end is counted from."""
        return self.start or self.deadline or _FIRST_DEADLINE


def draw_dates(draw: Draw) -> Dates:
    """Return a deadline from spring 2027 on and a Monday after it to start on."""
    deadline = _FIRST_DEADLINE + timedelta(days=draw.whole(0, _DEADLINE_DAYS))
    start = deadline + timedelta(days=draw.whole(14, 60))
    start += timedelta(days=-start.weekday() % 7)
    return Dates(
        deadline=None if draw.chance(0.1) else deadline,
        start=None if draw.chance(0.3) else start,
    )


def draw_forms(draw: Draw, entry: Sequence[bool]) -> list[EmploymentForm]:
    """Return a form for each opening; only first jobs (true) are subsidised or praktik."""
    endless = {first: cycle(draw.quotas(forms)) for first, forms in _FORMS.items()}
    return [next(endless[first]) for first in entry]


def draw_terms(form: EmploymentForm, blocks: JobBlocks, dates: Dates, draw: Draw) -> Terms:
    """Return a pay line with the fields that the form asks for."""
    if form is EmploymentForm.PRAKTIK:
        decider = draw.pick(blocks.deciders)
        return Terms(
            form,
            draw.pick(blocks.pay.praktik),
            decided_by=decider,
            insured_by=blocks.insurers[decider],
            end=dates.latest + timedelta(weeks=draw.whole(6, 14)),
        )
    if form is EmploymentForm.SUBSIDISED:
        state = draw.pick([SubsidyState.APPLIED, SubsidyState.GRANTED, SubsidyState.GRANTED])
        return Terms(
            form,
            draw.pick(blocks.pay.monthly),
            subsidy_kind=draw.pick(blocks.subsidies),
            subsidy_state=state,
            decided_by="Arbetsförmedlingen",
            end=dates.latest + timedelta(weeks=52),
        )
    hourly = form is EmploymentForm.HOURLY
    ends = form is EmploymentForm.FIXED_TERM
    return Terms(
        form,
        draw.pick(blocks.pay.hourly if hourly else blocks.pay.monthly),
        end=dates.latest + timedelta(weeks=draw.whole(26, 52)) if ends else None,
    )
