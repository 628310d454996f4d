"""Trainings a person has finished: a paper with the id of the training, among the certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.ranking.catalogue import Card, Profile


def with_trainings(profile: Profile, card: Card, today: date) -> Profile:
    """Return a profile to which the trainings into a job's step that were finished count.

    What such a training gives is met, and it leads as far up the ladder as it says, where the way
    is open to the person.

    Parameters
    ----------
    profile, card
        The person and the job.
    today
        The day a paper must be valid on.
    """
    held = {one.id for one in profile.person.certificates or () if one.valid_on(today)}
    done = [way.transition.training for way in card.ways_in if way.transition.training.id in held]
    if not done:
        return profile
    given = frozenset().union(*(training.gives | {training.id} for training in done))
    return replace(profile, granted=profile.granted | given)
