"""What the use cases ask of the outside: each port has two real implementations.

All of them pass the same contract tests on values (``tests/contracts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.ports.accounts import Accounts, AnswerLinks, Caseloads, PersonalLinks
from matcher.ports.applying import Applications
from matcher.ports.audit import AuditLog
from matcher.ports.clock import ClockStore
from matcher.ports.day import DayViews
from matcher.ports.decisions import Commands, FollowUps, Placements, Rooms
from matcher.ports.demand_notes import DemandNotes
from matcher.ports.disclosure import Disclosures, Outbox, Permissions
from matcher.ports.drafts import DraftViews
from matcher.ports.employers import Meetings, PostingLinks, Relations, WorkplaceAnswers
from matcher.ports.encoder import TextEncoder, TextKind
from matcher.ports.erasure import DeletedList, Erasure
from matcher.ports.feed import Feed
from matcher.ports.flow import FlowViews
from matcher.ports.histories import Happenings
from matcher.ports.import_columns import ImportColumns
from matcher.ports.imports import Imports
from matcher.ports.index import Hit, IndexShelf, VectorIndex
from matcher.ports.instruments import Instruments, Rounds, TargetViews
from matcher.ports.ladder_versions import LadderVersions
from matcher.ports.ladders import LadderViews
from matcher.ports.line import LineViews
from matcher.ports.listing import Listings
from matcher.ports.people import MergedCodes, ParticipantMoves, PersonViews
from matcher.ports.plans import Plans
from matcher.ports.programme import Employers, Openings, Participants
from matcher.ports.runs import RunInputStore, SpreadPriceStore, StopSwitch
from matcher.ports.steps import StepMoves
from matcher.ports.suggestions import ConceptSuggestions, Suggestions
from matcher.ports.taxonomies import Taxonomies
from matcher.ports.tokens import ApiTokens
from matcher.ports.unit_of_work import (
    PutMessages,
    UnitOfWork,
    UnitOfWorkFactory,
    WithdrawsFromOpenings,
)
from matcher.ports.views import Views

if TYPE_CHECKING:
    # A name for type checkers only, so that a port does not load numpy.
    from matcher.ports.encoder import Vectors as Vectors

__all__ = [
    "Accounts",
    "AnswerLinks",
    "ApiTokens",
    "Applications",
    "AuditLog",
    "Caseloads",
    "ClockStore",
    "Commands",
    "ConceptSuggestions",
    "DayViews",
    "DeletedList",
    "DemandNotes",
    "Disclosures",
    "DraftViews",
    "Employers",
    "Erasure",
    "Feed",
    "FlowViews",
    "FollowUps",
    "Happenings",
    "Hit",
    "ImportColumns",
    "Imports",
    "IndexShelf",
    "Instruments",
    "LadderVersions",
    "LadderViews",
    "LineViews",
    "Listings",
    "Meetings",
    "MergedCodes",
    "Openings",
    "Outbox",
    "ParticipantMoves",
    "Participants",
    "Permissions",
    "PersonViews",
    "PersonalLinks",
    "Placements",
    "Plans",
    "PostingLinks",
    "PutMessages",
    "Relations",
    "Rooms",
    "Rounds",
    "RunInputStore",
    "SpreadPriceStore",
    "StepMoves",
    "StopSwitch",
    "Suggestions",
    "TargetViews",
    "Taxonomies",
    "TextEncoder",
    "TextKind",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "VectorIndex",
    "Views",
    "WithdrawsFromOpenings",
    "WorkplaceAnswers",
]
