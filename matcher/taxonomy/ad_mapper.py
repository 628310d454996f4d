"""Maps ads to sector and step: JobTech concept id, then SSYK, then text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.opening import MappedBy
from matcher.taxonomy.mapping import AdMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.sector import Sector
    from matcher.taxonomy.mapping import AdText
    from matcher.taxonomy.sector_reader import SectorReader
    from matcher.taxonomy.step_reader import StepReader

CONCEPT, CONCEPT_TIE, SSYK, SSYK_TIE, TEXT_STEP_SHARE = 0.95, 0.8, 0.75, 0.55, 0.8


class LadderAdMapper:
    """The :class:`matcher.taxonomy.mapping.AdMapper` over ladders.

    Confidence is the rule's worth (a concept id 0.95, a tie broken by text 0.8; an SSYK group 0.75,
    a tie 0.55), or the reading's own for text.
    """

    def __init__(self, ladders: Ladders, sectors: SectorReader, steps: StepReader) -> None:
        self._ladders = ladders
        self._sectors = sectors
        self._steps = steps

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        """Map n ads; the n answers stand in the same order."""
        answers = [self._by_concept(ad) or self._by_ssyk(ad) for ad in ads]
        rest = [row for row, answer in enumerate(answers) if answer is None]
        readings = self._sectors.read_ads([(ads[row].title, ads[row].body) for row in rest])
        by_text = {
            row: self._by_text(ads[row], reading.sector, reading.confidence)
            for row, reading in zip(rest, readings, strict=True)
        }
        return [answer or by_text[row] for row, answer in enumerate(answers)]

    def _by_concept(self, ad: AdText) -> AdMapping | None:
        steps = self._ladders.with_jobtech(ad.jobtech) if ad.jobtech else ()
        if not steps:
            return None
        step = self._among(ad, steps)
        confidence = CONCEPT if len(steps) == 1 else CONCEPT_TIE
        why = "concept" if len(steps) == 1 else "concept_tie_by_text"
        return AdMapping(step.sector, step.id, MappedBy.CONCEPT, confidence, why)

    def _by_ssyk(self, ad: AdText) -> AdMapping | None:
        if not ad.ssyk:
            return None
        sectors = self._ladders.sectors_with_ssyk(ad.ssyk)
        if not sectors and self._ladders.with_ssyk(ad.ssyk):
            # A group that is wider than our trade (all cleaners): only the text can tell.
            return None
        if not sectors:
            return AdMapping(None, None, MappedBy.SSYK, SSYK, "code_outside")
        steps = [s for s in self._ladders.with_ssyk(ad.ssyk) if s.sector in sectors]
        if not steps:
            sector = self._sector_among(ad, sectors)
            confidence = SSYK if len(sectors) == 1 else SSYK_TIE
            return AdMapping(sector, None, MappedBy.SSYK, confidence, "ssyk_no_step")
        if len(steps) == 1 and len(sectors) == 1:
            return AdMapping(sectors[0], steps[0].id, MappedBy.SSYK, SSYK, "ssyk")
        sector = self._sector_among(ad, sectors)
        tied = [step for step in steps if step.sector is sector] or steps
        step = self._among(ad, tied)
        return AdMapping(step.sector, step.id, MappedBy.SSYK, SSYK_TIE, "ssyk_tie_by_text")

    def _by_text(self, ad: AdText, sector: Sector | None, confidence: float) -> AdMapping:
        if sector is None:
            return AdMapping(None, None, MappedBy.TEXT, confidence, "no_sector")
        # A programme may work with fewer ladders than there are sectors to be read.
        steps = [step.id for step in self._ladders.steps.values() if step.sector is sector]
        reading = self._steps.read(ad.title, ad.body, steps) if steps else None
        if reading is None or not reading.clear:
            return AdMapping(sector, None, MappedBy.TEXT, confidence, "text_no_step")
        return AdMapping(sector, reading.step, MappedBy.TEXT, TEXT_STEP_SHARE * confidence, "text")

    def _among(self, ad: AdText, steps: Sequence[Step]) -> Step:
        if len(steps) == 1:
            return steps[0]
        reading = self._steps.read(ad.title, ad.body, [step.id for step in steps])
        return next(step for step in steps if step.id == reading.step)

    def _sector_among(self, ad: AdText, sectors: Sequence[Sector]) -> Sector:
        if len(sectors) == 1:
            return sectors[0]
        return self._sectors.read_ads([(ad.title, ad.body)])[0].among(sectors)
