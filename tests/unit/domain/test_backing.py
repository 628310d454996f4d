"""Which confirm and which yes still count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from decisions import NOW

from matcher.domain.backing import Backing, backing_needs, backing_of
from matcher.domain.ids import SuggestionId
from matcher.domain.machines.machine import Need
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, Decision, SuggestionState

BOTH = frozenset({Need.CONFIRMER, Need.YES})


def told(*steps: str) -> list[Decision]:
    """Return decisions from lines such as "confirm confirmed linkworker"."""
    history, before = [], SuggestionState.PROPOSED
    for number, step in enumerate(steps):
        action, after, role = step.split()
        mode = AnswerMode.IN_PERSON if action == "accept" else None
        history.append(
            Decision(
                SuggestionId("S1"),
                Action(action),
                before,
                SuggestionState(after),
                Role(role),
                f"{role} {number}",
                NOW + timedelta(hours=number),
                mode=mode,
            )
        )
        before = SuggestionState(after)
    return history


CONFIRM, ASK = "confirm confirmed linkworker", "ask asked linkworker"
YES = "accept accepted participant"


def test_the_names_and_times_of_both():
    assert backing_of(told(CONFIRM, ASK, YES, "present presented linkworker")) == Backing(
        "linkworker 0", NOW, NOW + timedelta(hours=2), AnswerMode.IN_PERSON
    )


@pytest.mark.parametrize(
    ("steps", "met"),
    [
        ((), frozenset()),
        ((CONFIRM,), {Need.CONFIRMER}),
        ((CONFIRM, ASK), {Need.CONFIRMER}),
        ((CONFIRM, ASK, YES), BOTH),
        ((YES,), {Need.YES}),
        (("confirm confirmed system", ASK, YES), {Need.YES}),
        ((CONFIRM, "undo proposed linkworker", YES), {Need.YES}),
        ((CONFIRM, ASK, "not_now not_now participant", "propose_again proposed system"), set()),
        ((CONFIRM, ASK, YES, "withdraw withdrawn participant"), set()),
        ((CONFIRM, ASK, YES, "make_obsolete obsolete system"), set()),
        ((CONFIRM, ASK, YES, "lapse lapsed clock"), set()),
        ((CONFIRM, ASK, "refuse declined participant"), set()),
        ((YES, CONFIRM), {Need.CONFIRMER}),
        ((CONFIRM, "undo proposed linkworker", CONFIRM, ASK, YES), BOTH),
    ],
)
def test_what_is_there(steps: tuple[str, ...], met: set[Need]):
    history = told(*steps)

    assert backing_needs(history) == met
    assert (backing_of(history) is None) == (met != BOTH)


def test_nobody_is_presented_on_the_word_of_nobody():
    nameless = [replace(one, by=" ") for one in told(CONFIRM, ASK, YES)]

    assert backing_of(nameless) is None
    assert backing_needs(nameless) == {Need.YES}
    with pytest.raises(
        ValueError, match=r"^nobody is presented or placed without a named confirmer$"
    ):
        Backing(" ", NOW, NOW)


def test_the_second_confirm_is_the_one_that_counts():
    history = told(CONFIRM, "undo proposed linkworker", CONFIRM, ASK, YES)

    assert backing_of(history).confirmed_by == "linkworker 2"
