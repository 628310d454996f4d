"""Both papers for one person and one job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.applying.cv import cv_of
from matcher.applying.facts import LeftOut, Missing
from matcher.applying.letter import letter_of
from matcher.domain.application import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.applying.facts import Facts
    from matcher.applying.job import Job
    from matcher.applying.said import Sentence


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of both papers, sentence by sentence, and what stays out of them and why."""

    sentences: Mapping[Part, tuple[Sentence, ...]]
    left_out: tuple[LeftOut, ...]

    @property
    def texts(self) -> Mapping[Part, str]:
        """Each part as text: a line for each fact in the CV, a paragraph each in the letter."""
        return {
            part: (" " if part.value.startswith("letter_") else "\n").join(
                one.text for one in self.sentences[part]
            )
            for part in Part
        }


def compose(facts: Facts, job: Job) -> Composed:
    """Compose a CV and a short application of what is confirmed."""
    cv, dropped = cv_of(facts)
    left_out = facts.left_out
    if dropped:
        left_out = (*left_out, LeftOut(Missing.NO_ROOM, dropped))
    return Composed({**cv, **letter_of(facts, job)}, left_out)
