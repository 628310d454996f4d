"""Prices that are put to use: which, and what costs nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from matcher.domain.ids import OpeningId
from matcher.domain.spread import (
    OpeningShare,
    SpreadBy,
    SpreadPoint,
    SpreadPrices,
    SpreadReport,
    SuggestedFigures,
    prices_of,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
O1, O2, O3 = (OpeningId(name) for name in ("O1", "O2", "O3"))
POINT = SpreadPoint(
    0.4, 0.2, 0.3, 0.92, 0.82, 3, 0, 4, 2, 0.5, SuggestedFigures(0.21, 0.91, 0.81, 3)
)


def share(opening, price):
    return OpeningShare(opening, "Kock", 1, 9, 8, 4, 0.2, 0.1, 4, None, 0, price)


FOUND = SpreadReport(
    date(2026, 3, 1), 30, 28, 12, 11, 20, 140, 10, 3, SpreadBy.OPENINGS, POINT, None, None,
    (POINT,), 3.1, 3.2, ((2, 2),), (share(O1, 0.25), share(O2, 0.0), share(O3, 1.0)),
)  # fmt: skip
PRICES = SpreadPrices(AT, "Åsa", 0.4, SpreadBy.OPENINGS, 10, 3, 7, {O1: 0.25, O3: 1.0})


def test_the_prices_of_the_chosen_strength_are_put_to_use_where_there_are_any():
    assert prices_of(FOUND, 7, "Åsa", AT) == PRICES


def test_what_has_no_price_and_a_step_without_opening_cost_nothing():
    assert [PRICES.of(one) for one in (O1, O2, O3, None)] == [0.25, 0.0, 1.0, 0.0]


def test_the_same_prices_have_the_same_id_wherever_the_clock_stands():
    elsewhere = AT.astimezone(timezone(timedelta(hours=2)))

    assert replace(PRICES, at=elsewhere).id == PRICES.id
    assert replace(PRICES, at=AT + timedelta(seconds=1)).id != PRICES.id
    assert replace(PRICES, price={O1: 0.25}).id != PRICES.id
