"""What a person was told before anything else: the basis, the notice, and what the log says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from matcher.domain.audit import AuditEntry
from matcher.domain.informing import Informed, LegalBasis, participant_informed
from matcher.domain.machines.machine import Need
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove
from matcher.domain.role import Role
from matcher.errors import InputError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = AT.date()
MOVE = ParticipantMove(
    "P001", ParticipantAction.INFORM, ParticipantState.REFERRED, ParticipantState.INFORMED,
    Role.FRONT_DESK, "Åsa", AT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("informed", "there"),
    [
        (Informed(None, None), set()),
        (Informed(LegalBasis.CONSENT, None), {Need.BASIS}),
        (Informed(None, TODAY), {Need.NOTICE}),
        (Informed(LegalBasis.PUBLIC_TASK, TODAY), {Need.BASIS, Need.NOTICE}),
    ],
)
def test_the_basis_and_a_notice_given_until_today_are_needed(informed, there):
    assert informed.needs(TODAY) == there


def test_a_notice_of_a_day_to_come_is_refused():
    with pytest.raises(InputError) as refused:
        Informed(LegalBasis.CONSENT, TODAY + timedelta(days=1)).needs(TODAY)

    assert str(refused.value) == (
        "The notice is given on 2026-03-02, which is still to come. Give it first."
    )


@pytest.mark.parametrize(
    ("informed", "basis", "day"),
    [
        (Informed(LegalBasis.LEGAL_OBLIGATION, TODAY), "legal_obligation", "2026-03-01"),
        (Informed(None, None), None, None),
    ],
)
def test_that_a_person_was_informed_is_recorded_with_basis_and_day(informed, basis, day):
    assert participant_informed(MOVE, informed) == AuditEntry(
        AT, "Åsa", "participant.inform", "participant", "", "P001",
        {
            "before": "referred", "after": "informed", "actor": "front_desk", "reason": None,
            "basis": basis, "notice_on": day,
        },
    )  # fmt: skip
