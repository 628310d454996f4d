"""Decisions are recorded with who and when, and never made on what somebody else changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes import TickingClock, commands_on
from jobs import make_person
from programme import SmallProgramme

from matcher.domain.command import Request
from matcher.domain.periods import Periods
from matcher.domain.suggestion import DeclineReason, SuggestionState
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.queues import QueueService
from matcher.services.review import ReviewService


@pytest.fixture
def programme() -> SmallProgramme:
    return SmallProgramme()


@pytest.fixture
def review(programme) -> ReviewService:
    return ReviewService(commands_on(programme.store.units, programme.now))


@pytest.fixture
def first(programme):
    return programme.suggest.for_participant(make_person().code, 5, "Anna").suggestions[0]


def test_confirming_is_recorded(programme, review, first):
    after = review.confirm(Request(first.id, 0, "Anna"))
    assert (after.state, after.version) == (SuggestionState.CONFIRMED, 1)
    page = QueueService(programme.store.units).person(make_person().code)
    assert page.suggestions[0].state is SuggestionState.CONFIRMED
    assert [(row.decision.by, row.decision.action, row.title) for row in page.decisions] == [
        ("Anna", "confirm", first.title)
    ]


def test_declining_needs_a_reason(review, first):
    with pytest.raises(InputError, match="reason"):
        review.decline(Request(first.id, 0, "Anna"), reason=None)


def test_declining_and_undoing(review, first):
    declined = review.decline(
        Request(first.id, 0, "Anna"), reason=DeclineReason.TOO_FAR, note="bussen"
    )
    assert declined.state == SuggestionState.DECLINED
    undone = review.undo(Request(first.id, 1, "Anna"))
    assert (undone.state, undone.version) == (SuggestionState.PROPOSED, 2)


def test_a_decision_is_undone_within_the_window_only(programme, first):
    periods = Periods(review_undo=timedelta(minutes=10))
    clock = TickingClock(programme.now())
    review = ReviewService(commands_on(programme.store.units, clock, periods))
    review.confirm(Request(first.id, 0, "Anna"))
    page = QueueService(programme.store.units).person(make_person().code)
    confirmed, [row] = page.suggestions[0], page.decisions
    assert review.can_undo(confirmed, row.decision)
    clock.now += timedelta(minutes=10)
    assert not review.can_undo(confirmed, row.decision)
    with pytest.raises(DecisionError, match="young enough to be taken back"):
        review.undo(Request(first.id, 1, "Anna"))
    assert programme.store.rows.suggestions[first.id].state is SuggestionState.CONFIRMED


def test_the_second_is_told_who_was_first(programme, review, first):
    review.confirm(Request(first.id, 0, "Anna"))
    commits = programme.store.commits
    with pytest.raises(Conflict, match=r"by Anna on 2026-11-22 at 09:\d\d UTC and is now 'con"):
        review.decline(Request(first.id, 0, "Bo"), reason=DeclineReason.TOO_FAR)
    assert programme.store.commits == commits


def test_a_decided_suggestion_cannot_be_decided_again(review, first):
    review.confirm(Request(first.id, 0, "Anna"))
    with pytest.raises(InvalidTransition):
        review.confirm(Request(first.id, 1, "Anna"))


def test_a_decision_needs_a_name(review, first):
    with pytest.raises(InputError, match="who makes the decision"):
        review.confirm(Request(first.id, 0, " "))


def test_an_unknown_suggestion_is_not_found(review):
    with pytest.raises(NotFound):
        review.confirm(Request("nothing", 0, "Anna"))
