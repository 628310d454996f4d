from __future__ import annotations

import pytest

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.language import SpokenLanguage
from matcher.domain.participant import Participant
from matcher.domain.reading_language import reading_language


@pytest.mark.parametrize(
    ("preferred", "spoken", "reads"),
    [
        ("ar", ("en",), "ar"),
        ("so", ("ar", "en"), "ar"),
        ("uk", ("ru", "en"), "en"),
        ("ti", (), "sv"),
    ],
)
def test_somebody_reads_the_best_of_the_three_that_is_known(preferred, spoken, reads):
    person = Participant(
        OrganisationId("demo"),
        ParticipantCode("P001"),
        preferred_language=preferred,
        languages=tuple(SpokenLanguage(tag) for tag in spoken),
    )

    assert reading_language(person) == reads
