from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy.lexical import LexicalIndex
from matcher.taxonomy.script import script_of

LABELS = ("murare", "Murare m.fl.", "undersköterska", "kock, storkök", "cook", "مساعد طباخ", "123")


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex(LABELS)


def test_scores_are_in_0_to_1_and_a_label_is_most_like_itself(index: LexicalIndex):
    found = index.scores(LABELS)

    assert found.shape == (len(LABELS), len(LABELS))
    assert found.dtype == np.float32
    assert found.min() >= 0
    assert found.max() <= 1
    np.testing.assert_allclose(np.diag(found), 1, atol=1e-6)
    assert (found.argmax(axis=1) == np.arange(len(LABELS))).all()


def test_case_width_and_spaces_make_no_difference(index: LexicalIndex):
    plain, shouted = index.scores(["kock, storkök", "  KOCK,\u00a0 STORKO\u0308K "])

    np.testing.assert_allclose(plain, shouted, rtol=1e-6)


def test_parts_of_compounds_are_alike(index: LexicalIndex):
    (found,) = index.scores(["sköterska"])

    assert LABELS[int(found.argmax())] == "undersköterska"


@pytest.mark.parametrize(
    ("query", "alike"),
    [("طباخ", {"مساعد طباخ"}), ("муляр", set()), ("ኣሳሲ", set())],
)
def test_other_scripts_have_nothing_to_share(index: LexicalIndex, query: str, alike: set[str]):
    (found,) = index.scores([query])

    assert {label for label, score in zip(LABELS, found, strict=True) if score > 0} == alike


def test_words_of_another_script_inside_a_text_do_not_count():
    index = LexicalIndex(["IT-tekniker", "технік IT мережі"])

    (found,) = index.scores(["IT технік з мереж"])

    assert found[0] == 0
    assert found[1] > 0


def test_nothing_is_like_nothing():
    assert LexicalIndex(LABELS).scores(["", " "]).max() == 0
    assert LexicalIndex(LABELS).scores([]).shape == (0, len(LABELS))
    assert LexicalIndex(()).scores(["murare"]).shape == (1, 0)
    assert not LexicalIndex(("", " ")).scores(["murare", ""]).any()


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_will_do(labels: list[str], queries: list[str]):
    found = LexicalIndex(labels).scores(queries)

    assert found.shape == (len(queries), len(labels))
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1)).all()


def test_parts_give_what_the_whole_gives(index: LexicalIndex):
    queries = [f"{label} {n}" for n in range(60) for label in LABELS]

    whole = index.scores(queries)

    parts = np.concatenate([index.scores(queries[n : n + 7]) for n in range(0, len(queries), 7)])
    np.testing.assert_array_equal(whole, parts)


@pytest.mark.parametrize(
    ("text", "script"),
    [("Städare", "LATIN"), ("IT-технік мережі", "CYRILLIC"), ("", None), ("12 %", None)],
)
def test_the_script_of_a_text_is_that_of_most_letters(text: str, script: str | None):
    assert script_of(text) == script
