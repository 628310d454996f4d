"""Swedish and SFI of an invented participant: uneven between areas, as in life."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
)

if TYPE_CHECKING:
    from training.demo_blocks import Blocks, SfiBlock
    from training.demo_draw import Draw

_FIRST_PASS = date(2023, 1, 9)
_LAST_PASS_DAYS = 1330
_LISTEN, _READ, _INTERACT, _PRODUCE, _WRITE = LanguageArea

# Steps of the scale that an area lies above or below the person's base, least and most.
_CLASSROOM = {
    _LISTEN: (0, 1),
    _READ: (0, 2),
    _INTERACT: (-1, 1),
    _PRODUCE: (-2, 0),
    _WRITE: (-1, 1),
}
_TALKER = {_LISTEN: (1, 3), _READ: (-1, 1), _INTERACT: (1, 3), _PRODUCE: (0, 2), _WRITE: (-2, 0)}
_NEW_TO_LETTERS = {
    _LISTEN: (1, 2),
    _READ: (-2, 0),
    _INTERACT: (0, 2),
    _PRODUCE: (0, 1),
    _WRITE: (-3, -1),
}


def swedish_of_learner(schooling: int, blocks: Blocks, draw: Draw) -> Swedish:
    """Return levels and SFI for somebody who learned Swedish as an adult.

    Parameters
    ----------
    schooling
        SUN level 0 to 6: short schooling mostly means study path 1, long 3.
    """
    track = _track(schooling, draw)
    stage = draw.weighted(blocks.people.sfi[track])
    sfi = Sfi(track, stage.attended, stage.passed, _passed_on(stage, draw))
    source = draw.weighted(
        [(LanguageSource.TEACHER, 45), (LanguageSource.SELF, 30), (LanguageSource.TEST, 25)]
    )
    if draw.chance(0.2):
        overall = AreaLevel(_level(stage.base, draw), source, to_be_confirmed=True)
        return Swedish(dict.fromkeys(LanguageArea, overall), sfi)
    profile = _profile(track, draw)
    return Swedish(
        {
            area: AreaLevel(_level(stage.base + draw.whole(*profile[area]), draw), source)
            for area in LanguageArea
        },
        sfi,
    )


def swedish_of_fluent(draw: Draw) -> Swedish:
    """Return levels for somebody who prefers Swedish; a few of them once passed SFI D."""
    base = draw.whole(10, 15)
    sfi = Sfi(draw.pick([2, 3]), passed=SfiCourse.D) if draw.chance(0.3) else None
    areas = {
        area: AreaLevel(_level(base + draw.whole(-1, 1), draw), LanguageSource.SELF)
        for area in LanguageArea
    }
    return Swedish(areas, sfi)


def _track(schooling: int, draw: Draw) -> int:
    usual = 1 if schooling <= 1 else 2 if schooling <= 3 else 3
    other = 2 if usual != 2 else draw.pick([1, 3])
    return draw.weighted([(usual, 8), (other, 2)])


def _profile(track: int, draw: Draw) -> dict[LanguageArea, tuple[int, int]]:
    talks = draw.chance(0.3)
    if talks:
        return _TALKER
    return _NEW_TO_LETTERS if track == 1 else _CLASSROOM


def _level(place: int, draw: Draw) -> CefrRange:
    low = max(Cefr.A1_MINUS, min(Cefr.C2, place))
    high = min(Cefr.C2, low + 1) if draw.chance(0.1) else low
    return CefrRange(Cefr(low), Cefr(high))


def _passed_on(stage: SfiBlock, draw: Draw) -> date | None:
    if stage.passed is None or draw.chance(0.15):
        return None
    return _FIRST_PASS + timedelta(days=draw.whole(0, _LAST_PASS_DAYS))
