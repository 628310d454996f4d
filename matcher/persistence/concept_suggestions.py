"""Suggested concepts in the database, those of people and of openings, by one set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import (
    ConceptMove,
    ConceptMoved,
    ConceptState,
    ConceptSuggestion,
    moved,
    renewal,
)
from matcher.domain.link import FoundBy
from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import chunks, insert_all, insert_new, table_of
from matcher.persistence.rows import (
    OpeningConceptMoveRow,
    OpeningConceptRow,
    ParticipantConceptMoveRow,
    ParticipantConceptRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select, Table

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored, Values


@dataclass(frozen=True, slots=True)
class WhereKept:
    """Tables of suggested concepts and their moves, with the columns of owner and words."""

    table: Table
    moves: Table
    whose: str
    words: str


OF_PEOPLE = WhereKept(
    table_of(ParticipantConceptRow.__tablename__),
    table_of(ParticipantConceptMoveRow.__tablename__),
    whose="participant",
    words="experience",
)
OF_OPENINGS = WhereKept(
    table_of(OpeningConceptRow.__tablename__),
    table_of(OpeningConceptMoveRow.__tablename__),
    whose="opening",
    words="title",
)


class SqlConceptSuggestions:
    """:class:`matcher.ports.ConceptSuggestions` of one organisation in one transaction.

    Parameters
    ----------
    connection
        An open transaction.
    organisation
        Whose rows are seen and written.
    kept
        :data:`OF_PEOPLE` or :data:`OF_OPENINGS`.
    """

    def __init__(
        self, connection: Connection, organisation: OrganisationId, kept: WhereKept
    ) -> None:
        self._connection = connection
        self._organisation = organisation
        self._kept = kept
        columns = kept.table.columns
        self._whose, self._words = columns[kept.whose], columns[kept.words]
        self._columns = columns

    def of(self, whose: str) -> tuple[ConceptSuggestion, ...]:
        """Return those of a person or an opening, by words, the surest first."""
        return self._read(self._select(self._whose == whose))

    def undecided(self) -> tuple[ConceptSuggestion, ...]:
        """Return all that are to be decided on, by whose they are, the surest first."""
        return self._read(self._select(self._columns["state"] == ConceptState.SUGGESTED.value))

    def get(self, whose: str, suggestion_id: str) -> ConceptSuggestion:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._read(self._select(self._one(whose, suggestion_id)))
        if not found:
            raise NotFound(
                f"There is no suggested concept {suggestion_id} for {whose}. Load the list of "
                "suggested concepts again."
            )
        return found[0]

    def moves(self, whose: str) -> tuple[ConceptMoved, ...]:
        """Return every move of those of a person or an opening, the first one first."""
        table = self._kept.moves
        rows = self._connection.execute(
            select(table)
            .where(
                table.c["organisation_id"] == self._organisation,
                table.c[self._kept.whose] == whose,
            )
            .order_by(table.c["at"], table.c["position"], table.c["suggestion"])
        ).mappings()
        return tuple(
            ConceptMoved(
                row[self._kept.whose],
                row["suggestion"],
                ConceptKey(Scheme(row["scheme"]), row["concept"]),
                row["label"],
                ConceptMove(row["move"]),
                row["by"],
                row["at"],
            )
            for row in rows
        )

    def renew(
        self,
        suggestions: Mapping[str, Sequence[ConceptSuggestion]],
        *,
        by: str | None,
        at: datetime,
    ) -> None:
        """Replace, by whose they are, what nobody has touched; what a person moved stays."""
        if not suggestions:
            return
        found = [one for listed in suggestions.values() for one in listed]
        before = [
            one
            for part in chunks(suggestions)
            for one in self._read(self._select(self._whose.in_(part)))
        ]
        untouched = delete(self._kept.table).where(
            self._columns["organisation_id"] == self._organisation,
            self._whose == bindparam("of"),
            self._columns["version"] == 0,
        )
        self._connection.execute(untouched, [{"of": whose} for whose in suggestions])
        insert_new(self._connection, self._kept.table, [self._values(one) for one in found])
        self._note(renewal(before, found, by, at))

    def save(self, suggestion: ConceptSuggestion, move: ConceptMove) -> None:
        """Store a suggestion after a move, and the move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first.
        ValueError
            Nobody moved it.
        """
        if suggestion.at is None:
            raise ValueError(f"{suggestion.id} was not moved")
        stored = self._connection.execute(
            update(self._kept.table)
            .where(
                self._one(suggestion.whose, suggestion.id),
                self._columns["version"] == suggestion.version - 1,
            )
            .values(
                state=suggestion.state.value,
                version=suggestion.version,
                by=suggestion.by,
                at=suggestion.at,
            )
        )
        if stored.rowcount != 1:
            raise Conflict("Somebody else changed this first. Nothing was saved; look at it again.")
        self._note([moved(suggestion, move, suggestion.by, suggestion.at)])

    def _note(self, moves: Sequence[ConceptMoved]) -> None:
        """Add moves, each after those of the same suggestion."""
        table = self._kept.moves
        whose = table.c[self._kept.whose]
        last: dict[tuple[str, str], int] = {}
        for part in chunks({one.whose for one in moves}):
            rows = self._connection.execute(
                select(whose, table.c["suggestion"], func.max(table.c["position"]))
                .where(table.c["organisation_id"] == self._organisation, whose.in_(part))
                .group_by(whose, table.c["suggestion"])
            )
            last |= {(owner, suggestion): position for owner, suggestion, position in rows}
        insert_all(
            self._connection,
            table,
            [
                {
                    "organisation_id": self._organisation,
                    self._kept.whose: one.whose,
                    "suggestion": one.suggestion,
                    "position": last.get((one.whose, one.suggestion), 0) + 1,
                    "scheme": one.key.scheme.value,
                    "concept": one.key.id,
                    "label": one.label,
                    "move": one.move.value,
                    "by": one.by,
                    "at": one.at,
                }
                for one in moves
            ],
        )

    def _one(self, whose: str, suggestion_id: str) -> ColumnElement[bool]:
        mine = self._columns["organisation_id"] == self._organisation
        return mine & (self._whose == whose) & (self._columns["id"] == suggestion_id)

    def _select(self, condition: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
        return (
            select(self._kept.table)
            .where(self._columns["organisation_id"] == self._organisation, condition)
            .order_by(
                self._whose,
                self._words,
                self._columns["confidence"].desc(),
                self._columns["id"],
            )
        )

    def _read(self, statement: Select[*tuple[object, ...]]) -> tuple[ConceptSuggestion, ...]:
        rows = self._connection.execute(statement).mappings()
        return tuple(self._of_row(row) for row in rows)

    def _values(self, one: ConceptSuggestion) -> Values:
        return {
            "organisation_id": self._organisation,
            self._kept.whose: one.whose,
            "id": one.id,
            self._kept.words: one.words,
            "scheme": one.key.scheme.value,
            "concept": one.key.id,
            "kind": one.kind.value,
            "labels": dict(one.labels),
            "confidence": one.confidence,
            "found_by": one.found_by.value,
            "state": one.state.value,
            "version": one.version,
            "by": one.by,
            "at": one.at,
        }

    def _of_row(self, row: Stored) -> ConceptSuggestion:
        return ConceptSuggestion(
            whose=row[self._kept.whose],
            words=row[self._kept.words],
            key=ConceptKey(Scheme(row["scheme"]), row["concept"]),
            kind=ConceptKind(row["kind"]),
            labels=row["labels"],
            confidence=row["confidence"],
            found_by=FoundBy(row["found_by"]),
            state=ConceptState(row["state"]),
            version=row["version"],
            by=row["by"],
            at=row["at"],
        )
