"""What is wrong with an instrument: every fault by its place, its words, and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher.domain.instrument import Indicator, Instrument, Item, Respondent, Scope
from matcher.domain.instrument_rules import InstrumentFault, faults_of
from matcher.domain.text import LocalText

TEXT = LocalText("Hur går det?", "How is it going?", "كيف الحال؟")
NAME = LocalText("namn", "name", "اسم")
CLOSER = Item(
    "closer", Indicator.CLOSER, Respondent.PARTICIPANT, TEXT, 1, 5, dict.fromkeys(range(1, 6), NAME)
)
GOALS = Item("goals", Indicator.GOALS, Respondent.PARTICIPANT, TEXT, 0, 4, {0: NAME, 4: NAME})
NO_NAME = ("an end of the scale has no name", "Name the lowest and the highest answer.")


def instrument(*items, closer_from=4):
    return Instrument("own", 1, "none", own=True, names=NAME, items=items, closer_from=closer_from)


def faults(*items, closer_from=4):
    return [tuple(one) for one in faults_of(instrument(*items, closer_from=closer_from))]


def of_goals(**said):
    """The faults of the second question, its place taken off, when something in it is else."""
    found = faults(CLOSER, replace(GOALS, **said))
    assert all(path.startswith("items[1].") for path, _, _ in found)
    return [(path.removeprefix("items[1]."), problem, mend) for path, problem, mend in found]


def words(number):
    return " ".join(["ord"] * number)


def test_a_sound_instrument_has_no_faults():
    assert faults(CLOSER, GOALS) == []


def test_a_fault_says_where_what_and_what_to_do():
    [found] = faults_of(instrument(CLOSER, replace(GOALS, respondent=Respondent.COORDINATOR)))

    assert found == InstrumentFault(
        "items[1].respondent",
        "no page asks a coordinator yet",
        "Take the question out; participants answer.",
    )


def test_a_code_is_used_once_and_said_to_be_used_again_only_once():
    again = replace(GOALS, code="closer")

    assert faults(CLOSER, GOALS, again, again) == [
        (
            "items[2].code",
            "another question is called 'closer' too",
            "Give each question a code of its own.",
        )
    ]


@pytest.mark.parametrize("scope", [Scope.RESTRICTED, Scope.HEALTH])
def test_only_answers_of_her_own_are_kept(scope):
    assert of_goals(scope=scope) == [
        (
            "scope",
            f"there is no store for answers of the scope '{scope.value}'",
            "Take the question out; only 'own' is kept, which she alone reads.",
        )
    ]


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 6), (1, 7)])
def test_a_scale_has_two_to_seven_answers(low, high):
    assert of_goals(scale_min=low, scale_max=high, anchors={low: NAME, high: NAME}) == []


@pytest.mark.parametrize(("low", "high"), [(0, 0), (3, 2), (0, 7), (1, 8)])
def test_of_a_scale_that_cannot_be_shown_nothing_else_is_said(low, high):
    assert of_goals(scale_min=low, scale_max=high, anchors={}) == [
        (
            "scale_max",
            f"a scale from {low} to {high} cannot be shown on a phone",
            "Write 2 to 7 answers, the lowest first.",
        )
    ]


def test_names_outside_the_scale_are_said_one_by_one():
    assert of_goals(anchors={5: NAME, -1: NAME, 0: NAME, 4: NAME}) == [
        ("anchors.-1", "-1 lies outside the scale", "Name answers from 0 to 4."),
        ("anchors.5", "5 lies outside the scale", "Name answers from 0 to 4."),
    ]


@pytest.mark.parametrize("named", [{0: NAME}, {4: NAME}, {2: NAME}, {}])
def test_both_ends_have_a_name(named):
    assert of_goals(anchors=named) == [("anchors", *NO_NAME)]


def test_question_and_answers_together_are_counted_in_each_language():
    # Three of the five answers are said by their number, a word each; the ends have two.
    ends = LocalText("två ord", "two words", "كلمتان هنا")
    asked = {"anchors": {0: ends, 4: ends}}
    most = 42 - 3 - 4
    just = LocalText(words(most), words(most), words(most))

    assert of_goals(text=just, **asked) == []
    assert of_goals(text=replace(just, en=words(most + 1)), **asked) == [
        (
            "text",
            "the question and its answers have 43 words (en)",
            "Write at most 42, so that they fit on one screen.",
        )
    ]
    long = words(most + 2)
    found = of_goals(text=LocalText(long, long, long), **asked)
    assert [problem for _, problem, _ in found] == [
        f"the question and its answers have 44 words ({lang})" for lang in ("sv", "en", "ar")
    ]


def test_answers_are_counted_as_they_are_called_in_each_language():
    ends = LocalText("ett", "one word", "كلمة")
    just = words(42 - 3 - 2)

    found = of_goals(text=LocalText(just, just, just), anchors={0: ends, 4: ends})

    assert [problem for _, problem, _ in found] == [
        "the question and its answers have 44 words (en)"
    ]


@pytest.mark.parametrize(("items", "number"), [((GOALS,), 0), ((CLOSER, GOALS, CLOSER), 2)])
def test_exactly_one_question_is_the_target(items, number):
    coded = [replace(one, code=f"q{at}") for at, one in enumerate(items)]

    assert faults(*coded) == [
        (
            "items",
            f"{number} questions have the indicator 'closer'",
            "Have exactly one: the target is counted from it.",
        )
    ]


@pytest.mark.parametrize("closer_from", [2, 5])
def test_the_scale_of_the_target_is_parted_in_two(closer_from):
    assert faults(CLOSER, closer_from=closer_from) == []


@pytest.mark.parametrize("closer_from", [0, 1, 6])
def test_a_scale_that_is_not_parted_is_a_fault(closer_from):
    assert faults(CLOSER, closer_from=closer_from) == [
        (
            "closer_from",
            f"{closer_from} does not part the scale of 'closer' in two",
            "Write 2 to 5.",
        )
    ]


def test_every_answer_to_the_target_question_has_a_name():
    unnamed = replace(CLOSER, anchors={1: NAME, 2: NAME, 4: NAME, 5: NAME})

    assert faults(GOALS, unnamed) == [
        (
            "items[1].anchors",
            "an answer to the target question has no name",
            "Name every answer, so that it is plain which ones count.",
        )
    ]
