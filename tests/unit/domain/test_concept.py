"""Concepts, their ties, and how labels are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.concept import Concept, ConceptKind, Match, Relation, RelationKind, Scheme
from matcher.domain.label_text import fold_label, label_forms


def concept(**more):
    return Concept(Scheme.ESCO, "c1", ConceptKind.OCCUPATION, **more)


@pytest.mark.parametrize(
    ("langs", "expected"),
    [(("sv", "en"), ("kock", "sv")), (("ar", "en"), ("cook", "en")), (("ar",), ("cook", "en"))],
)
def test_a_label_comes_in_the_first_language_that_has_one(langs, expected):
    assert concept(labels={"sv": "kock", "en": "cook"}).label(langs) == expected


def test_without_a_preferred_label_an_alternative_is_shown_and_then_the_id():
    assert concept(alternatives={"en": ("chef", "cook")}).label(("sv",)) == ("chef", "en")
    assert concept().label(("sv",)) == ("c1", "")


@pytest.mark.parametrize("percentage", [None, 0, 101])
def test_a_substitute_says_how_well_it_fits(percentage):
    with pytest.raises(ValueError, match="percent"):
        Relation("a", RelationKind.SUBSTITUTE, "b", percentage)


@pytest.mark.parametrize("percentage", [1, 75, 100])
def test_a_substitute_fits_to_some_percentage(percentage):
    assert Relation("a", RelationKind.SUBSTITUTE, "b", percentage).percentage == percentage


def test_nothing_else_has_a_percentage():
    with pytest.raises(ValueError, match=r"^a substitute has a percentage, and nothing else has$"):
        Relation("a", RelationKind.BROADER, "b", 75)
    assert Relation("a", RelationKind.BROADER, "b").percentage is None


def test_a_match_reads_the_other_way_round():
    assert [match.inverse for match in (Match.NARROW, Match.BROAD, Match.EXACT)] == [
        Match.BROAD,
        Match.NARROW,
        Match.EXACT,
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Undersköterskor sökes", "undersköterska"),
        ("Målare (vikariat)", "målare"),
        ("Diskare/köksbiträde", "köksbiträde"),
        ("Lokalvårdarna", "lokalvårdare"),
        ("Väktaren", "väktare"),
        ("kock och servitör", "kock"),
    ],
)
def test_a_title_is_found_in_the_forms_it_is_written_in(text, title):
    assert title in list(label_forms(text))


def test_short_words_keep_their_endings():
    assert list(label_forms("Bagare")) == []
    assert "k" not in list(label_forms("kor"))


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_forms_are_other_texts(text):
    folded = fold_label(text)

    assert fold_label(folded) == folded
    assert folded not in list(label_forms(text))
