from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy.lexical import LexicalIndex
from matcher.taxonomy.spelling import folded, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elektriker", "elecktriker"),
        ("fysik", "physik"),
        ("Cykel", "kykel"),
        ("terapi", "therapi"),
        ("kläckeri", "klackeri"),
        ("projektör", "proiector"),
    ],
)
def test_spellings_of_one_sound_fold_to_one(one: str, other: str):
    assert plain(one) != plain(other)
    assert folded(one) == folded(other)


def test_what_sounds_different_stays_different():
    assert folded("murare") != folded("målare")
    assert folded("2000") == "2000"


@given(st.text())
def test_folding_any_text_knows_no_case(text: str):
    assert folded(plain(text)) == folded(text)
    assert plain(plain(text)) == plain(text)


def test_a_loan_word_finds_its_like_in_another_language():
    labels = ["elegant dresser", "electrician", "elevator fitter"]

    (found,) = LexicalIndex(labels).scores(["elektriker"])

    assert labels[int(found.argmax())] == "electrician"
