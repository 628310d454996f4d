"""Runs, suggestions and decisions in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from matcher.domain.run import RunKind
from matcher.domain.suggestion import UNDECIDED, SuggestionState
from matcher.domain.views import DecisionRow as DecisionView
from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import chunks, insert_all, table_of
from matcher.persistence.decided import raise_overtaken
from matcher.persistence.rows import DecisionRow, RunRow, SuggestionRow
from matcher.persistence.suggestion_mapper import (
    decision_of,
    decision_values,
    run_of,
    run_values,
    suggestion_of,
    suggestion_values,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId, ParticipantCode, RunId, SuggestionId
    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.persistence.values import Stored, Values

_S = SuggestionState
_Pair = tuple[str, str | None, str | None]

UNDECIDED_STATES = sorted(state.value for state in UNDECIDED)

STANDING_STATES = sorted(
    state.value
    for state in (
        _S.CONFIRMED,
        _S.ASKED,
        _S.ACCEPTED,
        _S.PRESENTED,
        _S.MEETING,
        _S.TRIAL,
        _S.HIRED,
    )
)
"""Confirmed by a LinkWorker, and nobody has ended it since."""


class SqlSuggestions:
    """:class:`matcher.ports.Suggestions` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        """Store a run; earlier undecided suggestions for the same person become obsolete.

        A run for an opening says nothing about a person's other jobs, so it takes the place only
        of earlier suggestions of that opening. A pair that is confirmed already and still stands
        is stored as obsolete: the record of the run is whole, and nobody decides twice.

        Raises
        ------
        Conflict
            A person or an opening has been removed meanwhile.
        """
        self._connection.execute(insert(RunRow).values(**run_values(run, self._organisation)))
        people = {suggestion.participant for suggestion in suggestions}
        if run.participant is not None:
            people.add(run.participant)
        standing = self._standing_pairs(people)
        self._make_obsolete(run, people)
        rows = [self._new_values(suggestion, standing) for suggestion in suggestions]
        try:
            insert_all(self._connection, table_of(SuggestionRow.__tablename__), rows)
        except IntegrityError as error:
            if "FOREIGN KEY" not in str(error.orig).upper():
                raise
            raise Conflict(
                "A person or an opening of these suggestions is no longer there. "
                "Nothing was stored; ask for suggestions again."
            ) from error

    def _new_values(self, new: Suggestion, standing: frozenset[_Pair]) -> Values:
        values = suggestion_values(new, self._organisation)
        if _pair(values) in standing and new.state in UNDECIDED:
            values |= {"state": _S.OBSOLETE.value, "version": new.version + 1}
        return values

    def _standing_pairs(self, people: set[ParticipantCode]) -> frozenset[_Pair]:
        pairs: set[_Pair] = set()
        for part in chunks(people):
            rows = self._connection.execute(
                select(SuggestionRow.participant, SuggestionRow.opening, SuggestionRow.step).where(
                    SuggestionRow.organisation_id == self._organisation,
                    SuggestionRow.participant.in_(part),
                    SuggestionRow.state.in_(STANDING_STATES),
                )
            ).mappings()
            pairs.update(_pair(row) for row in rows)
        return frozenset(pairs)

    def _make_obsolete(self, run: Run, people: set[ParticipantCode]) -> None:
        about = [SuggestionRow.opening == run.opening] if run.kind is RunKind.OPENING else []
        for part in chunks(people):
            self._connection.execute(
                update(SuggestionRow)
                .where(
                    SuggestionRow.organisation_id == self._organisation,
                    SuggestionRow.participant.in_(part),
                    SuggestionRow.state.in_(UNDECIDED_STATES),
                    *about,
                )
                .values(state=_S.OBSOLETE.value, version=SuggestionRow.version + 1)
            )

    def get(self, suggestion_id: SuggestionId) -> Suggestion:
        """Return one as it is now; raises :class:`matcher.errors.NotFound`."""
        row = (
            self._connection.execute(select(SuggestionRow.__table__).where(self._is(suggestion_id)))
            .mappings()
            .one_or_none()
        )
        if row is None:
            raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
        return suggestion_of(row)

    def run(self, run_id: RunId) -> Run:
        """Return a run; raises :class:`matcher.errors.NotFound`."""
        row = (
            self._connection.execute(
                select(RunRow.__table__).where(
                    RunRow.organisation_id == self._organisation, RunRow.id == run_id
                )
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            raise NotFound(
                f"There is no run {run_id}. `stegvis suggest` shows the id of each list that it "
                "makes; look in the programme where it was made."
            )
        return run_of(row)

    def current(self, code: ParticipantCode) -> tuple[Suggestion, ...]:
        """Return a person's suggestions that are not obsolete, decided ones first, then by rank."""
        rows = self._connection.execute(
            select(SuggestionRow.__table__)
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.participant == code,
                SuggestionRow.state != _S.OBSOLETE.value,
            )
            .order_by(
                SuggestionRow.state.in_(UNDECIDED_STATES), SuggestionRow.rank, SuggestionRow.id
            )
        ).mappings()
        return tuple(suggestion_of(row) for row in rows)

    def save(self, suggestion: Suggestion, decision: Decision) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first; the message
            says who and when.
        NotFound
            The suggestion is not there.
        ValueError
            The decision is about another suggestion or led to another state.
        """
        if (decision.suggestion, decision.after) != (suggestion.id, suggestion.state):
            raise ValueError(f"the decision does not fit suggestion {suggestion.id}")
        moved = self._connection.execute(
            update(SuggestionRow)
            .where(
                self._is(suggestion.id),
                SuggestionRow.version == suggestion.version - 1,
                SuggestionRow.state == decision.before.value,
            )
            .values(state=suggestion.state.value, version=suggestion.version)
        )
        if moved.rowcount == 0:
            raise_overtaken(self._connection, self._organisation, suggestion)
        self._connection.execute(
            insert(DecisionRow).values(
                **decision_values(decision, self._organisation, suggestion.version)
            )
        )

    def decisions(self, code: ParticipantCode) -> tuple[DecisionView, ...]:
        """Return the decisions about a person, newest first."""
        rows = self._connection.execute(
            select(DecisionRow.__table__, SuggestionRow.title)
            .join(
                SuggestionRow,
                and_(
                    SuggestionRow.organisation_id == DecisionRow.organisation_id,
                    SuggestionRow.id == DecisionRow.suggestion,
                ),
            )
            .where(
                DecisionRow.organisation_id == self._organisation,
                SuggestionRow.participant == code,
            )
            .order_by(DecisionRow.at.desc(), DecisionRow.version.desc(), DecisionRow.suggestion)
        ).mappings()
        return tuple(DecisionView(decision_of(row), row["title"]) for row in rows)

    def history(self, suggestion_id: SuggestionId) -> tuple[Decision, ...]:
        """Return the decisions on one suggestion, oldest first."""
        rows = self._connection.execute(
            select(DecisionRow.__table__)
            .where(
                DecisionRow.organisation_id == self._organisation,
                DecisionRow.suggestion == suggestion_id,
            )
            .order_by(DecisionRow.version)
        ).mappings()
        return tuple(decision_of(row) for row in rows)

    def hand_over(self, suggestion: Suggestion) -> None:
        """Store to whom a suggestion was handed over; raises as :meth:`save`."""
        moved = self._connection.execute(
            update(SuggestionRow)
            .where(self._is(suggestion.id), SuggestionRow.version == suggestion.version - 1)
            .values(handed_to=suggestion.handed_to, version=suggestion.version)
        )
        if moved.rowcount == 0:
            raise_overtaken(self._connection, self._organisation, suggestion)

    def _is(self, suggestion_id: SuggestionId) -> ColumnElement[bool]:
        return and_(
            SuggestionRow.organisation_id == self._organisation, SuggestionRow.id == suggestion_id
        )


def _pair(values: Stored) -> _Pair:
    """Return who and what: the opening, or the step where nothing is open."""
    step = values["step"] if values["opening"] is None else None
    return values["participant"], values["opening"], step
