"""The report on the target of small programmes that were counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from target_programmes import read_facts

from matcher.domain.rounds import AnswerStatus
from matcher.domain.target_question import TargetFacts, TargetRound
from matcher.planning.flow.shown import Shown
from matcher.planning.target.report import target_report
from matcher.planning.target.wilson import Verdict, of_rounded, wilson

TODAY = date(2026, 7, 1)
SMALL = read_facts("small")
LARGER = read_facts("larger")


def counts(report, period):
    """Return the counts of a period by figure."""
    at = report.periods.index(period)
    return {figure.name: cells[at].count for figure, cells in report.rows}


def shares(report, period):
    return report.shares[report.periods.index(period)]


def test_every_count_of_a_small_programme_is_as_counted_by_hand():
    report = target_report(SMALL, TODAY, exact=True)

    assert report.periods == ("2026-Q1", "2026-Q2", "all")
    # P1 to P7 have a round; P1 and P3 closer, P2 and P4 not.
    assert counts(report, "2026-Q1") == {
        "took_part": 7, "answered": 4, "closer": 2, "skipped": 1, "no_answer": 1, "not_asked": 1,
    }  # fmt: skip
    # P8 comes; P1, P2 and P6 closer, P3 and P8 not, P4 skips, P5 says nothing, P7 is not asked.
    assert counts(report, "2026-Q2") == {
        "took_part": 8, "answered": 5, "closer": 3, "skipped": 1, "no_answer": 1, "not_asked": 1,
    }  # fmt: skip
    # The last answer: P1, P2, P6 closer; P3, P4 (of the first quarter) and P8 not. P5 never
    # answered, P7 was not asked when last it was her turn, P9 never had a round.
    assert counts(report, "all") == {
        "took_part": 9, "answered": 6, "closer": 3, "skipped": 0, "no_answer": 1, "not_asked": 2,
    }  # fmt: skip
    assert {cell.shown for _, cells in report.rows for cell in cells} == {Shown.EXACT}


def test_both_denominators_and_the_response_rate_are_as_counted_by_hand():
    report = target_report(SMALL, TODAY, exact=True)

    first, both = shares(report, "2026-Q1"), shares(report, "all")
    assert first.of_answered.value == pytest.approx(2 / 4)
    assert first.of_all.value == pytest.approx(2 / 7)
    assert first.response_rate == pytest.approx(4 / 7)
    assert both.of_answered.value == pytest.approx(3 / 6)
    assert both.of_all.value == pytest.approx(3 / 9)
    assert both.response_rate == pytest.approx(6 / 9)
    assert both.of_answered.verdict is Verdict.CANNOT_BE_SAID
    assert both.of_all.verdict is Verdict.NOT_REACHED


def test_a_round_counts_from_the_day_it_is_due():
    later = target_report(SMALL, date(2026, 8, 15), exact=True)

    assert later.periods == ("2026-Q1", "2026-Q2", "2026-Q3", "all")
    assert counts(later, "2026-Q3")["took_part"] == 1
    assert counts(later, "2026-Q3")["no_answer"] == 1
    # What P1 said before holds while she has not answered anew.
    assert counts(later, "all")["closer"] == 3


def test_planners_see_rounded_counts_and_no_small_one():
    report = target_report(LARGER, TODAY, exact=False)

    # 59 people, one of them without a round: 48 of 58 answered, 41 closer, 7 not.
    assert counts(report, "2026-Q2") == {
        "took_part": 60, "answered": 50, "closer": 40,
        "skipped": None, "no_answer": 10, "not_asked": None,
    }  # fmt: skip
    assert counts(report, "all")["took_part"] == 60
    shown = shares(report, "2026-Q2")
    assert shown.of_answered.value == pytest.approx(40 / 50)
    assert shown.of_answered.low < wilson(41, 48).low < wilson(41, 48).high
    assert wilson(41, 48).high < shown.of_answered.high
    assert shown.of_answered.verdict is Verdict.CANNOT_BE_SAID


def test_of_the_small_programme_planners_see_no_share_of_a_hidden_count():
    report = target_report(SMALL, TODAY, exact=False)

    for period in report.periods:
        assert counts(report, period)["closer"] is None
        assert shares(report, period).of_answered is None
        assert shares(report, period).of_all is None
    assert counts(report, "all")["took_part"] == 10


def test_a_share_is_made_of_shown_counts_and_of_nothing_else():
    """Two programmes with the same shown counts have the same shares, intervals and verdicts."""
    more = replace(LARGER.rounds[0], participant="P99")
    one_more = TargetFacts((*LARGER.people, "P99"), (*LARGER.rounds, more))
    reports = [target_report(facts, TODAY, exact=False) for facts in (LARGER, one_more)]

    assert counts(reports[0], "2026-Q2") == counts(reports[1], "2026-Q2")
    assert reports[0].shares == reports[1].shares
    exact = [target_report(facts, TODAY, exact=True).shares for facts in (LARGER, one_more)]
    assert exact[0] != exact[1]


def test_who_asked_nobody_has_people_and_no_quarter():
    report = target_report(TargetFacts(("P1", "P2")), TODAY, exact=True)

    assert report.periods == ("all",)
    assert counts(report, "all")["not_asked"] == 2
    assert shares(report, "all").of_answered is None
    assert shares(report, "all").of_all.value == 0
    assert target_report(TargetFacts(), TODAY, exact=False).periods == ()


def test_of_two_rounds_in_a_quarter_the_answered_one_decides():
    due = [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)]
    rounds = (
        TargetRound("P1", due[0], AnswerStatus.ANSWERED, closer=True),
        TargetRound("P1", due[1], AnswerStatus.SKIPPED),
        TargetRound("P2", due[0], AnswerStatus.NOT_ASKED),
        TargetRound("P2", due[2], AnswerStatus.SKIPPED),
    )
    report = target_report(TargetFacts(("P1", "P2"), rounds), TODAY, exact=True)

    assert counts(report, "2026-Q2")["closer"] == 1
    assert counts(report, "2026-Q2")["skipped"] == 1
    assert counts(report, "2026-Q2")["took_part"] == 2


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_literature(part, whole, low, high):
    share = wilson(part, whole)

    assert (share.low, share.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (3, 6), (41, 48), (165, 220)])
def test_the_interval_is_that_of_the_formula(part, whole):
    z, share = 1.959963984540054, wilson(part, whole)
    p = part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(p * (1 - p) / whole + (z / (2 * whole)) ** 2)

    assert share.value == p
    assert share.low == pytest.approx(max(0, middle - half), abs=1e-12)
    assert share.high == pytest.approx(min(1, middle + half), abs=1e-12)


def test_the_interval_of_rounded_counts_holds_that_of_every_count_behind_them():
    shown = of_rounded(20, 25)
    for whole in range(23, 28):
        for part in range(18, min(22, whole) + 1):
            exact = wilson(part, whole)
            assert shown.low <= exact.low
            assert exact.high <= shown.high


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        (90, 100, Verdict.REACHED),
        (75, 100, Verdict.CANNOT_BE_SAID),
        (12, 15, Verdict.CANNOT_BE_SAID),
        (50, 100, Verdict.NOT_REACHED),
    ],
)
def test_the_target_is_reached_only_when_the_whole_interval_is(part, whole, verdict):
    assert wilson(part, whole).verdict is verdict
