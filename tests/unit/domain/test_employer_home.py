"""What an employer begins with."""

from __future__ import annotations

from datetime import UTC, datetime

from matcher.domain.employer_home import EmployerHome, Presented
from matcher.domain.ids import OpeningId, SuggestionId
from matcher.domain.machines.suggestion import SuggestionState

AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


def presented(suggestion, opening):
    return Presented(
        SuggestionId(suggestion),
        OpeningId(opening),
        "Diskare",
        None,
        SuggestionState.PRESENTED,
        AT,
        asked=True,
    )


def test_an_opening_has_those_who_were_presented_for_it():
    first, other, last = presented("S1", "O1"), presented("S2", "O2"), presented("S3", "O1")
    home = EmployerHome("Köket", (), (first, other, last), ())

    assert home.of(OpeningId("O1")) == (first, last)
    assert home.of(OpeningId("O3")) == ()
