"""The sector task: texts with the sectors they belong to, and what is reported of a reader.

A row has ``text`` (what somebody tells), or ``headline`` with ``description`` or
``description_tokenised_lowercase`` (an ad). Ids, labels and codes of a row are not read for the
answer. "None" on a row with a sector is an error.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.errors import InputError, InputErrors, RowError
from matcher.evaluation.intervals import bootstrap_ci95

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matcher.evaluation.halves import Half
    from matcher.taxonomy.sector_reader import SectorReader

NONE = "none"
BODIES = ("description", "description_tokenised_lowercase")


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One text with its right answers; no answer means none of our sectors."""

    id: str
    lang: str
    told: str | None
    ad: tuple[str, str] | None
    sectors: tuple[str, ...]


def read_sector_rows(path: Path, half: Half) -> list[SectorRow]:
    """Read the rows of one half of a JSONL file.

    Raises
    ------
    InputError
        There is no such file, or rows cannot be read: every fault with its row.
    """
    try:
        # Not splitlines(): a JSON string may hold other line separators as they are.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError:
        raise InputError(
            f"There is no file {path}. Name one with --file, or set STEGVIS_EVAL_DATA to the "
            "folder of evaluation data."
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text: {error}. Save it as UTF-8.") from None
    rows, faults = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(
                RowError(path.name, number, None, None, f"cannot be read: {error}", _MEND)
            )
    if faults:
        raise InputErrors(faults)
    return [row for row in rows if half.holds(row.id)]


_MEND = "Write a row as a JSON object with text, or headline and description, and sector"


def _row(raw: dict[str, Any]) -> SectorRow:
    if "sector" not in raw:
        raise ValueError("it has no sector; write [] for none of ours")
    sector = raw["sector"]
    sectors = (sector,) if isinstance(sector, str) else tuple(sector)
    told = raw.get("text")
    if not isinstance(told, str | None):
        raise TypeError("text is no text")
    ad = None
    if told is None:
        body = next((raw[name] for name in BODIES if raw.get(name)), "")
        if isinstance(body, dict):
            body = body.get("text") or ""
        ad = (str(raw.get("headline") or ""), str(body))
        if not any(ad):
            raise ValueError("neither text nor headline nor description")
    row_id = str(raw.get("id") or told or ad)
    return SectorRow(row_id, str(raw.get("lang") or "sv"), told, ad, sectors)


def evaluate_sectors(
    rows: Sequence[SectorRow], reader: SectorReader, encoder_id: str, seed: int
) -> dict[str, object]:
    """Read every row and compare.

    Parameters
    ----------
    rows
        At least one.
    reader
        What is measured.
    encoder_id
        Reported with the figures.
    seed
        Of the bootstrap.

    Returns
    -------
    dict
        The document of ``stegvis evaluate sectors --json``.
    """
    if not rows:
        raise InputError("There is no row to evaluate. Use another file, or --half all.")
    predicted = _predict(rows, reader)
    wrongly_placed = [found != NONE for row, found in predicted if not row.sectors]
    by_lang: dict[str, list[bool]] = defaultdict(list)
    confusion: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row, found in predicted:
        if row.sectors:
            by_lang[row.lang].append(found in row.sectors)
        confusion["|".join(row.sectors) or NONE][found] += 1
    hits = [float(found in row.sectors) for row, found in predicted if row.sectors]
    return {
        "n": len(rows),
        "n_with_sector": len(hits),
        "accuracy": float(np.mean(hits)) if hits else None,
        "ci95": list(bootstrap_ci95(hits, seed)) if hits else None,
        "by_lang": {
            lang: {"accuracy": float(np.mean(right)), "n": len(right)}
            for lang, right in sorted(by_lang.items())
        },
        "false_positive_rate": float(np.mean(wrongly_placed)) if wrongly_placed else None,
        "confusion": {true: dict(counts) for true, counts in sorted(confusion.items())},
        "encoder": encoder_id,
    }


def _predict(rows: Sequence[SectorRow], reader: SectorReader) -> list[tuple[SectorRow, str]]:
    """Pair every row with what was read; told rows first (ids may repeat, so none is a key)."""
    told = [row for row in rows if row.told is not None]
    ads = [row for row in rows if row.ad is not None]
    readings = [
        *zip(told, reader.read_told([row.told or "" for row in told]), strict=True),
        *zip(ads, reader.read_ads([row.ad for row in ads if row.ad]), strict=True),
    ]
    return [(row, reading.sector or NONE) for row, reading in readings]
