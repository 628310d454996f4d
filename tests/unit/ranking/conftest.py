"""A small job and people as fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at

from matcher.domain.target import Target

if TYPE_CHECKING:
    from datetime import date

    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def rules() -> Rules:
    return make_rules()


@pytest.fixture
def able() -> Profile:
    """Somebody whose experience is as alike as can be."""
    return profile_at(make_person(), [0.9])


@pytest.fixture
def novice() -> Profile:
    """Somebody whose experience is of quite another sort."""
    return profile_at(make_person(), [0.0])


@pytest.fixture
def step_card() -> Card:
    return card_of(Target(None, make_step()))


@pytest.fixture
def opening_card() -> Card:
    step = make_step()
    return card_of(Target(make_opening(step), step))
