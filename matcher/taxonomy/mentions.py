"""Job titles that a text mentions by name, in any Swedish ending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_ENDINGS = "n|en|na|a|er|ar|or|erna|arna|orna|s|ns|ens"
HEADLINE_WORTH = 3
MOST_IN_BODY = 3
PRIOR = 2


class TitleMentions:
    """Counts mentions of known titles by class.

    Parameters
    ----------
    titles
        Pairs of title and class number, from 0 up; a title may stand in several classes and then
        counts for each.
    classes
        How many classes there are.
    """

    def __init__(self, titles: Sequence[tuple[str, int]], classes: int) -> None:
        self._classes = classes
        self._classes_of: dict[str, set[int]] = {}
        for title, number in titles:
            self._classes_of.setdefault(title.lower(), set()).add(number)
        self._title_of = {form: title for title in self._classes_of for form in _plurals(title)}
        self._title_of |= {title: title for title in self._classes_of}
        by_length = sorted(self._title_of, key=lambda form: (-len(form), form))
        names = "|".join(re.escape(form) for form in by_length)
        self._pattern = re.compile(rf"\b({names})(?:{_ENDINGS})?\b") if by_length else None

    def share(self, headline: str, body: str) -> NDArray[np.float64]:
        """Return each class's share of the mentions, shape (classes,), summing to less than 1.

        A title in the headline counts three times; one title counts at most three times in the
        body, so that a company that repeats itself does not win by it.
        """
        counts: NDArray[np.float64] = np.zeros(self._classes)
        for title in set(self._found(headline)):
            counts[list(self._classes_of[title])] += HEADLINE_WORTH
        in_body = self._found(body)
        for title in set(in_body):
            counts[list(self._classes_of[title])] += min(MOST_IN_BODY, in_body.count(title))
        return np.asarray(counts / (counts.sum() + PRIOR), dtype=np.float64)

    def _found(self, text: str) -> list[str]:
        forms = self._pattern.findall(text.lower()) if self._pattern else []
        return [self._title_of[form] for form in forms]


def _plurals(title: str) -> Iterator[str]:
    """Yield the plurals that change the title itself: undersköterskor, målarna."""
    if title.endswith("a"):
        yield f"{title[:-1]}or"
    if title.endswith("are"):
        yield f"{title[:-1]}na"
