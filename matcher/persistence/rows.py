"""All tables, so that ``Base.metadata`` is whole wherever this is imported."""

from __future__ import annotations

from matcher.persistence.account_rows import (
    AnswerLinkRow,
    CaseloadRow,
    CoverRow,
    MembershipRow,
    OneTimeCodeRow,
    UserRow,
)
from matcher.persistence.application_rows import ApplicationVersionRow
from matcher.persistence.audit_rows import TRIGGERS as OF_THE_LOG
from matcher.persistence.audit_rows import AuditEventRow, AuditHeadRow, FeedRow, SubjectKeyRow
from matcher.persistence.backing_triggers import TRIGGERS as OF_PLACES
from matcher.persistence.base import Base, OrganisationRow
from matcher.persistence.clock_rows import JobRunRow, LeaseRow
from matcher.persistence.concept_rows import (
    OpeningConceptMoveRow,
    OpeningConceptRow,
    ParticipantConceptMoveRow,
    ParticipantConceptRow,
)
from matcher.persistence.demand_note_rows import DemandNoteRow
from matcher.persistence.disclosure_rows import TRIGGERS as OF_DISCLOSURES
from matcher.persistence.disclosure_rows import DisclosureRow, OutboxRow, PermissionRow
from matcher.persistence.employer_rows import MeetingTimeRow, PostingLinkRow, WorkplaceAnswerRow
from matcher.persistence.import_rows import ImportBatchRow, ImportColumnRow, ImportedRow
from matcher.persistence.instrument_rows import InstrumentRow, ResponseRow, RoundRow
from matcher.persistence.ladder_rows import LadderVersionRow
from matcher.persistence.opening_rows import EmployerRow, OpeningRow, SiteRow
from matcher.persistence.participant_rows import (
    CertificateRow,
    ExperienceRow,
    LanguageRow,
    ParticipantRow,
    SkillRow,
    SwedishRow,
    UnwantedStepRow,
)
from matcher.persistence.person_rows import (
    MergedCodeRow,
    ParticipantMoveRow,
    PersonalLinkRow,
    PersonViewRow,
)
from matcher.persistence.placement_rows import CommandRow, FollowUpRow, PlacementRow
from matcher.persistence.plan_rows import PlanVersionRow
from matcher.persistence.relation_rows import (
    AssignmentRow,
    EmployerContactRow,
    EmployerEventRow,
    PromiseOpeningRow,
    PromiseRow,
)
from matcher.persistence.run_input_rows import RunContentRow, RunInputRow, StopRow
from matcher.persistence.spread_rows import SpreadPriceRow, SpreadPricesRow
from matcher.persistence.step_rows import StepMoveRow
from matcher.persistence.suggestion_rows import DecisionRow, RunRow, SuggestionRow
from matcher.persistence.taxonomy_rows import (
    ConceptRow,
    CrosswalkRow,
    DescriptionRow,
    LabelRow,
    RelationRow,
    TaxonomyFileRow,
    TaxonomyVersionRow,
)
from matcher.persistence.token_rows import ApiTokenRow
from matcher.persistence.triggers import add_triggers

RULES = OF_THE_LOG | OF_DISCLOSURES | OF_PLACES
"""What the database itself refuses or does, by name."""

add_triggers(RULES)


def columns_there() -> frozenset[tuple[str, str]]:
    """Return every table and column that the database has."""
    return frozenset(
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
    )


__all__ = [
    "AnswerLinkRow",
    "ApiTokenRow",
    "ApplicationVersionRow",
    "AssignmentRow",
    "AuditEventRow",
    "AuditHeadRow",
    "Base",
    "CaseloadRow",
    "CertificateRow",
    "CommandRow",
    "ConceptRow",
    "CoverRow",
    "CrosswalkRow",
    "DecisionRow",
    "DemandNoteRow",
    "DescriptionRow",
    "DisclosureRow",
    "EmployerContactRow",
    "EmployerEventRow",
    "EmployerRow",
    "ExperienceRow",
    "FeedRow",
    "FollowUpRow",
    "ImportBatchRow",
    "ImportColumnRow",
    "ImportedRow",
    "InstrumentRow",
    "JobRunRow",
    "LabelRow",
    "LadderVersionRow",
    "LanguageRow",
    "LeaseRow",
    "MeetingTimeRow",
    "MembershipRow",
    "MergedCodeRow",
    "OneTimeCodeRow",
    "OpeningConceptMoveRow",
    "OpeningConceptRow",
    "OpeningRow",
    "OrganisationRow",
    "OutboxRow",
    "ParticipantConceptMoveRow",
    "ParticipantConceptRow",
    "ParticipantMoveRow",
    "ParticipantRow",
    "PermissionRow",
    "PersonViewRow",
    "PersonalLinkRow",
    "PlacementRow",
    "PlanVersionRow",
    "PostingLinkRow",
    "PromiseOpeningRow",
    "PromiseRow",
    "RelationRow",
    "ResponseRow",
    "RoundRow",
    "RunContentRow",
    "RunInputRow",
    "RunRow",
    "SiteRow",
    "SkillRow",
    "SpreadPriceRow",
    "SpreadPricesRow",
    "StepMoveRow",
    "StopRow",
    "SubjectKeyRow",
    "SuggestionRow",
    "SwedishRow",
    "TaxonomyFileRow",
    "TaxonomyVersionRow",
    "UnwantedStepRow",
    "UserRow",
    "WorkplaceAnswerRow",
    "columns_there",
]
