from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from matcher.taxonomy.mentions import HEADLINE_WORTH, MOST_IN_BODY, PRIOR, TitleMentions

TITLES = TitleMentions(
    [
        ("Kock", 0),
        ("kock i förskola", 1),
        ("undersköterska", 2),
        ("Målare", 3),
        ("måltidsbiträde", 0),
        ("Måltidsbiträde", 1),
        ("C++-programmerare", 3),
    ],
    4,
)


def in_body(text: str) -> list[float]:
    return list(TITLES.share("", text))


@pytest.mark.parametrize(
    "text",
    [
        "kock",
        "KOCK",
        "kocken",
        "kockar",
        "kockarna",
        "kocks",
        "kockens",
        "Vi söker en kock.",
        "kock/servitör",
    ],
)
def test_a_title_in_its_endings(text: str):
    assert in_body(text) == [1 / 3, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("undersköterskan", 2),
        ("undersköterskor", 2),
        ("undersköterskorna", 2),
        ("målaren", 3),
        ("målarna", 3),
        ("målarens", 3),
    ],
)
def test_plurals_that_change_the_title(text: str, number: int):
    assert in_body(text)[number] == pytest.approx(1 / 3)


@pytest.mark.parametrize("text", ["", "pocket", "skolkock", "kocka upp", "kocktail", "undersköt"])
def test_a_part_of_a_word_is_no_title(text: str):
    assert in_body(text) == ([1 / 3, 0, 0, 0] if text == "kocka upp" else [0, 0, 0, 0])


def test_the_longest_title_wins():
    assert in_body("en kock i förskola") == [0, 1 / 3, 0, 0]


def test_a_title_of_two_trades_counts_for_both():
    assert_allclose(in_body("måltidsbiträde"), [1 / 4, 1 / 4, 0, 0])


def test_signs_in_a_title_are_read_as_they_stand():
    assert in_body("en c++-programmerare") == [0, 0, 0, 1 / 3]


def test_the_headline_is_worth_three():
    assert HEADLINE_WORTH == 3
    assert_allclose(TITLES.share("Kock sökes", ""), [3 / 5, 0, 0, 0])
    assert_allclose(TITLES.share("Kock! Kock!", "målare"), [3 / 6, 0, 0, 1 / 6])


@pytest.mark.parametrize(("times", "counted"), [(1, 1), (3, 3), (4, 3), (50, 3)])
def test_one_title_counts_three_times_in_a_body(times: int, counted: int):
    assert in_body("kock, kockar. " * times if times > 100 else "kock. " * times)[0] == (
        pytest.approx(counted / (counted + PRIOR))
    )
    assert MOST_IN_BODY == 3


def test_two_titles_of_one_class_add_up():
    assert_allclose(in_body("kock " * 9 + "måltidsbiträde"), [4 / 7, 1 / 7, 0, 0])


def test_without_titles_there_are_no_mentions():
    assert list(TitleMentions([], 3).share("Kock", "kock")) == [0, 0, 0]


WORDS = st.lists(st.sampled_from(["kock", "målare", "undersköterskor", "och", "."]), max_size=12)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_shares_are_shares(headline: str, body: str):
    share = TITLES.share(headline, body)

    assert (share >= 0).all()
    assert share.sum() < 1
    assert np.array_equal(share, TITLES.share(headline.upper(), body.upper()))
