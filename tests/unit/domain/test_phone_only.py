"""Nothing is written to who asked not to be written to."""

from __future__ import annotations

import pytest

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.phone_only import refuse_writing
from matcher.errors import DecisionError


def person(phone_only):
    return Participant(OrganisationId("demo"), ParticipantCode("P001"), phone_only=phone_only)


def test_who_asked_not_to_be_written_to_is_rung():
    with pytest.raises(DecisionError) as refused:
        refuse_writing(person(phone_only=True))

    assert refused.value.code == "phone_only"
    assert str(refused.value) == (
        "P001 asked not to be written to. Ring, and record what was said; nothing was made."
    )


def test_everybody_else_may_be_written_to():
    refuse_writing(person(phone_only=False))
