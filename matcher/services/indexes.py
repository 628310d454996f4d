"""Build and verify the indexes, with the vectors of everything in the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.participant_move import is_indexed
from matcher.errors import EmptyProgramme
from matcher.ports import TextKind
from matcher.ranking.retrieve import PEOPLE, TARGETS
from matcher.ranking.rows import bring_up_to_date, index_version, people_rows, target_rows
from matcher.ranking.targets import targets_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from matcher.domain.ladders import Ladders
    from matcher.ports import IndexShelf, TextEncoder, UnitOfWorkFactory

BATCH = 256
SCORE_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class IndexReport:
    """One index after building or verifying.

    ``problem`` says in a sentence what does not fit; ``None`` when all is well.
    """

    name: str
    rows: int
    version: str
    problem: str | None = None


class IndexService:
    """Keeps indexes and embedding cache in step with the database.

    Parameters
    ----------
    units
        Opens units of work.
    ladders, encoder, shelf
        What is embedded besides people and openings, with what, and where it is kept.
    now
        The time now, with a zone.
    after_build
        Does what else an index needs that is complete, by its name.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        ladders: Ladders,
        encoder: TextEncoder,
        shelf: IndexShelf,
        now: Callable[[], datetime],
        after_build: Callable[[str, TextEncoder], None] = lambda _name, _encoder: None,
    ) -> None:
        self._after_build = after_build
        self._units = units
        self._ladders = ladders
        self._encoder = encoder
        self._shelf = shelf
        self._now = now

    def build(self, progress: Callable[[int, int], None]) -> tuple[IndexReport, ...]:
        """Embed what is new, and bring both indexes up to date.

        Parameters
        ----------
        progress
            Called with texts done and texts in all.

        Raises
        ------
        EmptyProgramme
            There is no ladder.
        """
        steps = self._ladders.must_have_steps()
        wanted = self._wanted()
        needs = [need.texts.sv for step in steps for need in step.skills]
        work = list(
            dict.fromkeys([*(t for rows, _ in wanted.values() for t in rows.values()), *needs])
        )
        total, done = len(work), 0
        told = set(wanted[PEOPLE][0].values())
        for kind, texts in (
            (TextKind.EXPERIENCE, [text for text in work if text in told]),
            (TextKind.WORK, [text for text in work if text not in told]),
        ):
            for start in range(0, len(texts), BATCH):
                part = texts[start : start + BATCH]
                self._encoder.encode(part, kind)
                done += len(part)
                progress(done, total)
        return tuple(self._bring(name, rows, kind) for name, (rows, kind) in wanted.items())

    def verify(self) -> tuple[IndexReport, ...]:
        """Compare the kept indexes with the database and with vectors made anew."""
        return tuple(self._check(name, rows, kind) for name, (rows, kind) in self._wanted().items())

    def _wanted(self) -> dict[str, tuple[dict[str, str], TextKind]]:
        with self._units() as unit:
            openings, people = unit.openings.all(), unit.participants.all()
        try:
            targets = targets_on(self._now().date(), openings, self._ladders)
        except EmptyProgramme:
            targets = ()
        known = [person for person in people if is_indexed(person)]
        return {
            TARGETS: (target_rows(targets), TextKind.WORK),
            PEOPLE: (people_rows(known), TextKind.EXPERIENCE),
        }

    def _bring(self, name: str, rows: dict[str, str], kind: TextKind) -> IndexReport:
        index = self._shelf.open(name, self._encoder)
        changed = bring_up_to_date(index, rows, self._encoder, kind)
        if changed or not rows:  # one without rows may never have been kept
            self._shelf.keep(name, index, self._encoder)
        self._after_build(name, self._encoder)
        return IndexReport(name, len(index.ids), index_version(index))

    def _check(self, name: str, rows: dict[str, str], kind: TextKind) -> IndexReport:
        index = self._shelf.open(name, self._encoder)
        missing, stale = rows.keys() - set(index.ids), set(index.ids) - rows.keys()
        problem = None
        if missing or stale:
            problem = (
                f"{len(missing)} rows are missing and {len(stale)} are out of date. "
                "They are made with the next question; `stegvis index build` makes them now."
            )
        elif rows:
            problem = next(self._wrong_vectors(name, rows, kind), None)
        return IndexReport(name, len(index.ids), index_version(index), problem)

    def _wrong_vectors(self, name: str, rows: dict[str, str], kind: TextKind) -> Iterator[str]:
        """Yield a problem when a row is not its own nearest neighbour with its own length."""
        index = self._shelf.open(name, self._encoder)
        ids, near = sorted(rows), SCORE_TOLERANCE + index.precision
        vectors = self._encoder.encode([rows[row] for row in ids], kind)
        for row, vector in zip(ids, vectors, strict=True):
            hits = index.search(vector[None, :], 1, allowed=[row])[0]
            if not hits or not np.isclose(hits[0].score, vector @ vector, atol=near):
                yield f"The vector of {row} is not its own. Run `stegvis index build`."
