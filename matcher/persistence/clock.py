"""Leases, runs of jobs, and what may be due, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, cast, delete, func, literal, or_, select, union, update

from matcher.domain.ending_facts import ASKED_OF, MAY_WORK, EndingFact
from matcher.domain.ids import OpeningId, ParticipantCode, SuggestionId
from matcher.domain.importing import ImportKind
from matcher.domain.jobs import Ended, JobRun, Presented, Undecided
from matcher.domain.machines.suggestion import Action
from matcher.domain.participant import MayWorkStatus, ParticipantState
from matcher.domain.retention import THROUGH
from matcher.domain.suggestion import SuggestionState
from matcher.persistence.base import UtcDateTime
from matcher.persistence.bulk import insert_or_change, upserting
from matcher.persistence.overtaken import overtaken_by_imports
from matcher.persistence.rows import (
    CertificateRow,
    DecisionRow,
    ImportBatchRow,
    ImportedRow,
    JobRunRow,
    LeaseRow,
    OpeningRow,
    ParticipantMoveRow,
    ParticipantRow,
    RunRow,
    SuggestionRow,
)
from matcher.persistence.suggestions import UNDECIDED_STATES
from matcher.persistence.transactions import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection, Select, Subquery

    from matcher.domain.ids import OrganisationId

FORGOTTEN: dict[str, object] = {}
"""What stands where an import kept what was there before."""

_ASKED_OF = sorted(state.value for state in ASKED_OF)
_ENDED = sorted(state.value for state in THROUGH | {ParticipantState.ARCHIVED})


class SqlClockStore:
    """:class:`matcher.ports.ClockStore` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def take_lease(self, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """Take or renew a lease by one conditional update; say whether it is held."""
        statement = upserting(self._connection, LeaseRow.__table__).values(
            organisation_id=self._organisation, name=name, holder=holder, expires_at=until
        )
        taken = self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["organisation_id", "name"],
                set_={"holder": holder, "expires_at": until},
                where=or_(LeaseRow.expires_at <= now, LeaseRow.holder == holder),
            ).returning(LeaseRow.name)
        )
        return taken.first() is not None

    def give_back(self, name: str, holder: str) -> None:
        """Give a lease back; somebody else's stays."""
        self._connection.execute(
            delete(LeaseRow).where(
                LeaseRow.organisation_id == self._organisation,
                LeaseRow.name == name,
                LeaseRow.holder == holder,
            )
        )

    def record(self, run: JobRun) -> None:
        """Keep the last run of a job."""
        values = {
            "at": run.at,
            "moved": run.moved,
            "next_on": run.next_on,
            "waiting": list(run.waiting),
            "problem": run.problem,
        }
        keys = {"organisation_id": self._organisation, "job": run.job}
        insert_or_change(self._connection, JobRunRow.__table__, keys, values)

    def runs(self) -> tuple[JobRun, ...]:
        """Return the last run of each job, by name."""
        rows = self._connection.execute(
            select(JobRunRow.__table__)
            .where(JobRunRow.organisation_id == self._organisation)
            .order_by(JobRunRow.job)
        )
        return tuple(
            JobRun(row.job, row.at, row.moved, row.next_on, tuple(row.waiting), row.problem)
            for row in rows
        )

    def undecided(self) -> tuple[Undecided, ...]:
        """Return the suggestions that nobody has decided on, the oldest first."""
        return tuple(
            Undecided(
                SuggestionId(row.id),
                ParticipantCode(row.participant),
                SuggestionState(row.state),
                row.since,
                row.deadline,
            )
            for row in self._connection.execute(_undecided(self._organisation))
        )

    def presented(self) -> tuple[Presented, ...]:
        """Return who was presented and has no answer from the employer, the oldest first."""
        return tuple(
            Presented(
                SuggestionId(row.id),
                ParticipantCode(row.participant),
                OpeningId(row.opening),
                row.at,
            )
            for row in self._connection.execute(_presented(self._organisation))
        )

    def ended(self) -> tuple[Ended, ...]:
        """Return the people who are through, have left or are archived, by code."""
        return tuple(
            Ended(ParticipantCode(row.code), ParticipantState(row.state), row.moved or row.imported)
            for row in self._connection.execute(_ended(self._organisation))
        )

    def ending_facts(self, first: date, last: date) -> tuple[EndingFact, ...]:
        """Return rights to work and certificates that end between two days, the first one first."""
        ending = _ending(self._organisation)
        rows = self._connection.execute(
            select(ending)
            .where(ending.c.until.between(first, last))
            .order_by(ending.c.until, ending.c.code, ending.c.fact)
        )
        return tuple(EndingFact(ParticipantCode(row.code), row.fact, row.until) for row in rows)

    def next_ending_fact(self, after: date) -> date | None:
        """Return the next day after a day on which such a fact ends."""
        ending = _ending(self._organisation)
        day: date | None = self._connection.scalar(
            select(func.min(ending.c.until)).where(ending.c.until > after)
        )
        return day

    def overtaken(
        self, until: datetime, code: ParticipantCode | None = None
    ) -> Mapping[ParticipantCode, tuple[SuggestionId, ...]]:
        """Return whose open suggestions are older than what an import changed of them."""
        return overtaken_by_imports(self._connection, self._organisation, until, code)

    def kept_imports(self) -> tuple[tuple[str, datetime], ...]:
        """Return the imports of which it is kept what stood there before, the oldest first."""
        kept = select(ImportedRow.batch).where(
            ImportedRow.organisation_id == self._organisation,
            ~ImportedRow.created,
            cast(ImportedRow.before_image, Text) != as_json(FORGOTTEN),
        )
        rows = self._connection.execute(
            select(ImportBatchRow.id, ImportBatchRow.at)
            .where(
                ImportBatchRow.organisation_id == self._organisation, ImportBatchRow.id.in_(kept)
            )
            .order_by(ImportBatchRow.at, ImportBatchRow.id)
        )
        return tuple((row.id, row.at) for row in rows)

    def forget_import(self, batch_id: str) -> int:
        """Forget what stood there before an import, and say for how many rows."""
        return self._connection.execute(
            update(ImportedRow)
            .where(
                ImportedRow.organisation_id == self._organisation,
                ImportedRow.batch == batch_id,
                ~ImportedRow.created,
            )
            .values(before_image=FORGOTTEN)
        ).rowcount


def _ending(organisation: OrganisationId) -> Subquery:
    person, held = ParticipantRow, CertificateRow
    asked_of = and_(
        person.organisation_id == organisation,
        person.state.in_(_ASKED_OF),
        ~person.protected_identity,
    )
    may_work = select(
        person.code, literal(MAY_WORK).label("fact"), person.may_work_until.label("until")
    ).where(
        asked_of, person.may_work == MayWorkStatus.YES.value, person.may_work_until.is_not(None)
    )
    certificates = (
        select(person.code, held.certificate.label("fact"), held.valid_to.label("until"))
        .join(
            held,
            and_(held.organisation_id == person.organisation_id, held.participant == person.code),
        )
        .where(asked_of, held.valid_to.is_not(None))
    )
    return union(may_work, certificates).subquery("ending")


def _undecided(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    decided = (
        select(DecisionRow.suggestion, func.max(DecisionRow.at, type_=UtcDateTime).label("at"))
        .where(DecisionRow.organisation_id == organisation)
        .group_by(DecisionRow.suggestion)
        .subquery("decided")
    )
    since = func.coalesce(decided.c.at, RunRow.at, type_=UtcDateTime).label("since")
    return (
        select(
            SuggestionRow.id,
            SuggestionRow.participant,
            SuggestionRow.state,
            since,
            OpeningRow.deadline,
        )
        .join(
            RunRow,
            and_(
                RunRow.organisation_id == SuggestionRow.organisation_id,
                RunRow.id == SuggestionRow.run,
            ),
        )
        .outerjoin(
            OpeningRow,
            and_(
                OpeningRow.organisation_id == SuggestionRow.organisation_id,
                OpeningRow.id == SuggestionRow.opening,
            ),
        )
        .outerjoin(decided, decided.c.suggestion == SuggestionRow.id)
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.state.in_(UNDECIDED_STATES),
        )
        .order_by(since, SuggestionRow.id)
    )


def _presented(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    at = func.max(DecisionRow.at, type_=UtcDateTime).label("at")
    return (
        select(SuggestionRow.id, SuggestionRow.participant, SuggestionRow.opening, at)
        .join(
            DecisionRow,
            and_(
                DecisionRow.organisation_id == SuggestionRow.organisation_id,
                DecisionRow.suggestion == SuggestionRow.id,
                DecisionRow.action == Action.PRESENT.value,
            ),
        )
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.state == SuggestionState.PRESENTED.value,
            SuggestionRow.opening.is_not(None),
        )
        .group_by(SuggestionRow.id, SuggestionRow.participant, SuggestionRow.opening)
        .order_by(at, SuggestionRow.id)
    )


def _ended(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    person = ParticipantRow
    moved = (
        select(func.max(ParticipantMoveRow.at, type_=UtcDateTime))
        .where(
            ParticipantMoveRow.organisation_id == organisation,
            ParticipantMoveRow.participant == person.code,
            ParticipantMoveRow.state_after == person.state,
        )
        .scalar_subquery()
    )
    imported = (
        select(func.max(ImportBatchRow.at, type_=UtcDateTime))
        .join(
            ImportedRow,
            and_(
                ImportedRow.organisation_id == ImportBatchRow.organisation_id,
                ImportedRow.batch == ImportBatchRow.id,
            ),
        )
        .where(
            ImportBatchRow.organisation_id == organisation,
            ImportBatchRow.kind == ImportKind.PARTICIPANTS.value,
            ImportedRow.key == person.code,
        )
        .scalar_subquery()
    )
    return (
        select(person.code, person.state, moved.label("moved"), imported.label("imported"))
        .where(person.organisation_id == organisation, person.state.in_(_ENDED))
        .order_by(person.code)
    )
