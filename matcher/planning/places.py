"""Which places of open jobs there are on a day, now and later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.opening import OpeningKind

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.opening import Opening


def agreed_on(opening: Opening, day: date) -> bool:
    """Say whether an opening was agreed with an employer and takes people on a day."""
    return opening.kind is OpeningKind.OWN and opening.matchable_on(day)


def there_on(opening: Opening, today: date, day: date) -> bool:
    """Say whether an opening of today can still be begun on a later day.

    Its deadline is not past by then, and the work has not begun. One that states neither is there:
    nothing speaks against it, see :func:`is_dated`.
    """
    if not agreed_on(opening, max(today, day)):
        return False
    return day <= today or opening.start is None or opening.start >= day


def is_dated(opening: Opening) -> bool:
    """Say whether an opening states until when it takes people, or when the work begins."""
    return opening.deadline is not None or opening.start is not None
