"""Who fits what."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from matcher.bootstrap.given import new_id
from matcher.bootstrap.storage import StorageParts
from matcher.embedding.told_models import KeptToldModels
from matcher.errors import InputError
from matcher.indexing.shelf import MemoryShelf
from matcher.interchange.reference import read_labelled_texts
from matcher.ports import TextKind
from matcher.ranking.calibration import fit_calibration
from matcher.ranking.rules import Rules
from matcher.ranking.weights import parse_weights
from matcher.services.stop_switch import StopService
from matcher.services.suggest import Engine, ReplayService, SuggestService
from matcher.settings import shared_path
from matcher.taxonomy.prototypes import ladder_prototypes
from matcher.taxonomy.sector_reader import SectorReader
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matcher.planning.beside import BesideFacts
    from matcher.planning.next_step_weights import NextStepWeights
    from matcher.planning.occupations import Occupation
    from matcher.planning.register import Register
    from matcher.ports import TextEncoder
    from matcher.taxonomy.prototypes import Prototype


SEED = 20261122


class MatchingParts(StorageParts):
    """Readers of texts, the rules of the score, and what suggests by them."""

    def sector_reader(self, encoder: TextEncoder) -> SectorReader:
        """Return a reader of sectors on an encoder."""
        kept = KeptToldModels(self.settings.cache_folder / "readers")
        prototypes = (*ladder_prototypes(self.ladders), *self._background)
        return SectorReader(prototypes, encoder, recall=kept.recall)

    @cached_property
    def sectors(self) -> SectorReader:
        """Reads the sector of a text."""
        return self.sector_reader(self.encoder)

    @cached_property
    def rules(self) -> Rules:
        """Expert weights, and the calibrations for the encoder in use.

        Raises
        ------
        EmptyProgramme
            There is no ladder.
        """
        steps = self.ladders.must_have_steps()
        weights = shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8")
        told = [p for p in self._background if p.kind is TextKind.EXPERIENCE and p.sector]
        people = self.encoder.encode([p.text for p in told], TextKind.EXPERIENCE)
        trades = [p.sector for p in told if p.sector]
        skills = [(need.texts.sv, step.sector) for step in steps for need in step.skills]
        jobs = self.encoder.encode([step_text(step) for step in steps], TextKind.WORK)
        needs = self.encoder.encode([text for text, _ in skills], TextKind.WORK)
        return Rules(
            parse_weights(weights),
            work=fit_calibration(people, trades, jobs, [step.sector for step in steps]),
            skill=fit_calibration(people, trades, needs, [sector for _, sector in skills]),
        )

    @cached_property
    def _engine(self) -> Engine:
        return Engine(
            self.ladders,
            self.encoder,
            self.shelf,
            self.rules,
            self.sectors.trades,
            SEED,
            version("stegvis"),
            MemoryShelf(),
        )

    @cached_property
    def suggest(self) -> SuggestService:
        """Suggests jobs and people."""
        return SuggestService(
            self.units,
            self.organisation,
            self._engine,
            now=self.now,
            timer=time.perf_counter,
            new_id=new_id,
        )

    @cached_property
    def stop_switch(self) -> StopService:
        """Stops suggestions for everybody."""
        return StopService(self.units, self.now)

    @cached_property
    def replay(self) -> ReplayService:
        """Makes past lists again."""
        engine = replace(self._engine, shelf=MemoryShelf())
        return ReplayService(self.units, self.organisation, engine)

    def register(
        self, occupations: Sequence[Occupation], facts: BesideFacts | None = None
    ) -> Register:
        """Return occupations with all that is known of them beside ways, ready to be ranked."""
        from matcher.planning.beside import Beside  # noqa: PLC0415  (loads SciPy)
        from matcher.planning.register import Register  # noqa: PLC0415  (loads SciPy)
        from matcher.planning.title_likeness import (  # noqa: PLC0415  (loads scikit-learn)
            title_likeness,
        )

        beside = Beside(occupations, facts)
        return Register(occupations, title_likeness(occupations, self.encoder), beside)

    def next_step_weights(self, path: Path | None = None) -> NextStepWeights:
        """Return the rules of the next-step score, those that ship when no file is given.

        Raises
        ------
        InputError
            There is no such file.
        """
        from matcher.planning.next_step_weights import (  # noqa: PLC0415  (loads SciPy)
            parse_next_step_weights,
        )

        file = path or shared_path("models", "weights", "next-step-2.json")
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The weights file {file} cannot be read: {error}. Name another with "
                "--weights, or leave it out."
            ) from None
        return parse_next_step_weights(text)

    @cached_property
    def _background(self) -> tuple[Prototype, ...]:
        return read_labelled_texts(shared_path("data", "reference"))
