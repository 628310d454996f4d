"""A small programme on the real ladders with an encoder that knows only words."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from fakes import MemoryStore
from jobs import make_opening, make_person, make_rules

from matcher.domain.ids import OrganisationId, StepId
from matcher.embedding.hashing import HashingEncoder
from matcher.indexing.exact import ExactIndex
from matcher.interchange.ladder_file import read_ladders
from matcher.services.suggest import Engine, SuggestService
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.ports import TextEncoder, VectorIndex, Vectors

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@cache
def real_ladders() -> Ladders:
    return read_ladders(shared_path("data", "ladders"))


@dataclass
class MemoryShelf:
    """:class:`matcher.ports.IndexShelf` that forgets at the end of the test."""

    kept: dict[str, VectorIndex] = field(default_factory=dict)
    keeps: int = 0

    def open(self, name: str, encoder: TextEncoder) -> VectorIndex:
        return self.kept.get(name) or ExactIndex(encoder.dimension)

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        self.kept[name] = index
        self.keeps += 1


def no_trades(_texts: Sequence[str], vectors: Vectors) -> np.ndarray:
    """A reader that knows no trade."""
    return np.zeros((len(vectors), 4))


def porter_opening() -> Opening:
    """An own opening on a step of the real ladders."""
    step = real_ladders().step(StepId("kitchens.kitchen_porter"))
    return make_opening(step)


@dataclass
class SmallProgramme:
    """A store with people and openings, and the service on it."""

    people: tuple[Participant, ...] = field(default_factory=lambda: (make_person(),))
    openings: tuple[Opening, ...] = field(default_factory=lambda: (porter_opening(),))
    ladders: Ladders = field(default_factory=real_ladders)

    def __post_init__(self) -> None:
        self.store = MemoryStore().with_rows(self.people, self.openings)
        self.shelf = MemoryShelf()
        self.encoder = HashingEncoder()
        self._numbers = itertools.count(1)
        self.minutes = itertools.count()
        engine = Engine(self.ladders, self.encoder, self.shelf, make_rules(), no_trades, seed=7)
        self.suggest = SuggestService(
            self.store.units,
            OrganisationId("test"),
            engine,
            now=self.now,
            timer=lambda: 0.0,
            new_id=lambda: f"run{next(self._numbers)}",
        )

    def now(self) -> datetime:
        """A clock that is a minute later each time it is read."""
        return NOW + timedelta(minutes=next(self.minutes))
