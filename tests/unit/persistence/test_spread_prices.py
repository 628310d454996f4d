"""Prices of crowded openings: one set is in use, each comes back as it was, none is altered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from fresh import by_hand
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from matcher.domain.ids import OpeningId
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.errors import ChecksumMismatch, NotFound
from matcher.persistence.rows import SpreadPricesRow

AWKWARD = 0.1 + 0.2


@pytest.fixture
def prices(make):
    costs = {OpeningId("O1"): AWKWARD, OpeningId("gone"): 1e-9}
    return SpreadPrices(make.now, "Bo", 0.93, SpreadBy.PLACES, 10, 3, 7, costs)


def use(units, *sets):
    for one in sets:
        with units(write=True) as unit:
            unit.prices.use(one)
            unit.commit()


def test_prices_come_back_to_the_last_digit(units, other_units, prices):
    use(units, prices)
    with units() as unit, other_units() as other:
        found = unit.prices.in_use()
        assert other.prices.in_use() is None
        with pytest.raises(NotFound):
            other.prices.get(prices.id)
    assert found == prices
    assert found.id == prices.id
    assert (found.of(OpeningId("O1")), found.of(OpeningId("O2")), found.of(None)) == (AWKWARD, 0, 0)


def test_another_set_ends_the_one_before_and_both_are_kept(units, prices):
    later = replace(prices, at=prices.at + timedelta(days=1), price={})
    use(units, prices, later)
    with units() as unit:
        assert unit.prices.in_use() == later
        assert unit.prices.get(prices.id) == prices


def test_an_ended_use_is_ended_once_and_its_prices_are_kept(units, prices):
    use(units, prices)
    with units(write=True) as unit:
        assert unit.prices.end("Siv", prices.at) == prices.id
        assert unit.prices.end("Siv", prices.at) is None
        unit.commit()
    with units() as unit:
        assert unit.prices.in_use() is None
        assert unit.prices.get(prices.id) == prices


def test_the_id_says_what_is_in_them_and_not_in_which_zone_it_was_noon(prices):
    assert replace(prices, price={**prices.price, OpeningId("O1"): 0.3}).id != prices.id
    assert replace(prices, seed=8).id != prices.id
    moved = replace(prices, at=prices.at.astimezone(timezone(timedelta(hours=2))))
    assert moved.id == prices.id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE spread_opening_prices SET price = 0.31 WHERE opening = 'O1'",
        "DELETE FROM spread_opening_prices WHERE opening = 'gone'",
        "UPDATE spread_prices SET strength = 0.94",
    ],
)
def test_prices_that_were_changed_are_refused_and_can_be_ended(
    units, prices, database_url, statement
):
    use(units, prices)
    assert by_hand(database_url, statement) == 1

    with units() as unit, pytest.raises(ChecksumMismatch, match="plan spread --end"):
        unit.prices.in_use()
    with units(write=True) as unit:
        assert unit.prices.end("Siv", prices.at) == prices.id
        assert unit.prices.in_use() is None


def test_the_database_itself_lets_one_set_be_in_use(units, prices):
    use(units, prices)
    with units(write=True) as unit, pytest.raises(IntegrityError):
        unit.prices._connection.execute(
            insert(SpreadPricesRow).values(
                organisation_id=unit.prices._organisation,
                id="second",
                at=prices.at,
                by="Bo",
                strength=0.5,
                weighed_by="places",
                length=10,
                minimum=3,
                seed=7,
            )
        )
