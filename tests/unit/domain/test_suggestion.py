"""The whole life of a suggestion: what is recorded, and what its moves rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from decisions import BACKING, NOW, make_placement, make_suggestion, signed
from suggestion_moves import LINES, OWN, PLAIN, WITH_OWN_METHOD, facts_of

from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.opening import OpeningKind
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.suggestion import (
    Action,
    AnswerMode,
    Decision,
    DeclineReason,
    NotHiredReason,
    Suggestion,
    SuggestionState,
)
from matcher.errors import DecisionError, InputError, InvalidTransition


def at_the_employer(state: str = "accepted"):
    """Return a suggestion that was confirmed and said yes to, with its decisions."""
    steps = [
        (Action.CONFIRM, Role.LINKWORKER, {}),
        (Action.ASK, Role.LINKWORKER, {}),
        (Action.ACCEPT, Role.PARTICIPANT, {"mode": AnswerMode.SELF}),
    ]
    suggestion, history = make_suggestion(), []
    for action, role, more in steps:
        suggestion, decision = suggestion.move(action, signed(role), **more)
        history.append(decision)
    if state != "accepted":
        suggestion, decision = suggestion.present(signed(), history, OWN)
        history.append(decision)
    return suggestion, history


@pytest.mark.parametrize(("state", "action"), PLAIN)
def test_a_move_is_signed_and_recorded(state: str, action: str):
    line = LINES[state, action]
    for role in sorted(line.roles):
        before = make_suggestion(state)
        facts = facts_of(state, action, role)

        after, decision = before.move(
            Action(action), signed(Role(role)), note="två bussar", **facts
        )

        assert (after.state, after.version) == (line.target, 1)
        assert decision == Decision(
            SuggestionId("S1"),
            Action(action),
            SuggestionState(state),
            SuggestionState(line.target),
            Role(role),
            "Kim",
            NOW,
            facts["reason"],
            "två bussar",
            facts["mode"],
        )
        assert (before.state, before.version) == (state, 0)
        assert replace(after, state=before.state, version=0) == before


@pytest.mark.parametrize("state", SuggestionState)
def test_everybody_else_is_refused(state: SuggestionState):
    for action, role in product(Action, Role):
        line = LINES.get((state.value, action.value))
        if line is None or role.value not in line.roles:
            with pytest.raises(InvalidTransition, match=f"'{action}' as {role}"):
                make_suggestion(state).move(action, signed(role), reason=DeclineReason.TOO_FAR)


@pytest.mark.parametrize("action", sorted(WITH_OWN_METHOD))
def test_what_rests_on_more_than_the_suggestion_is_not_moved_without(action: str):
    state = next(start for start, moved in LINES if moved == action)

    with pytest.raises(DecisionError, match="it needs"):
        make_suggestion(state).move(Action(action), signed())


def test_confirm_and_decline_say_the_same_in_short():
    confirmed, one = make_suggestion().confirm(by="Kim", at=NOW)
    declined, two = make_suggestion().decline(by="Kim", at=NOW, reason=DeclineReason.WRONG_TRADE)

    assert (confirmed.state, one.actor, one.reason) == ("confirmed", Role.LINKWORKER, None)
    assert (declined.state, two.reason, two.at) == ("declined", DeclineReason.WRONG_TRADE, NOW)
    with pytest.raises(InputError, match="who makes the decision"):
        make_suggestion().confirm(by=" ", at=NOW)
    with pytest.raises(InputError, match="needs a reason"):
        make_suggestion().decline(by="Kim", at=NOW, reason=None)


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.REFUSE, Action.NOT_NOW])
@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.LINKWORKER])
@pytest.mark.parametrize("mode", [*AnswerMode, None])
def test_an_answer_says_how_it_came(action: Action, role: Role, mode: AnswerMode | None):
    asked = make_suggestion("asked")
    if mode is None:
        with pytest.raises(DecisionError, match="how the person answered"):
            asked.move(action, signed(role))
    elif (role is Role.PARTICIPANT) != (mode is AnswerMode.SELF):
        with pytest.raises(InputError) as refused:
            asked.move(action, signed(role), mode=mode)
        assert (str(refused.value), refused.value.code) == (
            (
                f"As {role} an answer cannot come by '{mode}': 'self' is the person alone, "
                "everything else is written down by a LinkWorker. Give the way that fits who "
                "writes it down."
            ),
            "answer.way",
        )
    else:
        assert asked.move(action, signed(role), mode=mode)[1].mode is mode


def test_a_withdrawal_may_say_how_it_came_and_a_confirm_may_not():
    _, decision = make_suggestion("meeting").move(
        Action.WITHDRAW, signed(), mode=AnswerMode.INTERPRETER
    )

    assert decision.mode is AnswerMode.INTERPRETER
    with pytest.raises(InputError) as refused:
        make_suggestion().move(Action.CONFIRM, signed(), mode=AnswerMode.PHONE)
    assert (str(refused.value), refused.value.code) == (
        (
            "'confirm' is no answer of the person, so it did not come by 'phone'. Leave the way of "
            "answering out."
        ),
        "answer.way",
    )


def test_the_person_and_the_employer_need_no_reason_where_none_is_asked():
    after, decision = make_suggestion("asked").move(
        Action.REFUSE, signed(Role.PARTICIPANT), mode=AnswerMode.SELF
    )

    assert (after.state, decision.reason) == (SuggestionState.DECLINED, None)
    with pytest.raises(InputError, match="takes no reason"):
        make_suggestion("asked").move(
            Action.REFUSE,
            signed(Role.PARTICIPANT),
            mode=AnswerMode.SELF,
            reason=DeclineReason.TOO_FAR,
        )


def decided(action: Action):
    reason = DeclineReason.TOO_FAR if action is Action.DECLINE else None
    return make_suggestion().move(action, signed(), reason=reason)


@pytest.mark.parametrize("action", [Action.CONFIRM, Action.DECLINE])
@pytest.mark.parametrize(
    ("after", "open_"),
    [
        (timedelta(0), True),
        (STANDARD.review_undo, True),
        (STANDARD.review_undo + timedelta(microseconds=1), False),
        (timedelta(days=400), False),
    ],
)
def test_a_review_can_be_taken_back_within_its_window(action: Action, after, open_: bool):
    suggestion, decision = decided(action)
    late = signed(by="Bo", at=NOW + after)

    assert suggestion.can_undo(decision, late.at, STANDARD) is open_
    if open_:
        undone, taken_back = suggestion.undo(late, decision, STANDARD)
        assert (undone.state, undone.version) == (SuggestionState.PROPOSED, 2)
        assert (taken_back.action, taken_back.by, taken_back.reason) == (Action.UNDO, "Bo", None)
    else:
        with pytest.raises(DecisionError, match="young enough to be taken back"):
            suggestion.undo(late, decision, STANDARD)


def test_a_longer_window_is_longer():
    suggestion, decision = decided(Action.CONFIRM)
    periods = replace(STANDARD, review_undo=timedelta(days=1))

    assert suggestion.can_undo(decision, NOW + timedelta(hours=23), periods)


def test_only_the_decision_that_led_here_is_taken_back():
    suggestion, decision = decided(Action.CONFIRM)
    other = replace(decision, suggestion=SuggestionId("S2"))

    for last in (None, other, replace(decision, after=SuggestionState.DECLINED)):
        assert not suggestion.can_undo(last, NOW, STANDARD)
        with pytest.raises(DecisionError, match="taken back"):
            suggestion.undo(signed(), last, STANDARD)
    with pytest.raises(InvalidTransition, match="Only linkworker may"):
        suggestion.undo(signed(Role.PARTICIPANT), decision, STANDARD)
    with pytest.raises(InvalidTransition, match="this suggestion is 'proposed'"):
        make_suggestion().undo(signed(), None, STANDARD)


def test_the_persons_no_is_not_taken_back_by_a_linkworker():
    declined, no = make_suggestion("asked").move(
        Action.REFUSE, signed(Role.PARTICIPANT), mode=AnswerMode.SELF
    )

    with pytest.raises(DecisionError, match="taken back"):
        declined.undo(signed(), no, STANDARD)


def test_a_person_is_presented_on_a_confirm_and_a_yes():
    accepted, history = at_the_employer()

    presented, decision = accepted.present(signed(), history, OWN)

    assert presented.state is SuggestionState.PRESENTED
    assert (decision.action, decision.actor) == (Action.PRESENT, Role.LINKWORKER)


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        (Action.CONFIRM, "a named LinkWorker who confirmed it"),
        (Action.ACCEPT, "the person's yes"),
    ],
)
def test_nobody_is_presented_when_a_part_is_not_there(without: Action, missing: str):
    accepted, history = at_the_employer()

    with pytest.raises(DecisionError, match=missing):
        accepted.present(signed(), [d for d in history if d.action is not without], OWN)


def test_decisions_on_another_suggestion_count_for_nothing():
    accepted, history = at_the_employer()
    others = [replace(decision, suggestion=SuggestionId("S2")) for decision in history]

    with pytest.raises(DecisionError, match="confirmed it and the person's yes"):
        accepted.present(signed(), others, OWN)


@pytest.mark.parametrize(
    ("opening", "kind"),
    [("O1", OpeningKind.LEAD), ("O1", None), (None, None), (None, OWN)],
)
def test_nobody_is_presented_for_an_ad_or_where_nothing_is_open(opening, kind):
    accepted, history = at_the_employer()

    with pytest.raises(DecisionError, match="an opening agreed with an employer"):
        replace(accepted, opening=opening).present(signed(), history, kind)


@pytest.mark.parametrize("move", [Suggestion.begin_trial, Suggestion.hire])
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.SITE_MANAGER, Role.LINKWORKER])
def test_a_person_holds_one_place_at_a_time(move, role: Role):
    meeting = make_suggestion("meeting")
    elsewhere = make_placement("ongoing", suggestion=SuggestionId("S9"))
    over = make_placement("completed", suggestion=SuggestionId("S8"))
    someone_else = replace(elsewhere, participant=ParticipantCode("P002"))

    after, _ = move(meeting, signed(role), [over, someone_else])

    assert after.state in {SuggestionState.TRIAL, SuggestionState.HIRED}
    with pytest.raises(DecisionError, match="that the person holds no other place"):
        move(meeting, signed(role), [over, elsewhere])


def test_hired_after_a_trial_keeps_the_place_of_the_trial():
    trial = make_suggestion("trial")
    own = make_placement("started", trial=True, suggestion=trial.id)

    hired, _ = trial.hire(signed(Role.EMPLOYER), [own])

    assert hired.state is SuggestionState.HIRED
    assert own.hired_after_trial() == replace(own, trial=False, version=1)


@pytest.mark.parametrize("state", ["presented", "meeting", "trial"])
def test_not_hired_has_a_reason_of_its_own_list(state: str):
    before = make_suggestion(state)

    after, decision = before.move(
        Action.NOT_HIRE, signed(Role.EMPLOYER), reason=NotHiredReason.PLACE_IS_FILLED
    )

    assert (after.state, decision.reason) == ("not_hired", NotHiredReason.PLACE_IS_FILLED)
    with pytest.raises(InputError, match="needs a reason"):
        before.move(Action.NOT_HIRE, signed(Role.EMPLOYER))
    with pytest.raises(InputError, match="'too_far' is none of them"):
        before.move(Action.NOT_HIRE, signed(Role.EMPLOYER), reason=DeclineReason.TOO_FAR)


def test_a_backing_is_never_nameless():
    with pytest.raises(ValueError, match="named confirmer"):
        replace(BACKING, confirmed_by=" ")


def test_a_note_never_holds_a_personal_number():
    with pytest.raises(InputError) as refused:
        make_suggestion().move(Action.NEED_INFO, signed(Role.LINKWORKER), note="ring 19811218-9876")
    assert (str(refused.value), refused.value.code) == (
        "A personal identity number is kept nowhere. Take it out of the note.",
        "personal_number",
    )
