"""How many may be in line for an opening."""

from __future__ import annotations

import pytest

from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.room import Room


@pytest.mark.parametrize(
    ("agreed", "taken", "slots"), [(None, 0, 6), (None, 1, 3), (None, 2, 0), (1, 0, 1), (0, 1, 0)]
)
def test_three_people_a_place_that_is_left_may_be_presented_unless_said_otherwise(
    agreed: int | None, taken: int, slots: int
):
    room = Room(
        OpeningKind.OWN,
        OpeningState.OPEN,
        places=2,
        places_taken=taken,
        presentation_slots=agreed,
        slots_taken=0,
        version=0,
    )

    assert room.slots == slots
    assert room.places_left == 2 - taken
