"""What the instructions declare of reading sectors, measured on rows nothing was tuned on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from matcher.evaluation.halves import Half
from matcher.evaluation.sector_task import evaluate_sectors, read_sector_rows
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.taxonomy.sector_reader import SectorReader

OWN = Path(__file__).parents[2] / "data" / "experiences.jsonl"

pytestmark = pytest.mark.encoder


def measure(path: Path, reader: SectorReader) -> dict[str, Any]:
    return evaluate_sectors(read_sector_rows(path, Half.ALL), reader, "real", seed=1)


def shared(name: str) -> Path:
    path = load_settings().eval_data / name
    if not path.is_file():
        pytest.skip(f"the public evaluation data are not here: {path} (set STEGVIS_EVAL_DATA)")
    return path


@pytest.mark.shared
def test_ads_of_ours_are_found_and_others_left_alone(shipped_reader: SectorReader):
    found = measure(shared("ads_platsbanken.jsonl"), shipped_reader)

    assert found["n_with_sector"] == 8
    assert found["accuracy"] * 8 >= 7
    assert found["false_positive_rate"] <= 0.05


@pytest.mark.shared
def test_tokenised_ads(shipped_reader: SectorReader):
    found = measure(shared("ads_platsbanken_tokenised.jsonl"), shipped_reader)

    assert found["n_with_sector"] == 37
    assert found["accuracy"] >= 0.9


@pytest.mark.shared
def test_unpaid_experiences(shipped_reader: SectorReader):
    found = measure(shared("unpaid_experience_sectors.jsonl"), shipped_reader)

    assert found["n_with_sector"] == 43
    assert found["accuracy"] >= 0.84
    assert found["false_positive_rate"] <= 0.2


def test_told_experiences_in_seven_languages(shipped_reader: SectorReader):
    found = measure(OWN, shipped_reader)

    assert found["n"] >= 70
    assert set(found["by_lang"]) == {"sv", "en", "ar", "uk", "so", "fa", "ti"}
    assert found["accuracy"] >= 0.93
    assert found["false_positive_rate"] <= 0.15
    assert {
        lang: row["accuracy"] for lang, row in found["by_lang"].items() if row["accuracy"] < 0.8
    } == {}


def test_told_experiences_in_other_words(shipped_reader: SectorReader):
    found = measure(OWN.with_name("experiences_2.jsonl"), shipped_reader)

    assert found["n"] == 91
    assert found["accuracy"] >= 0.8
    assert found["false_positive_rate"] <= 0.2
