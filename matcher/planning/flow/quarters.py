"""Calendar quarters and the years they make up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months; ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of a day.

        >>> str(Quarter.of(date(2026, 11, 26)))
        '2026-Q4'
        """
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        """Return it as reports name it."""
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        """The first day.

        >>> Quarter(2026, 4).first
        datetime.date(2026, 10, 1)
        """
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day.

        >>> Quarter(2026, 4).last
        datetime.date(2026, 12, 31)
        """
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Quarter:
        """The next quarter."""
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )


def quarters(first: date, last: date) -> Iterator[Quarter]:
    """Yield the quarters from the one of a day to the one of another."""
    one = Quarter.of(first)
    while one.first <= last:
        yield one
        one = one.following
