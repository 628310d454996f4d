"""The stop switch: suggestions end for everybody, what people decide goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputError, SuggestionsStopped

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """Who stopped suggestions, when and why."""

    by: str
    at: datetime
    reason: str


def make_stop(by: str, at: datetime, reason: str) -> Stop:
    """Return a stop.

    Raises
    ------
    InputError
        Nobody is named, no reason is given, or one of them holds a personal identity number.
    """
    by, reason = " ".join(by.split()), " ".join(reason.split())
    if not by:
        raise InputError(
            "Say who stops suggestions (--by): it is shown to everybody.", code="who.missing"
        )
    if not reason:
        raise InputError(
            "Say why suggestions are stopped (--reason): it is shown on every page.",
            code="stop.reason",
        )
    if has_personal_number(by) or has_personal_number(reason):
        raise InputError(
            "A personal identity number is shown nowhere. Take it out of --by or --reason.",
            code="personal_number",
        )
    return Stop(by, at, reason)


def refuse_when(stop: Stop | None) -> None:
    """Refuse to suggest while suggestions are stopped.

    Raises
    ------
    SuggestionsStopped
        They are; says who stopped them, when and why.
    """
    if stop is not None:
        raise SuggestionsStopped(
            f"Suggestions were stopped by {stop.by} at {stop.at:%Y-%m-%d %H:%M} UTC: "
            f"{stop.reason}. What is on the lists can be decided on as before; new suggestions "
            "come when somebody runs `stegvis suggestions start`.",
            code="suggestions.stopped",
            name=stop.by,
            reason=stop.reason,
        )
