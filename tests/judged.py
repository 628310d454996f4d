"""Judgements as one likes, and a pair of which nothing can be said but what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobs import TODAY, card_of, make_person, make_rules, make_step, profile_at, text

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.target import Target
from matcher.ranking.assess import Assessment, assess
from matcher.ranking.features import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.participant import Participant

STEP = replace(make_step(), entry=False)
PERSON = make_person()


def found(
    *judgements: Judgement,
    person: Participant = PERSON,
    target: Target | None = None,
    **parts: Any,
) -> Assessment:
    """Return a pair with these judgements, whose work is quite unlike the job."""
    card = card_of(target or Target(None, STEP))
    base = assess(profile_at(person, [0.0, 0.0, 0.0]), card, make_rules(), TODAY)
    return replace(base, judgements=judgements, **parts)


def judged(
    topic: Topic,
    outcome: Outcome,
    name: str = "x",
    *,
    facts: Mapping[str, str] | None = None,
    **more: Any,
) -> Judgement:
    """Return a judgement; without facts it has none, not even an empty mapping."""
    return Judgement(topic, name, outcome, facts=facts, **more)


def named(
    topic: Topic,
    outcome: Outcome,
    name: str,
    *,
    facts: Mapping[str, str] | None = None,
    **more: Any,
) -> Judgement:
    """Return a judgement about something that has a name in three languages."""
    said = text(name)
    words = {"sv": said.sv, "en": said.en, "ar": said.ar} | dict(facts or {})
    return judged(topic, outcome, name, facts=words, **more)


def wishing(value: float, *, known: bool = True) -> dict[str, Feature]:
    """Return the features of a pair whose wish has a value."""
    return {"wishes": Feature(value, known)}
