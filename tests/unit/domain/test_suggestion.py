"""The life of a suggestion against the table of DOMAIN.md section 3, written out again here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from matcher.domain.ids import ParticipantCode, RunId, StepId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.suggestion import (
    Action,
    Actor,
    Decision,
    DeclineReason,
    Suggestion,
    SuggestionState,
)
from matcher.errors import InputError, InvalidTransition

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LINK, PERSON, EMPLOYER, SYSTEM = "linkworker", "participant", "employer", "system"

# state, action, new state, who. A LinkWorker writes down what the person says on the phone or
# through an interpreter (answer_mode), and what an employer says.
DOMAIN_TABLE = """
    proposed   confirm        confirmed   linkworker
    proposed   decline        declined    linkworker
    proposed   need_info      needs_info  linkworker
    needs_info give_info      proposed    linkworker
    confirmed  undo           proposed    linkworker
    declined   undo           proposed    linkworker
    confirmed  ask            asked       linkworker
    asked      accept         accepted    participant,linkworker
    asked      refuse         declined    participant,linkworker
    asked      not_now        not_now     participant,linkworker
    not_now    propose_again  proposed    system
    accepted   present        presented   linkworker
    presented  meet           meeting     employer,linkworker
    meeting    try            trial       employer,linkworker
    presented  hire           hired       employer,linkworker
    meeting    hire           hired       employer,linkworker
    trial      hire           hired       employer,linkworker
    presented  not_hire       not_hired   employer,linkworker
    meeting    not_hire       not_hired   employer,linkworker
    trial      not_hire       not_hired   employer,linkworker
    asked      withdraw       withdrawn   participant,linkworker
    accepted   withdraw       withdrawn   participant,linkworker
    presented  withdraw       withdrawn   participant,linkworker
    meeting    withdraw       withdrawn   participant,linkworker
    trial      withdraw       withdrawn   participant,linkworker
    proposed   lapse          lapsed      system
    needs_info lapse          lapsed      system
    proposed   make_obsolete  obsolete    system
    needs_info make_obsolete  obsolete    system
    confirmed  make_obsolete  obsolete    system
    asked      make_obsolete  obsolete    system
    accepted   make_obsolete  obsolete    system
    presented  make_obsolete  obsolete    system
    meeting    make_obsolete  obsolete    system
    not_now    make_obsolete  obsolete    system
"""
EXPECTED = {
    (state, action, actor): after
    for state, action, after, actors in (row.split() for row in DOMAIN_TABLE.strip().splitlines())
    for actor in actors.split(",")
}
ENDS = {"hired", "not_hired", "withdrawn", "lapsed", "obsolete"}
AT_THE_EMPLOYER = {"presented", "meeting", "trial", "hired", "not_hired"}


def make_suggestion(state: SuggestionState = SuggestionState.PROPOSED) -> Suggestion:
    return Suggestion(
        id=SuggestionId("S1"),
        run=RunId("R1"),
        participant=ParticipantCode("P001"),
        opening=None,
        step=StepId("kitchens.porter"),
        title="Diskare",
        rank=1,
        score=0.5,
        band=Band.READY,
        contributions={"work": 0.5},
        explanation={},
        state=state,
    )


@pytest.mark.parametrize("state", list(SuggestionState))
def test_every_action_of_every_actor(state: SuggestionState):
    for action, actor in product(Action, Actor):
        before = make_suggestion(state)
        expected = EXPECTED.get((state.value, action.value, actor.value))
        ask = {
            "actor": actor,
            "by": "Kim",
            "at": NOW,
            "reason": DeclineReason.TOO_FAR,
        }
        if expected is None:
            with pytest.raises(InvalidTransition, match=f"'{action}' as {actor}"):
                before.move(action, **ask)
        else:
            after, decision = before.move(action, **ask)
            assert (after.state, after.version) == (expected, 1)
            assert (decision.before, decision.after) == (state, expected)


def test_the_table_covers_every_state_action_and_actor():
    states = {state for state, _, _ in EXPECTED} | set(EXPECTED.values())

    assert states == {state.value for state in SuggestionState}
    assert {action for _, action, _ in EXPECTED} == {action.value for action in Action}
    assert {actor for _, _, actor in EXPECTED} == {actor.value for actor in Actor}
    assert {state for state, _, _ in EXPECTED} == {s.value for s in SuggestionState} - ENDS


def test_a_move_is_recorded_and_leaves_the_old_value_as_it_was():
    before = make_suggestion()

    after, decision = before.move(
        Action.DECLINE,
        actor=Actor.LINKWORKER,
        by="Kim",
        at=NOW,
        reason=DeclineReason.TOO_FAR,
        note="two buses",
    )

    assert decision == Decision(
        SuggestionId("S1"),
        Action.DECLINE,
        SuggestionState.PROPOSED,
        SuggestionState.DECLINED,
        Actor.LINKWORKER,
        "Kim",
        NOW,
        DeclineReason.TOO_FAR,
        "two buses",
    )
    assert (before.state, before.version) == (SuggestionState.PROPOSED, 0)
    assert (after.score, after.contributions) == (before.score, before.contributions)


def test_confirm_and_decline_say_the_same_in_short():
    confirmed, one = make_suggestion().confirm(by="Kim", at=NOW)
    declined, two = make_suggestion().decline(by="Kim", at=NOW, reason=DeclineReason.WRONG_TRADE)

    assert (confirmed.state, one.actor, one.reason) == ("confirmed", Actor.LINKWORKER, None)
    assert (declined.state, two.reason) == ("declined", DeclineReason.WRONG_TRADE)


@pytest.mark.parametrize("row", sorted(EXPECTED), ids="-".join)
@pytest.mark.parametrize("by", ["", "  \t"])
def test_a_move_has_a_name(row: tuple[str, str, str], by: str):
    state, action, actor = row
    before = make_suggestion(SuggestionState(state))

    with pytest.raises(InputError, match="needs the name"):
        before.move(
            Action(action),
            actor=Actor(actor),
            by=by,
            at=NOW,
            reason=DeclineReason.TOO_FAR,
        )


def test_a_decline_has_a_reason():
    with pytest.raises(InputError, match="needs a reason"):
        make_suggestion().move(Action.DECLINE, actor=Actor.LINKWORKER, by="Kim", at=NOW)


def test_a_person_says_no_without_a_reason():
    after, decision = make_suggestion(SuggestionState.ASKED).move(
        Action.REFUSE, actor=Actor.PARTICIPANT, by="P001", at=NOW
    )

    assert (after.state, decision.reason) == (SuggestionState.DECLINED, None)


class AnyWalk(RuleBasedStateMachine):
    """Everybody tries everything: only what the table has is reached."""

    def __init__(self) -> None:
        super().__init__()
        self.suggestion = make_suggestion()
        self.decisions: list[Decision] = []

    @rule(action=st.sampled_from(Action), actor=st.sampled_from(Actor))
    def try_anything(self, action: Action, actor: Actor) -> None:
        before = self.suggestion
        try:
            after, decision = before.move(
                action,
                actor=actor,
                by="Kim",
                at=NOW + timedelta(minutes=len(self.decisions)),
                reason=DeclineReason.TOO_FAR,
            )
        except InvalidTransition:
            assert (before.state, action, actor) not in EXPECTED
            return
        assert after.state == EXPECTED[before.state, action, actor]
        self.suggestion = after
        self.decisions.append(decision)

    @rule(choice=st.integers(0, 30))
    def do_something_that_is_allowed(self, choice: int) -> None:
        moves = [
            (action, actor) for state, action, actor in EXPECTED if state == self.suggestion.state
        ]
        if moves:
            action, actor = moves[choice % len(moves)]
            self.try_anything(Action(action), Actor(actor))

    @invariant()
    def versions_count_the_moves(self) -> None:
        assert self.suggestion.version == len(self.decisions)
        for earlier, later in zip(self.decisions, self.decisions[1:], strict=False):
            assert earlier.after == later.before

    @invariant()
    def nothing_reaches_an_employer_without_confirm_and_yes(self) -> None:
        if self.suggestion.state in AT_THE_EMPLOYER:
            since = [d.action for d in self.decisions]
            while SuggestionState.PROPOSED in [d.after for d in self.decisions[-len(since) :]]:
                since.pop(0)
            assert since[:4] == [Action.CONFIRM, Action.ASK, Action.ACCEPT, Action.PRESENT]
            confirmed = self.decisions[-len(since)]
            assert confirmed.actor is Actor.LINKWORKER
            assert confirmed.by

    @invariant()
    def what_has_ended_stays(self) -> None:
        assert all(decision.before.value not in ENDS for decision in self.decisions)


AnyWalk.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAnyWalk = AnyWalk.TestCase
