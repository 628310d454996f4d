"""Which texts are never trained on: every one that a quality is measured with.

Which concepts are held out is said by :func:`matcher.evaluation.label_task.is_held_out`, the same
rule that reports them (docs/reference/evaluation.md).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_QUERY_COLUMNS = {
    "jobtech_occupations.csv": "label_sv",
    "jobtech_skills.csv": "label_sv",
    "jobtech_occupation_to_esco.csv": "jobtech_label_sv",
    "jobtech_skill_to_esco.csv": "jobtech_label_sv",
}
_NO_WORD = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Return a text without case, accents' encoding and punctuation, to compare it with others.

    >>> normalised("Kock,  kall-skänka ")
    'kock kall skänka'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", folded).strip()


def measured_texts(folder: Path) -> frozenset[str]:
    """Return, normalised, every text that linking or skills are measured with.

    All JobTech titles and skill names count, whether they stand in a development file or are kept
    for acceptance.

    Parameters
    ----------
    folder
        The public evaluation data; a file that is not there is left out.
    """
    return frozenset(normalised(text) for text in _measured(folder))


def _measured(folder: Path) -> Iterator[str]:
    for name, column in _QUERY_COLUMNS.items():
        path = folder / name
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from (row[column] for row in csv.DictReader(file))
    for path in sorted(folder.glob("melo/*/queries.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield line.partition("\t")[2]
