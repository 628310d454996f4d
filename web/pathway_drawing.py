"""Where the parts of a drawn ladder lie. The template turns them into SVG.

The first job is at the bottom. Above each job stand the trainings that lead on from it, as plates
on the ways: the way to the next job goes straight up, one past other jobs runs along the side.
Everything is mirrored for languages written from right to left.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.pathway import OnwardWay, PathStep, Pathway

WIDTH = 360.0
MARGIN, GAP, LANE, INDENT = 4.0, 15.0, 14.0, 26.0
ARROW = 6.0
SIDE, EDGE = 12.0, 7.0
BIG, SMALL = 17.0, 15.0
BOLD_LETTER, LETTER, SMALL_LETTER = 8.8, 7.6, 6.7
"""How wide a letter of 14 or 12 units is at most on average, in the fonts that systems have."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its baseline, and what it is: ``spot``, ``title``, ``note`` or ``open``."""

    y: float
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """A job, or a plate with trainings."""

    x: float
    y: float
    width: float
    height: float
    text_x: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A job in the drawing."""

    step: PathStep
    box: Box


@dataclass(frozen=True, slots=True)
class Way:
    """A way: the path to its plate and on, the arrow head, and the plate with trainings."""

    start: str
    path: str
    head: str
    plate: Box
    marked: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing, in its own units."""

    width: float
    height: float
    rungs: tuple[Rung, ...]
    ways: tuple[Way, ...]


def draw(pathway: Pathway, *, mirrored: bool) -> Drawing:
    """Lay out a pathway.

    Parameters
    ----------
    pathway
        From :func:`web.pathway.pathway_of`.
    mirrored
        For languages written from right to left.
    """
    return _Plan(pathway, mirrored=mirrored).drawing()


@dataclass(frozen=True, slots=True)
class _Edge:
    """A way with the places of its ends, and the lane along the side when it has one."""

    way: OnwardWay
    start: int
    end: int
    lane: int | None


class _Plan:
    def __init__(self, pathway: Pathway, *, mirrored: bool) -> None:
        self._steps = pathway.steps
        self._mirrored = mirrored
        self._edges = _edges(pathway.steps)
        lanes = max((edge.lane + 1 for edge in self._edges if edge.lane is not None), default=0)
        self._width = WIDTH - 2 * MARGIN - lanes * LANE - (ARROW if lanes else 0)
        self._lines = [_step_lines(step, self._width) for step in pathway.steps]
        self._plates = [_plate_lines(edge.way, self._width - INDENT) for edge in self._edges]
        self._tops: dict[int, float] = {}
        self._plate_tops: dict[int, float] = {}
        self.height = self._place()

    def drawing(self) -> Drawing:
        rungs = tuple(
            Rung(step, self._box(self._tops[place], self._lines[place], 0.0))
            for place, step in enumerate(self._steps)
        )
        ways = tuple(self._way(number, edge) for number, edge in enumerate(self._edges))
        return Drawing(WIDTH, self.height, rungs, ways)

    def _place(self) -> float:
        """Give everything its height from the top; return that of the whole."""
        top = MARGIN
        for place in reversed(range(len(self._steps))):
            here = [number for number, edge in enumerate(self._edges) if edge.start == place]
            # The way that goes straight up has nothing above it.
            for number in sorted(here, key=lambda one: self._edges[one].lane is not None):
                self._plate_tops[number] = top
                top += _height(self._plates[number]) + GAP
            self._tops[place] = top
            top += _height(self._lines[place]) + GAP
        return top - GAP + MARGIN

    def _x(self, x: float) -> float:
        return WIDTH - x if self._mirrored else x

    def _box(self, top: float, lines: Sequence[tuple[str, str]], indent: float) -> Box:
        left, width = MARGIN + indent, self._width - indent
        placed, y = [], top + EDGE
        for text, kind in lines:
            y += SMALL if kind in _SMALL else BIG
            placed.append(Line(y - 4.0, text, kind))
        x = WIDTH - left - width if self._mirrored else left
        return Box(x, top, width, _height(lines), self._x(left + SIDE), tuple(placed))

    def _way(self, number: int, edge: _Edge) -> Way:
        plate = self._box(self._plate_tops[number], self._plates[number], INDENT)
        middle = plate.y + plate.height / 2
        trunk = self._x(MARGIN + SIDE)
        near = self._x(MARGIN + INDENT)
        start = f"M{trunk:g} {self._tops[edge.start]:g}V{middle:g}H{near:g}"
        path, head = (
            self._straight(plate, edge)
            if edge.lane is None
            else self._beside(middle, edge, edge.lane)
        )
        return Way(start, path, head, plate, edge.way.marked)

    def _straight(self, plate: Box, edge: _Edge) -> tuple[str, str]:
        x = self._x(MARGIN + INDENT + SIDE)
        tip = self._tops[edge.end] + _height(self._lines[edge.end])
        path = f"M{x:g} {plate.y:g}V{tip + ARROW:g}"
        head = f"{x:g},{tip:g} {x - ARROW:g},{tip + ARROW:g} {x + ARROW:g},{tip + ARROW:g}"
        return path, head

    def _beside(self, middle: float, edge: _Edge, lane: int) -> tuple[str, str]:
        side = MARGIN + self._width
        out = self._x(side + ARROW + (lane + 0.6) * LANE)
        tip, back = self._x(side), self._x(side + ARROW)
        end = self._tops[edge.end] + _height(self._lines[edge.end]) / 2
        path = f"M{tip:g} {middle:g}H{out:g}V{end:g}H{back:g}"
        head = f"{tip:g},{end:g} {back:g},{end - ARROW:g} {back:g},{end + ARROW:g}"
        return path, head


_SMALL = frozenset({"spot", "note", "training"})


def _height(lines: Sequence[tuple[str, str]]) -> float:
    return 2 * EDGE + sum(SMALL if kind in _SMALL else BIG for _, kind in lines)


def _step_lines(step: PathStep, width: float) -> list[tuple[str, str]]:
    lines = [(step.spot_said, "spot")] if step.spot_said else []
    letter = BOLD_LETTER if step.marked else LETTER
    lines += [(line, "title") for line in _wrapped(step.title, width, letter)]
    if step.open_said:
        lines.append((step.open_said, "note"))
    return lines


def _plate_lines(way: OnwardWay, width: float) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for training in way.trainings:
        lines += [(line, "training") for line in _wrapped(training.title, width, SMALL_LETTER)]
        lines += [(line, "note") for line in _wrapped(training.weeks, width, SMALL_LETTER)]
    return lines


def _wrapped(text: str, width: float, letter: float) -> list[str]:
    return textwrap.wrap(text, max(int((width - 2 * SIDE) / letter), 8))


def _edges(steps: Sequence[PathStep]) -> list[_Edge]:
    places = {step.id: place for place, step in enumerate(steps)}
    found = [
        (way, places[step.id], places[way.to])
        for step in steps
        for way in step.onward
        if way.to in places
    ]
    beside = sorted(
        ((start, end) for _, start, end in found if end - start != 1),
        key=lambda ends: (abs(ends[1] - ends[0]), ends),
    )
    lanes = dict(_lanes(beside))
    return [_Edge(way, start, end, lanes.get((start, end))) for way, start, end in found]


def _lanes(ends: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Give each way along the side a lane in which no other runs at the same height."""
    taken: list[list[tuple[float, float]]] = []
    for start, end in ends:
        # A way leaves between its first job and the next one up.
        low, high = sorted((start + 0.5, float(end)))
        lane = next(
            (
                number
                for number, there in enumerate(taken)
                if all(high < below or above < low for below, above in there)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        yield (start, end), lane
