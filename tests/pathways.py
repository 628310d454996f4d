"""Moves made by hand, and the ground of real ladders, for tests of ways."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jobs import TODAY, make_person, make_rules, make_step
from programme import no_trades, real_ladders

from matcher.domain.ids import StepId
from matcher.domain.ladder import Span
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Swedish,
)
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.planning.gaps.standing import Judging
from matcher.planning.pathway.answer import Ground
from matcher.planning.pathway.legs import NOTHING, Ease, Leg, LegSource
from matcher.ranking.catalogue import make_cards, make_profiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.participant import Participant
    from matcher.planning.pathway.moves import RegisterWay


def move(
    origin: str | None, to: str, low: float, high: float, ease: float = 0.5, name: str = ""
) -> Leg:
    """Return a move of so many weeks; several between the same jobs need a name each."""
    return Leg(
        id=name or f"{origin or 'start'}>{to}",
        origin=None if origin is None else StepId(origin),
        to=replace(make_step(), id=StepId(to)),
        source=LegSource.PERSON if origin is None else LegSource.LADDER,
        work_weeks=0,
        training=None,
        training_weeks=Span(low, high),
        before=NOTHING,
        swedish_weeks=NOTHING,
        swedish=(),
        lacks=(),
        open_places=0,
        within_reach=0,
        share_pct=None,
        ease=Ease(ease, ease, ease, follows=True),
    )


@cache
def step_cards():
    steps = [Target(None, step) for step in real_ladders().steps.values()]
    return make_cards(steps, real_ladders(), HashingEncoder())


def ground(person: Participant, register: tuple[RegisterWay, ...] = ()) -> Ground:
    """Return what a person's ways are found on: real ladders, no open jobs, no real encoder."""
    [profile] = make_profiles([person], HashingEncoder(), no_trades)
    rules = make_rules()
    # Words of no meaning come near no job; whether the floor holds is asked elsewhere.
    rules = replace(rules, weights=replace(rules.weights, floor=0.0))
    judging = Judging(rules, TODAY, 12.0)
    return Ground(profile, step_cards(), (), real_ladders(), register, judging)


def speaks(levels: Mapping[LanguageArea, Cefr] | Cefr) -> Swedish:
    """Return Swedish with these levels, or one in all areas."""
    known = levels if not isinstance(levels, Cefr) else dict.fromkeys(LanguageArea, levels)
    return Swedish(
        {
            area: AreaLevel(CefrRange(level, level), LanguageSource.TEST)
            for area, level in known.items()
        }
    )


def somebody(level: Cefr = Cefr.A2, **changes: object) -> Participant:
    return replace(make_person(), swedish=speaks(level), **changes)
