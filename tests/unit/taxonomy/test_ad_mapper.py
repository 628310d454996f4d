from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain.opening import MappedBy
from matcher.domain.sector import Sector
from matcher.taxonomy.ad_mapper import LadderAdMapper
from matcher.taxonomy.mapping import AdMapping, AdText
from matcher.taxonomy.sector_reader import SectorReader
from matcher.taxonomy.step_reader import StepReader

if TYPE_CHECKING:
    from matcher.domain.ladders import Ladders
    from matcher.ports import TextEncoder
    from matcher.taxonomy.prototypes import Prototype

K, E, C = Sector.KITCHENS, Sector.ELDERLY_CARE, Sector.CONSTRUCTION


@pytest.fixture
def mapper(
    ladders: Ladders, prototypes: tuple[Prototype, ...], words: TextEncoder
) -> LadderAdMapper:
    return LadderAdMapper(ladders, SectorReader(prototypes, words), StepReader(ladders, words))


def read(mapper: LadderAdMapper, title: str, body: str, *codes: str | None) -> AdMapping:
    (found,) = mapper.map([AdText(title, body, *codes)])
    return found


def test_a_concept_comes_before_a_group_and_a_text(mapper: LadderAdMapper):
    found = read(mapper, "Ekonom", "kontor bygg", "k1", "7113")

    assert found == AdMapping(K, "kitchens.porter", MappedBy.CONCEPT, 0.95, "concept")


@pytest.mark.parametrize(
    ("body", "sector", "step"),
    [("mat", K, "kitchens.assistant"), ("mat mat kok", E, "elderly_care.meals")],
)
def test_a_concept_of_two_steps_is_parted_by_text(
    mapper: LadderAdMapper, body: str, sector: Sector, step: str
):
    found = read(mapper, "Hej", body, "shared")

    assert found == AdMapping(sector, step, MappedBy.CONCEPT, 0.8, "concept_tie_by_text")


def test_a_group_comes_before_a_text(mapper: LadderAdMapper):
    found = read(mapper, "Ekonom", "kontor bygg", "unknown", "5120")

    assert found == AdMapping(K, "kitchens.cook", MappedBy.SSYK, 0.75, "ssyk")


@pytest.mark.parametrize(
    ("title", "body", "sector", "step"),
    [
        ("Diskare", "disk", K, "kitchens.porter"),
        ("Måltidsvärd", "mat", E, "elderly_care.meals"),
        ("Disk", "disk mat mat kok", K, "kitchens.porter"),  # meals in care homes are nearer
    ],
)
def test_a_group_of_two_sectors_is_parted_by_text_first_by_sector_then_by_step(
    mapper: LadderAdMapper, title: str, body: str, sector: Sector, step: str
):
    found = read(mapper, title, body, None, "9412")

    assert found == AdMapping(sector, step, MappedBy.SSYK, 0.55, "ssyk_tie_by_text")


def test_a_wide_group_of_the_sector_without_a_step(mapper: LadderAdMapper):
    found = read(mapper, "Diskare", "disk", None, "7612")

    assert found == AdMapping(K, None, MappedBy.SSYK, 0.75, "ssyk_no_step")


def test_a_code_outside_the_ladders_is_believed(mapper: LadderAdMapper):
    found = read(mapper, "Diskare", "disk disk", None, "2512")

    assert found == AdMapping(None, None, MappedBy.SSYK, 0.75, "code_outside")


def test_a_group_wider_than_a_trade_is_left_to_the_text(mapper: LadderAdMapper):
    found = read(mapper, "Diskare", "disk disk", None, "9111")

    assert (found.sector, found.by) == (K, MappedBy.TEXT)


def test_a_step_of_a_group_that_is_no_sectors_is_found_by_its_concept(mapper: LadderAdMapper):
    found = read(mapper, "Städare", "kontor", "c1", "9111")

    assert (found.sector, found.step, found.why) == (C, "construction.cleaner", "concept")


def test_text_alone(mapper: LadderAdMapper):
    found = read(mapper, "Diskare", "disk")

    assert (found.sector, found.step) == (K, "kitchens.porter")
    assert (found.by, found.why) == (MappedBy.TEXT, "text")
    assert found.confidence == pytest.approx(0.8 * 0.9)


def test_text_with_a_sector_and_no_clear_step(mapper: LadderAdMapper):
    # Of everything something, of "bygg" a little more: cosine 10 / sqrt(424), below a half.
    found = read(mapper, "Hej", "bygg " * 10 + "svets mat disk kok " * 9)

    assert (found.sector, found.step) == (C, None)
    assert (found.by, found.why) == (MappedBy.TEXT, "text_no_step")


def test_a_sector_without_a_ladder_has_no_step(mapper: LadderAdMapper):
    found = read(mapper, "Svetsare", "svets")

    assert found.sector is Sector.INDUSTRY
    assert (found.step, found.why) == (None, "text_no_step")


def test_an_ad_is_never_forced(mapper: LadderAdMapper):
    found = read(mapper, "Ekonom", "kontor")

    assert (found.sector, found.step, found.by) == (None, None, MappedBy.TEXT)
    assert found.why == "no_sector"


CASES = [
    AdText("Diskare", "disk", jobtech, ssyk)
    for jobtech, ssyk in product(
        ("k1", "shared", "other", None), ("9412", "5120", "7612", "2512", None)
    )
]


@given(st.lists(st.sampled_from(CASES), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_many_ads_are_read_as_one_by_one(mapper: LadderAdMapper, ads: list[AdText]):
    together = mapper.map(ads)

    for found, ad in zip(together, ads, strict=True):
        (alone,) = mapper.map([ad])
        assert replace(found, confidence=0) == replace(alone, confidence=0)
        assert found.confidence == pytest.approx(alone.confidence, abs=1e-6)
        assert 0 <= found.confidence <= 1
        assert found.step is None or found.step.startswith(f"{found.sector}.")
