"""A live check of what an opening says: demands that may not be made, or need not be (L36).

Pure: a text goes in, findings come out, each with the words it is about, why, and a better wording.
It finds wordings that people use; it reads no minds, so a person still reads every opening.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.wording_rules import ALSO_FOR_ALL, BECAUSE, RULES, TASK
from matcher.domain.wording_texts import CONCERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.domain.text import LocalText
    from matcher.domain.wording_rules import Concern, WordingRule

_SENTENCE = re.compile(r"[^.!?;\n•]+(?:\.(?=\d)[^.!?;\n•]+)*")


@dataclass(frozen=True, slots=True)
class Needed:
    """What the job does need, so that it may be asked for.

    Parameters
    ----------
    driving_licence
        The ladder step or the opening asks for it.
    experience
        The step is no first job, so experience may be asked for.
    """

    driving_licence: bool = False
    experience: bool = False


NOTHING_MORE = Needed()


@dataclass(frozen=True, slots=True)
class Finding:
    """A wording that should be another.

    Parameters
    ----------
    start, end
        Where the words stand in the text.
    words
        The words as they were written.
    concern
        Which ground of discrimination, or which needless demand.
    why, instead
        Why it is found, and what to write.
    """

    start: int
    end: int
    words: str
    concern: Concern
    why: LocalText
    instead: LocalText

    @property
    def name(self) -> LocalText:
        """What the concern is called."""
        return CONCERNS[self.concern.value]


def check_wording(text: str, needed: Needed = NOTHING_MORE) -> tuple[Finding, ...]:
    """Return what in a text may not or need not be asked for, in the order of the text.

    Parameters
    ----------
    text
        Title, tasks or demands of an opening, in Swedish or English.
    needed
        What the job needs all the same.

    >>> [(one.words, one.concern.value) for one in check_wording("Vi söker en ung kille.")]
    [('ung', 'age'), ('kille', 'sex')]
    >>> check_wording("Du behöver kunna läsa enkla scheman på svenska.")
    ()
    >>> check_wording("Körkort krävs.", Needed(driving_licence=True))
    ()
    """
    found: list[Finding] = []
    for start, sentence in _sentences(text):
        if ALSO_FOR_ALL.search(sentence):
            continue  # "regardless of age": the grounds are named to welcome people
        for rule in RULES:
            if not _allowed(rule, sentence, needed):
                found.extend(_found(rule, sentence, start))
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(_without_overlap(found))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _SENTENCE.finditer(text))


def _allowed(rule: WordingRule, sentence: str, needed: Needed) -> bool:
    if rule.unless is not None and rule.unless.search(sentence):
        return True
    if rule.needs is not None and getattr(needed, rule.needs):
        return True
    return rule.tied_by_task and bool(BECAUSE.search(sentence) or TASK.search(sentence))


def _found(rule: WordingRule, sentence: str, start: int) -> Iterator[Finding]:
    for match in rule.pattern.finditer(sentence):
        yield Finding(
            start + match.start(),
            start + match.end(),
            match[0],
            rule.concern,
            rule.why,
            rule.instead,
        )


def _without_overlap(found: list[Finding]) -> Iterator[Finding]:
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end
