"""One person beside all steps and open jobs, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ladder import StepState
from matcher.domain.participant import is_reviewed
from matcher.domain.target import Target
from matcher.errors import InputError, NotFound
from matcher.planning.gaps.demand import open_demand
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.planning_gaps.loading import load

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.catalogue import Card, Profile
    from matcher.services.planning_gaps.matching import Matching


@dataclass(frozen=True)
class OnePerson:
    """A person, and what she is judged for.

    Parameters
    ----------
    steps
        Cards of the steps that are not retired.
    openings
        Cards of the open jobs of today, each with the places nobody has.
    """

    profile: Profile
    steps: tuple[Card, ...]
    openings: tuple[tuple[Card, int], ...]


def one_person(
    units: UnitOfWorkFactory, matching: Matching, code: ParticipantCode, today: date
) -> OnePerson:
    """Read one person, the steps and the open jobs of today.

    Raises
    ------
    NotFound
        There is no such person, or the identity is protected.
    InputError
        She does not look for a job now.
    """
    with units() as unit:
        person = unit.participants.get(code)
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    if not is_reviewed(person):
        raise InputError(
            f"{code} is {person.state} and looks for no job now. Ask again when that changes, "
            "or choose somebody else.",
            code="person.not_looking",
        )
    found, ladders = load(units), matching.ladders
    demand = open_demand(found.openings, found.left, ladders, today, today)
    by_id = {opening.id: opening for opening in found.openings}
    targets = [
        Target(by_id[one.opening], ladders.steps.get(one.step) if one.step else None)
        for one in demand
        if one.opening is not None
    ]
    steps = [
        Target(None, step) for step in ladders.steps.values() if step.state is not StepState.RETIRED
    ]
    [profile] = make_profiles([person], matching.encoder, matching.trades)
    cards = make_cards(targets, ladders, matching.encoder)
    places = [one.places for one in demand if one.opening is not None]
    return OnePerson(
        profile,
        make_cards(steps, ladders, matching.encoder),
        tuple(zip(cards, places, strict=True)),
    )
