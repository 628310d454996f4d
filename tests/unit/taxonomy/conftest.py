"""A tiny encoder whose likenesses can be worked out by hand, and two small ladders."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from jobs import FACT, make_step, text

from matcher.domain.ids import StepId
from matcher.domain.ladder import Ladder, RelatedWork, Step, Task
from matcher.domain.ladders import Ladders
from matcher.domain.sector import Sector
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.ports import Vectors

AXES = ("disk", "kok", "mat", "bygg", "svets", "kontor")


class WordEncoder:
    """One axis for each known word: two texts with one word each in common have cosine 1 or 0."""

    id = "words-v1"
    dimension = len(AXES)

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        counts = np.array(
            [[len(re.findall(rf"\b{axis}\b", one.lower())) for axis in AXES] for one in texts],
            dtype=np.float32,
        ).reshape(-1, len(AXES))
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        return np.divide(counts, lengths, out=np.zeros_like(counts), where=lengths > 0)


@pytest.fixture
def words() -> WordEncoder:
    return WordEncoder()


def make_small_step(step_id: str, title: str, task: str, jobtech: str | None, ssyk: str) -> Step:
    made = make_step()
    return replace(
        made,
        id=StepId(step_id),
        sector=Sector(step_id.partition(".")[0]),
        titles=replace(text(title), sv=title),
        tasks=(Task("t", text(task), frozenset(), FACT),),
        codes=replace(made.codes, jobtech=jobtech, also_jobtech=(), ssyk=ssyk),
    )


def make_ladder(sector: Sector, ssyk: str, *steps: Step) -> Ladder:
    return Ladder(
        sector,
        text(sector),
        text(f"om {sector}"),
        {},
        frozenset(ssyk.split()),
        (RelatedWork(f"Bagare {sector}: du bakar.", f"Baker {sector}: you bake."),),
        steps,
        (),
    )


@pytest.fixture
def ladders() -> Ladders:
    """Kitchens and elderly care share SSYK 9412 and the concept `shared`; 9111 is no sector's."""
    return Ladders(
        (
            make_ladder(
                Sector.KITCHENS,
                "9412 5120 7612",
                make_small_step("kitchens.porter", "Diskare", "disk", "k1", "9412"),
                make_small_step("kitchens.assistant", "Köksbiträde", "mat", "shared", "9412"),
                make_small_step("kitchens.cook", "Kock", "kok", "k3", "5120"),
            ),
            make_ladder(
                Sector.ELDERLY_CARE,
                "9412",
                make_small_step(
                    "elderly_care.meals", "Måltidsvärd", "mat mat kok", "shared", "9412"
                ),
            ),
            make_ladder(
                Sector.CONSTRUCTION,
                "7113",
                make_small_step("construction.cleaner", "Byggstädare", "bygg", "c1", "9111"),
            ),
        )
    )


@pytest.fixture
def prototypes() -> tuple[Prototype, ...]:
    """Two titles and one text, told and described, for each sector and for all other work."""
    words_of = {
        Sector.ELDERLY_CARE: ("Måltidsvärd", "mat"),
        Sector.INDUSTRY: ("Svetsare", "svets"),
        Sector.KITCHENS: ("Diskare", "disk"),
        Sector.CONSTRUCTION: ("Byggstädare", "bygg"),
        None: ("Ekonom", "kontor"),
    }
    return tuple(
        prototype
        for sector, (title, word) in words_of.items()
        for prototype in (
            Prototype(sector, Role.TITLE, f"{title} {word}"),
            Prototype(sector, Role.TITLE, title),
            Prototype(sector, Role.DESCRIPTION, word),
            Prototype(sector, Role.DESCRIPTION, word, TextKind.EXPERIENCE),
        )
    )
