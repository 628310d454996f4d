"""A ladder as a drawing: where its steps and ways lie. The template turns it into SVG.

The first job is at the bottom. A way to the step above is an arrow in the gap; a way past other
steps runs along the side. Everything is mirrored for languages written from right to left.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Ladder, Step

WIDTH = 360.0
BOX_HEIGHT, GAP, MARGIN, LANE = 58.0, 20.0, 4.0, 18.0
ARROW = 6.0
LETTER_WIDTH, BOLD_LETTER_WIDTH = 7.6, 9.0
PADDING = 14.0


class Role(StrEnum):
    """What a step is in this drawing."""

    HERE = "here"
    NEXT = "next"
    LATER = "later"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rung:
    """A step: its box, where its text begins, and the title in lines."""

    step: StepId
    role: Role
    x: float
    y: float
    width: float
    height: float
    text_x: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way between two steps: the path, its arrow head, and whether it is suggested."""

    path: str
    head: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class LadderDrawing:
    """The whole drawing, in its own units."""

    width: float
    height: float
    rungs: tuple[Rung, ...]
    ways: tuple[Way, ...]


def draw_ladder(
    ladder: Ladder, here: StepId, ahead: Sequence[StepId], lang: str, *, mirrored: bool
) -> LadderDrawing:
    """Lay out a ladder.

    Parameters
    ----------
    ladder
        The ladder.
    here
        The suggested step.
    ahead
        The next job and the one after it or beside it, at most two.
    lang
        Language of the titles.
    mirrored
        For languages written from right to left.
    """
    steps = sorted(ladder.steps, key=lambda step: step.order)
    places = {step.id: place for place, step in enumerate(steps)}
    pairs = sorted(
        {(places[way.from_step], places[way.to_step]) for way in ladder.transitions},
        key=lambda pair: (pair[1] - pair[0], pair),
    )
    past = [pair for pair in pairs if pair[1] - pair[0] != 1]
    plan = _Plan(len(steps), len(past), mirrored)
    marked = {places[step] for step in (here, *ahead) if step in places}
    ways = [
        plan.way(pair, past.index(pair) if pair in past else None, suggested=set(pair) <= marked)
        for pair in pairs
    ]
    rungs = tuple(
        plan.rung(place, step, _role(step.id, here, ahead), lang)
        for place, step in enumerate(steps)
    )
    return LadderDrawing(WIDTH, plan.height, rungs, tuple(ways))


def _role(step: StepId, here: StepId, ahead: Sequence[StepId]) -> Role:
    if step == here:
        return Role.HERE
    if step in ahead:
        return (Role.NEXT, Role.LATER)[min(ahead.index(step), 1)]
    return Role.OTHER


@dataclass(frozen=True)
class _Plan:
    steps: int
    lanes: int
    mirrored: bool

    @property
    def height(self) -> float:
        return 2 * MARGIN + self.steps * BOX_HEIGHT + (self.steps - 1) * GAP

    @property
    def _box_width(self) -> float:
        return WIDTH - 2 * MARGIN - self.lanes * LANE - (ARROW if self.lanes else 0)

    def _top(self, place: int) -> float:
        return MARGIN + (self.steps - 1 - place) * (BOX_HEIGHT + GAP)

    def _x(self, x: float) -> float:
        return WIDTH - x if self.mirrored else x

    def rung(self, place: int, step: Step, role: Role, lang: str) -> Rung:
        x = WIDTH - MARGIN - self._box_width if self.mirrored else MARGIN
        # The titles of marked steps are bold.
        letter = LETTER_WIDTH if role is Role.OTHER else BOLD_LETTER_WIDTH
        letters = int((self._box_width - 2 * PADDING) / letter)
        lines = textwrap.wrap(step.titles.get(lang), letters, max_lines=2, placeholder=" …")
        return Rung(
            step=step.id,
            role=role,
            x=x,
            y=self._top(place),
            width=self._box_width,
            height=BOX_HEIGHT,
            text_x=self._x(MARGIN + PADDING),
            lines=tuple(lines),
        )

    def way(self, pair: tuple[int, int], lane: int | None, *, suggested: bool) -> Way:
        if lane is None:
            return self._straight(pair, suggested=suggested)
        side, depth = MARGIN + self._box_width, (lane + 0.7) * LANE
        out, edge = self._x(side + ARROW + depth), self._x(side)
        tip, back = edge, self._x(side + ARROW)
        start = self._top(pair[0]) + BOX_HEIGHT * 0.3
        end = self._top(pair[1]) + BOX_HEIGHT * 0.7
        path = f"M{edge:g} {start:g}H{out:g}V{end:g}H{back:g}"
        head = f"{tip:g},{end:g} {back:g},{end - ARROW:g} {back:g},{end + ARROW:g}"
        return Way(path, head, suggested)

    def _straight(self, pair: tuple[int, int], *, suggested: bool) -> Way:
        x = self._x(MARGIN + PADDING + 8)
        start, tip = self._top(pair[0]), self._top(pair[1]) + BOX_HEIGHT
        path = f"M{x:g} {start:g}V{tip + ARROW:g}"
        head = f"{x:g},{tip:g} {x - ARROW:g},{tip + ARROW:g} {x + ARROW:g},{tip + ARROW:g}"
        return Way(path, head, suggested)
