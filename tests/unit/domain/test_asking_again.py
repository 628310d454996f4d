"""What counts as a new fact about a person, and what comes back to review with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from decisions import NOW, make_suggestion, signed

from matcher.domain.asking_again import facts_differ, proposed_again
from matcher.domain.ids import OrganisationId, ParticipantCode, SuggestionId
from matcher.domain.machines.suggestion import Action, SuggestionState
from matcher.domain.participant import (
    Availability,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
)
from matcher.domain.role import Role
from matcher.domain.skills import Certificate
from matcher.domain.suggestion import Decision

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
        {"phone_only": True},
    ],
)
def test_where_she_stands_and_how_she_is_written_to_are_none(change):
    assert not facts_differ(PERSON, replace(PERSON, **change))


DRIVES = replace(PERSON, driving_licence=True)
SYSTEM = signed(Role.SYSTEM, "Kim")
HERS = [
    make_suggestion(state, id=SuggestionId(state.value), version=2) for state in SuggestionState
]


def test_with_a_new_fact_what_somebody_said_not_now_to_comes_back():
    not_now = make_suggestion("not_now", id=SuggestionId("not_now"), version=2)

    assert proposed_again(PERSON, DRIVES, HERS, SYSTEM) == [
        (
            replace(not_now, state=SuggestionState.PROPOSED, version=3),
            Decision(
                not_now.id,
                Action.PROPOSE_AGAIN,
                SuggestionState.NOT_NOW,
                SuggestionState.PROPOSED,
                Role.SYSTEM,
                "Kim",
                NOW,
            ),
        )
    ]


@pytest.mark.parametrize(
    "after",
    [
        PERSON,
        replace(PERSON, state=ParticipantState.PAUSED),
        replace(DRIVES, state=ParticipantState.LEFT),
        replace(DRIVES, state=ParticipantState.ANONYMISED),
    ],
)
def test_without_a_new_fact_or_once_she_has_left_nothing_comes_back(after):
    assert proposed_again(PERSON, after, HERS, SYSTEM) == []
