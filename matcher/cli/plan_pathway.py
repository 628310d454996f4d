"""`stegvis plan pathway`: the ways from a person to a job that she wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from matcher.cli.console import open_services, out, print_json
from matcher.cli.plan_gaps import lack_to_json
from matcher.domain.ids import ParticipantCode, StepId
from matcher.planning.gaps.standing import Standing
from matcher.planning.pathway.legs import Has, LegSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ladder import Span, Step
    from matcher.planning.gaps.person import StepGap
    from matcher.planning.pathway.legs import Leg, SwedishOnTheWay, Way
    from matcher.planning.pathway.one_level import OneLevelMore, Saved
    from matcher.services.planning_gaps import GoalWays, PathwayReport

ORDER_SAID = (
    "An order, no chance: no outcomes stand behind it. It is the product, over the moves, of the "
    "mean of what is met, places open now and, after a job, how much of the work one can do."
)
_SAYS = {
    LegSource.PERSON: "from what is known of the person",
    LegSource.LADDER: "a way of the ladder",
    LegSource.REGISTER: "the register says so; it is no promise",
}
_HAS = {Has.YES: "has it", Has.NOT_YET: "not yet", Has.UNKNOWN: "not known, ask"}


def pathway(
    code: Annotated[str, typer.Argument(help="The person's code.")],
    to: Annotated[
        str | None,
        typer.Option(help="The goal, by step id; else the wished jobs and tops of ladders."),
    ] = None,
    ways: Annotated[int, typer.Option(help="How many ways of each kind, 1 to 10.")] = 3,
    say_in: Annotated[str, typer.Option(help="Language of the names: sv, en or ar.")] = "sv",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the quickest and the likeliest ways from a person to a job, and what Swedish opens."""
    goal = StepId(to) if to is not None else None
    found = open_services().pathways.ways(ParticipantCode(code), goal, most=ways)
    if as_json:
        print_json(report_to_json(found, say_in))
    else:
        _print(found, say_in)


def report_to_json(found: PathwayReport, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis plan pathway --json``."""
    return {
        "participant": found.code,
        "at": found.at.isoformat(),
        "order_is": ORDER_SAID,
        "register": {"version": found.register, "ways": found.register_ways},
        "can_begin": [_opened_to_json(gap, lang) for gap in found.can_begin],
        "goals": [_goal_to_json(goal, lang) for goal in found.goals],
        "one_level_more": [_more_to_json(more, lang) for more in found.more_swedish],
    }


def _goal_to_json(goal: GoalWays, lang: str) -> dict[str, Any]:
    return {
        "step": _step_to_json(goal.gap.step, lang),
        "because": goal.because.value,
        "standing": goal.gap.standing.name.lower(),
        "reachable": bool(goal.quickest),
        "in_the_way": [
            lack_to_json(lack, lang)
            for lack in goal.gap.lacks
            if lack.standing is Standing.MISSING and not goal.quickest
        ],
        "quickest": [_way_to_json(way, lang) for way in goal.quickest],
        "likeliest": [_way_to_json(way, lang) for way in goal.likeliest],
    }


def _way_to_json(way: Way, lang: str) -> dict[str, Any]:
    return {
        "weeks": _span(way.weeks),
        "at_least": way.at_least,
        "order": round(way.order, 4),
        "jobs_held": [step.id for step in way.jobs_held],
        "steps": [
            _leg_to_json(leg, after, lang)
            for leg, after in zip(way.legs, way.reached(), strict=True)
        ],
    }


def _leg_to_json(leg: Leg, after: tuple[float, float], lang: str) -> dict[str, Any]:
    training = leg.training
    return {
        "step": _step_to_json(leg.to, lang),
        "way": leg.id,
        "says": leg.source.value,
        "weeks_before": _span(leg.weeks),
        "reached_after": {"min": round(after[0], 1), "max": round(after[1], 1)},
        "work_weeks_before": round(leg.work_weeks, 1),
        "training": None
        if training is None
        else {
            "id": training.training.id,
            "title": training.training.titles.get(lang),
            "weeks": _span(leg.training_weeks),
        },
        "swedish": [_swedish_to_json(one) for one in leg.swedish],
        "lacks": [lack_to_json(lack, lang) for lack in leg.lacks],
        "unknown": [lack.judgement.id for lack in leg.unknown],
        "open_places": leg.open_places,
        "within_reach": leg.within_reach,
        "substitutability_pct": leg.share_pct,
        "ease": {
            "value": round(leg.ease.value, 4),
            "met": round(leg.ease.met, 4),
            "places": round(leg.ease.places, 4),
            "share": leg.ease.share,
        },
    }


def _swedish_to_json(one: SwedishOnTheWay) -> dict[str, Any]:
    lack = one.lack.judgement if one.lack is not None else None
    return {
        "area": one.area.value,
        "need": one.need.label,
        "have": None if one.have is None else one.have.label,
        "has": one.has.value,
        "when": None if lack is None or lack.when is None else lack.when.value,
        "weeks": None if lack is None or lack.weeks is None else _span(lack.weeks),
    }


def _more_to_json(more: OneLevelMore, lang: str) -> dict[str, Any]:
    return {
        "levels": [
            {"area": one.area.value, "now": one.now.label, "then": one.then.label}
            for one in more.levels
        ],
        "opens": [_opened_to_json(gap, lang) for gap in more.opens],
        "open_places": more.places,
        "more_within_reach": more.more_within_reach,
        "sooner": [
            {"step": _step_to_json(gap.step, lang), "weeks_saved": weeks}
            for gap, weeks in more.sooner
        ],
        "goals": [
            {"step": one.goal, "weeks": one.now, "then": one.then, "weeks_saved": one.weeks}
            for one in more.saved
        ],
    }


def _opened_to_json(gap: StepGap, lang: str) -> dict[str, Any]:
    return {"step": _step_to_json(gap.step, lang), "open_places": gap.open_places}


def _step_to_json(step: Step, lang: str) -> dict[str, Any]:
    return {"id": step.id, "sector": step.sector.value, "title": step.titles.get(lang)}


def _span(span: Span) -> dict[str, float]:
    return {"min": round(span.low, 1), "max": round(span.high, 1)}


def _print(found: PathwayReport, lang: str) -> None:
    register = (
        f"JobTech {found.register}: {found.register_ways} ways between steps"
        if found.register
        else "JobTech is not imported, so ladders only; see `stegvis taxonomy import`"
    )
    out.print(f"{found.code}, {found.at}. {register}.")
    begin = [f"{gap.step.titles.get(lang)} ({gap.open_places})" for gap in found.can_begin]
    out.print(f"Can begin now (open places): {', '.join(begin) or 'nothing yet'}.", soft_wrap=True)
    for goal in found.goals:
        _print_goal(goal, lang)
    _print_more(found, lang)


def _print_goal(goal: GoalWays, lang: str) -> None:
    step = goal.gap.step
    out.print(f"\nTo {step.titles.get(lang)} ({step.id}, {goal.because.value})")
    if not goal.quickest:
        missing = [one.judgement.id for one in goal.gap.lacks if one.standing is Standing.MISSING]
        out.print(
            "  No way is known yet. Not there today: "
            f"{', '.join(missing) or 'nothing that is named'}. Ask about what is not known, or "
            "choose another goal with --to; `stegvis plan gaps --participant` shows every step."
        )
        return
    for name, ways in (("Quickest", goal.quickest), ("Likeliest", goal.likeliest)):
        for number, way in enumerate(ways, start=1):
            same = _same(way, goal.quickest) if name == "Likeliest" else None
            held = ", ".join(one.titles.get(lang) for one in way.jobs_held) or "none"
            out.print(
                f"  {name} {number}: {_weeks(way.weeks, at_least=way.at_least)}; order "
                f"{way.order:.3f}; jobs on the way: {held}"
            )
            if same is not None:
                out.print(f"    the same as quickest {same}")
                continue
            for leg in way.legs:
                _print_leg(leg, lang)
    out.print(f"  Order: {ORDER_SAID}", soft_wrap=True)


def _print_leg(leg: Leg, lang: str) -> None:
    parts = [_weeks(leg.weeks, at_least=bool(leg.unknown))]
    if leg.work_weeks:
        parts.append(f"{leg.work_weeks:g} weeks in the job before")
    if leg.training is not None:
        parts.append(f"{leg.training.training.titles.get(lang)}, {_weeks(leg.training_weeks)}")
    share = f", {leg.share_pct} % of the work" if leg.share_pct is not None else ""
    out.print(f"    > {leg.to.titles.get(lang)}: {'; '.join(parts)}", soft_wrap=True)
    out.print(f"      says: {_SAYS[leg.source]}{share}", soft_wrap=True)
    out.print(f"      Swedish: {_swedish(leg.swedish)}", soft_wrap=True)
    out.print(f"      open places: {leg.open_places}, within reach {leg.within_reach}")
    if leg.unknown:
        asked = ", ".join(lack.judgement.id for lack in leg.unknown)
        out.print(f"      to be asked: {asked}", soft_wrap=True)


def _swedish(areas: Iterable[SwedishOnTheWay]) -> str:
    return ", ".join(f"{one.area.value} {one.need.label} ({_HAS[one.has]})" for one in areas)


def _print_more(found: PathwayReport, lang: str) -> None:
    out.print("\nOne level more of Swedish")
    if not found.more_swedish:
        out.print("  No level is known; ask for one, and this can be answered.")
    for more in found.more_swedish:
        levels = ", ".join(
            f"{one.area.value} {one.now.label} to {one.then.label}" for one in more.levels
        )
        said = [
            *(
                f"opens {gap.step.titles.get(lang)} ({gap.open_places} open places)"
                for gap in more.opens
            ),
            *(
                f"{gap.step.titles.get(lang)} up to {weeks:g} weeks sooner"
                for gap, weeks in more.sooner
            ),
            *(
                _saved(one)
                for one in more.saved
                if one.weeks or (one.now is None) != (one.then is None)
            ),
        ]
        if more.more_within_reach:
            said.append(f"{more.more_within_reach} more open places within reach")
        out.print(f"  {levels}: {'; '.join(said) or 'changes none of these ways'}", soft_wrap=True)


def _saved(one: Saved) -> str:
    if one.weeks is None:
        return f"a way to {one.goal}"
    return f"{one.weeks:g} weeks less to {one.goal}"


def _weeks(span: Span, *, at_least: bool = False) -> str:
    low, high = round(span.low, 1), round(span.high, 1)
    text = f"{low:g} to {high:g} weeks" if low != high else f"{low:g} weeks"
    if not high:
        text = "now"
    return f"{text}, or more: something has to be asked" if at_least else text


def _same(way: Way, ways: Iterable[Way]) -> int | None:
    return next((number for number, one in enumerate(ways, start=1) if one.id == way.id), None)
