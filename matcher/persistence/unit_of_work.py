"""One transaction on one organisation's rows, and on the taxonomies that all share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from matcher.persistence.accounts import SqlAccounts
from matcher.persistence.answer_links import SqlAnswerLinks
from matcher.persistence.applications import SqlApplications
from matcher.persistence.audit import SqlAuditLog
from matcher.persistence.caseloads import SqlCaseloads
from matcher.persistence.clock import SqlClockStore
from matcher.persistence.commands import SqlCommands
from matcher.persistence.concept_suggestions import OF_OPENINGS, OF_PEOPLE, SqlConceptSuggestions
from matcher.persistence.day_views import SqlDayViews
from matcher.persistence.demand_notes import SqlDemandNotes
from matcher.persistence.disclosures import SqlDisclosures
from matcher.persistence.draft_queries import SqlDraftViews
from matcher.persistence.employers import SqlEmployers
from matcher.persistence.erasure import SqlErasure
from matcher.persistence.feed import SqlFeed
from matcher.persistence.flow_queries import SqlFlowViews
from matcher.persistence.follow_ups import SqlFollowUps
from matcher.persistence.histories import SqlHappenings
from matcher.persistence.import_columns import SqlImportColumns
from matcher.persistence.imports import SqlImports
from matcher.persistence.instruments import SqlInstruments
from matcher.persistence.ladder_versions import SqlLadderVersions
from matcher.persistence.ladder_views import SqlLadderViews
from matcher.persistence.line_queries import SqlLineViews
from matcher.persistence.listings import SqlListings
from matcher.persistence.meetings import SqlMeetings, SqlWorkplaceAnswers
from matcher.persistence.merged_codes import SqlMergedCodes
from matcher.persistence.openings import SqlOpenings
from matcher.persistence.outbox import SqlOutbox
from matcher.persistence.participants import SqlParticipants
from matcher.persistence.people import SqlParticipantMoves, SqlPersonViews
from matcher.persistence.permissions import SqlPermissions
from matcher.persistence.personal_links import SqlPersonalLinks
from matcher.persistence.placements import SqlPlacements
from matcher.persistence.plans import SqlPlans
from matcher.persistence.posting_links import SqlPostingLinks
from matcher.persistence.queries import SqlViews
from matcher.persistence.relations import SqlRelations
from matcher.persistence.rooms import SqlRooms
from matcher.persistence.rounds import SqlRounds
from matcher.persistence.run_inputs import SqlRunInputs
from matcher.persistence.spread_prices import SqlSpreadPrices
from matcher.persistence.steps import SqlStepMoves
from matcher.persistence.stop import SqlStopSwitch
from matcher.persistence.suggestions import SqlSuggestions
from matcher.persistence.target_queries import SqlTargetViews
from matcher.persistence.taxonomies import SqlTaxonomies
from matcher.persistence.tokens import SqlApiTokens
from matcher.persistence.transactions import connect, for_writing
from matcher.persistence.written import Written, keep_written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from matcher import ports
    from matcher.domain.concept import HiddenLabel
    from matcher.domain.ids import OrganisationId

    BeforeCommit = Callable[[Connection, Written], None]

_STORES: Mapping[str, Callable[[Connection, OrganisationId], object]] = {
    "participants": SqlParticipants,
    "openings": SqlOpenings,
    "employers": SqlEmployers,
    "suggestions": SqlSuggestions,
    "imports": SqlImports,
    "views": SqlViews,
    "day": SqlDayViews,
    "erasure": SqlErasure,
    "flow": SqlFlowViews,
    "audit": SqlAuditLog,
    "inputs": SqlRunInputs,
    "prices": SqlSpreadPrices,
    "stop": SqlStopSwitch,
    "rooms": SqlRooms,
    "placements": SqlPlacements,
    "follow_ups": SqlFollowUps,
    "commands": SqlCommands,
    "accounts": SqlAccounts,
    "tokens": SqlApiTokens,
    "listings": SqlListings,
    "feed": SqlFeed,
    "caseloads": SqlCaseloads,
    "answer_links": SqlAnswerLinks,
    "permissions": SqlPermissions,
    "disclosures": SqlDisclosures,
    "outbox": SqlOutbox,
    "clock": SqlClockStore,
    "moves": SqlParticipantMoves,
    "looks": SqlPersonViews,
    "merged": SqlMergedCodes,
    "meetings": SqlMeetings,
    "workplace_answers": SqlWorkplaceAnswers,
    "personal_links": SqlPersonalLinks,
    "line": SqlLineViews,
    "posting_links": SqlPostingLinks,
    "import_columns": SqlImportColumns,
    "relations": SqlRelations,
    "steps": SqlStepMoves,
    "on_steps": SqlLadderViews,
    "applications": SqlApplications,
    "ladder_versions": SqlLadderVersions,
    "plans": SqlPlans,
    "demand_notes": SqlDemandNotes,
    "happenings": SqlHappenings,
    "drafts": SqlDraftViews,
    "instruments": SqlInstruments,
    "rounds": SqlRounds,
    "target": SqlTargetViews,
}
"""What a unit offers on one connection; the rest need more than an organisation."""


class SqlUnitOfWork:
    """:class:`matcher.ports.UnitOfWork` on SQLite or PostgreSQL.

    A unit that reads sees one snapshot and cannot write. After :meth:`commit` it may go on, in a
    new transaction.

    Parameters
    ----------
    engine
        From :func:`matcher.persistence.database.open_engine`.
    organisation_id
        Whose rows are seen and written; no others exist for this unit.
    write
        Take the write lock at once.
    hidden
        Labels of the taxonomies that no answer holds.
    before_commit
        Called in the transaction before it ends, with the people, openings and ladders that were
        stored in it: what belongs to them is durable together with them, or not at all.

    Raises
    ------
    Conflict
        Another writer held the lock for too long.
    Unavailable
        The database does not answer, or too many ask it at once.
    """

    participants: ports.Participants
    openings: ports.Openings
    employers: ports.Employers
    suggestions: ports.Suggestions
    imports: ports.Imports
    taxonomies: ports.Taxonomies
    concepts: ports.ConceptSuggestions
    occupations: ports.ConceptSuggestions
    views: ports.Views
    day: ports.DayViews
    erasure: ports.Erasure
    flow: ports.FlowViews
    audit: ports.AuditLog
    inputs: ports.RunInputStore
    prices: ports.SpreadPriceStore
    stop: ports.StopSwitch
    rooms: ports.Rooms
    placements: ports.Placements
    follow_ups: ports.FollowUps
    commands: ports.Commands
    accounts: ports.Accounts
    tokens: ports.ApiTokens
    listings: ports.Listings
    feed: ports.Feed
    caseloads: ports.Caseloads
    answer_links: ports.AnswerLinks
    permissions: ports.Permissions
    disclosures: ports.Disclosures
    outbox: ports.Outbox
    clock: ports.ClockStore
    moves: ports.ParticipantMoves
    looks: ports.PersonViews
    merged: ports.MergedCodes
    meetings: ports.Meetings
    workplace_answers: ports.WorkplaceAnswers
    personal_links: ports.PersonalLinks
    line: ports.LineViews
    posting_links: ports.PostingLinks
    import_columns: ports.ImportColumns
    relations: ports.Relations
    steps: ports.StepMoves
    on_steps: ports.LadderViews
    applications: ports.Applications
    ladder_versions: ports.LadderVersions
    plans: ports.Plans
    demand_notes: ports.DemandNotes
    happenings: ports.Happenings
    drafts: ports.DraftViews
    instruments: ports.Instruments
    rounds: ports.Rounds
    target: ports.TargetViews

    def __init__(
        self,
        engine: Engine,
        organisation_id: OrganisationId,
        *,
        write: bool = False,
        hidden: Collection[HiddenLabel] = (),
        before_commit: BeforeCommit | None = None,
    ) -> None:
        self._hidden = hidden
        self._before_commit = before_commit
        self._written = Written()
        self._engine = engine
        self._organisation = organisation_id
        self._write = write
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Begin."""
        if self._connection is not None:
            raise RuntimeError("this unit of work has begun already; open another one")
        connection = connect(self._engine)
        try:
            if self._write:
                for_writing(connection, self._organisation)
            connection.begin()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        if self._before_commit is not None:
            self._written = keep_written(connection)
        for name, store in _STORES.items():
            setattr(self, name, store(connection, self._organisation))
        self.taxonomies = SqlTaxonomies(connection, self._hidden)
        self.concepts = SqlConceptSuggestions(connection, self._organisation, OF_PEOPLE)
        self.occupations = SqlConceptSuggestions(connection, self._organisation, OF_OPENINGS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed, and close."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.rollback()
            finally:
                connection.close()

    def commit(self) -> None:
        """Make everything so far durable."""
        if self._connection is None:
            raise RuntimeError("this unit of work has not begun; use it in a with statement")
        if self._before_commit is not None and self._written:
            self._before_commit(self._connection, self._written)
            self._written.clear()
        self._connection.commit()


class SqlUnitOfWorkFactory:
    """:class:`matcher.ports.UnitOfWorkFactory` for one organisation."""

    def __init__(
        self,
        engine: Engine,
        organisation_id: OrganisationId,
        hidden: Collection[HiddenLabel] = (),
        before_commit: BeforeCommit | None = None,
    ) -> None:
        self._engine = engine
        self._organisation = organisation_id
        self._hidden = hidden
        self._before_commit = before_commit

    def __call__(self, *, write: bool = False) -> SqlUnitOfWork:
        """Return a new unit of work, not yet begun."""
        return SqlUnitOfWork(
            self._engine,
            self._organisation,
            write=write,
            hidden=self._hidden,
            before_commit=self._before_commit,
        )


def unit_of_work_factory(
    engine: Engine,
    organisation_id: OrganisationId,
    hidden: Collection[HiddenLabel] = (),
    before_commit: BeforeCommit | None = None,
) -> SqlUnitOfWorkFactory:
    """Return a factory of units of work for one organisation."""
    return SqlUnitOfWorkFactory(engine, organisation_id, hidden, before_commit)
