"""Which ladder step an ad speaks of, among some; only where it says so clearly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.ports import TextKind
from matcher.taxonomy.mentions import TitleMentions
from matcher.taxonomy.prototypes import titles_of
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders
    from matcher.ports import TextEncoder

MENTION_WEIGHT = 0.3
STEP_FLOOR = 0.5


@dataclass(frozen=True, slots=True)
class StepReading:
    """The best step with its likeness; ``clear`` when it may be named from text alone."""

    step: StepId
    score: float
    clear: bool


class StepReader:
    """Compares ads with ladder steps by what is done and by titles mentioned."""

    def __init__(self, ladders: Ladders, encoder: TextEncoder) -> None:
        steps = tuple(ladders.steps.values())
        self._encoder = encoder
        self._row = {step.id: row for row, step in enumerate(steps)}
        self._vectors = encoder.encode([step_text(step) for step in steps], TextKind.WORK)
        self._mentions = TitleMentions(
            [(title, row) for row, step in enumerate(steps) for title in titles_of(step)],
            len(steps),
        )

    def read(self, headline: str, body: str, among: Sequence[StepId]) -> StepReading:
        """Return the nearest of some steps (at least one)."""
        rows = np.array([self._row[step] for step in among])
        vector = self._encoder.encode([f"{headline}. {body}"], TextKind.WORK)[0]
        named = self._mentions.share(headline, body)[rows]
        scores = self._vectors[rows] @ vector + MENTION_WEIGHT * named
        best = int(scores.argmax())
        return StepReading(among[best], float(scores[best]), bool(scores[best] >= STEP_FLOOR))
