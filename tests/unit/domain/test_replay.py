"""A list as the log keeps it, and when one that was made again is the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.ids import OpeningId, RunId, StepId
from matcher.domain.replay import Replay, make_place
from matcher.domain.run import Run, RunKind

RUN = Run(
    RunId("R1"), RunKind.OPENING, datetime(2026, 3, 1, tzinfo=UTC), "Åsa", "h", "e", "i", "w", 1, 10
)
FIRST = {"rank": 1, "opening": "O1", "step": "kitchens.cook", "subject": "s1", "score": 1.0}


def test_a_place_is_kept_under_the_names_that_earlier_rows_of_the_log_have():
    assert make_place(1, OpeningId("O1"), StepId("kitchens.cook"), "s1", 1) == FIRST
    assert isinstance(make_place(1, None, None, None, 1)["score"], float)


@pytest.mark.parametrize(
    ("again", "gone", "identical"),
    [
        ((dict(reversed(FIRST.items())),), (), True),
        (({**FIRST, "score": 0.9999},), (), False),
        ((FIRST, {**FIRST, "rank": 2}), (), False),
        ((), (), False),
        (None, (), False),
        ((FIRST,), ("The index is another one.",), False),
    ],
)
def test_a_list_is_the_same_when_all_places_are_and_nothing_is_gone(again, gone, identical):
    assert Replay(RUN, (FIRST,), again, gone).identical is identical
