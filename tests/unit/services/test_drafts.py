"""A draft over all places: who is in it, what is left out, and that nothing is carried out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from drafting import PORTER, change, job, over_everybody, people_of
from fresh import new_database
from line import DEMO, MORNING, Line, as_lead, own
from programme import no_trades, real_ladders

from matcher.domain.command import Request
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.machines.suggestion import DeclineReason
from matcher.domain.opening import OpeningState
from matcher.domain.organisation import Organisation
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState, Wishes
from matcher.domain.stop import Stop
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import EmptyProgramme, SuggestionsStopped
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.drafts import DraftService


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(new_database(tmp_path))
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    yield engine
    engine.dispose()


@pytest.fixture
def line(engine):
    return Line(unit_of_work_factory(engine, DEMO, frozenset()))


@pytest.fixture
def drafts(line):
    return over_everybody(DraftService, line)


def places(draft) -> dict[str, str]:
    return {row.participant: row.opening for row in draft.rows}


def test_all_places_are_looked_at_together(line, drafts):
    line.put(3, job("O1"), job("O2", places=2))
    people_of(line, 3)

    seen = []
    draft = drafts.draft("anna", lambda done, total: seen.append((done, total)))

    assert (draft.people, draft.openings, draft.places, draft.pairs) == (3, 2, 3, 6)
    assert sorted(places(draft).values()) == ["O1", "O2", "O2"]
    assert draft.optimal.placed == 3
    assert draft.optimal.objective == pytest.approx(sum(row.score for row in draft.rows))
    assert draft.optimal.objective == pytest.approx(draft.bound)
    assert draft.greedy.objective <= draft.optimal.objective
    assert {row.greedy for row in draft.rows} <= {"O1", "O2"}
    assert [row.title for row in draft.rows] == ["Diskare"] * 3
    assert draft.day == MORNING.date()
    assert seen[-1] == (3, 3)


def test_a_score_is_the_one_of_a_list_of_suggestions(line, drafts):
    line.put(1, job("O1"))
    people_of(line, 1)
    [row] = drafts.draft("anna").rows

    target = Target(job("O1"), real_ladders().step(PORTER))
    [card] = make_cards([target], real_ladders(), HashingEncoder())
    [profile] = make_profiles([line.person()], HashingEncoder(), no_trades)
    found = assess(profile, card, drafts.rules, MORNING.date())
    assert (row.score, row.band) == (found.score, found.band)


@pytest.mark.parametrize(
    "changes",
    [
        {"protected_identity": True},
        {"state": ParticipantState.PAUSED},
        {"state": ParticipantState.PLACED},
        {"state": ParticipantState.LEFT},
    ],
)
def test_some_people_are_in_no_draft(line, drafts, changes):
    line.put(2, job("O1", places=2))
    people_of(line, 2)
    change(line, "P001", **changes)
    draft = drafts.draft("anna")
    assert draft.people == 1
    assert places(draft) == {"P002": "O1"}


def test_who_has_a_place_is_not_in_it_and_the_place_is_gone(line, drafts):
    first, *_ = line.put(3, job("O1", places=2))
    line.present(first)
    line.hire(first)
    people_of(line, 3)

    draft = drafts.draft("anna")

    assert (draft.people, draft.places) == (2, 1)
    assert "P001" not in places(draft)
    assert draft.optimal.placed == 1


def test_openings_that_take_nobody_today_are_not_in_it(line, drafts):
    closed = job("O3", state=OpeningState.PAUSED)
    past = job("O4", deadline=MORNING.date().replace(year=2025))
    line.put(3, job("O1"), as_lead(job("O2")), closed, past, own("O5"))
    people_of(line, 3)

    draft = drafts.draft("anna")

    assert (draft.openings, draft.places) == (1, 1)
    assert set(places(draft).values()) == {"O1"}


def _declined(line, one):
    line.review.decline(Request(one, line.get(one).version, "Anna"), reason=DeclineReason.TOO_FAR)


def _refused(line, one):
    line.confirm(one)
    line.asking.ask(line.asks(one))
    line.asking.answer(line.asks(one), Action.REFUSE, AnswerMode.PHONE)


def _not_now(line, one):
    line.confirm(one)
    line.asking.ask(line.asks(one))
    line.asking.answer(line.asks(one), Action.NOT_NOW, AnswerMode.PHONE)


@pytest.mark.parametrize("say_no", [_declined, _refused, _not_now])
def test_a_no_keeps_a_pair_out_and_leaves_the_rest(line, drafts, say_no):
    first, *_ = line.put(1, job("O1"), job("O2"))
    people_of(line, 1)
    say_no(line, first)

    draft = drafts.draft("anna")

    assert draft.pairs == 1
    assert places(draft) == {"P001": "O2"}


def test_a_no_is_over_when_the_same_job_is_suggested_again(line, drafts):
    [first] = line.put(1, job("O1"))
    people_of(line, 1)
    _declined(line, first)
    assert drafts.draft("anna").rows == ()
    with line.units(write=True) as unit:
        one = unit.suggestions.get(first)
        run = replace(unit.suggestions.run(one.run), id="again", at=line.now())
        again = replace(one, id="again-1", run="again", state=SuggestionState.PROPOSED, version=0)
        unit.suggestions.add(run, [again])
        unit.commit()
    assert places(drafts.draft("anna")) == {"P001": "O1"}


@pytest.mark.parametrize(
    "changes",
    [
        {"wishes": Wishes(unwanted=frozenset({PORTER}))},
        {"may_work": MayWork(MayWorkStatus.YES, MORNING.date().replace(year=2025))},
    ],
)
def test_gates_and_not_this_kind_keep_a_pair_out(line, drafts, changes):
    line.put(1, job("O1"))
    people_of(line, 1, **changes)
    draft = drafts.draft("anna")
    assert (draft.pairs, draft.rows) == (0, ())
    assert (draft.optimal.placed, draft.bound) == (0, 0)


def test_what_lies_below_the_floor_is_not_in_it(line, drafts):
    line.put(1, job("O1"))
    people_of(line, 1)
    rules = drafts.rules
    high = replace(drafts, rules=replace(rules, weights=replace(rules.weights, floor=0.99)))
    assert high.draft("anna").pairs == 0


def test_only_that_it_was_made_is_stored_and_nobody_is_named(line, drafts):
    line.put(2, job("O1"))
    people_of(line, 2)
    before = [line.state(one) for one in ("P001-O1", "P002-O1")]

    draft = drafts.draft("anna")

    assert line.actions()[-1] == "plan.drafted"
    with line.units() as unit:
        said = list(unit.audit.events())[-1]
        assert (said.actor, said.object_id) == ("anna", "d1")
        details = json.loads(said.details)
        assert details["placed"] == draft.optimal.placed == 1
        assert details["weights"] == drafts.rules.weights.version
        assert "P00" not in str(said)
        assert unit.suggestions.current(ParticipantCode("P001"))[0].run == "r-P001"
    assert [line.state(one) for one in ("P001-O1", "P002-O1")] == before
    line.check()


def test_the_stop_switch_holds_before_and_while_a_draft_is_made(line, drafts):
    line.put(1, job("O1"))
    people_of(line, 1)

    def stop(*_):
        with line.units(write=True) as unit:
            unit.stop.put(Stop("Bo", line.now(), "a fault"))
            unit.commit()

    with pytest.raises(SuggestionsStopped, match="a fault"):
        drafts.draft("anna", stop)
    with pytest.raises(SuggestionsStopped, match="Bo"):
        drafts.draft("anna")
    assert "plan.drafted" not in line.actions()


def test_an_empty_programme_says_what_to_do(line, drafts):
    with pytest.raises(EmptyProgramme, match="import participants"):
        drafts.draft("anna")
    line.put(1, as_lead(job("O1")))
    with pytest.raises(EmptyProgramme, match="leads are in no draft"):
        drafts.draft("anna")


def test_another_organisation_sees_nothing_of_it(line, drafts, engine):
    first, second = line.put(2, job("O1", places=3))
    line.present(first)
    line.hire(first)
    _declined(line, second)
    other = OrganisationId("other")
    ensure_organisation(engine, Organisation(other, "Other"))
    for organisation, left, placed, refused in (
        (DEMO, {"O1": 2}, {"P001"}, {("P002", "O1")}),
        (other, {}, set(), set()),
    ):
        with unit_of_work_factory(engine, organisation, frozenset())() as unit:
            assert unit.drafts.places_left() == left
            assert unit.drafts.placed() == placed
            assert unit.drafts.refused() == refused
