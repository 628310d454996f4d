"""What the instructions declare of reading sectors, measured on rows nothing was tuned on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from matcher.evaluation.halves import Half
from matcher.evaluation.sector_task import evaluate_sectors, read_sector_rows
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.reference import read_labelled_texts
from matcher.settings import load_settings, shared_path
from matcher.taxonomy.prototypes import ladder_prototypes
from matcher.taxonomy.sector_reader import SectorReader

if TYPE_CHECKING:
    from matcher.embedding.cache import CachedEncoder

OWN = Path(__file__).parents[2] / "data" / "experiences.jsonl"

pytestmark = [pytest.mark.encoder, pytest.mark.xdist_group("encoder")]


@pytest.fixture(scope="module")
def reader(real_encoder: CachedEncoder) -> SectorReader:
    ladders = read_ladders(shared_path("data", "ladders"))
    reference = read_labelled_texts(shared_path("data", "reference"))
    return SectorReader((*ladder_prototypes(ladders), *reference), real_encoder)


def measure(path: Path, reader: SectorReader) -> dict[str, Any]:
    return evaluate_sectors(read_sector_rows(path, Half.ALL), reader, "real", seed=1)


def shared(name: str) -> Path:
    path = load_settings().eval_data / name
    if not path.is_file():
        pytest.skip(f"the public evaluation data are not here: {path} (set STEGVIS_EVAL_DATA)")
    return path


@pytest.mark.shared
def test_ads_of_ours_are_found_and_others_left_alone(reader: SectorReader):
    found = measure(shared("ads_platsbanken.jsonl"), reader)

    assert found["n_with_sector"] == 8
    assert found["accuracy"] * 8 >= 7
    assert found["false_positive_rate"] <= 0.05


@pytest.mark.shared
def test_tokenised_ads(reader: SectorReader):
    found = measure(shared("ads_platsbanken_tokenised.jsonl"), reader)

    assert found["n_with_sector"] == 37
    assert found["accuracy"] >= 0.9


@pytest.mark.shared
def test_unpaid_experiences(reader: SectorReader):
    found = measure(shared("unpaid_experience_sectors.jsonl"), reader)

    assert found["n_with_sector"] == 43
    assert found["accuracy"] >= 0.84
    assert found["false_positive_rate"] <= 0.2


def test_told_experiences_in_seven_languages(reader: SectorReader):
    found = measure(OWN, reader)

    assert found["n"] >= 70
    assert set(found["by_lang"]) == {"sv", "en", "ar", "uk", "so", "fa", "ti"}
    assert found["accuracy"] >= 0.93
    assert found["false_positive_rate"] <= 0.15
    assert {
        lang: row["accuracy"] for lang, row in found["by_lang"].items() if row["accuracy"] < 0.8
    } == {}


def test_told_experiences_in_other_words(reader: SectorReader):
    found = measure(OWN.with_name("experiences_2.jsonl"), reader)

    assert found["n"] == 91
    assert found["accuracy"] >= 0.8
    assert found["false_positive_rate"] <= 0.2
