"""Until when a link to a person's own page can be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from matcher.domain.ids import ParticipantCode
from matcher.domain.personal_link import PersonalLink

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINK = PersonalLink("d", ParticipantCode("P001"), AT, "Åsa", "c")


@pytest.mark.parametrize(
    ("changes", "after", "is_open"),
    [
        ({}, timedelta(0), True),
        ({}, timedelta(days=14) - timedelta(microseconds=1), True),
        ({}, timedelta(days=14), False),
        ({"wrong_codes": 4}, timedelta(0), True),
        ({"wrong_codes": 5}, timedelta(0), False),
        ({"wrong_codes": 6}, timedelta(0), False),
        ({"closed_at": AT}, timedelta(0), False),
        ({"closed_at": AT, "wrong_codes": 5}, timedelta(days=14), False),
    ],
)
def test_a_link_is_open_for_two_weeks_and_five_wrong_codes_unless_a_newer_one_is_given(
    changes, after, is_open
):
    assert replace(LINK, **changes).open_at(AT + after) is is_open
