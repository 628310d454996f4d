from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.judgement import BAND_ORDER, Band, Judgement, Outcome, Topic, band_of, bars
from matcher.domain.ladder import Importance, Span, When

INTRODUCTION, LONGEST = 4.0, 26.0


def trainable(when: When, weeks: float, importance: Importance = Importance.ESSENTIAL) -> Judgement:
    return Judgement(
        Topic.SKILL,
        "skill",
        Outcome.TRAINABLE,
        importance=importance,
        when=when,
        weeks=Span(weeks, weeks),
    )


def plain(
    outcome: Outcome, importance: Importance = Importance.ESSENTIAL, *, gate: bool = False
) -> Judgement:
    return Judgement(Topic.SKILL, "plain", outcome, gate=gate, importance=importance)


def band(*judgements: Judgement) -> Band:
    return band_of(judgements, introduction_weeks=INTRODUCTION, longest_training_weeks=LONGEST)


def place(of: Band) -> int:
    return BAND_ORDER.index(of)


def judgements() -> st.SearchStrategy[Judgement]:
    weeks = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
        lambda pair: Span(min(pair), max(pair))
    )
    trained = st.builds(
        Judgement,
        st.sampled_from(Topic),
        st.text(max_size=3),
        st.just(Outcome.TRAINABLE),
        gate=st.booleans(),
        importance=st.sampled_from(Importance),
        when=st.sampled_from(When),
        weeks=weeks,
    )
    others = st.builds(
        Judgement,
        st.sampled_from(Topic),
        st.text(max_size=3),
        st.sampled_from([Outcome.MET, Outcome.MISSING, Outcome.UNKNOWN]),
        gate=st.booleans(),
        importance=st.sampled_from(Importance),
    )
    return trained | others


def test_bands_from_near_to_far():
    assert tuple(Band) == BAND_ORDER
    assert [b.value for b in BAND_ORDER] == ["ready", "with_support", "after_training", "stretch"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Band.READY),
        ([plain(Outcome.MET)], Band.READY),
        ([plain(Outcome.UNKNOWN)], Band.READY),
        ([trainable(When.BESIDE, 40)], Band.WITH_SUPPORT),
        ([trainable(When.BEFORE, 4)], Band.WITH_SUPPORT),
        ([trainable(When.BEFORE, 5)], Band.AFTER_TRAINING),
        ([trainable(When.BEFORE, 26)], Band.AFTER_TRAINING),
        ([trainable(When.BEFORE, 27)], Band.STRETCH),
        ([trainable(When.BEFORE, 20), trainable(When.BEFORE, 20)], Band.AFTER_TRAINING),
        ([plain(Outcome.MISSING)], Band.STRETCH),
        ([plain(Outcome.MISSING, Importance.USEFUL)], Band.READY),
        ([trainable(When.BEFORE, 52, Importance.USEFUL)], Band.READY),
        ([trainable(When.BESIDE, 2), plain(Outcome.MISSING)], Band.STRETCH),
    ],
)
def test_the_band_that_the_essential_needs_give(found: list[Judgement], expected: Band):
    assert band(*found) is expected


@given(
    st.lists(judgements(), max_size=6),
    judgements().filter(
        lambda j: (
            j.importance is Importance.ESSENTIAL
            and j.outcome in (Outcome.MISSING, Outcome.TRAINABLE)
        )
    ),
    st.integers(0, 6),
)
def test_an_unmet_essential_need_more_never_gives_a_better_band(
    before: list[Judgement], unmet: Judgement, at: int
):
    after = [*before[:at], unmet, *before[at:]]

    assert place(band(*after)) >= place(band(*before))
    assert band(*after) is not Band.READY


@given(st.lists(judgements(), max_size=6))
def test_what_is_unknown_lowers_nobody(found: list[Judgement]):
    known = [j for j in found if j.outcome is not Outcome.UNKNOWN]

    assert band(*found) is band(*known)
    assert bars(found) == bars(known)


@given(st.permutations([plain(Outcome.MET), trainable(When.BEFORE, 9), trainable(When.BESIDE, 2)]))
def test_the_order_of_judgements_does_not_matter(found: list[Judgement]):
    assert band(*found) is Band.AFTER_TRAINING


@pytest.mark.parametrize(("outcome", "gate"), list(product(Outcome, [True, False])), ids=str)
def test_only_a_gate_that_is_certainly_not_met_bars(outcome: Outcome, gate: bool):
    judged = plain(outcome, gate=gate)

    assert bars([judged]) == ((judged,) if gate and outcome is Outcome.MISSING else ())


def test_training_beside_the_job_is_support_where_no_introduction_is_planned():
    def band_without(*found: Judgement) -> Band:
        return band_of(found, introduction_weeks=0, longest_training_weeks=0.5)

    assert band_without(trainable(When.BESIDE, 9)) is Band.WITH_SUPPORT
    assert band_without(trainable(When.BEFORE, 0.5)) is Band.AFTER_TRAINING
    assert band_without(trainable(When.BEFORE, 1)) is Band.STRETCH
