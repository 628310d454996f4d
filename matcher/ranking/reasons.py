"""Reasons as codes with parameters: three readings of one computation are made from them.

A reason holds no sentence; ``matcher.ranking.phrases`` says it in Swedish, English or Arabic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, Mark
from matcher.domain.text import LocalText
from matcher.ranking.features import OTHER_WISHED, TO_AVOID, WISHED_SECTOR
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.judgement import Judgement
    from matcher.ranking.assess import Assessment

MOST_SKILLS = 3
NEAR_MINUTES = 30


@dataclass(frozen=True)
class Words:
    """Names from the phrase book's vocabulary, such as ``area.reading``, said as a list."""

    keys: tuple[str, ...]


Parameter = str | LocalText | Words


@dataclass(frozen=True)
class Reason:
    """A code and what its sentence needs."""

    code: str
    facts: Mapping[str, Parameter] = field(default_factory=dict)


def reasons_for(found: Assessment, done_like_at: float) -> tuple[Reason, ...]:
    """Return what speaks for a pair, strengths first.

    ``done_like_at`` is the likeness from which a told experience is named.
    """
    return (
        *_done_before(found, done_like_at),
        *_skills_met(found),
        *_met(found),
        *_wished(found),
        *_workplace(found),
    )


def reasons_against(found: Assessment) -> tuple[Reason, ...]:
    """Return what is not there yet, most important first."""
    return (
        *_swedish_gap(found),
        *_ladder_gap(found),
        *_skills_gap(found),
        *_papers_gap(found),
        *_practical_gap(found),
        *_unwished(found),
    )


def missing_facts(found: Assessment) -> tuple[Reason, ...]:
    """Return what is not known and would sharpen the answer."""
    unknown = [j for j in found.judgements if j.outcome is Outcome.UNKNOWN]
    facts: list[Reason] = []
    areas = tuple(f"area.{j.id}" for j in unknown if j.topic is Topic.SWEDISH)
    if areas:
        facts.append(Reason("swedish_unknown", {"areas": Words(areas)}))
    guessed = _areas(
        j
        for j in found.judgements
        if j.topic is Topic.SWEDISH and j.facts and j.facts.get("certain") == ""
    )
    if guessed:
        facts.append(Reason("swedish_to_confirm", {"areas": Words(guessed)}))
    if not found.profile.facets:
        facts.append(Reason("nothing_told"))
    if any(j.topic is Topic.CERTIFICATE for j in unknown):
        facts.append(Reason("certificates_unknown"))
    if found.profile.facets:
        asked = [j for j in unknown if j.topic is Topic.SKILL]
        facts += [Reason("skill_unknown", _facts(j)) for j in asked[:MOST_SKILLS]]
    facts += [
        Reason(f"{j.topic}_unknown")
        for j in unknown
        if j.topic not in (Topic.SWEDISH, Topic.CERTIFICATE, Topic.SKILL, Topic.LADDER)
    ]
    step = found.card.target.step
    if step and step.swedish.fact.mark is Mark.TO_BE_CONFIRMED:
        facts.append(Reason("levels_to_be_confirmed"))
    return tuple(facts)


def gate_reasons(found: Assessment) -> tuple[Reason, ...]:
    """Return why a job is barred."""
    return tuple(Reason(f"{j.topic}_bars", _facts(j)) for j in found.barred_by)


def _facts(judgement: Judgement) -> dict[str, Parameter]:
    facts = dict(judgement.facts or {})
    named: dict[str, Parameter] = {}
    if "sv" in facts:
        named["name"] = LocalText(facts.pop("sv"), facts.pop("en"), facts.pop("ar"))
    return {**named, **facts}


def _of(found: Assessment, topic: Topic, *outcomes: Outcome) -> list[Judgement]:
    return [j for j in found.judgements if j.topic is topic and j.outcome in outcomes]


def _areas(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    return tuple(f"area.{j.id}" for j in judgements)


def _done_before(found: Assessment, done_like_at: float) -> list[Reason]:
    done = [
        (float(like), facet.text)
        for facet, like in zip(found.profile.facets, found.likeness.work, strict=True)
        if facet.kind is FacetKind.EXPERIENCE and like >= done_like_at
    ]
    return [Reason("done_like_work", {"own_words": max(done)[1]})] if done else []


def _skills_met(found: Assessment) -> list[Reason]:
    met = sorted(
        _of(found, Topic.SKILL, Outcome.MET), key=lambda j: j.coverage or 0.0, reverse=True
    )
    return [Reason("skill_met", _facts(j)) for j in met[:MOST_SKILLS]]


def _met(found: Assessment) -> list[Reason]:
    reasons = []
    swedish = [j for j in found.judgements if j.topic is Topic.SWEDISH]
    if swedish and all(j.outcome is Outcome.MET for j in swedish):
        reasons.append(Reason("swedish_met"))
    reasons += [
        Reason("certificate_met", _facts(j)) for j in _of(found, Topic.CERTIFICATE, Outcome.MET)
    ]
    if _of(found, Topic.HOURS, Outcome.MET) and _of(found, Topic.SHIFTS, Outcome.MET):
        reasons.append(Reason("hours_met"))
    reasons += [
        Reason("travel_met", _facts(j))
        for j in _of(found, Topic.TRAVEL, Outcome.MET)
        if j.facts and float(j.facts["minutes"]) <= NEAR_MINUTES
    ]
    return reasons


def _wished(found: Assessment) -> list[Reason]:
    wish = found.features["wishes"]
    return [Reason("wished")] if wish.known and wish.value >= WISHED_SECTOR else []


def _workplace(found: Assessment) -> list[Reason]:
    target, person = found.card.target, found.profile.person
    reasons = []
    if target.opening:
        offers = target.opening.offers
        spoken = {language.tag for language in person.languages}
        asset = tuple(f"language.{tag}" for tag in offers.languages if tag in spoken)
        if asset:
            reasons.append(Reason("language_asset", {"languages": Words(asset)}))
        if offers.mentor:
            reasons.append(Reason("mentor"))
        if offers.trainable_on_job:
            reasons.append(Reason("trainable"))
    if target.step and target.step.entry:
        reasons.append(Reason("entry"))
    return reasons


def _swedish_gap(found: Assessment) -> list[Reason]:
    short = _of(found, Topic.SWEDISH, Outcome.TRAINABLE, Outcome.MISSING)
    if not short:
        return []
    worst = min(short, key=lambda j: j.coverage or 0.0)
    facts = worst.facts or {}
    task = found.card.target.step.swedish.for_task if found.card.target.step else ""
    return [
        Reason(
            "swedish_not_yet",
            {
                "areas": Words(_areas(short)),
                "need": facts["need"],
                "have": facts["have"],
                "task": task,
                **_training(worst),
            },
        )
    ]


def _skills_gap(found: Assessment) -> list[Reason]:
    short = [
        j
        for j in _of(found, Topic.SKILL, Outcome.TRAINABLE, Outcome.MISSING)
        if j.importance is Importance.ESSENTIAL
    ]
    short.sort(key=lambda j: (j.outcome is Outcome.TRAINABLE, j.coverage or 0.0))
    return [_not_yet("skill", j) for j in short[:MOST_SKILLS]]


def _ladder_gap(found: Assessment) -> list[Reason]:
    return [
        _not_yet("ladder", j) for j in _of(found, Topic.LADDER, Outcome.TRAINABLE, Outcome.MISSING)
    ]


def _papers_gap(found: Assessment) -> list[Reason]:
    return [
        _not_yet(topic.value, j)
        for topic in (Topic.CERTIFICATE, Topic.DRIVING_LICENCE)
        for j in _of(found, topic, Outcome.TRAINABLE, Outcome.MISSING)
    ]


def _not_yet(name: str, judgement: Judgement) -> Reason:
    if judgement.outcome is Outcome.MISSING:
        return Reason(f"{name}_missing", _facts(judgement))
    return Reason(f"{name}_trainable", {**_facts(judgement), **_training(judgement)})


def _training(judgement: Judgement) -> dict[str, Parameter]:
    if judgement.weeks is None or judgement.when is None:
        return {}
    return {
        "weeks": weeks_label(judgement.weeks.low, judgement.weeks.high),
        "when": Words((f"when.{judgement.when}",)),
    }


def weeks_label(low: float, high: float) -> str:
    """Write a range of weeks.

    >>> weeks_label(2, 5)
    '2–5'
    >>> weeks_label(0, 1)
    '0–1'
    >>> weeks_label(25, 25)
    '25'
    """
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _practical_gap(found: Assessment) -> list[Reason]:
    reasons = []
    for judgement in found.judgements:
        facts = judgement.facts or {}
        longer = judgement.topic is Topic.TRAVEL and facts.get("longer")
        if longer and judgement.outcome is Outcome.MET:
            reasons.append(Reason("travel_long", _facts(judgement)))
        if judgement.topic is Topic.START and judgement.outcome is Outcome.MISSING:
            reasons.append(Reason("starts_early", _facts(judgement)))
        partly = judgement.coverage is not None and 0 < judgement.coverage < 1
        if judgement.topic is Topic.SHIFTS and partly:
            beyond = set(facts["asked"].split(",")) - set(facts["can"].split(","))
            shifts = Words(tuple(f"shift.{shift}" for shift in sorted(beyond)))
            reasons.append(Reason("shifts_partly", {"shifts": shifts}))
    return reasons


def _unwished(found: Assessment) -> list[Reason]:
    wish, step = found.features["wishes"], found.card.target.step
    if not wish.known:
        return []
    if wish.value == TO_AVOID and step:
        avoided = sorted(found.profile.person.wishes.avoid & step.tags)
        return [Reason("has_avoided", {"tasks": Words(tuple(f"tag.{tag}" for tag in avoided))})]
    return [Reason("other_wished")] if wish.value == OTHER_WISHED else []
