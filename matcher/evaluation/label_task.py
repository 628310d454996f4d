"""A task of ranking labels: queries, a corpus of labels, and which of them are right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.evaluation.halves import Half

HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class LabelQuery:
    """A text with the numbers of the right corpus elements, ascending, at least one."""

    id: str
    text: str
    right: tuple[int, ...]


@dataclass(frozen=True)
class LabelTask:
    """Queries over one corpus.

    Parameters
    ----------
    name
        What the task is called when it is reported.
    queries
        In the order of their file.
    labels
        The corpus, in the order of its file; the same label may stand for several concepts.
    concepts
        The URI of the concept of each label. Never read by what ranks: it says which queries are
        unseen, and which labels belong together.
    """

    name: str
    queries: tuple[LabelQuery, ...]
    labels: tuple[str, ...]
    concepts: tuple[str, ...]

    def of(self, half: Half) -> LabelTask:
        """Return the task with the queries of one half, over the same corpus."""
        return replace(self, queries=tuple(q for q in self.queries if half.holds(q.id)))

    def shuffled(self, seed: int) -> LabelTask:
        """Return a control: every query has the right elements of another one.

        What scores well here has learnt something else than the task.
        """
        order = np.random.default_rng(seed).permutation(len(self.queries))
        # Each takes the answers of the next in a random round, so that none keeps its own.
        taken = dict(zip(order.tolist(), np.roll(order, -1).tolist(), strict=True))
        return replace(
            self,
            name=f"{self.name} (shuffled)",
            queries=tuple(
                replace(query, right=self.queries[taken[number]].right)
                for number, query in enumerate(self.queries)
            ),
        )

    def unseen(self) -> NDArray[np.bool_]:
        """Say of each query whether all its right concepts are held out of all training."""
        return np.array(
            [all(is_held_out(self.concepts[e]) for e in query.right) for query in self.queries],
            dtype=np.bool_,
        )

    def concept_numbers(self) -> NDArray[np.int64]:
        """Return a number for the concept of each label, equal for labels of one concept."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(uri, len(numbers)) for uri in self.concepts], np.int64)


def is_held_out(uri: str) -> bool:
    """Say whether a concept is never trained on, in any language: md5(uri) is divisible by 5.

    >>> is_held_out("http://data.europa.eu/esco/isco/C0")
    False
    """
    # md5 only spreads the concepts; nothing is secret
    return int(hashlib.md5(uri.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT == 0
