"""Lists for everybody: who is in them, what they cost, and what putting prices to use stores."""

from __future__ import annotations

import json

import pytest
from drafting import PORTER, change, job, over_everybody, people_of
from fresh import new_database
from line import DEMO, MORNING, Line, as_lead

from matcher.domain.exposure import ExposureBy, WhyFew
from matcher.domain.ids import ParticipantCode
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Wishes
from matcher.domain.spread import SpreadBy, SpreadQuestion
from matcher.domain.stop import Stop
from matcher.errors import EmptyProgramme, InputError, SuggestionsStopped
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.drafts import SpreadService

PEOPLE = 6
ONE_EACH = SpreadQuestion(1.0, length=1, minimum=1)


@pytest.fixture
def line(tmp_path):
    engine = open_engine(new_database(tmp_path))
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    yield Line(unit_of_work_factory(engine, DEMO, frozenset()))
    engine.dispose()


@pytest.fixture
def spreads(line):
    return over_everybody(SpreadService, line)


def lists(found) -> dict[str, int]:
    return {row.opening: row.lists for row in found.shares}


def test_equal_openings_are_shared_out_evenly(line, spreads):
    line.put(PEOPLE, job("O1"), job("O2"), job("O3"))
    people_of(line, PEOPLE)

    seen = []
    found = spreads.spread("anna", ONE_EACH, lambda done, total: seen.append((done, total)))

    assert (found.people, found.with_openings, found.openings, found.reachable) == (6, 6, 3, 3)
    assert (found.places, found.pairs, found.day) == (3, 18, MORNING.date())
    assert lists(found) == {"O1": 2, "O2": 2, "O3": 2}
    assert [row.by_score for row in found.shares] == [6, 0, 0]
    assert [row.share_by_score for row in found.shares] == [1, 0, 0]
    assert [row.share for row in found.shares] == pytest.approx([1 / 3] * 3)
    assert (found.curve[0].gini, found.chosen.gini) == (pytest.approx(2 / 3), 0)
    assert (found.chosen.ndcg, found.chosen.strength) == (1.0, 1.0)
    assert found.score == pytest.approx(found.bound, abs=0.01)
    assert found.list_lengths == ((1, 6),)
    assert [(row.could, row.budget, row.cap, row.beyond) for row in found.shares] == [
        (6, 2, None, 0)
    ] * 3
    assert found.shares[0].title == "Diskare"
    assert seen[-1] == (6, 6)


def test_an_opening_with_more_places_may_stand_in_more_lists(line, spreads):
    line.put(PEOPLE, job("O1"), job("O2", places=2))
    people_of(line, PEOPLE)
    assert lists(spreads.spread("anna", ONE_EACH)) == {"O1": 2, "O2": 4}
    alike = SpreadQuestion(1.0, length=1, minimum=1, by=SpreadBy.OPENINGS)
    assert lists(spreads.spread("anna", alike)) == {"O1": 3, "O2": 3}


def test_a_cap_of_an_opening_holds_unless_people_would_have_too_little(line, spreads):
    line.put(PEOPLE, job("O1", exposure_cap=1), job("O2"))
    people_of(line, PEOPLE)

    weak = spreads.spread("anna", SpreadQuestion(0.01, length=1, minimum=1))
    assert lists(weak)["O1"] == 1
    assert {row.opening: (row.cap, row.budget) for row in weak.shares}["O1"] == (1, 1)

    short = spreads.spread("anna", SpreadQuestion(0.01, length=2, minimum=2))
    assert {row.opening: row.beyond for row in short.shares} == {"O1": 5, "O2": 0}
    assert (short.chosen.least, short.chosen.too_short) == (2, 0)


def test_without_strength_lists_are_by_score_and_have_no_budget(line, spreads):
    line.put(PEOPLE, job("O1", exposure_cap=1), job("O2"))
    people_of(line, PEOPLE)
    found = spreads.spread("anna", SpreadQuestion(0.0))
    assert [(row.by_score == row.lists, row.budget, row.price) for row in found.shares] == [
        (True, None, 0)
    ] * 2
    assert found.chosen.ndcg == 1


def test_not_said_the_strength_is_the_weakest_that_halves_the_gini(line, spreads):
    line.put(PEOPLE, job("O1"), job("O2"), job("O3"))
    people_of(line, PEOPLE)
    found = spreads.spread("anna", SpreadQuestion(length=1, minimum=1))
    assert found.chosen == found.half
    assert 0 < found.half.strength < 1
    assert found.half.gini == pytest.approx(found.curve[0].gini / 2)


def test_where_nothing_halves_it_the_strongest_is_taken(line, spreads):
    line.put(PEOPLE, job("O1", exposure_cap=0), job("O2"))
    people_of(line, PEOPLE)
    found = spreads.spread("anna", SpreadQuestion(length=1, minimum=0))
    assert (found.half, found.chosen.strength) == (None, 1.0)


def test_leads_and_people_who_are_in_no_draft_are_in_no_list(line, spreads):
    line.put(3, job("O1"), as_lead(job("O2")))
    people_of(line, 3)
    people_of(line, 1, protected_identity=True)
    found = spreads.spread("anna")
    assert (found.people, list(lists(found))) == (2, ["O1"])


def test_only_that_it_was_done_is_stored_and_nobody_is_named(line, spreads):
    line.put(2, job("O1"))
    people_of(line, 2)

    found = spreads.spread("anna")

    with line.units() as unit:
        said = list(unit.audit.events())[-1]
        assert (said.action, said.actor, said.object_id) == ("plan.spread", "anna", "d1")
        details = json.loads(said.details)
        assert (details["strength"], details["pairs"]) == (found.chosen.strength, 2)
        assert details["weights"] == spreads.rules.weights.version
        assert "P00" not in str(said)
        assert unit.suggestions.current(ParticipantCode("P001"))[0].run == "r-P001"
        assert unit.prices.in_use() is None
    line.check()


def crowd(line) -> None:
    """Put in twelve people of whom all like O1 best, and two more openings."""
    line.put(12, job("O1"), job("O2"), job("O3"), job("O4"), job("O5"))
    people_of(line, 12)


USED = SpreadQuestion(1.0, length=3, minimum=3)


def test_prices_that_are_put_to_use_are_those_of_the_report_and_stand_in_the_log(line, spreads):
    crowd(line)
    assert spreads.in_use() is None

    found, prices = spreads.use("siv", USED)

    assert spreads.in_use() == prices
    assert prices.price == {row.opening: row.price for row in found.shares if row.price > 0} != {}
    assert (prices.by, prices.strength, prices.seed) == ("siv", 1.0, spreads.seed)
    assert (prices.length, prices.minimum, prices.weighed_by) == (3, 3, SpreadBy.PLACES)
    with line.units() as unit:
        spread, used = list(unit.audit.events())[-2:]
    assert (spread.action, used.action, used.actor) == ("plan.spread", "prices.used", "siv")
    assert used.object_id == prices.id
    details = json.loads(used.details)
    assert details["gini"] == found.chosen.suggested.gini
    assert details["gini_before"] == found.curve[0].suggested.gini
    assert (details["openings"], details["instead_of"]) == (len(prices.price), None)
    line.check()


def test_other_prices_take_the_place_of_those_before_and_the_end_is_logged_once(line, spreads):
    crowd(line)
    _, first = spreads.use("siv", USED)
    _, second = spreads.use("bo", SpreadQuestion(0.5, length=3, minimum=3))
    assert spreads.in_use() == second
    with line.units() as unit:
        assert unit.prices.get(first.id) == first
        used = list(unit.audit.events())[-1]
        assert json.loads(used.details)["instead_of"] == first.id

    assert spreads.end("siv") == second.id
    assert spreads.end("siv") is None

    assert spreads.in_use() is None
    assert line.actions().count("prices.ended") == 1
    with line.units() as unit:
        ended = list(unit.audit.events())[-1]
    assert (ended.action, ended.actor, ended.object_id) == ("prices.ended", "siv", second.id)
    line.check()


def test_prices_keep_everybody_s_minimum_and_are_not_used_while_suggestions_are_stopped(
    line, spreads
):
    crowd(line)
    with pytest.raises(InputError, match="at least 3, not 2"):
        spreads.use("siv", SpreadQuestion(1.0, length=3, minimum=2))

    _, prices = spreads.use("siv", USED)

    def stop(*_):
        with line.units(write=True) as unit:
            unit.stop.put(Stop("Bo", line.now(), "a fault"))
            unit.commit()

    with pytest.raises(SuggestionsStopped, match="a fault"):
        spreads.use("siv", USED, progress=stop)
    assert spreads.in_use() == prices
    assert spreads.end("siv") == prices.id


def test_figures_of_suggested_lists_know_that_three_of_a_step_are_shown(line, spreads):
    crowd(line)
    found = spreads.spread("anna", SpreadQuestion(0.0))
    assert (found.chosen.least, found.chosen.suggested.least) == (5, 3)
    # People who are alike have lists that are alike: prices cannot tell them apart.
    assert found.half_suggested is None


def test_the_stop_switch_holds_before_and_while_lists_are_made(line, spreads):
    line.put(1, job("O1"))
    people_of(line, 1)

    def stop(*_):
        with line.units(write=True) as unit:
            unit.stop.put(Stop("Bo", line.now(), "a fault"))
            unit.commit()

    with pytest.raises(SuggestionsStopped, match="a fault"):
        spreads.spread("anna", progress=stop)
    with pytest.raises(SuggestionsStopped, match="Bo"):
        spreads.spread("anna")
    assert "plan.spread" not in line.actions()


def test_what_cannot_be_is_refused_and_nothing_stored(line, spreads):
    with pytest.raises(EmptyProgramme, match="import participants"):
        spreads.spread("anna")
    line.put(1, job("O1"))
    people_of(line, 1)
    with pytest.raises(InputError, match="strength is 2"):
        spreads.spread("anna", SpreadQuestion(2.0))
    with pytest.raises(InputError, match="minimum of 0 to 2"):
        spreads.spread("anna", SpreadQuestion(0.5, length=2, minimum=3))
    assert "plan.spread" not in line.actions()


def test_planners_see_shares_in_groups_and_the_log_says_that_they_were_made(line, spreads):
    line.put(PEOPLE, job("O1"), job("O2", places=2), job("O3"))
    people_of(line, PEOPLE)

    found = spreads.exposure("pia")

    assert (found.openings, found.reachable, found.places) == (3, 3, 4)
    assert [one.strength for one in found.curve] == [tenth / 10 for tenth in range(11)]
    [sector] = found.rows[ExposureBy.SECTOR]
    assert (sector.id, sector.places, sector.share_of_places) == ("kitchens", 4, 1.0)
    # Six people have all three openings: eighteen entries, shown as twenty.
    assert (found.by_score, sector.by_score.times, sector.by_score.share) == (20, 20, 1.0)
    assert (found.few.people, found.few.nobody) == (5, True)
    with line.units() as unit:
        assert list(unit.audit.events())[-1].action == "plan.spread"


def test_who_has_too_few_is_told_with_the_reason(line, spreads):
    line.put(20, job("O1"), job("O2"), job("O3"))
    people_of(line, 20)
    for number in range(1, 9):
        change(line, f"P{number:03}", wishes=Wishes(unwanted=frozenset({PORTER})))

    few = spreads.exposure("pia").few

    assert (few.people, few.enough, few.few, few.why[WhyFew.NO]) == (20, 10, 10, 10)
    assert {few.why[one] for one in WhyFew if one is not WhyFew.NO} == {None}
