"""For whom a job is looked for now."""

from __future__ import annotations

import pytest

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import Participant, ParticipantState, Standing, is_reviewed


@pytest.mark.parametrize("state", ParticipantState)
def test_a_job_is_looked_for_for_the_mapped_and_active_whose_identity_is_not_protected(state):
    person = Participant(OrganisationId("demo"), ParticipantCode("P001"), state=state)

    looked_for = state in {ParticipantState.MAPPED, ParticipantState.ACTIVE}
    assert is_reviewed(person) is looked_for
    assert is_reviewed(Standing(state, protected_identity=False)) is looked_for
    assert is_reviewed(Standing(state, protected_identity=True)) is False
