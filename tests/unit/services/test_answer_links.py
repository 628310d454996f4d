"""Links for answers: a code, fourteen days, one answer, forwarded to a named manager."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import P001, make_office

from matcher.domain.answer_link import MOST_WRONG_CODES
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import InputError, InvalidTransition, NotFound


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def state(office):
    with office.units() as unit:
        return unit.suggestions.get("s1").state


def test_asking_makes_a_link_and_the_person_answers_once(office):
    made = office.links.ask(office.suggest(), by="Anna")

    assert state(office) is SuggestionState.ASKED
    assert office.links.check_code(made.token, f" {made.code} ")
    question = office.links.question(made.token)
    assert question.answers == (Action.ACCEPT, Action.REFUSE, Action.NOT_NOW)
    office.links.answer(made.token, Action.ACCEPT)
    assert state(office) is SuggestionState.ACCEPTED
    with pytest.raises(NotFound):
        office.links.answer(made.token, Action.REFUSE)
    with office.units() as unit:
        [answered, _] = unit.suggestions.decisions(P001)
        events = list(unit.audit.events())
    assert (answered.decision.actor, answered.decision.by) == (Role.PARTICIPANT, "participant")
    assert events[-1].action == "suggestion.accept"
    assert P001 not in repr(events)
    assert made.token not in repr(events)


def test_looking_changes_nothing(office):
    made = office.links.ask(office.suggest(), by="Anna")
    before = len(office.actions())

    for _ in range(3):
        office.links.open(made.token)
        office.links.question(made.token)

    assert state(office) is SuggestionState.ASKED
    assert len(office.actions()) == before


def test_asking_again_gives_another_link_for_the_same_question(office):
    suggestion = office.suggest()
    first, second = (office.links.ask(suggestion, by="Anna") for _ in range(2))

    office.links.answer(second.token, Action.NOT_NOW)

    assert office.links.question(first.token).answers == ()
    with pytest.raises(InvalidTransition):
        office.links.answer(first.token, Action.ACCEPT)


def test_wrong_codes_close_the_link(office):
    made = office.links.ask(office.suggest(), by="Anna")
    wrong = "000000" if made.code != "000000" else "111111"

    for _ in range(MOST_WRONG_CODES):
        assert not office.links.check_code(made.token, wrong)

    with pytest.raises(NotFound):
        office.links.check_code(made.token, made.code)
    assert office.actions()[-1] == "link.closed"


def test_a_link_works_for_fourteen_days(office):
    made = office.links.ask(office.suggest(), by="Anna")

    office.clock.now += timedelta(days=13, hours=23)
    assert office.links.open(made.token).role is Role.PARTICIPANT
    office.clock.now += timedelta(hours=1)
    with pytest.raises(NotFound):
        office.links.open(made.token)
    with pytest.raises(NotFound):
        office.links.open("made up")


def test_nobody_is_asked_before_the_confirm(office):
    suggestion = office.suggest(SuggestionState.PROPOSED)

    with pytest.raises(InvalidTransition):
        office.links.ask(suggestion, by="Anna")
    with pytest.raises(InvalidTransition, match="said yes"):
        office.links.invite_employer(suggestion, by="Anna")
    assert office.actions() == []


def test_an_employer_answers_or_forwards_to_a_named_manager(office):
    made = office.links.invite_employer(office.present(), by="Anna")

    assert made.code is None
    assert not office.links.check_code(made.token, "123456")
    with pytest.raises(InputError, match="name"):
        office.links.forward(made.token, " ")
    forwarded = office.links.forward(made.token, "Siv  Berg")
    assert (forwarded.link.role, forwarded.link.name) == (Role.SITE_MANAGER, "Siv Berg")
    with pytest.raises(InputError):
        office.links.forward(forwarded.token, "Another")
    assert office.links.question(forwarded.token).answers == ()
    with pytest.raises(InputError, match="no answer"):
        office.links.answer(forwarded.token, Action.ACCEPT)


def test_a_protected_identity_is_asked_by_a_person_only(office):
    suggestion = office.suggest()
    with office.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P001), protected_identity=True)])
        unit.commit()

    with pytest.raises(NotFound):
        office.links.ask(suggestion, by="Anna")
