from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from esco_folder import make_esco

from training.esco_labels import read_concepts, read_essential_skills, read_groups
from training.pairs import TITLES_AND_SKILLS, Material, draw_batches


@pytest.fixture
def material(tmp_path):
    make_esco(tmp_path, occupations=200, skills=200)
    concepts = read_concepts(tmp_path, ())
    return Material(
        concepts=concepts,
        essential=read_essential_skills(tmp_path, {concept.uri for concept in concepts}),
        parallel=[{"sv": f"text {n}", "en": f"words {n}", "ar": f"نص {n}"} for n in range(20)],
        groups=read_groups(tmp_path, ()),
    )


def drawn(material, batches=5, size=40, seed=1):
    return list(draw_batches(material, TITLES_AND_SKILLS, batches, size, random.Random(seed)))  # noqa: S311


def test_batches_are_full_and_no_text_stands_twice_in_one(material):
    for batch in drawn(material):
        assert len(batch) == 40
        texts = Counter(text.casefold() for pair in batch for text in pair)
        assert max(texts.values()) == 1


def test_the_two_texts_of_a_pair_differ_and_mean_the_same(material):
    concept_of = {
        label.casefold(): concept.uri
        for concept in material.concepts
        for labels in concept.labels.values()
        for label in labels
    }
    alike = [
        concept_of[one.casefold()] == concept_of[other.casefold()]
        for batch in drawn(replace(material, essential=[]))
        for one, other in batch
        if one.casefold() in concept_of and other.casefold() in concept_of
    ]
    assert len(alike) > 60
    assert all(alike)


def test_an_occupation_meets_its_group(material):
    group_of = {
        label.casefold(): material.groups[concept.group]
        for concept in material.concepts
        if concept.is_occupation and concept.group in material.groups
        for labels in concept.labels.values()
        for label in labels
    }
    names = {label for group in material.groups.values() for (label,) in group.labels.values()}
    met = [pair for batch in drawn(material) for pair in batch if pair[1] in names]
    assert met
    for title, name in met:
        assert (name,) in group_of[title.casefold()].labels.values()


def test_the_same_seed_gives_the_same_pairs_and_another_does_not(material):
    assert drawn(material) == drawn(material)
    assert drawn(material) != drawn(material, seed=2)


def test_a_kind_that_is_empty_leaves_its_share_to_occupations(material):
    bare = replace(material, essential=[], parallel=[], groups={})
    assert [len(batch) for batch in drawn(bare)] == [40] * 5


def test_too_little_to_draw_from_gives_smaller_batches(tmp_path):
    make_esco(tmp_path, occupations=10, skills=5)
    few = Material(read_concepts(tmp_path, ()), [], [], {})
    assert all(0 < len(batch) < 40 for batch in drawn(few))
