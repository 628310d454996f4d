"""Files that are brought in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.keeping import KeepingParts
from matcher.bootstrap.matching import MatchingParts
from matcher.bootstrap.taxonomies import TaxonomyParts
from matcher.domain.ids import ParticipantCode
from matcher.interchange.programme import Programme, read_gazetteer
from matcher.interchange.uploads import UploadReader
from matcher.persistence.upload_folder import UploadFolder
from matcher.services.first_hour import FirstHourService
from matcher.services.intake import IntakeService
from matcher.services.uploads import UploadService
from matcher.settings import shared_path
from matcher.taxonomy.ad_mapper import LadderAdMapper
from matcher.taxonomy.step_reader import StepReader

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matcher.domain.concept import ConceptKind
    from matcher.domain.link import Link
    from matcher.taxonomy.mapping import AdMapping, AdText


class IntakeParts(MatchingParts, TaxonomyParts, KeepingParts):
    """What reads rows of files and saves them."""

    @cached_property
    def programme(self) -> Programme:
        """What the rows of a file are read against."""
        places = read_gazetteer(shared_path("data", "places.csv"))
        return Programme(self.organisation, self.ladders, places, self._refused)

    def _refused(self, codes: Collection[str]) -> dict[str, tuple[str, str]]:
        """Say which codes of participants may not come again, and what to do."""
        with self.units() as unit:
            merged = unit.merged.into(codes)
        refused = {
            code: (f"this code was merged into {into}", f"Write {into} instead.")
            for code, into in merged.items()
        }
        return refused | dict.fromkeys(
            self._deleted_among(codes),
            (
                "a person with this code was deleted and stays deleted",
                "Take the row out; give somebody new a code that was never used.",
            ),
        )

    def _deleted_among(self, codes: Collection[str]) -> list[str]:
        asked = [(self.organisation, ParticipantCode(code)) for code in codes]
        return [code for _, code in self.deleted.of(asked)]

    @cached_property
    def intake(self) -> IntakeService:
        """Imports participants and openings."""
        vectors = self._vectors_with_rows
        return IntakeService(
            self.units,
            _LateMapper(self),
            self.now,
            _LateLinking(self),
            self._deleted_among,
            None if vectors is None else vectors.embed_ahead,
        )

    @property
    def upload_folder(self) -> UploadFolder:
        """Where files lie that were brought in through the browser and are not saved yet."""
        return UploadFolder(self.settings.home / "uploads" / self.settings.programme)

    @cached_property
    def uploads(self) -> UploadService:
        """Looks at files before they are saved."""
        reader = UploadReader(self.programme)
        return UploadService(
            self.units, self.upload_folder, reader, self.now, lambda: secrets.token_hex(16)
        )

    @cached_property
    def first_hour(self) -> FirstHourService:
        """Reads what came of an import."""
        return FirstHourService(self.units, self.ladders, self.now)


@dataclass(frozen=True)
class _LateMapper:
    """Maps ads; readers are made with the first ad, so that people can be imported without."""

    parts: IntakeParts

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        if not ads:
            return []
        parts = self.parts
        parts.ladders.must_have_steps()
        steps = StepReader(parts.ladders, parts.encoder)
        return LadderAdMapper(parts.ladders, parts.sectors, steps).map(ads)


@dataclass(frozen=True)
class _LateLinking:
    """Links titles; what that needs is made with the first opening that has no codes."""

    parts: IntakeParts

    def link(
        self, texts: Sequence[str], lang: str, *, kinds: Collection[ConceptKind], limit: int
    ) -> list[tuple[Link, ...]]:
        return self.parts.linking.link(texts, lang, kinds=kinds, limit=limit)
