"""Labels that are never shown."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKey, HiddenLabel, Scheme
from matcher.domain.label_text import fold_label

if TYPE_CHECKING:
    from pathlib import Path


def read_hidden_labels(path: Path) -> frozenset[HiddenLabel]:
    """Read ``scheme,id,lang,label,reason`` from CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(
            HiddenLabel(
                ConceptKey(Scheme(row["scheme"]), row["id"]), row["lang"], fold_label(row["label"])
            )
            for row in csv.DictReader(file)
        )
