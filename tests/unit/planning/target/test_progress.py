"""Better, the same or worse: counted by hand, hidden when small, and not found again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often

from matcher.domain.target_question import AskedItem, ProgressFacts, ProgressRound
from matcher.domain.text import LocalText
from matcher.planning.release.attack import Attack
from matcher.planning.release.hiding import publish
from matcher.planning.target.progress import Change, progress_release, progress_report

DAYS = (date(2026, 1, 10), date(2026, 4, 10), date(2026, 7, 10), date(2027, 6, 1))
TODAY = date(2026, 12, 1)
TEXT = LocalText("Vet du?", "Do you know?", "هل تعرف؟")
ITEM = AskedItem("own", 1, "knows", TEXT)


def rounds_of(code, *values, version=1):
    """Return a round on each day with an answer; ``None`` is none."""
    return [
        ProgressRound(code, day, "own", version, {} if value is None else {"knows": value})
        for day, value in zip(DAYS, values, strict=False)
    ]


def facts_of(*people, items=(ITEM,)):
    """Return facts of people P0, P1 ... with their answers."""
    codes = [f"P{number}" for number in range(len(people))]
    rounds = [one for code, own in zip(codes, people, strict=True) for one in rounds_of(code, *own)]
    return ProgressFacts(tuple(codes), items, tuple(sorted(rounds, key=lambda one: one.due)))


def test_first_and_latest_answer_decide():
    people = [(1, 5, 3)] * 24 + [(2, None, 2)] * 15 + [(4, 1)] * 13 + [(3,)] * 20 + [(None, 3)] * 20

    release = progress_release(facts_of(*people), TODAY)
    [row] = progress_report(facts_of(*people), TODAY).rows

    assert release.counts["asked", "own", "1"] == 72
    assert release.counts["answered", "own", "1", "knows"] == 52
    assert [release.counts[one.value, "own", "1", "knows"] for one in Change] == [24, 15, 13]
    assert (row.text, row.asked, row.answered) == (TEXT, 70, 50)
    assert row.response_rate == pytest.approx(50 / 70)
    assert row.shares[Change.BETTER].value == pytest.approx(25 / 50)
    assert row.shares[Change.BETTER].low < 24 / 52 < row.shares[Change.BETTER].high


def test_a_round_that_is_not_due_and_another_version_are_not_compared():
    later = [ProgressRound(f"P{n}", DAYS[3], "own", 1, {"knows": 5}) for n in range(10)]
    other = [one for n in range(10) for one in rounds_of(f"P{n}", 1, version=2)]
    own = [one for n in range(10) for one in rounds_of(f"P{n}", 3)]
    facts = ProgressFacts(tuple(f"P{n}" for n in range(10)), (ITEM,), (*own, *other, *later))

    assert progress_report(facts, TODAY).rows == ()


def test_small_counts_are_hidden_and_shares_with_them():
    people = [(1, 5)] * 30 + [(2, 2)] * 20 + [(4, 1)] * 2

    [row] = progress_report(facts_of(*people), TODAY).rows

    assert row.shares[Change.WORSE] is None
    assert list(row.shares.values()).count(None) >= 2


def test_nobody_asked_twice_is_no_row_and_nobody_at_all_is_no_error():
    assert progress_report(facts_of((1,), (2,)), TODAY).rows == ()
    assert progress_report(ProgressFacts(), TODAY).rows == ()


answers = st.lists(st.none() | st.integers(1, 3), max_size=3)
two_items = (ITEM, AskedItem("own", 1, "looks", TEXT))


@given(st.lists(st.tuples(answers, answers), max_size=30))
@often(40, suppress_health_check=[HealthCheck.too_slow])
def test_no_hidden_count_is_found_from_what_is_shown(drawn):
    rounds = []
    for number, (knows, looks) in enumerate(drawn):
        for at in range(max(len(knows), len(looks))):
            said = {
                code: values[at]
                for code, values in (("knows", knows), ("looks", looks))
                if at < len(values) and values[at] is not None
            }
            rounds.append(ProgressRound(f"P{number}", DAYS[at], "own", 1, said))
    codes = tuple(f"P{number}" for number in range(len(drawn)))
    facts = ProgressFacts(codes, two_items, tuple(sorted(rounds, key=lambda one: one.due)))

    out = publish(progress_release(facts, TODAY))

    assert list(Attack(out).found()) == []
    assert all(count >= 5 and count % 5 == 0 for count in out.shown.values())
