"""An attacker with one report on the target cannot find a hidden count.

She knows more than the release says of itself: that whoever is in a quarter is in *all*, and that
a last answer is one of the answers. Her tables are solved here, without the code that hides.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import often
from scipy.optimize import Bounds, LinearConstraint, milp

from matcher.domain.rounds import AnswerStatus
from matcher.domain.target_question import TargetFacts, TargetRound
from matcher.planning.target.report import target_report

DAYS = (date(2026, 2, 1), date(2026, 5, 1), date(2026, 8, 1))
SAID = (
    (AnswerStatus.ANSWERED, True),
    (AnswerStatus.ANSWERED, False),
    (AnswerStatus.SKIPPED, None),
    (AnswerStatus.NOT_ASKED, None),
    (None, None),
)
PARTS = ("closer", "other", "skipped", "no_answer", "not_asked")
LISTED = {"took_part", "answered", *PARTS} - {"other"}


@st.composite
def programmes(draw):
    quarters = draw(st.integers(1, 3))
    weights = draw(st.sampled_from([(8, 2, 1, 1, 1), (3, 3, 1, 0, 1), (9, 0, 0, 0, 1)]))
    people = draw(st.integers(1, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rounds = []
    for day in DAYS[:quarters]:
        for number in range(people):
            if rng.random() < 0.9:
                said = SAID[rng.choice(5, p=np.array(weights) / sum(weights))]
                rounds.append(TargetRound(f"P{number}", day, *said))
    return TargetFacts(tuple(f"P{number}" for number in range(people)), tuple(rounds))


class Reader:
    """Whoever has a report, as a system of equations over the counts that it is about."""

    def __init__(self, report):
        self.periods = report.periods
        quarters = [one for one in self.periods if one != "all"]
        names = ["took_part", "answered", *PARTS]
        cells = [(name, period) for name in names for period in self.periods]
        # What of a quarter holds in all: of those who said so there, and of nobody else.
        cells += [(f"{part} holds", quarter) for part in PARTS for quarter in quarters]
        cells.append(("nowhere", "all"))
        self.at = {cell: number for number, cell in enumerate(cells)}
        self.rows, self.least, self.most = [], [], []
        for period in self.periods:
            self.says({("answered", period): -1, ("closer", period): 1, ("other", period): 1})
            rest = {(part, period): 1 for part in PARTS}
            self.says({("took_part", period): -1, **rest})
        self._knows_how_all_comes(quarters)
        self.low = np.zeros(len(cells))
        self.high = np.full(len(cells), 500.0)
        self._reads(report)

    def _knows_how_all_comes(self, quarters):
        for part in PARTS:
            held = {(f"{part} holds", quarter): 1 for quarter in quarters}
            more = {("nowhere", "all"): 1} if part == "not_asked" else {}
            self.says({(part, "all"): -1, **held, **more})
            for quarter in quarters:
                self.says({(part, quarter): 1, (f"{part} holds", quarter): -1}, most=np.inf)
        for part in ("closer", "other"):
            if quarters:
                self.says({(part, quarters[-1]): 1, (f"{part} holds", quarters[-1]): -1})
        for quarter in quarters:
            self.says({("took_part", "all"): 1, ("took_part", quarter): -1}, most=np.inf)

    def _reads(self, report):
        for figure, shown in report.rows:
            for cell in shown:
                if cell.count is not None:
                    place = self.at[figure.name, cell.period]
                    self.low[place], self.high[place] = max(5, cell.count - 2), cell.count + 2

    def says(self, terms, most=0.0):
        row = np.zeros(len(self.at))
        for cell, factor in terms.items():
            row[self.at[cell]] = factor
        self.rows.append(row)
        self.least.append(0.0)
        self.most.append(most)

    def finds(self, cell):
        """Return the least and the largest value that a cell can have."""
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(self.at))
            aim[self.at[cell]] = sign
            answer = milp(
                aim,
                integrality=np.ones(len(aim)),
                bounds=Bounds(self.low, self.high),
                constraints=LinearConstraint(np.array(self.rows), self.least, self.most),
            )
            assert answer.success, answer.message
            ends.append(round(answer.fun * sign))
        return tuple(ends)


@often(12)
@given(programmes())
def test_no_hidden_count_is_found(facts):
    report = target_report(facts, date(2026, 12, 31), exact=False)
    reader = Reader(report)

    for figure, cells in report.rows:
        for cell in cells:
            if cell.count is None:
                low, high = reader.finds((figure.name, cell.period))
                assert high - low >= 3, (figure.name, cell.period, low, high)
                assert not 1 < low < 5, (figure.name, cell.period, low, high)


@often(12)
@given(programmes())
def test_what_is_shown_is_rounded_and_never_small(facts):
    exact = target_report(facts, date(2026, 12, 31), exact=True)
    shown = target_report(facts, date(2026, 12, 31), exact=False)

    assert shown.periods == exact.periods
    for (figure, cells), (_, real) in zip(shown.rows, exact.rows, strict=True):
        assert figure.name in LISTED
        for cell, true in zip(cells, real, strict=True):
            if cell.count is not None:
                assert true.count >= 5
                assert cell.count == 5 * round(true.count / 5)


def test_the_attack_finds_what_is_not_hidden_well():
    report = target_report(
        TargetFacts(
            tuple(f"P{n}" for n in range(20)),
            tuple(TargetRound(f"P{n}", DAYS[0], AnswerStatus.ANSWERED, n > 0) for n in range(20)),
        ),
        date(2026, 12, 31),
        exact=False,
    )
    reader = Reader(report)
    place = reader.at["other", "2026-Q1"]
    reader.low[place], reader.high[place] = 1, 1
    reader.low[reader.at["answered", "2026-Q1"]] = reader.high[reader.at["answered", "2026-Q1"]] = (
        20
    )

    assert reader.finds(("closer", "2026-Q1")) == (19, 19)
    with pytest.raises(KeyError):
        reader.finds(("closer", "2030-Q1"))
