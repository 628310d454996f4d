"""A way to be trained: one training, or two after each other; when it ends, and who may go it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.entry import Entry, entry_of
from matcher.domain.judgement import Band, Topic
from matcher.planning.places import there_on
from matcher.planning.unlock.modules import trained

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matcher.planning.unlock.modules import Module
    from matcher.ranking.assess import Assessment
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules

Way = tuple[int, ...]
"""Trainings by number, in the order in which they are taken."""

MISSES, TO_CHECK, MEETS = range(3)
_STANDING = {Entry.MISSES: MISSES, Entry.TO_CHECK: TO_CHECK, Entry.MEETS: MEETS}
CAN_BEGIN = frozenset({Band.READY, Band.WITH_SUPPORT})


def ends_on(modules: Iterable[Module], today: date) -> date | None:
    """Return the day trainings after each other have ended at the latest.

    Each begins when the one before has ended, or on its next start after that; ``None`` when every
    start of one of them is past by then.
    """
    day = today
    for module in modules:
        days = module.days_from(day)
        if days is None:
            return None
        _, day = days
    return day


def trained_in(profile: Profile, modules: Iterable[Module]) -> Profile:
    """Return a profile after trainings: their papers are really in it."""
    for module in modules:
        profile = trained(profile, module)
    return profile


def standing(profile: Profile, modules: Sequence[Module], today: date) -> int:
    """Return how somebody stands to the entry rules of trainings that she takes after each other.

    A later one is judged with the papers of those before, on the day it begins.

    Returns
    -------
    int
        ``MISSES``, ``TO_CHECK`` or ``MEETS``: the least of them.
    """
    least = MEETS
    for number, module in enumerate(modules):
        before = modules[:number]
        day = ends_on(before, today)
        if day is None or module.days_from(day) is None:
            return MISSES
        person = trained_in(profile, before).person
        least = min(least, _STANDING[entry_of(module.judge(person, day))])
    return least


def given_by(module: Module, card: Card) -> frozenset[str]:
    """Return what a training gives for a job: all of it on the step it leads to, else papers."""
    step = card.target.step
    if step is not None and step.id in module.steps:
        return module.gives | {Topic.LADDER.value}
    return module.papers & {need.id for need in card.target.certificates}


def is_there(card: Card, today: date, day: date | None) -> bool:
    """Say whether a job of today can still be begun on a later day."""
    opening = card.target.opening
    return day is not None and opening is not None and there_on(opening, today, day)


def can_be_allocated(found: Assessment | None, rules: Rules) -> bool:
    """Say whether a person can begin at a job; ``None`` is a pair with a gate in the way."""
    return found is not None and found.score >= rules.weights.floor and found.band in CAN_BEGIN
