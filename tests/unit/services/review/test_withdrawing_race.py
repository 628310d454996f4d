"""A withdrawal, and what somebody else does at the same moment, from two real processes."""

from __future__ import annotations

import multiprocessing
import random
import re

import pytest
from fresh import url_of
from line import own
from racing import DONE, back, forward, race

from matcher.domain.audit import verify
from matcher.domain.suggestion import SuggestionState

ORDERS = 40
FORWARD = ("confirm", "present", "take out", "hire")
BACK = ("from the job", "permission", "everything")

ENDS = {"suggestion.withdraw", "suggestion.make_obsolete", "permission.withdraw"}
REACHES = {
    "suggestion.present",
    "suggestion.meet",
    "suggestion.begin_trial",
    "suggestion.hire",
    "disclosure.tell",
    "permission.grant",
}
ACKNOWLEDGED = {
    "confirm": "suggestion.confirm",
    "present": "suggestion.present",
    "take out": "message.copied",
    "hire": "suggestion.hire",
}
WHO_AND_WHEN = re.compile(r"by (Anna|Cilla|Stegvis)\b.* on \d{4}-\d\d-\d\d")


@pytest.fixture
def prepared(line):
    """Forty people, each with a job of her own, as far as the command before the one that races."""
    suggestions = line.put_one_each(*(own(f"O{number:02}") for number in range(ORDERS)))
    forwards = [(one, FORWARD[n % len(FORWARD)]) for n, one in enumerate(suggestions)]
    for one, name in forwards:
        if name == "present":
            line.accept(one)
        elif name != "confirm":
            line.present(one)
    chance = random.Random(ORDERS)  # noqa: S311
    # What nobody was asked about ends only with everything.
    backs = [
        (one, "everything" if name == "confirm" else chance.choice(BACK)) for one, name in forwards
    ]
    return forwards, backs


def run_both(url, forwards, backs):
    """Run both sides; return what each command answered."""
    context = multiprocessing.get_context("spawn")
    meet, answers = context.Barrier(2), [context.Queue(), context.Queue()]
    sides = zip((forward, back), (forwards, backs), answers, strict=True)
    both = [
        context.Process(target=race, args=(url, side, orders, meet, said))
        for side, orders, said in sides
    ]
    for process in both:
        process.start()
    found = [said.get(timeout=120) for said in answers]
    for process in both:
        process.join(timeout=30)
    return found


@pytest.mark.process
def test_a_withdrawal_holds_whatever_is_done_at_the_same_moment(line, engine, prepared):
    forwards, backs = prepared

    forward_said, back_said = run_both(url_of(engine), forwards, backs)

    with line.units() as unit:
        events = list(unit.audit.events())
        assert verify(events, unit.audit.head()).ok
        subjects = {event.object_id: event.subject for event in events if event.subject}
    first = 0
    for (one, name), (_, way), done, ended in zip(
        forwards, backs, forward_said, back_said, strict=True
    ):
        where = f"{name} against {way}: {done} / {ended}"
        actions = [event.action for event in events if event.subject == subjects[one]]
        for answer in (done, ended):
            assert answer == DONE or WHO_AND_WHEN.search(answer), where
        assert actions.count(ACKNOWLEDGED[name]) == (1 if done == DONE else 0), where
        if ended != DONE:
            assert (line.state(one), way) == (SuggestionState.HIRED, "from the job"), where
            continue
        assert line.tells(one) == [], where
        begun = [place for place, action in enumerate(actions) if action in ENDS]
        assert begun, where
        assert not REACHES & set(actions[begun[0] :]), where
        first += done != DONE
    line.check()
    # Both orders came about, or this proves nothing.
    assert 2 < first < ORDERS - 2
