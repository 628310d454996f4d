"""Somebody was first, or it is not possible now: who and when, with what was typed kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext

from matcher.errors import Conflict, InputError, OpeningFull
from web.error_texts import say_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.suggestion import Decision
    from matcher.errors import StegvisError

_WRITTEN = frozenset(
    {
        *("fact_note", "contact", "employer", "places", "start", "pay_line", "trial_day"),
        *("first_day", "time", "door", "person", "clothes", "papers", "route", "phone"),
        *("time1", "time2", "time3", "day", "end_day"),
    }
)
"""Fields that are written in; what was only chosen stands chosen in the form."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Why nothing was saved.

    Parameters
    ----------
    title
        What happened, in the language of the page.
    by, at
        Who was first and when, as far as it is known.
    detail
        What happened and what to do, in the language of the page.
    typed
        What somebody had written, to be kept.
    """

    title: str
    by: str | None
    at: datetime | None
    detail: str
    typed: tuple[str, ...]


def overtaken(
    error: StegvisError, history: Sequence[Decision] = (), *, filled: bool = False
) -> Overtaken:
    """Return what to show of an error after which nothing was saved.

    Parameters
    ----------
    history
        The decisions on what it was about: the last one says who was first.
    filled
        Whether no place of the opening is left.
    """
    by, at = who_and_when(error)
    if isinstance(error, OpeningFull) and filled:
        title = gettext("The last place is taken")
    elif isinstance(error, OpeningFull):
        title = gettext("Nobody more can be put in line for this job just now")
    elif isinstance(error, Conflict):
        title = gettext("Somebody else was first")
        if history:
            by, at = history[-1].by, history[-1].at
    elif isinstance(error, InputError):
        title = gettext("Something is missing or wrong in what was sent")
    else:
        title = gettext("That is not possible right now")
    return Overtaken(str(title), by, at, say_error(error), _written())


def who_and_when(error: StegvisError) -> tuple[str | None, datetime | None]:
    """Return who was first and when, as far as the error knows."""
    by = getattr(error, "by", None) or error.values.get("by")
    at = getattr(error, "at", None) or error.values.get("at")
    return None if by is None else str(by), at if isinstance(at, datetime) else None


def _written() -> tuple[str, ...]:
    return tuple(
        value.strip() for name, value in request.form.items() if name in _WRITTEN and value.strip()
    )
