"""One transaction with all repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.message import Message
    from matcher.domain.permission import Ended
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import AnswerMode
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
    from matcher.ports.erasure import Erasure
    from matcher.ports.feed import Feed
    from matcher.ports.flow import FlowViews
    from matcher.ports.histories import Happenings
    from matcher.ports.import_columns import ImportColumns
    from matcher.ports.imports import Imports
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
    from matcher.ports.views import Views


class UnitOfWork(Protocol):
    """One transaction on one organisation's rows; rolls back unless committed.

    Use as a context manager. ``write=True`` at construction takes the write lock at once.
    ``concepts`` are those of people, ``occupations`` those of openings. What is appended to
    ``audit`` is durable together with what it records, or not at all. ``moves`` are those of
    people's places in the programme, ``looks`` say who looked at whom.
    """

    participants: Participants
    openings: Openings
    employers: Employers
    suggestions: Suggestions
    imports: Imports
    taxonomies: Taxonomies
    concepts: ConceptSuggestions
    occupations: ConceptSuggestions
    views: Views
    day: DayViews
    erasure: Erasure
    flow: FlowViews
    audit: AuditLog
    inputs: RunInputStore
    prices: SpreadPriceStore
    stop: StopSwitch
    rooms: Rooms
    placements: Placements
    follow_ups: FollowUps
    commands: Commands
    accounts: Accounts
    tokens: ApiTokens
    listings: Listings
    feed: Feed
    caseloads: Caseloads
    answer_links: AnswerLinks
    permissions: Permissions
    disclosures: Disclosures
    outbox: Outbox
    clock: ClockStore
    moves: ParticipantMoves
    looks: PersonViews
    merged: MergedCodes
    meetings: Meetings
    workplace_answers: WorkplaceAnswers
    personal_links: PersonalLinks
    line: LineViews
    posting_links: PostingLinks
    import_columns: ImportColumns
    relations: Relations
    steps: StepMoves
    on_steps: LadderViews
    applications: Applications
    ladder_versions: LadderVersions
    plans: Plans
    demand_notes: DemandNotes
    happenings: Happenings
    drafts: DraftViews
    instruments: Instruments
    rounds: Rounds
    target: TargetViews

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed, and close."""
        ...

    def commit(self) -> None:
        """Make everything so far durable."""
        ...


class UnitOfWorkFactory(Protocol):
    """Opens units of work for one organisation."""

    def __call__(self, *, write: bool = False) -> UnitOfWork:
        """Return a new unit of work, not yet begun."""
        ...


class PutMessages(Protocol):
    """Lets messages wait in the outbox, in the transaction that gives rise to them."""

    def __call__(
        self, unit: UnitOfWork, messages: Sequence[Message], *, by: str, at: datetime
    ) -> object:
        """Put them there."""
        ...


class WithdrawsFromOpenings(Protocol):
    """Withdraws a person from what she was asked or said yes to, in a transaction that goes on."""

    def __call__(
        self,
        unit: UnitOfWork,
        code: ParticipantCode,
        opening: OpeningId | None,
        signed: Signature,
        mode: AnswerMode | None,
    ) -> Ended:
        """Withdraw from an opening, or from all; returns what ended with it."""
        ...
