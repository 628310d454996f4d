from __future__ import annotations

import pytest
from esco_folder import make_esco, seen, unseen

from matcher.errors import InputError
from matcher.evaluation.label_task import is_held_out
from training.esco_labels import read_concepts, read_essential_skills, read_groups


@pytest.fixture
def folder(tmp_path):
    make_esco(tmp_path)
    return tmp_path


def by_uri(folder, measured=()):
    return {concept.uri: concept for concept in read_concepts(folder, measured)}


def test_a_concept_has_its_labels_in_every_language(folder):
    found = by_uri(folder)[seen("occupation")]
    n = found.uri.rsplit("/", 1)[1]
    assert found.labels == {
        "sv": (f"yrke {n}", f"arbete {n}", f"syssla {n}"),
        "en": (f"occupation {n}", f"job {n}"),
        "de": (f"Beruf {n}",),
    }
    assert found.group == f"{1000 + int(n) // 5}"
    assert found.is_occupation


def test_the_description_of_a_skill_is_found_behind_its_alternatives(folder):
    found = by_uri(folder)[seen("skill")]
    n = found.uri.rsplit("/", 1)[1]
    assert found.description == f"Understand what {n} is."
    assert not found.is_occupation


def test_a_skill_has_other_wordings_and_names_with_a_noun(folder):
    found = by_uri(folder)[seen("skill")]
    n = found.uri.rsplit("/", 1)[1]
    assert found.wordings
    assert not found.wordings.startswith(found.labels["en"][0])
    assert f"kunning av {n}" in found.nouns
    assert by_uri(folder)[seen("occupation")].nouns == ()


def test_a_made_name_that_is_measured_with_is_left_out(folder):
    uri = seen("skill")
    n = uri.rsplit("/", 1)[1]
    nouns = by_uri(folder, {f"kunning av {n}"})[uri].nouns
    assert nouns
    assert f"kunning av {n}" not in nouns


def test_held_out_concepts_are_never_read(folder):
    found = by_uri(folder)
    assert unseen("occupation") not in found
    assert unseen("skill") not in found
    assert not any(map(is_held_out, found))
    assert not any(is_held_out(group.uri) for group in read_groups(folder, ()).values())


def test_a_label_that_is_measured_with_is_left_out_and_the_others_stay(folder):
    uri = seen("occupation")
    n = uri.rsplit("/", 1)[1]
    assert by_uri(folder, {f"arbete {n}"})[uri].labels["sv"] == (f"yrke {n}", f"syssla {n}")


def test_a_concept_without_a_label_left_is_no_concept(folder):
    uri = seen("skill")
    n = uri.rsplit("/", 1)[1]
    assert uri not in by_uri(folder, {f"kunna {n}", f"know {n}"})


def test_only_essential_skills_of_concepts_at_hand_count(folder):
    concepts = by_uri(folder)
    pairs = read_essential_skills(folder, concepts)
    assert pairs
    assert len(pairs) == len(set(pairs))
    assert all(one in concepts and other in concepts for one, other in pairs)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"esco_occupations\.csv"):
        read_concepts(tmp_path, ())
