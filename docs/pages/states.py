"""The page of states: every machine as a table, the reason codes, and the durations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from matcher.domain.machines.activity import ACTIVITY
from matcher.domain.machines.follow_up import FOLLOW_UP
from matcher.domain.machines.ladder_step import LADDER_STEP
from matcher.domain.machines.lead import LEAD
from matcher.domain.machines.own_opening import OWN_OPENING
from matcher.domain.machines.participant import PARTICIPANT
from matcher.domain.machines.placement import PLACEMENT
from matcher.domain.machines.reason_texts import REASON_GROUPS, reason_text
from matcher.domain.machines.suggestion import SUGGESTION
from matcher.domain.periods import STANDARD, Interval, Periods
from matcher.domain.role import Role
from matcher.domain.text import LANGUAGES
from pages.markdown import code, codes, page, parameters, plain, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from matcher.domain.machines.machine import Arrow, Machine

MACHINES: Mapping[str, tuple[Machine[Any, Any], str]] = {
    "Participant": (PARTICIPANT, "From the referral through the programme."),
    "Ladder step": (LADDER_STEP, "A step is agreed with the trade before it is published."),
    "Opening, own": (OWN_OPENING, "An opening that was agreed with an employer."),
    "Opening, lead": (
        LEAD,
        (
            "An imported ad: nobody has agreed, so nobody is presented for it and no place of it "
            "is allocated."
        ),
    ),
    "Suggestion": (
        SUGGESTION,
        (
            "Confirming takes no place; a hire or an agreed trial does. After a trial the person "
            "is hired in the same placement."
        ),
    ),
    "Placement": (
        PLACEMENT,
        (
            "A placement names who confirmed it and when the person said yes; none is without. "
            "A person holds one place at a time: planned, started or ongoing."
        ),
    ),
    "Follow-up": (FOLLOW_UP, "One question, on its day, of how a placement goes."),
    "Activity": (ACTIVITY, "An activity of a person's plan. Several go on beside each other."),
}

_ABOUT = """
Seven things of the programme have a life: participants, steps of ladders, openings (own ones and
leads), suggestions, placements, follow-ups and the activities of a plan. Each is a table; what is
not in it cannot happen, whoever tries. A refusal says what was tried, from which state it is
possible, who may, and what is possible instead. Why so:
[decision 18](../adr/0018-lives-as-tables.md).
"""
_COLUMNS = """
In the tables: *needs* is what has to be there besides; *reason* is the list of
[codes](#reason-codes) one of which is asked for, and where none stands none is taken; *undo* is how
long it may be taken back.
"""
_ROLES = """
A person acts in one role at a time. `system` acts as a consequence of what somebody did, `clock`
because time has passed. A LinkWorker writes down what a participant or an employer says on the
phone or face to face.
"""
_PERIODS = """
What a programme starts with. Days and months are those of the calendar; a month that has no such
day ends with its last one, so a placement that began on 30 November is followed up on 28 or 29
February.
"""


def states_page() -> str:
    """Return the page."""
    lives = [
        part
        for title, (machine, about) in MACHINES.items()
        for part in (
            f"## {title}",
            f"{about} It begins as {code(machine.initial)}.",
            table(
                ("from", "action", "to", "who", "needs", "reason", "undo", "when"),
                map(_row, machine.arrows),
            ),
        )
    ]
    return page(
        "States: who may do what, from where",
        _ABOUT,
        _COLUMNS,
        *lives,
        "## Roles",
        _ROLES,
        codes(Role),
        "## Reason codes",
        "About the job or the activity, never about health, family, faith or origin.",
        *(part for kind, group in REASON_GROUPS.items() for part in _reasons(kind, group)),
        "## Durations",
        _PERIODS,
        table(("key", "length", "meaning"), _durations()),
    )


def _row(arrow: Arrow[Any, Any]) -> tuple[str, ...]:
    return (
        codes(arrow.sources),
        code(arrow.action),
        code(arrow.target),
        codes(role for role in Role if role in arrow.roles),
        ", ".join(need.value for need in arrow.needs),
        _link(REASON_GROUPS[arrow.reasons]) if arrow.reasons else "",
        _length(STANDARD.window(arrow.undo)) if arrow.undo else "",
        arrow.when,
    )


def _link(group: str) -> str:
    return f"[{code(group)}](#reasons-{group})"


def _reasons(kind: type[StrEnum], group: str) -> tuple[str, ...]:
    rows = [(code(one), *(reason_text(one, lang) for lang in LANGUAGES)) for one in kind]
    return (
        f"### Reasons: {group}",
        plain(kind.__doc__ or "").partition("\n\n")[0],
        table(("code", *LANGUAGES), rows),
    )


def _durations() -> list[tuple[str, str, str]]:
    return [
        (code(name), _said(getattr(STANDARD, name)), words)
        for name, words in parameters(Periods).items()
    ]


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{code(point)}: {_length(interval)}" for point, interval in value)
    return _length(value)


def _length(value: object) -> str:
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 60:g} minutes"
    if isinstance(value, Interval):
        parts = [(value.months, "months"), (value.days, "days")]
        return " and ".join(f"{number} {unit}" for number, unit in parts if number) or "0 days"
    raise TypeError(f"{value!r} is no duration")
