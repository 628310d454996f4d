"""Declining several, asking for facts, handing over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from line import own

from matcher.domain.command import Request
from matcher.domain.message import Recipient, Template
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, DeclineReason, SuggestionState
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.services.review import ReviewService

STATE = SuggestionState


def test_several_are_declined_all_or_none(line):
    first, second, third = line.put(3, own())
    line.confirm(third)
    with pytest.raises(Conflict, match=r"changed by Anna on 2026"):
        line.review.decline_many([(first, 0), (third, 0)], by="Bo", reason=DeclineReason.TOO_FAR)
    assert line.state(first) is STATE.PROPOSED

    outcome = line.review.decline_many(
        [(first, 0), (second, 0)], by="Bo", reason=DeclineReason.TOO_FAR
    )

    assert (outcome.id, outcome.also, outcome.messages) == (first, (second,), ())
    assert {line.state(one) for one in (first, second)} == {STATE.DECLINED}
    assert line.actions().count("suggestion.decline") == 2


def test_several_need_one_reason_and_somebody(line):
    [first] = line.put(1, own())
    with pytest.raises(InputError, match="needs a reason"):
        line.review.decline_many([(first, 0)], by="Bo", reason=None)
    with pytest.raises(InputError, match="at least one"):
        line.review.decline_many([], by="Bo", reason=DeclineReason.TOO_FAR)


def test_there_is_no_bulk_confirm():
    assert [name for name in dir(ReviewService) if "many" in name or "all" in name] == [
        "decline_many"
    ]


def test_a_fact_is_asked_for_and_given(line):
    [first] = line.put(1, own())
    aside = line.review.need_info(Request(first, 0, "Anna"), note="hours?")
    assert aside.state == STATE.NEEDS_INFO
    back = line.review.give_info(Request(first, 1, "P001", Role.PARTICIPANT))
    assert (back.state, back.version) == (STATE.PROPOSED, 2)
    with line.units() as unit:
        asked, given = unit.suggestions.history(first)
    assert (asked.note, given.actor) == ("hours?", Role.PARTICIPANT)


def test_a_colleague_takes_over_and_is_told(line):
    line.colleagues("Bo")
    [first] = line.put(1, own())
    outcome = line.review.hand_over(line.asks(first), " Bo ")
    assert line.get(first).handed_to == "Bo"
    [told] = outcome.messages
    assert (told.to_kind, told.to, told.template) == (
        Recipient.LINKWORKER,
        "Bo",
        Template.HANDED_OVER,
    )
    assert line.actions() == ["suggestion.hand_over", "message.wait"]
    line.confirm(first, by="Bo")
    line.review.undo(Request(first, line.get(first).version, "Bo"))
    assert line.state(first) is STATE.PROPOSED


@pytest.mark.parametrize("to", ["", " ", "Anna"])
def test_one_hands_over_to_somebody_else(line, to):
    line.colleagues("Anna")
    [first] = line.put(1, own())
    with pytest.raises(InputError, match="Name the colleague"):
        line.review.hand_over(line.asks(first), to)


def test_only_an_active_linkworker_takes_over(line):
    line.colleagues("Away", active=False)
    line.colleagues("Planner", role=Role.PLANNER)
    [first] = line.put(1, own())
    for nobody in ("Away", "Planner", "somebody"):
        with pytest.raises(InputError, match=f"no active LinkWorker '{nobody}' here"):
            line.review.hand_over(line.asks(first), nobody)
    assert line.get(first).handed_to is None
    assert line.actions() == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LINKWORKER}))
def test_nobody_but_a_linkworker_hands_over(line, role):
    line.colleagues("Bo")
    [first] = line.put(1, own())
    with pytest.raises(InvalidTransition, match=f"As {role} nobody hands"):
        line.review.hand_over(line.asks(first, role=role), "Bo")
    assert line.get(first).handed_to is None


def test_a_login_will_do_and_a_name_of_two_will_not(line):
    line.colleagues("Bo", "Åsa Ek")
    [first] = line.put(1, own())
    line.review.hand_over(line.asks(first), "åsa  ek")
    assert line.get(first).handed_to == "Åsa Ek"
    line.review.hand_over(line.asks(first, "Åsa Ek"), "bo")
    assert line.get(first).handed_to == "Bo"
    with line.units(write=True) as unit:
        bo = unit.accounts.by_login("bo")
        unit.accounts.put(replace(bo.user, id="u-2", login="bo2", stamp="s-2"))
        unit.accounts.join(replace(bo.memberships[0], user="u-2"))
        unit.commit()
    for name in ("Bo", "bo2"):
        with pytest.raises(InputError, match="not the name of one LinkWorker only"):
            line.review.hand_over(line.asks(first, "Åsa Ek"), name)


def test_what_is_decided_or_has_moved_is_not_handed_over(line):
    line.colleagues("Bo")
    [first] = line.put(1, own())
    stale = line.asks(first)
    line.confirm(first)
    with pytest.raises(InvalidTransition, match="only an undecided one"):
        line.review.hand_over(line.asks(first), "Bo")
    with pytest.raises(Conflict, match=r"by Anna on 2026"):
        line.review.hand_over(stale, "Bo")


def test_protected_people_have_no_suggestions_to_decide_on(line):
    [first] = line.put(1, own())
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get("P001"), protected_identity=True)])
        unit.commit()
    with pytest.raises(NotFound):
        line.confirm(first)


def test_the_record_of_a_decision_has_its_role_and_action(line):
    [first] = line.put(1, own())
    line.present(first)
    with line.units() as unit:
        assert [one.action for one in unit.suggestions.history(first)] == [
            Action.CONFIRM,
            Action.ASK,
            Action.ACCEPT,
            Action.PRESENT,
        ]
