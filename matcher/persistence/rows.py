"""All tables, so that ``Base.metadata`` is whole wherever this is imported."""

from __future__ import annotations

from matcher.persistence.base import Base, OrganisationRow
from matcher.persistence.import_rows import ImportBatchRow, ImportedRow
from matcher.persistence.opening_rows import EmployerRow, OpeningRow, SiteRow
from matcher.persistence.participant_rows import (
    CertificateRow,
    ExperienceRow,
    LanguageRow,
    ParticipantRow,
    SkillRow,
    SwedishRow,
)
from matcher.persistence.suggestion_rows import DecisionRow, RunRow, SuggestionRow

__all__ = [
    "Base",
    "CertificateRow",
    "DecisionRow",
    "EmployerRow",
    "ExperienceRow",
    "ImportBatchRow",
    "ImportedRow",
    "LanguageRow",
    "OpeningRow",
    "OrganisationRow",
    "ParticipantRow",
    "RunRow",
    "SiteRow",
    "SkillRow",
    "SuggestionRow",
    "SwedishRow",
]
