"""What one more level of Swedish opens: the same computation, run again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.gaps.standing import ABLE
from matcher.planning.pathway.swedish import known_areas, one_level_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matcher.domain.ids import StepId
    from matcher.domain.language import Cefr, LanguageArea, Swedish
    from matcher.planning.gaps.person import StepGap
    from matcher.planning.pathway.answer import Answer, Ground


@dataclass(frozen=True, slots=True)
class NewLevel:
    """The level of an area as it is, and a main level up."""

    area: LanguageArea
    now: Cefr
    then: Cefr


@dataclass(frozen=True, slots=True)
class Saved:
    """Weeks at most to a goal by the quickest way; ``None`` where no way leads there."""

    goal: StepId
    now: float | None
    then: float | None

    @property
    def weeks(self) -> float | None:
        """How many weeks are saved; ``None`` where no way leads there now, or even then."""
        return None if self.now is None or self.then is None else self.now - self.then


@dataclass(frozen=True, slots=True)
class OneLevelMore:
    """What changes when the Swedish of some areas is a main level better.

    Parameters
    ----------
    opens
        Steps that can be begun then, and not today.
    sooner
        Steps that can be begun after training, in fewer weeks than today: with the weeks saved.
    places
        Open places on the steps of ``opens``.
    more_within_reach
        How many more open places she can begin at, on any step.
    """

    levels: tuple[NewLevel, ...]
    opens: tuple[StepGap, ...]
    sooner: tuple[tuple[StepGap, float], ...]
    places: int
    more_within_reach: int
    saved: tuple[Saved, ...]

    @property
    def changes(self) -> bool:
        """Say whether anything changes at all."""
        return bool(
            self.opens
            or self.sooner
            or self.more_within_reach
            or any(one.weeks or (one.now is None) != (one.then is None) for one in self.saved)
        )


def one_level_more(
    ground: Ground, now: Answer, goals: Sequence[StepId]
) -> tuple[OneLevelMore, ...]:
    """Return what a level more opens: in all areas together, then in each one alone.

    Areas of which nothing is known are left out: a level above nothing is no level.

    Parameters
    ----------
    now
        The answer of today.
    goals
        To which weeks are saved.
    """
    areas = known_areas(ground.profile.person.swedish)
    asked = [areas, *((area,) for area in areas)] if len(areas) > 1 else [areas] if areas else []
    return tuple(_changed(ground, now, goals, some) for some in asked)


def _changed(
    ground: Ground, now: Answer, goals: Sequence[StepId], areas: Sequence[LanguageArea]
) -> OneLevelMore:
    before = ground.profile.person.swedish
    after = one_level_up(before, areas)
    then = ground.with_swedish(after).answer()
    opens = tuple(
        gap
        for step, gap in then.gaps.items()
        if gap.standing in ABLE and now.gaps[step].standing not in ABLE
    )
    weeks_now, weeks_then = _first_weeks(now), _first_weeks(then)
    opened = {gap.step.id for gap in opens}
    sooner = tuple(
        (then.gaps[step], weeks_now[step] - weeks)
        for step, weeks in weeks_then.items()
        if step in weeks_now and weeks < weeks_now[step] and step not in opened
    )
    return OneLevelMore(
        levels=tuple(_levels(areas, before, after)),
        opens=opens,
        sooner=tuple(sorted(sooner, key=lambda one: (-one[1], one[0].step.id))),
        places=sum(gap.open_places for gap in opens),
        more_within_reach=_within(then) - _within(now),
        saved=tuple(Saved(goal, _weeks(now, goal), _weeks(then, goal)) for goal in goals),
    )


def _levels(areas: Sequence[LanguageArea], before: Swedish, after: Swedish) -> Iterable[NewLevel]:
    for area in areas:
        now, then = before.level_in(area), after.level_in(area)
        if now is not None and then is not None:
            yield NewLevel(area, now.level, then.level)


def _first_weeks(answer: Answer) -> Mapping[StepId, float]:
    """Return the weeks to each step that can be begun from where she is."""
    return {leg.to.id: leg.weeks.high for leg in answer.legs if leg.origin is None}


def _within(answer: Answer) -> int:
    return sum(gap.within_reach for gap in answer.gaps.values())


def _weeks(answer: Answer, goal: StepId) -> float | None:
    best = answer.quickest(goal, 1)
    return best[0].weeks.high if best else None
