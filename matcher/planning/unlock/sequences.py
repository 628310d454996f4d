"""Two trainings after each other that open a job which neither opens alone.

Either each gives a part of what is lacking, or the second asks for a paper that the first gives.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from matcher.planning.gates_first import assess_unless_barred
from matcher.planning.unlock.modules import papers_of
from matcher.planning.unlock.ways import (
    MISSES,
    can_be_allocated,
    ends_on,
    is_there,
    standing,
    trained_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from matcher.planning.unlock.modules import Module
    from matcher.planning.unlock.ways import Way
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


class Sequences:
    """Looks for them pair by pair and keeps what was found.

    Attributes
    ----------
    opened
        By way, the pairs of person and opening that it opens.
    """

    def __init__(self, modules: Sequence[Module], rules: Rules, today: date) -> None:
        self._modules, self._rules, self._today = modules, rules, today
        self._before = [_before(module, modules) for module in modules]
        self._standing: dict[tuple[Way, int], int] = {}
        self.opened: dict[Way, list[tuple[int, int]]] = {}

    def standing(self, way: Way, row: int, profile: Profile) -> int:
        """Return how a person stands to the entry rules of a way."""
        if (way, row) not in self._standing:
            modules = [self._modules[one] for one in way]
            self._standing[way, row] = standing(profile, modules, self._today)
        return self._standing[way, row]

    def look(
        self,
        at: tuple[int, int],
        profile: Profile,
        card: Card,
        lacks: frozenset[str],
        given: Mapping[int, frozenset[str]],
        alone: Sequence[int],
    ) -> None:
        """Look for ways of two that open a job.

        Parameters
        ----------
        at
            The numbers of the person and the opening.
        lacks
            What keeps her from it.
        given
            What each training that may help gives for it.
        alone
            The trainings that would open it alone, to which she is not admitted as she is.
        """
        for way in self._ways(at[0], profile, lacks, given, alone):
            modules = [self._modules[one] for one in way]
            day = ends_on(modules, self._today)
            if day is None or not is_there(card, self._today, day):
                continue
            after = assess_unless_barred(trained_in(profile, modules), card, self._rules, day)
            if can_be_allocated(after, self._rules):
                self.opened.setdefault(way, []).append(at)

    def _ways(
        self,
        row: int,
        profile: Profile,
        lacks: frozenset[str],
        given: Mapping[int, frozenset[str]],
        alone: Sequence[int],
    ) -> Iterator[Way]:
        for second in alone:
            for first in self._before[second]:
                if self.standing((first, second), row, profile) > MISSES:
                    yield first, second
        halves = [number for number, gives in given.items() if not lacks <= gives]
        for one, other in combinations(halves, 2):
            if lacks <= given[one] | given[other]:
                order = max(
                    ((one, other), (other, one)), key=lambda way: self.standing(way, row, profile)
                )
                if self.standing(order, row, profile) > MISSES:
                    yield order


def _before(module: Module, modules: Sequence[Module]) -> tuple[int, ...]:
    """Return the trainings that give a paper which another asks of who comes."""
    asked = set(module.entry.certificates) if module.entry else set()
    return tuple(
        number
        for number, first in enumerate(modules)
        if first is not module and asked & {paper.id for paper in papers_of(first)}
    )
