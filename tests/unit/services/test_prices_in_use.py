"""Lists that are chosen at prices: what is kept of it, what it leaves alone, and why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from line import as_lead
from priced import prices_at
from programme import SmallProgramme, porter_opening
from unit.services.test_replay import replayer
from unit.services.test_suggest import DISHES

from matcher.services.suggest.why_not import Cause

CODE = DISHES.code
DEAR = prices_at(O001=0.05)


@pytest.fixture
def programme() -> SmallProgramme:
    """Two openings that are alike but for their ids, so that the first one wins by score."""
    twin = replace(porter_opening(), id="O002")
    return SmallProgramme(people=(DISHES, replace(DISHES, code="P002")), openings=(
        porter_opening(), twin,
    ))  # fmt: skip


def use(programme: SmallProgramme, prices) -> None:
    with programme.store.units(write=True) as unit:
        unit.prices.end("Bo", prices.at)
        unit.prices.use(prices)
        unit.commit()


def end(programme: SmallProgramme) -> None:
    with programme.store.units(write=True) as unit:
        unit.prices.end("Bo", programme.now())
        unit.commit()


def listed(programme: SmallProgramme, top: int = 1) -> list[str | None]:
    found = programme.suggest.for_participant(CODE, top, "Anna")
    return [one.opening for one in found.suggestions]


def test_the_crowded_opening_gives_way_while_prices_are_in_use(programme: SmallProgramme):
    assert listed(programme) == ["O001"]
    use(programme, DEAR)
    assert listed(programme) == ["O002"]
    end(programme)
    assert listed(programme) == ["O001"]


def test_the_score_is_shown_and_still_the_sum_of_its_contributions(programme: SmallProgramme):
    usual = programme.suggest.for_participant(CODE, 10, "Anna")
    use(programme, DEAR)
    found = programme.suggest.for_participant(CODE, 10, "Anna")

    assert {one.opening: one.score for one in found.suggestions} == {
        one.opening: one.score for one in usual.suggestions
    }
    scores = [one.score for one in found.suggestions]
    assert scores == sorted(scores, reverse=True)
    for one in found.suggestions:
        assert sum(one.contributions.values()) == one.score
    assert (usual.prices, found.prices) == (None, DEAR.id)


def test_a_run_keeps_the_prices_and_the_log_names_them(programme: SmallProgramme):
    before = programme.suggest.for_participant(CODE, 1, "Anna").run
    use(programme, DEAR)
    after = programme.suggest.for_participant(CODE, 1, "Anna").run

    with programme.store.units() as unit:
        assert unit.inputs.of(before.id).prices is None
        assert unit.inputs.of(after.id).prices == DEAR
        [logged] = unit.audit.of_object("run", after.id)
    assert DEAR.id in logged.details


def test_a_list_is_made_again_at_its_own_prices_whatever_is_in_use_now(programme: SmallProgramme):
    by_score = programme.suggest.for_participant(CODE, 1, "Anna").run
    use(programme, DEAR)
    at_prices = programme.suggest.for_participant(CODE, 1, "Anna").run

    for change in (lambda: use(programme, prices_at(O002=0.2)), lambda: end(programme)):
        change()
        for run, opening in ((by_score, "O001"), (at_prices, "O002")):
            found = replayer(programme).replay(run.id)
            assert found.identical
            assert [place["opening"] for place in found.again] == [opening]


def test_prices_never_empty_a_list(programme: SmallProgramme):
    usual = listed(programme, 10)
    use(programme, prices_at(O001=5.0, O002=5.0))
    kept = listed(programme, 10)
    assert len(usual) > 3
    assert len(kept) >= 3
    assert not {"O001", "O002"} & set(kept)
    assert programme.suggest.shortest_way(CODE) is None


def test_an_opening_that_came_later_costs_nothing(programme: SmallProgramme):
    use(programme, prices_at(O001=0.05, O002=0.05))
    with programme.store.units(write=True) as unit:
        unit.openings.put([replace(porter_opening(), id="O003")])
        unit.commit()
    assert listed(programme) == ["O003"]


def test_people_for_an_opening_and_jobs_for_a_text_are_as_before(programme: SmallProgramme):
    def people(top: int) -> list[tuple[str, float]]:
        found = programme.suggest.for_opening("O001", top, "Anna")
        assert found.prices is None
        return [(one.participant, one.score) for one in found.suggestions]

    def told() -> list[str | None]:
        text = DISHES.experiences[0].text
        return [one.opening for one in programme.suggest.for_text(text, "sv", 1, "A").suggestions]

    before = people(2), told()
    use(programme, DEAR)
    assert (people(2), told()) == before
    assert len(before[0]) == 2
    assert before[1] == ["O001"]


def test_why_not_says_that_it_is_crowded_and_by_how_much(programme: SmallProgramme):
    assert programme.suggest.why_not(CODE, "O002", 1).cause is Cause.CUT
    use(programme, DEAR)

    missed = programme.suggest.why_not(CODE, "O001", 1)
    instead = programme.suggest.why_not(CODE, "O002", 1)

    assert (missed.cause, missed.place, missed.price) == (Cause.CROWDED, 1, 0.05)
    assert (instead.cause, instead.price) == (Cause.LISTED, 0)
    assert missed.score == instead.score
    # What would be cut by score as well is not said to be crowded.
    use(programme, prices_at(O002=0.05))
    assert programme.suggest.why_not(CODE, "O002", 1).cause is Cause.CUT
    # With room for both the price changes nothing.
    assert programme.suggest.why_not(CODE, "O002", 10).cause is Cause.LISTED


def test_a_lead_has_no_price(programme: SmallProgramme):
    with programme.store.units(write=True) as unit:
        unit.openings.put([as_lead(replace(porter_opening(), id="L1"))])
        unit.commit()
    use(programme, prices_at(O001=0.05, O002=0.05))
    assert listed(programme) == ["L1"]
