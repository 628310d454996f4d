"""How often reviewers agree with the list, and what of it is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.agreement_rate import AgreementRate, Decided, pooled, rate_of
from matcher.domain.judgement import Band

READY, SUPPORT, TRAINING, STRETCH = Band


def test_nothing_decided_says_nothing():
    rate = rate_of([])

    assert (rate.number, rate.share, rate.interval) == (0, 0.0, (0.0, 1.0))


def test_the_interval_is_the_score_interval_at_95_percent():
    assert AgreementRate(8, 2).interval == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert AgreementRate(0, 3).interval == pytest.approx((0.0, 0.5615), abs=5e-5)


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share_and_is_within_bounds(confirmed, declined):
    rate = AgreementRate(confirmed, declined)
    low, high = rate.interval

    assert 0 <= low <= rate.share + 1e-12
    assert rate.share - 1e-12 <= high <= 1


def test_one_reviewer_or_four_decisions_are_not_pooled():
    one = [Decided("Anna", READY, 20, 5)]
    few = [Decided("Anna", READY, 2, 0), Decided("Bo", READY, 1, 1)]

    assert pooled(one).whole is None
    assert pooled([*one, Decided("Bo", READY, 0, 0)]).whole is None
    assert pooled(few).whole is None
    assert set(pooled(few).bands.values()) == {None}


def test_a_small_band_is_hidden_and_one_that_would_give_it_away():
    cells = [
        Decided("Anna", READY, 20, 5),
        Decided("Bo", SUPPORT, 6, 3),
        Decided("Bo", TRAINING, 1, 1),
    ]

    rates = pooled(cells)

    assert rates.whole == AgreementRate(27, 9)
    assert rates.bands[READY] == AgreementRate(20, 5)
    assert rates.bands[SUPPORT] is rates.bands[TRAINING] is None
    assert rates.bands[STRETCH] == AgreementRate(0, 0)


def test_five_decisions_of_two_reviewers_are_enough():
    rates = pooled([Decided("Anna", READY, 3, 1), Decided("Bo", READY, 0, 1)])

    assert rates.whole == rates.bands[READY] == AgreementRate(3, 2)


def test_two_small_bands_hide_each_other():
    cells = [
        Decided("Anna", READY, 20, 5),
        Decided("Bo", SUPPORT, 2, 2),
        Decided("Bo", TRAINING, 1, 1),
    ]

    rates = pooled(cells)

    assert rates.bands[READY] == AgreementRate(20, 5)
    assert rates.bands[SUPPORT] is rates.bands[TRAINING] is None


@pytest.mark.parametrize("band", Band)
def test_bands_are_rated_each_by_its_own(band):
    rates = pooled([Decided("Anna", band, 5, 0), Decided("Bo", band, 0, 5)])

    assert rates.bands[band] == rates.whole == AgreementRate(5, 5)
