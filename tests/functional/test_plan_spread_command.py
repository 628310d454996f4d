"""`stegvis plan spread` on the demo programme with the real encoder: even lists, little lost."""

from __future__ import annotations

import pytest

from matcher.errors import SuggestionsStopped

pytestmark = pytest.mark.encoder

MINIMUM = 3
MOST_LOST = 0.05


@pytest.fixture(scope="module")
def found(demo):
    return demo.json("plan", "spread")


def test_everybody_for_whom_there_are_three_openings_has_three(found):
    assert found["minimum"] == MINIMUM
    for one in (found["chosen"], found["half_gini"], *found["curve"]):
        assert one["people_below_minimum"] == 0
        assert one["least_list"] >= MINIMUM
    long = {int(size): count for size, count in found["chosen"]["list_lengths"].items()}
    assert sum(long.values()) == found["people"] > 150
    assert sum(size * count for size, count in long.items()) == found["chosen"]["slots"]
    assert found["people"] - long.get(0, 0) == found["people_with_openings"]


def test_at_half_the_gini_little_is_lost(found):
    usual, half = found["curve"][0], found["half_gini"]
    assert usual["strength"] == usual["ndcg_loss"] == 0
    assert usual["gini"] > 0.3
    assert half["gini"] <= usual["gini"] / 2
    assert half["ndcg_loss"] <= MOST_LOST
    assert half == {name: found["chosen"][name] for name in half}


def test_the_gini_for_each_opening_is_halved_at_as_little_loss(demo):
    alike = demo.json("plan", "spread", "--weigh", "openings")
    usual, half = alike["curve"][0], alike["half_gini"]
    assert half["gini"] == half["gini_openings"] <= usual["gini_openings"] / 2
    assert half["ndcg_loss"] <= MOST_LOST
    assert half["people_below_minimum"] == 0


def test_shares_add_up_and_keep_their_budgets(found):
    shares = found["shares"]
    assert len(shares) == found["openings"]
    assert sum(row["lists"] for row in shares) == found["chosen"]["slots"]
    assert sum(row["share"] for row in shares) == pytest.approx(1)
    assert sum(row["lists_by_score"] for row in shares) == found["curve"][0]["slots"]
    for row in shares:
        assert row["lists"] <= row["could"]
        assert row["lists"] <= row["budget"] + row["beyond_budget"]
        assert row["budget"] <= (row["exposure_cap"] or row["budget"])
        assert row["price"] == 0 or row["lists"] >= row["budget"]
    assert any(row["price"] > 0 for row in shares)
    assert 0.999 * found["chosen"]["bound"] < found["chosen"]["score"] <= found["chosen"]["bound"]


def test_the_same_as_a_table_with_a_curve(demo, found):
    shown = demo.run("plan", "spread", "--strength", "0.55", "--length", "8", "--minimum", "2")
    assert shown.exit_code == 0
    assert found["shares"][0]["opening"]["id"] in shown.stdout
    assert "At strength 0.55 the Gini of exposure is" in shown.stdout
    assert "0.55 <" in shown.stdout
    assert "Half the Gini: strength" in shown.stdout
    assert "0 have fewer than 2 openings" in shown.stdout
    assert shown.stdout.count("█") > 100
    assert "Nobody is suggested or told anything" in shown.stdout


def test_a_list_cannot_be_shorter_than_its_minimum(demo):
    refused = demo.run("plan", "spread", "--length", "2", "--minimum", "3")
    assert refused.exit_code == 2
    assert "cannot hold 3" in refused.output


def test_there_are_no_lists_while_suggestions_are_stopped(demo):
    demo.run("suggestions", "stop", "--by", "Bo", "--reason", "a fault")
    try:
        result = demo.run("plan", "spread", "--json")
        assert isinstance(result.exception, SuggestionsStopped)
    finally:
        demo.run("suggestions", "start", "--by", "Bo")
