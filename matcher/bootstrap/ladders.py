"""Ladders: read, edited, agreed and published."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.storage import StorageParts
from matcher.interchange.ladder_text import YamlLadders, read_ladder_texts
from matcher.services.ladder_desk import LadderDeskService
from matcher.services.ladder_pages import LadderPageService
from matcher.services.steps import StepService

if TYPE_CHECKING:
    from matcher.domain.ladder import Ladder
    from matcher.domain.ladder_text import LadderText
    from matcher.domain.sector import Sector


class LadderParts(StorageParts):
    """What edits ladders, and reads them for pages."""

    @cached_property
    def ladder_desk(self) -> LadderDeskService:
        """Writes the next versions of ladders."""
        ahead = None if self._vectors_with_rows is None else self._embed_ladder_ahead
        return LadderDeskService(
            self.units, lambda: self._ladder_texts, YamlLadders(), self.now, ahead
        )

    def _embed_ladder_ahead(self, ladder: Ladder) -> None:
        vectors = self._vectors_with_rows
        if vectors is None:
            return
        with self.units() as unit:
            openings = unit.openings.all()
        ladders = self._ladders_now().with_ladder(ladder)
        vectors.embed_jobs_ahead(self._targets_today(openings, ladders))

    @cached_property
    def _ladder_texts(self) -> dict[Sector, LadderText]:
        return read_ladder_texts(self.settings.ladder_folder)

    @cached_property
    def ladder_pages(self) -> LadderPageService:
        """Reads for the pages about ladders."""
        return LadderPageService(self.units, self.ladders, self.now)

    @cached_property
    def steps(self) -> StepService:
        """Agrees, publishes and retires steps of the ladders."""
        return StepService(self.units, self.ladders, self.now)
