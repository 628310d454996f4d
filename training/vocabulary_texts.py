"""Texts that tell which pieces of words are in use: taxonomies, ads, ladders, references, demo.

They are only counted. Which piece a word is made of says nothing of what it should be near.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from matcher.settings import shared_path
from training.esco_labels import read_concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COLUMNS = {
    "jobtech_occupations.csv": ("label_sv", "ssyk4_label"),
    "jobtech_skills.csv": ("label_sv",),
    "jobtech_keywords.csv": ("keyword_sv",),
    "jobtech_ssyk4.csv": ("label_sv", "definition_sv"),
}
_ADS = ("ads_platsbanken.jsonl", "ads_platsbanken_tokenised.jsonl")


def vocabulary_texts(data: Path) -> Iterator[str]:
    """Yield the texts; a file of ``data`` that is not there is left out."""
    for concept in read_concepts(data, measured=()):
        for labels in concept.labels.values():
            yield from labels
        yield concept.description
    yield from _cells(data)
    yield from _lines(data / name for name in _ADS)
    for line in _lines(sorted(shared_path("data", "reference").glob("*.jsonl"))):
        yield json.loads(line)["text"] if line else ""
    for pattern in ("ladders/*.yaml", "demo/*.csv"):
        yield from _lines(sorted(shared_path("data").glob(pattern)))


def _cells(data: Path) -> Iterator[str]:
    for name, columns in _COLUMNS.items():
        if (data / name).is_file():
            with (data / name).open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    yield from (row[column] for column in columns)


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        if path.is_file():
            yield from path.read_text(encoding="utf-8").split("\n")
