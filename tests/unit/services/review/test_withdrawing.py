"""Whenever a person withdraws, it holds: in a thousand random orders of what others do."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from line import own

from matcher.domain.command import Request
from matcher.domain.machines.suggestion import SUGGESTION
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.errors import Conflict, DecisionError
from matcher.services.answer_links import AnswerLinkService
from matcher.services.review import LinkAnswers

# What these orders run through is counted by the tests of each service; here it would only be slow.
pytestmark = pytest.mark.no_cover

ORDERS = 1_000
AT_ONCE = 50
"""People in one database; each of them has an opening with one place, and a rival for it."""

ALWAYS = 2
"""Of these parts of fifty, the others only with ``--thorough``."""

AFTERWARDS = frozenset({Action.PRESENT, Action.MEET, Action.TRY, Action.HIRE})


def commands_of(line, suggestion):
    """What people may do with a suggestion, each as it is seen when it is done."""
    links = AnswerLinkService(line.units, line.now, LinkAnswers(line.commands).record)
    return {
        "confirm": lambda seen: line.review.confirm(Request(suggestion, seen.seen_version, "Anna")),
        "ask": line.asking.ask,
        "accept": lambda seen: line.asking.answer(seen, Action.ACCEPT, AnswerMode.PHONE),
        "present": line.presenting.present,
        "invite": lambda seen: links.invite_employer(suggestion, by="Anna"),
        "meet": line.presenting.meet,
        "try": line.placing.begin_trial,
        "hire": line.placing.hire,
        "withdraw": lambda seen: line.placing.withdraw(seen, AnswerMode.PHONE),
    }


def orders(rng):
    """Mix the usual way with a withdrawal somewhere, a command too early, and one seen too late."""
    way = ["confirm", "ask", "accept", "present", "invite", "meet", "try", "hire"]
    way = way[: rng.randint(2, len(way))]
    way.insert(rng.randint(2, len(way)), "withdraw")
    for _ in range(rng.randint(0, 3)):
        way.insert(rng.randint(0, len(way)), rng.choice(["present", "hire", "withdraw", "confirm"]))
    return way


@pytest.mark.parametrize(
    "part",
    [
        part if part < ALWAYS else pytest.param(part, marks=pytest.mark.thorough)
        for part in range(ORDERS // AT_ONCE)
    ],
)
def test_nothing_reaches_an_employer_after_a_withdrawal_and_none_is_lost(line, part):
    rng = random.Random(part)  # noqa: S311
    openings = [own(f"O{number:02}") for number in range(AT_ONCE)]
    people = line.put_one_each(*openings)
    said = Counter()
    for suggestion in people:
        stale = Request(suggestion, 0, "Cilla")
        for name in orders(rng):
            late = rng.random() < 0.2
            before = line.get(suggestion)
            seen = stale if late else Request(suggestion, before.version, "Anna")
            try:
                commands_of(line, suggestion)[name](seen)
                said[name] += 1
            except (Conflict, DecisionError):
                assert line.get(suggestion) == before
                if name == "withdraw":
                    assert not SUGGESTION.may(before.state, Action.WITHDRAW, Role.LINKWORKER)
            if rng.random() < 0.3:
                stale = Request(suggestion, before.version, "Cilla")

    for suggestion in people:
        with line.units() as unit:
            history = unit.suggestions.history(suggestion)
        done = [one.action for one in history]
        if Action.WITHDRAW in done:
            after = done[done.index(Action.WITHDRAW) + 1 :]
            assert not AFTERWARDS & set(after)
            assert line.state(suggestion) is SuggestionState.WITHDRAWN
            assert line.tells(suggestion) == []
            placement = line.placement(suggestion)
            assert placement is None or not placement.holds_place
    assert said["withdraw"] > AT_ONCE / 3
    assert said["present"] > 0
    line.check()
