from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_opening, make_step

from matcher.domain.ladder import Importance, RequirementKind, RequirementType
from matcher.domain.language import LanguageArea, parse_cefr_range
from matcher.domain.opening import Demands
from matcher.domain.sector import Sector
from matcher.domain.target import Target

STEP = make_step()
ASKING = replace(
    make_opening(STEP),
    sector=Sector.ELDERLY_CARE,
    demands=Demands(
        must_have=("lyfta tungt", "räkna"),
        nice_to_have=("laga pizza",),
        swedish={
            LanguageArea.READING: parse_cefr_range("B1"),
            LanguageArea.WRITING: parse_cefr_range("A2"),
        },
        swedish_for_task="läsa beställningar",
        certificates=("food_hygiene", "hot_work"),
    ),
)


def test_a_target_is_of_something():
    with pytest.raises(ValueError, match=r"^a target needs an opening or a step$"):
        Target(None, None)


def test_rows_of_the_index_say_what_they_are():
    assert Target(None, STEP).id == "step:kitchens.porter"
    assert Target(ASKING, STEP).id == Target(ASKING, None).id == "opening:O001"


def test_the_step_says_the_sector_and_the_opening_where_there_is_none():
    assert Target(ASKING, STEP).sector is Sector.KITCHENS
    assert Target(ASKING, None).sector is Sector.ELDERLY_CARE
    assert Target(replace(ASKING, sector=None), None).sector is None


def test_what_an_opening_asks_comes_after_what_the_step_asks():
    asked = Target(ASKING, STEP).requirements

    assert asked[:2] == STEP.requirements
    assert [(need.id, need.texts.ar, need.importance) for need in asked[2:]] == [
        ("opening.1", "lyfta tungt", Importance.ESSENTIAL),
        ("opening.2", "räkna", Importance.ESSENTIAL),
        ("opening.3", "laga pizza", Importance.USEFUL),
    ]
    assert {(need.kind, need.type, need.train) for need in asked[2:]} == {
        (RequirementKind.NEED, RequirementType.SKILL, None)
    }


def test_the_opening_alone_and_the_step_alone():
    assert [need.id for need in Target(ASKING, None).requirements] == [
        "opening.1",
        "opening.2",
        "opening.3",
    ]
    assert Target(None, STEP).requirements == STEP.requirements
    assert Target(None, STEP).swedish == STEP.swedish.areas
    assert Target(None, STEP).certificates == STEP.certificates


def test_the_opening_replaces_levels_only_in_the_areas_it_names():
    levels = Target(ASKING, STEP).swedish

    assert {area: level.label for area, level in levels.items()} == {
        LanguageArea.LISTENING: "A2",
        LanguageArea.READING: "B1",
        LanguageArea.WRITING: "A2",
    }
    assert STEP.swedish.areas[LanguageArea.READING].label == "A1"


def test_a_certificate_the_step_knows_keeps_the_way_it_is_trained():
    needs = Target(ASKING, STEP).certificates

    assert [(need.id, need.train is not None) for need in needs] == [
        ("food_hygiene", True),
        ("hot_work", False),
    ]
    assert needs[1].importance is Importance.ESSENTIAL
    assert needs[1].kind is RequirementKind.NEED
