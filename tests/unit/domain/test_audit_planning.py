"""What the log says of drafts, spreading and prices, compared whole."""

from __future__ import annotations

from datetime import UTC, date, datetime

from matcher.domain.audit import AuditEntry
from matcher.domain.audit_planning import draft_made, lists_spread, prices_ended, prices_used
from matcher.domain.draft import Draft, DraftSum
from matcher.domain.ids import OpeningId
from matcher.domain.spread import (
    SpreadBy,
    SpreadPoint,
    SpreadPrices,
    SpreadReport,
    SuggestedFigures,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEN = datetime(2026, 2, 1, 8, tzinfo=UTC)
DAY = date(2026, 3, 1)
VERSIONS = {"encoder": "e5", "ladders": 4}


def point(strength, gini):
    suggested = SuggestedFigures(gini + 0.01, 0.91, 0.81, 3)
    return SpreadPoint(strength, gini, 0.3, 0.92, 0.82, 3, 0, 4, 2, 0.5, suggested)


FOUND = SpreadReport(
    DAY, 30, 28, 12, 11, 20, 140, 10, 3, SpreadBy.PLACES, point(0.4, 0.2), None, None,
    (point(0.0, 0.6), point(0.4, 0.2)), 3.1, 3.2, ((2, 2),), (),
)  # fmt: skip


def test_a_draft_is_recorded_by_its_sums_and_beside_the_greedy_one():
    draft = Draft(DAY, 30, 12, 20, 140, DraftSum(15.5, 18), DraftSum(14.5, 17), 15.75, ())

    assert draft_made(draft, "d1", "Åsa", AT, VERSIONS) == AuditEntry(
        AT, "Åsa", "plan.drafted", "draft", "d1", None,
        {
            "people": 30, "openings": 12, "places": 20, "pairs": 140, "placed": 18,
            "objective": 15.5, "greedy": 14.5, "encoder": "e5", "ladders": 4,
        },
    )  # fmt: skip


def test_lists_are_recorded_with_the_figures_of_the_chosen_strength():
    assert lists_spread(FOUND, "l1", "Åsa", AT, VERSIONS) == AuditEntry(
        AT, "Åsa", "plan.spread", "spread", "l1", None,
        {
            "people": 30, "openings": 12, "pairs": 140, "length": 10, "minimum": 3,
            "weighed_by": "places", "strength": 0.4, "gini": 0.2, "ndcg": 0.92,
            "encoder": "e5", "ladders": 4,
        },
    )  # fmt: skip


def test_prices_are_recorded_with_what_is_to_be_expected_of_suggested_lists():
    price = {OpeningId("O1"): 0.1, OpeningId("O2"): 0.2}
    prices = SpreadPrices(THEN, "Eva", 0.5, SpreadBy.OPENINGS, 9, 2, 7, price)

    assert prices_used(prices, FOUND, "earlier") == AuditEntry(
        THEN, "Eva", "prices.used", "prices", prices.id, None,
        {
            "strength": 0.5, "weighed_by": "openings", "length": 9, "minimum": 2, "seed": 7,
            "openings": 2, "gini_before": 0.61, "gini": 0.21000000000000002, "ndcg": 0.91,
            "instead_of": "earlier",
        },
    )  # fmt: skip


def test_that_prices_end_is_recorded_with_which_they_were():
    assert prices_ended("p1", "Åsa", AT) == AuditEntry(AT, "Åsa", "prices.ended", "prices", "p1")
