"""Commands that take no key: the second time changes nothing, or is refused and changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from accounts import P001, make_office
from disclosing import CODE, K003, NAME

from matcher.domain.disclosure import How, Saying
from matcher.domain.outbox import MessageState
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import Conflict, InvalidTransition, NotFound
from matcher.services.outbox import Taking

COPY = Taking(MessageState.COPIED, How.MESSAGE, "Anna", contact="Eva")


@pytest.fixture
def people(tmp_path):
    return make_office(tmp_path)


def logged(office):
    with office.units() as unit:
        return [event.hash for event in unit.audit.events()]


def test_an_answer_closes_its_link_and_the_others(people):
    suggestion = people.suggest()
    first, second = (people.links.ask(suggestion, by="Anna") for _ in range(2))
    assert people.actions().count("suggestion.ask") == 1
    people.links.answer(first.token, Action.ACCEPT)
    before = logged(people)

    with pytest.raises(NotFound):
        people.links.answer(first.token, Action.ACCEPT)
    with pytest.raises((NotFound, InvalidTransition)):
        people.links.answer(second.token, Action.REFUSE)

    assert logged(people) == before
    with people.units() as unit:
        assert unit.suggestions.get(suggestion).state is SuggestionState.ACCEPTED


def test_whoever_is_responsible_stays_so_from_the_day_it_began(people):
    anna, bo = people.user("Anna"), people.user("Bo")
    people.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    rows, before = people.caseloads.history(P001), logged(people)

    people.clock.now += timedelta(days=3)
    people.caseloads.assign([P001], anna, Role.LINKWORKER, by="somebody else")

    assert (people.caseloads.history(P001), logged(people)) == (rows, before)
    people.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief", named=True)
    people.caseloads.assign([P001], bo, Role.LINKWORKER, by="chief")
    assert len(people.caseloads.history(P001)) == 3


def test_the_same_cover_is_the_one_there_is(people):
    anna, bo = people.user("Anna"), people.user("Bo")
    day = people.clock().date()
    days = (day, day + timedelta(days=4))
    first = people.caseloads.cover(anna, bo, Role.LINKWORKER, days, by="chief")
    before = logged(people)

    again = people.caseloads.cover(anna, bo, Role.LINKWORKER, days, by="somebody else")

    assert (again, logged(people)) == (first, before)
    people.caseloads.cover(anna, bo, Role.LINKWORKER, (day, day), by="chief")
    with people.units() as unit:
        assert len(unit.caseloads.covers()) == 2


def test_accounts_are_set_to_a_state(people):
    user, code = people.accounts.invite("Anna", Role.LINKWORKER, by="chief")
    with pytest.raises(Conflict):
        people.accounts.invite("Anna", Role.LINKWORKER, by="chief")
    people.accounts.choose_password(code, "$argon2id$1")
    with pytest.raises(NotFound):
        people.accounts.choose_password(code, "$argon2id$2")
    assert (people.accounts.named("Anna").user.password or "").endswith("$1")
    granted = [people.accounts.grant("Anna", Role.PLANNER, by="chief") for _ in range(2)]
    assert granted[0].memberships == granted[1].memberships
    people.accounts.invite("Chief", Role.ADMIN, by="setup")
    for active in (False, True):
        states = [people.accounts.set_active("Anna", active=active, by="chief") for _ in range(2)]
        assert [one.active for one in states] == [active, active]
    assert people.accounts.named("Anna").user.id == user.id


def test_a_permission_is_given_and_taken_back_once(office):
    office.grant(NAME)
    before = logged(office)
    with pytest.raises(InvalidTransition):
        office.grant(NAME)
    assert logged(office) == before
    office.withdraw()
    before = logged(office)
    with pytest.raises(InvalidTransition):
        office.withdraw()
    assert logged(office) == before


def test_what_was_said_twice_is_on_record_twice(office):
    office.grant(CODE)
    for _ in range(2):
        office.disclosure.said(K003, "O1", [CODE], Saying("Eva", "Anna"))
    assert len(office.disclosure.told(K003)) == 2


def test_a_message_copied_again_is_one_message_and_cancelled_once(office):
    number = office.put("ask")
    for _ in range(2):
        office.outbox.take(number, COPY)
    assert [one.id for one in office.outbox.messages(ended=True)] == [number]
    office.outbox.cancel(number, by="Anna")
    before = logged(office)
    with pytest.raises(InvalidTransition):
        office.outbox.cancel(number, by="Anna")
    with pytest.raises(InvalidTransition):
        office.outbox.take(number, COPY)
    assert logged(office) == before


def test_what_a_message_leads_to_is_put_once(office):
    number = office.put("tell_not_hired", "linkworker", "Anna", participant=K003)
    for _ in range(2):
        office.outbox.take(number, Taking(MessageState.SAID, How.MESSAGE, "Anna"))
    messages = office.outbox.messages(ended=True)
    assert sorted(one.template for one in messages) == ["not_hired", "tell_not_hired"]
