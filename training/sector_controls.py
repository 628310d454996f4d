"""Controls: what a reader of told experiences reaches that cannot have learnt what it should.

A figure that shuffled labels or an untrained encoder also reach says nothing of reader or encoder.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.embedding.hashing import HashingEncoder
from matcher.evaluation.sector_task import evaluate_sectors
from matcher.ports import TextKind
from matcher.taxonomy.sector_reader import SectorReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from matcher.evaluation.sector_task import SectorRow
    from matcher.ports import TextEncoder
    from matcher.taxonomy.prototypes import Prototype


def shuffled(prototypes: Sequence[Prototype], rng: np.random.Generator) -> tuple[Prototype, ...]:
    """Return the prototypes with the sectors of told experiences dealt out anew among them."""
    told = [number for number, p in enumerate(prototypes) if p.kind is TextKind.EXPERIENCE]
    dealt = dict(zip(told, rng.permutation(told).tolist(), strict=True))
    return tuple(
        replace(prototype, sector=prototypes[dealt.get(number, number)].sector)
        for number, prototype in enumerate(prototypes)
    )


def measure_controls(
    rows: Sequence[SectorRow],
    prototypes: Sequence[Prototype],
    encoder: TextEncoder,
    rng: np.random.Generator,
    seed: int,
) -> dict[str, dict[str, object]]:
    """Read rows with the reader as it is, with shuffled labels, and with an untrained encoder.

    Parameters
    ----------
    rows
        Told experiences with their sectors, see :mod:`matcher.evaluation.sector_task`.
    prototypes
        What the reader learns from.
    encoder
        The real one.
    rng
        Shuffles the labels.
    seed
        Of the bootstrap.
    """
    untrained = HashingEncoder()
    readers = {
        "reader": (prototypes, encoder),
        "shuffled labels": (shuffled(prototypes, rng), encoder),
        "untrained encoder": (prototypes, untrained),
    }
    return {
        name: evaluate_sectors(rows, SectorReader(texts, used), used.id, seed)
        for name, (texts, used) in readers.items()
    }
