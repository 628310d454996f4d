"""What counts as a new fact about a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.asking_again import facts_differ
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import (
    Availability,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
)
from matcher.domain.skills import Certificate

PERSON = Participant(OrganisationId("demo"), ParticipantCode("P001"))


@pytest.mark.parametrize(
    "change",
    [
        {"driving_licence": True},
        {"availability": Availability(hours_per_week_max=20)},
        {"certificates": (Certificate("hygiene"),)},
        {"may_work": MayWork(MayWorkStatus.YES, date(2027, 1, 1))},
    ],
)
def test_what_a_job_is_matched_against_is_a_fact(change):
    after = replace(PERSON, **change)
    assert facts_differ(PERSON, after)
    assert not facts_differ(after, after)


@pytest.mark.parametrize(
    "change",
    [
        {"state": ParticipantState.PAUSED},
        {"preferred_language": "ar"},
        {"protected_identity": True},
    ],
)
def test_where_she_stands_and_how_she_is_written_to_are_none(change):
    assert not facts_differ(PERSON, replace(PERSON, **change))
