"""How often what is tried by chance is tried: a part always, all of it with ``--thorough``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

PART = 4
"""Of so many one is tried always."""

thorough = False
"""Whether all of it is tried; set once, before tests are read."""


def often(examples: int, **more: Any) -> settings:
    """Settings of a test that tries so many examples, a part of them when time is short."""
    return settings(max_examples=_part(examples), **more)


def seeds(many: int) -> list[Any]:
    """Values of a test that is run with so many seeds, a part of them when time is short."""
    always = -(-many // PART)
    rest = (pytest.param(seed, marks=pytest.mark.thorough) for seed in range(always, many))
    return [*range(always), *rest]


def first(many: int) -> range:
    """Seeds of a test that goes over so many itself, a part of them when time is short."""
    return range(_part(many))


def _part(many: int) -> int:
    return many if thorough else -(-many // PART)
