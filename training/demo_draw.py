"""Chance for the demo, all from ``random()``, which Python keeps the same for a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

T = TypeVar("T")


class Draw:
    """Draws from a source that is handed in; the same seed gives the same draws everywhere."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def chance(self, share: float) -> bool:
        """Return true in a share of cases, in [0, 1]."""
        return self._rng.random() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._rng.random() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        """Return one value; raises ``IndexError`` when there is none."""
        return values[self.whole(0, len(values) - 1)]

    def weighted(self, pairs: Sequence[tuple[T, float]]) -> T:
        """Return a value of ``(value, weight)`` pairs, with weights above 0."""
        left = self._rng.random() * sum(weight for _, weight in pairs)
        for value, weight in pairs:
            left -= weight
            if left < 0:
                return value
        return pairs[-1][0]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Return the values in a new order (Fisher-Yates)."""
        mixed = list(values)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.whole(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def some(self, values: Sequence[T], least: int, most: int) -> list[T]:
        """Return between ``least`` and ``most`` different values, in a new order."""
        return self.shuffled(values)[: self.whole(least, min(most, len(values)))]

    def quotas(self, pairs: Sequence[tuple[T, int]]) -> list[T]:
        """Return every value exactly as often as its number says, in a new order."""
        return self.shuffled([value for value, count in pairs for _ in range(count)])
