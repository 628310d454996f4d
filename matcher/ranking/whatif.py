"""What would change the answer: the smallest change that opens a job, found by re-running.

A change is tried on the profile and the pair is assessed again; only what really moves the band up
is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.judgement import BAND_ORDER, Band, Outcome, Topic
from matcher.domain.ladder import Importance, Span
from matcher.domain.language import AreaLevel, LanguageArea, LanguageSource, parse_cefr_range
from matcher.domain.skills import Certificate
from matcher.ranking.assess import assess

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.judgement import Judgement
    from matcher.domain.ladder import Transition
    from matcher.domain.participant import Availability
    from matcher.ranking.assess import Assessment
    from matcher.ranking.catalogue import Profile
    from matcher.ranking.rules import Rules

MOST_CHANGES = 3


@dataclass(frozen=True)
class Change:
    """Something that can be done, and how long it takes.

    Parameters
    ----------
    code
        ``swedish``, ``certificate``, ``driving_licence``, ``training``, ``learn_on_job``, ``hours``
        or ``together``.
    weeks
        How long.
    subjects
        The judgements it is about.
    training
        The module, for ``training``.
    parts
        The single changes, for ``together``.
    """

    code: str
    weeks: Span
    subjects: tuple[Judgement, ...]
    training: Transition | None = None
    parts: tuple[Change, ...] = ()


@dataclass(frozen=True)
class WhatIf:
    """A change with the band it leads to, verified by re-running."""

    change: Change
    band_after: Band


def what_would_change(found: Assessment, rules: Rules, today: date) -> tuple[WhatIf, ...]:
    """Return the changes that move a pair to a better band, shortest first.

    Parameters
    ----------
    found
        The pair as it is; nothing is returned when it is ready.
    rules, today
        As for :func:`matcher.ranking.assess.assess`.

    Returns
    -------
    tuple[WhatIf, ...]
        At most three single changes; when no single one helps, the smallest set that does.
    """
    if found.band is Band.READY and not found.barred_by:
        return ()
    changes = sorted(_possible(found), key=lambda change: change.weeks.low)
    singles = [
        WhatIf(change, after)
        for change in changes
        if (after := _try(found, [change], rules, today)) is not None
    ]
    if singles:
        return tuple(singles[:MOST_CHANGES])
    for size in range(2, len(changes) + 1):
        after = _try(found, changes[:size], rules, today)
        if after is not None:
            return (_smallest(found, changes[:size], after, rules, today),)
    return ()


def _smallest(
    found: Assessment, changes: Sequence[Change], after: Band, rules: Rules, today: date
) -> WhatIf:
    """Leave out every part, longest first, without which the pair is as well off."""
    needed = list(changes)
    for change in reversed(changes):
        rest = [other for other in needed if other is not change]
        without = _try(found, rest, rules, today)
        if without is not None and BAND_ORDER.index(without) <= BAND_ORDER.index(after):
            needed = rest
    return WhatIf(_together(needed), after)


def _together(changes: Sequence[Change]) -> Change:
    weeks = Span(
        max(change.weeks.low for change in changes), max(change.weeks.high for change in changes)
    )
    subjects = tuple(judgement for change in changes for judgement in change.subjects)
    return Change("together", weeks, subjects, parts=tuple(changes))


def _possible(found: Assessment) -> list[Change]:
    needs = [
        j
        for j in found.judgements
        if j.importance is Importance.ESSENTIAL
        and j.outcome in (Outcome.TRAINABLE, Outcome.MISSING)
    ]
    trainable = [j for j in needs if j.outcome is Outcome.TRAINABLE]
    return [
        *_side_by_side("swedish", [j for j in trainable if j.topic is Topic.SWEDISH]),
        *_side_by_side("learn_on_job", [j for j in trainable if j.topic is Topic.SKILL]),
        *(
            Change(_ONE_BY_ONE[j.topic], j.weeks, (j,))
            for j in trainable
            if j.topic in _ONE_BY_ONE and j.weeks
        ),
        *(Change("hours", Span(0, 0), (j,)) for j in needs if j.topic is Topic.HOURS),
        *(
            Change("training", way.weeks.full_time, given, way)
            for way in (way_in.transition for way_in in found.card.ways_in)
            if (given := tuple(j for j in needs if _gives(way, j)))
        ),
    ]


def _gives(way: Transition, need: Judgement) -> bool:
    if need.topic is Topic.LADDER:
        # Only the way that is open from where the person stands leads there.
        return (need.facts or {}).get("way") == way.id
    return need.id in way.training.gives


_ONE_BY_ONE = {Topic.CERTIFICATE: "certificate", Topic.DRIVING_LICENCE: "driving_licence"}


def _side_by_side(code: str, needs: Sequence[Judgement]) -> list[Change]:
    """Return one change for needs that are learnt at the same time, or none."""
    spans = [j.weeks for j in needs if j.weeks]
    if not spans:
        return []
    weeks = Span(max(span.low for span in spans), max(span.high for span in spans))
    return [Change(code, weeks, tuple(needs))]


def _try(found: Assessment, changes: Sequence[Change], rules: Rules, today: date) -> Band | None:
    """Assess again with the changes made; the new band when the pair is better off."""
    profile = found.profile
    for change in changes:
        profile = _apply(profile, change)
    again = assess(profile, found.card, rules, today)
    opened = len(again.barred_by) < len(found.barred_by)
    higher = BAND_ORDER.index(again.band) < BAND_ORDER.index(found.band)
    if again.barred_by or not (opened or higher):
        return None
    return again.band


def _apply(profile: Profile, change: Change) -> Profile:
    person = profile.person
    levels = {
        LanguageArea(j.id): AreaLevel(parse_cefr_range(j.facts["need"]), LanguageSource.TEST)
        for j in change.subjects
        if j.topic is Topic.SWEDISH and j.facts
    }
    if levels:
        person = replace(
            person, swedish=replace(person.swedish, areas={**person.swedish.areas, **levels})
        )
    papers = tuple(Certificate(j.id) for j in change.subjects if j.topic is Topic.CERTIFICATE)
    if papers:
        person = replace(person, certificates=(*(person.certificates or ()), *papers))
    if any(j.topic is Topic.DRIVING_LICENCE for j in change.subjects):
        person = replace(person, driving_licence=True)
    hours = next((j for j in change.subjects if j.topic is Topic.HOURS), None)
    if hours is not None:
        person = replace(person, availability=_with_hours(person.availability, hours))
    granted = frozenset(j.id for j in change.subjects if j.topic in (Topic.SKILL, Topic.LADDER))
    return replace(profile, person=person, granted=profile.granted | granted)


def _with_hours(availability: Availability, judgement: Judgement) -> Availability:
    asked = float((judgement.facts or {})["asked_min"])
    return replace(availability, hours_per_week_min=asked, hours_per_week_max=asked)
