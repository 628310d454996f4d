"""Rows of the indexes: which texts they hold, and bringing an index up to date with them.

A row's id ends with a hash of its text, so that a changed text is another row: comparing ids is
enough to know what to add and what to take out.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from matcher.ranking.verbalise import facets_of, target_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from matcher.domain.participant import Participant
    from matcher.domain.target import Target
    from matcher.ports import TextEncoder, TextKind, VectorIndex

DIGEST_LENGTH = 12


def row_id(owner: str, text: str) -> str:
    """Return the id of a row: whose text it is, and a hash of the text.

    >>> row_id("step:kitchens.kitchen_porter", "Diskare.")[:29]
    'step:kitchens.kitchen_porter@'
    """
    return f"{owner}@{hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]}"


def owner_of(row: str) -> str:
    """Return whose text a row holds."""
    return row.rpartition("@")[0]


def rows_of(index: VectorIndex, owners: Collection[str]) -> list[str]:
    """Return the rows of an index that hold texts of some owners."""
    return [row for row in index.ids if owner_of(row) in owners]


def target_rows(targets: Iterable[Target]) -> dict[str, str]:
    """Return row id to text for jobs."""
    texts = ((target.id, target_text(target)) for target in targets)
    return {row_id(owner, text): text for owner, text in texts}


def people_rows(people: Iterable[Participant]) -> dict[str, str]:
    """Return row id to text for what people have told; one row a facet."""
    return {
        row_id(person.code, facet.text): facet.text
        for person in people
        for facet in facets_of(person)
    }


def bring_up_to_date(
    index: VectorIndex, rows: Mapping[str, str], encoder: TextEncoder, kind: TextKind
) -> bool:
    """Make an index hold exactly some rows; say whether anything changed."""
    there = set(index.ids)
    gone = there - rows.keys()
    new = sorted(rows.keys() - there)
    if gone:
        index.remove(gone)
    if new:
        index.add(new, encoder.encode([rows[row] for row in new], kind))
    return bool(gone or new)


def index_version(index: VectorIndex) -> str:
    """Return a short name of exactly these rows, for the record of a run."""
    digest = hashlib.sha256("\n".join(index.ids).encode()).hexdigest()[:DIGEST_LENGTH]
    return f"{len(index.ids)}@{digest}"
