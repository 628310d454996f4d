"""Public taxonomies, and texts linked to them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.storage import StorageParts
from matcher.services.concepts import ConceptService
from matcher.services.linking import LinkService, Rankers
from matcher.services.occupations import OccupationService
from matcher.services.taxonomy import TaxonomyService
from matcher.services.taxonomy_versions import TaxonomyVersionService
from matcher.settings import shared_path
from matcher.taxonomy.confidence import parse_confidence

if TYPE_CHECKING:
    from matcher.services.occupation_register import OccupationRegisterService


class TaxonomyParts(StorageParts):
    """Taxonomies, what links texts to them, and who confirmed a link."""

    @cached_property
    def taxonomy(self) -> TaxonomyService:
        """Imports, lists and searches public taxonomies."""
        return TaxonomyService(self.units, self.now)

    @cached_property
    def taxonomy_versions(self) -> TaxonomyVersionService:
        """Goes back to an earlier version of a taxonomy."""
        return TaxonomyVersionService(self.units, self.now)

    @cached_property
    def occupation_register(self) -> OccupationRegisterService:
        """Reads occupations and ways out of the imported taxonomy."""
        from matcher.services.occupation_register import (  # noqa: PLC0415  (loads SciPy)
            OccupationRegisterService,
        )

        return OccupationRegisterService(self.units)

    @cached_property
    def linking(self) -> LinkService:
        """Links free text to occupations and skills."""
        from matcher.taxonomy.letters import LexicalRanker  # noqa: PLC0415  (loads scikit-learn)

        curves = shared_path("models", "linking", "confidence-1.json")
        rankers = Rankers(
            self.encoder,
            self.label_ranker,
            LexicalRanker,
            parse_confidence(curves.read_text(encoding="utf-8")),
        )
        return LinkService(self.units, self.ladders, rankers)

    @cached_property
    def concepts(self) -> ConceptService:
        """Suggests concepts for what people told, and records who confirmed them."""
        return ConceptService(self.units, self.linking, self.now)

    @cached_property
    def occupations(self) -> OccupationService:
        """Shows what openings may be, and records who confirmed it."""
        return OccupationService(self.units, self.now)
