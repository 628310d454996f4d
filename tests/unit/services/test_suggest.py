"""Suggesting: what is listed, what is stored, and what is said when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import commands_on
from jobs import make_person, make_rules
from programme import SmallProgramme, porter_opening, real_ladders

from matcher.domain.asking_again import proposed_again
from matcher.domain.command import Request
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ladders import Ladders
from matcher.domain.opening import OpeningState
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState, Wishes
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.domain.signature import Signature
from matcher.domain.skills import Experience
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason, SuggestionState
from matcher.errors import EmptyProgramme, InputError, NotFound
from matcher.ranking.wire import say_nothing
from matcher.services.review import AskingService, ReviewService


def told(text: str):
    return replace(make_person(), experiences=(Experience(text, "sv", 24),))


DISHES = told("Jag diskade och städade kök, sorterade avfall och tog emot varor i ett storkök.")


def test_the_list_is_ranked_explained_and_above_the_floor():
    programme = SmallProgramme(people=(DISHES,))
    found = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    scores = [suggestion.score for suggestion in found.suggestions]
    assert found.suggestions[0].step == "kitchens.kitchen_porter"
    assert found.suggestions[0].opening == "O001"
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= make_rules().weights.floor
    for suggestion in found.suggestions:
        assert sum(suggestion.contributions.values()) == pytest.approx(suggestion.score, abs=1e-9)
        assert suggestion.explanation["reasons_for"] or suggestion.explanation["reasons_against"]
    assert found.none_because is None


def test_the_run_tells_what_it_stood_on():
    programme = SmallProgramme(people=(DISHES,))
    run = programme.suggest.for_participant(DISHES.code, 3, "Anna").run
    assert (run.by, run.top, run.seed, run.participant) == ("Anna", 3, 7, DISHES.code)
    assert run.encoder == programme.encoder.id
    assert run.weights == make_rules().weights.version
    assert run.input_hash == fingerprint(DISHES)
    with programme.store.units() as unit:
        assert unit.suggestions.run(run.id) == run
        assert len(unit.suggestions.current(DISHES.code)) == 3


def test_the_same_list_comes_out_again():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    second = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert [(s.title, s.score, s.explanation) for s in first.suggestions] == [
        (s.title, s.score, s.explanation) for s in second.suggestions
    ]
    assert first.run.index == second.run.index
    assert programme.shelf.keeps == 1


def test_a_step_with_an_opening_is_not_listed_bare():
    programme = SmallProgramme(people=(DISHES,))
    found = programme.suggest.for_participant(DISHES.code, 100, "Anna")
    porters = [s for s in found.suggestions if s.step == "kitchens.kitchen_porter"]
    assert [s.opening for s in porters] == ["O001"]
    assert any(s.opening is None for s in found.suggestions)


def test_a_declined_job_comes_back_only_when_the_profile_changed():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 10, "Anna").suggestions[0]
    review = ReviewService(commands_on(programme.store.units, programme.now))
    review.decline(Request(first.id, 0, "Anna"), reason=DeclineReason.TOO_FAR)
    again = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert "O001" not in {s.opening for s in again.suggestions}
    changed = replace(DISHES, wishes=Wishes(sectors=frozenset({Sector.KITCHENS})))
    with programme.store.units(write=True) as unit:
        unit.participants.put([changed])
        unit.commit()
    later = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert later.suggestions[0].opening == "O001"


def test_a_job_she_said_not_now_to_comes_back_with_new_facts_only():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 10, "Anna").suggestions[0]
    commands = commands_on(programme.store.units, programme.now)
    ReviewService(commands).confirm(Request(first.id, 0, "Anna"))
    asking = AskingService(commands)
    asking.ask(Request(first.id, 1, "Anna"))
    asking.answer(Request(first.id, 2, "Anna"), Action.NOT_NOW, AnswerMode.PHONE)
    again = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert first.opening not in {one.opening for one in again.suggestions}

    changed = replace(DISHES, wishes=Wishes(sectors=frozenset({Sector.KITCHENS})))
    with programme.store.units(write=True) as unit:
        unit.participants.put([changed])
        signed = Signature(Role.SYSTEM, "Anna", programme.now())
        hers = unit.suggestions.current(DISHES.code)
        [(back, decision)] = proposed_again(DISHES, changed, hers, signed)
        unit.suggestions.save(back, decision)
        unit.commit()

    later = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert later.suggestions[0].opening == first.opening


def test_protected_identity_is_matched_on_demand_and_nothing_is_stored():
    hidden = replace(DISHES, protected_identity=True)
    programme = SmallProgramme(people=(hidden,))
    found = programme.suggest.for_participant(hidden.code, 10, "Anna")
    assert found.suggestions
    with programme.store.units() as unit:
        assert unit.suggestions.current(hidden.code) == ()
        with pytest.raises(NotFound):
            unit.suggestions.run(found.run.id)


def test_nobody_without_the_right_to_work_is_suggested_and_the_way_is_shown():
    ended = replace(DISHES, may_work=MayWork(MayWorkStatus.YES, until=date(2026, 1, 1)))
    programme = SmallProgramme(people=(ended,))
    found = programme.suggest.for_participant(ended.code, 10, "Anna")
    assert found.suggestions == ()
    assert found.none_because["reason"]["code"] == "nothing_above_floor"
    ways = found.none_because["shortest_way"]
    assert len(ways) == 3
    assert all(way["in_the_way"][0]["code"] == "may_work_bars" for way in ways)


def test_a_text_is_matched_and_never_stored():
    programme = SmallProgramme()
    text = "Jag diskade och städade kök, sorterade avfall och tog emot varor."
    found = programme.suggest.for_text(text, "sv", 5, "Anna")
    assert found.suggestions[0].step == "kitchens.kitchen_porter"
    assert found.run.participant is None
    asked = {r["code"] for r in found.suggestions[0].explanation["missing_facts"]}
    assert {"swedish_unknown", "certificates_unknown", "may_work_unknown"} <= asked
    with programme.store.units() as unit:
        assert unit.suggestions.run(found.run.id) == found.run
    assert text not in repr(programme.store.rows)


@pytest.mark.parametrize(("text", "said"), [("  \n", "empty"), ("x" * 10_001, "10001 characters")])
def test_a_text_that_cannot_be_read_is_refused(text, said):
    with pytest.raises(InputError, match=said):
        SmallProgramme().suggest.for_text(text, "sv", 5, "Anna")


def test_people_for_an_opening_leave_out_the_paused_and_the_protected():
    others = (
        replace(DISHES, code="P002", state=ParticipantState.PAUSED),
        replace(DISHES, code="P003", protected_identity=True),
        replace(told("Jag körde truck på ett lager."), code="P004"),
    )
    programme = SmallProgramme(people=(DISHES, *others))
    found = programme.suggest.for_opening(porter_opening().id, 10, "Anna")
    codes = [s.participant for s in found.suggestions]
    assert codes[0] == DISHES.code
    assert set(codes) <= {DISHES.code, "P004"}
    assert found.run.opening == "O001"
    with programme.store.units() as unit:
        assert unit.suggestions.current(DISHES.code) == ()


def test_no_participants_says_what_to_do():
    programme = SmallProgramme(people=())
    with pytest.raises(EmptyProgramme, match="stegvis import participants"):
        programme.suggest.for_opening(porter_opening().id, 10, "Anna")


def test_no_ladder_and_no_opening_says_what_to_do():
    programme = SmallProgramme(openings=(), ladders=Ladders(()))
    with pytest.raises(EmptyProgramme, match="stegvis import openings"):
        programme.suggest.for_participant(make_person().code, 10, "Anna")


def test_nobody_in_the_programme_says_what_to_do():
    with pytest.raises(EmptyProgramme, match="stegvis import participants"):
        SmallProgramme(people=()).suggest.for_participant("P999", 10, "Anna")


def test_no_opening_in_the_programme_says_what_to_do():
    with pytest.raises(EmptyProgramme, match="stegvis import openings"):
        SmallProgramme(openings=()).suggest.for_opening("O999", 10, "Anna")


def test_an_unknown_opening_is_not_found():
    with pytest.raises(NotFound):
        SmallProgramme().suggest.for_opening("O999", 10, "Anna")


def test_somebody_who_is_not_reviewed_gets_an_empty_list_that_says_so_and_no_run():
    paused = replace(DISHES, state=ParticipantState.PAUSED)
    programme = SmallProgramme(people=(paused,))
    found = programme.suggest.for_participant(paused.code, 10, "Anna")
    assert found.suggestions == ()
    assert say_nothing(found.none_because, "en") == {
        "text": "The person is paused: suggestions are for those who are mapped or active.",
        "shortest_way": [],
    }
    assert programme.suggest.shortest_way(paused.code) == found.none_because
    with programme.store.units() as unit, pytest.raises(NotFound):
        unit.suggestions.run(found.run.id)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"state": OpeningState.CLOSED}, "closed"), ({"deadline": date(2026, 1, 1)}, "deadline")],
)
def test_an_opening_that_takes_nobody_today_says_so_and_makes_no_run(change, said):
    shut = replace(porter_opening(), **change)
    programme = SmallProgramme(people=(DISHES,), openings=(shut,))
    found = programme.suggest.for_opening(shut.id, 10, "Anna")
    assert found.suggestions == ()
    assert said in say_nothing(found.none_because, "en")["text"]
    with programme.store.units() as unit, pytest.raises(NotFound):
        unit.suggestions.run(found.run.id)


def test_an_opening_that_nobody_fits_says_so():
    ended = replace(DISHES, may_work=MayWork(MayWorkStatus.YES, until=date(2026, 1, 1)))
    programme = SmallProgramme(people=(ended,))
    found = programme.suggest.for_opening(porter_opening().id, 10, "Anna")
    assert found.suggestions == ()
    assert say_nothing(found.none_because, "en")["text"].startswith("None of the participants")


def test_an_unknown_person_is_not_found():
    with pytest.raises(NotFound):
        SmallProgramme().suggest.for_participant("P999", 10, "Anna")


def test_self_told_order_does_not_matter():
    two = (Experience("Jag diskade.", "sv", 3), Experience("Jag städade kök.", "sv", 30))
    there = replace(DISHES, experiences=two)
    back = replace(DISHES, experiences=two[::-1])
    lists = [
        SmallProgramme(people=(person,)).suggest.for_participant(person.code, 10, "Anna")
        for person in (there, back)
    ]
    assert [(s.title, pytest.approx(s.score)) for s in lists[0].suggestions] == [
        (s.title, s.score) for s in lists[1].suggestions
    ]


def test_suggestions_start_as_proposed():
    programme = SmallProgramme(people=(DISHES,))
    found = programme.suggest.for_participant(DISHES.code, 10, "Anna")
    assert {s.state for s in found.suggestions} == {SuggestionState.PROPOSED}
    assert len(real_ladders().steps) == 27
