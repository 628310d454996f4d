"""The whole explanation of one pair, as it is stored and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.language import parse_cefr_range
from matcher.domain.text import LocalText
from matcher.ranking.onward import next_steps
from matcher.ranking.phrases import say
from matcher.ranking.reasons import (
    Reason,
    Words,
    gate_reasons,
    missing_facts,
    reasons_against,
    reasons_for,
    weeks_label,
)
from matcher.ranking.whatif import what_would_change
from matcher.ranking.wire import (
    reason_to_json,
    reasons_to_json,
    span_to_json,
    text_to_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.ladder import Step, Transition
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.ranking.assess import Assessment
    from matcher.ranking.reasons import Parameter
    from matcher.ranking.rules import Rules
    from matcher.ranking.whatif import Change, WhatIf
    from matcher.ranking.wire import Json


def explain(found: Assessment, ladders: Ladders, rules: Rules, today: date) -> Json:
    """Return everything there is to say about a pair, as JSON without sentences.

    Parameters
    ----------
    found
        The pair, assessed.
    ladders
        For the ways onward.
    rules, today
        As for the assessment: changes are verified by running it again.
    """
    step, opening = found.card.target.step, found.card.target.opening
    changes = what_would_change(found, rules, today)
    return {
        "opening": opening_to_json(opening),
        "step": step_to_json(step),
        "reasons_for": reasons_to_json(reasons_for(found, rules.weights.done_like_at)),
        "reasons_against": reasons_to_json(reasons_against(found)),
        "missing_facts": reasons_to_json(missing_facts(found)),
        "what_would_change": [change_to_json(change) for change in changes],
        "next_steps": [
            way_to_json(way, ladders) for way in (next_steps(ladders, step.id) if step else ())
        ],
    }


def explain_nothing(why: Reason, ways: Sequence[Assessment], rules: Rules, today: date) -> Json:
    """Return why a list is empty, and the shortest ways to a first job.

    Parameters
    ----------
    why
        The reason.
    ways
        First jobs, nearest first, with what stands between.
    rules, today
        As for :func:`explain`.
    """
    return {
        "reason": reason_to_json(why),
        "shortest_way": [_way_to(found, rules, today) for found in ways],
    }


def _way_to(found: Assessment, rules: Rules, today: date) -> Json:
    target = found.card.target
    changes = what_would_change(found, rules, today)
    return {
        "opening": opening_to_json(target.opening),
        "step": step_to_json(target.step),
        "in_the_way": reasons_to_json((*gate_reasons(found), *reasons_against(found))),
        "what_would_change": [change_to_json(change) for change in changes],
    }


def opening_to_json(opening: Opening | None) -> Json | None:
    """Write what a list shows of an opening."""
    if opening is None:
        return None
    return {"id": opening.id, "title": opening.title, "kind": opening.kind.value}


def step_to_json(step: Step | None) -> Json | None:
    """Write what a list shows of a step; the title in three languages."""
    if step is None:
        return None
    return {"id": step.id, "sector": step.sector.value, "title": text_to_json(step.titles)}


def way_to_json(way: Transition, ladders: Ladders) -> Json:
    """Write a way onward: the job it leads to, the training, and its weeks."""
    return {
        "step": step_to_json(ladders.step(way.to_step)),
        "training": {
            "id": way.training.id,
            "title": text_to_json(way.training.titles),
            "mark": way.fact.mark.value,
        },
        "weeks": span_to_json(way.weeks.full_time),
    }


def change_to_json(what_if: WhatIf) -> Json:
    """Write a verified change."""
    return {
        "change": reason_to_json(change_reason(what_if.change)),
        "weeks": span_to_json(what_if.change.weeks),
        "band_after": what_if.band_after.value,
    }


def change_reason(change: Change) -> Reason:
    """Return the sentence of a change."""
    facts: dict[str, Parameter] = {"weeks": weeks_label(change.weeks.low, change.weeks.high)}
    first = change.subjects[0]
    own = first.facts or {}
    if change.code == "swedish":
        facts["areas"] = Words(tuple(f"area.{j.id}" for j in change.subjects))
        needed = (parse_cefr_range((j.facts or {})["need"]).low for j in change.subjects)
        facts["need"] = max(needed).label
    elif change.code == "training" and change.training:
        facts["name"] = change.training.training.titles
    elif change.code == "hours":
        facts["hours"] = own["asked_min"]
    elif change.code == "together":
        facts["parts"] = _together(change)
    elif "sv" in own:
        facts["name"] = LocalText(own["sv"], own["en"], own["ar"])
    return Reason(f"change_{change.code}", facts)


def _together(change: Change) -> LocalText:
    parts = [change_reason(part) for part in change.parts]
    spoken = {lang: "; ".join(say(part, lang) for part in parts) for lang in ("sv", "en", "ar")}
    return LocalText(**spoken)
