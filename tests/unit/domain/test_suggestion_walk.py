"""Whatever everybody tries with a suggestion, in any order: what has to hold, holds."""

from __future__ import annotations

from datetime import timedelta

from decisions import NOW, make_suggestion, signed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from often import often
from suggestion_moves import LINES, OWN, facts_of

from matcher.domain.backing import backing_of
from matcher.domain.opening import OpeningKind
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.suggestion import (
    Action,
    Decision,
    SuggestionState,
)
from matcher.errors import DecisionError, InvalidTransition


class AnyWalk(RuleBasedStateMachine):
    """Everybody tries everything, at any time: what has to hold, holds."""

    def __init__(self) -> None:
        super().__init__()
        self.suggestion = make_suggestion()
        self.decisions: list[Decision] = []
        self.now = NOW

    def attempt(self, action: Action, role: Role, kind: OpeningKind) -> None:
        before, sign = self.suggestion, signed(role, at=self.now)
        facts = facts_of(before.state.value, action.value, role.value)
        last = self.decisions[-1] if self.decisions else None
        own = {
            Action.UNDO: lambda: before.undo(sign, last, STANDARD),
            Action.PRESENT: lambda: before.present(sign, self.decisions, kind),
            Action.TRY: lambda: before.begin_trial(sign, []),
            Action.HIRE: lambda: before.hire(sign, []),
        }
        move = own.get(action, lambda: before.move(action, sign, **facts))
        line = LINES.get((before.state.value, action.value))
        legal = line is not None and role.value in line.roles
        try:
            after, decision = move()
        except InvalidTransition:
            assert not legal
            return
        except DecisionError:
            assert legal
            assert action in {Action.UNDO, Action.PRESENT}
            return
        assert legal
        assert after.state == line.target
        self.suggestion = after
        self.decisions.append(decision)

    @rule(
        action=st.sampled_from(Action),
        role=st.sampled_from(Role),
        kind=st.sampled_from(OpeningKind),
    )
    def try_anything(self, action: Action, role: Role, kind: OpeningKind) -> None:
        self.attempt(action, role, kind)

    @rule(choice=st.integers(0, 60))
    def do_something_that_is_allowed(self, choice: int) -> None:
        moves = [
            (action, role)
            for (state, action), line in LINES.items()
            if state == self.suggestion.state
            for role in sorted(line.roles)
        ]
        if moves:
            action, role = moves[choice % len(moves)]
            self.attempt(Action(action), Role(role), OWN)

    @rule(minutes=st.integers(1, 50))
    def let_time_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def versions_count_the_moves(self) -> None:
        assert self.suggestion.version == len(self.decisions)
        for earlier, later in zip(self.decisions, self.decisions[1:], strict=False):
            assert earlier.after == later.before

    @invariant()
    def nothing_reaches_an_employer_without_confirm_and_yes(self) -> None:
        if self.suggestion.state.value in {"presented", "meeting", "trial", "hired", "not_hired"}:
            since = [decision.action for decision in self.decisions]
            for place in range(len(self.decisions) - 1, -1, -1):
                if self.decisions[place].after is SuggestionState.PROPOSED:
                    since = since[place + 1 :]
                    break
            assert since[:4] == [Action.CONFIRM, Action.ASK, Action.ACCEPT, Action.PRESENT]
            backing = backing_of(self.decisions)
            assert backing
            assert (backing.confirmed_by, backing.yes_mode is None) == ("Kim", False)

    @invariant()
    def nothing_old_is_taken_back(self) -> None:
        for earlier, later in zip(self.decisions, self.decisions[1:], strict=False):
            if later.action is Action.UNDO:
                assert earlier.action in {Action.CONFIRM, Action.DECLINE}
                assert later.at - earlier.at <= STANDARD.review_undo


AnyWalk.TestCase.settings = often(40, stateful_step_count=40)


TestAnyWalk = AnyWalk.TestCase
