"""What a person lets employers know, as pages of the staff show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, gettext

from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permitted import NotHolding, not_holding
from web.choices import modes, told_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matcher.domain.permitted import Permitted


@dataclass(frozen=True, slots=True)
class ShownPermission:
    """One step of a yes, in the language of the page.

    Parameters
    ----------
    title, employer
        As the employer wrote them.
    thing
        What may be told.
    first, last
        Days; without a last one it holds until it is taken back.
    way
        How the person gave it.
    by
        Who recorded it.
    ended
        Why it lets the employer know nothing any more; ``None`` while it holds, or begins later.
    """

    title: str
    employer: str
    thing: str
    first: str
    last: str
    way: str
    by: str
    ended: str | None


def shown_permissions(rows: Sequence[Permitted], day: date) -> list[ShownPermission]:
    """Return each permission as it stands on a day, in the order of the rows."""
    things, ways = told_things(), {AnswerMode.SELF.value: gettext("By the person"), **dict(modes())}
    return [
        ShownPermission(
            row.title,
            row.employer,
            things[one.field_group.value],
            format_date(one.starts_on),
            format_date(one.ends_on) if one.ends_on else gettext("until it is taken back"),
            ways[one.mode.value],
            gettext("the person herself") if one.mode is AnswerMode.SELF else one.by,
            _ended(row, rows, day),
        )
        for row in rows
        for one in [row.permission]
    ]


def held_openings(rows: Iterable[Permitted]) -> dict[str, tuple[str, str]]:
    """Return title and employer of each opening for which something is not taken back, by id."""
    return {
        row.permission.opening: (row.title, row.employer)
        for row in rows
        if row.permission.withdrawn_at is None
    }


def _ended(row: Permitted, rows: Iterable[Permitted], day: date) -> str | None:
    why = not_holding(row, rows, day)
    if why is None:
        return None
    if why is NotHolding.TAKEN_BACK and row.permission.withdrawn_at is not None:
        taken = format_date(row.permission.withdrawn_at)
        return str(gettext("taken back on %(day)s", day=taken))
    texts = {
        NotHolding.LAST_DAY_PASSED: gettext("its last day has passed"),
        NotHolding.OTHER_EMPLOYER: gettext("the opening has another employer now"),
        NotHolding.RESTS_ON_NOTHING: gettext("what it rests on does not hold"),
    }
    return str(texts[why])
