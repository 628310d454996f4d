"""Suggested concepts in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptState, ConceptSuggestion
from matcher.domain.ids import ParticipantCode
from matcher.domain.link import FoundBy
from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import insert_new, table_of
from matcher.persistence.rows import ConceptSuggestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored, Values

_Row = ConceptSuggestionRow


class SqlConceptSuggestions:
    """:class:`matcher.ports.ConceptSuggestions` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def of(self, code: ParticipantCode) -> tuple[ConceptSuggestion, ...]:
        """Return a person's, by experience, the surest first."""
        rows = self._connection.execute(
            select(_Row.__table__)
            .where(_Row.organisation_id == self._organisation, _Row.participant == code)
            .order_by(_Row.experience, _Row.confidence.desc(), _Row.id)
        ).mappings()
        return tuple(_of_row(row) for row in rows)

    def get(self, code: ParticipantCode, suggestion_id: str) -> ConceptSuggestion:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = next((one for one in self.of(code) if one.id == suggestion_id), None)
        if found is None:
            raise NotFound(f"There is no suggested concept {suggestion_id} for {code}.")
        return found

    def renew(self, code: ParticipantCode, suggestions: Sequence[ConceptSuggestion]) -> None:
        """Replace what nobody has touched; what a person moved stays as it is."""
        self._connection.execute(
            delete(_Row).where(
                _Row.organisation_id == self._organisation,
                _Row.participant == code,
                _Row.version == 0,
            )
        )
        rows = [self._values(one) for one in suggestions]
        insert_new(self._connection, table_of(_Row.__tablename__), rows)

    def save(self, suggestion: ConceptSuggestion) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first.
        """
        moved = self._connection.execute(
            update(_Row)
            .where(
                _Row.organisation_id == self._organisation,
                _Row.participant == suggestion.participant,
                _Row.id == suggestion.id,
                _Row.version == suggestion.version - 1,
            )
            .values(
                state=suggestion.state.value,
                version=suggestion.version,
                by=suggestion.by,
                at=suggestion.at,
            )
        )
        if moved.rowcount != 1:
            raise Conflict("Somebody else changed this first. Nothing was saved; look at it again.")

    def _values(self, one: ConceptSuggestion) -> Values:
        return {
            "organisation_id": self._organisation,
            "participant": one.participant,
            "id": one.id,
            "experience": one.experience,
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


def _of_row(row: Stored) -> ConceptSuggestion:
    return ConceptSuggestion(
        participant=ParticipantCode(row["participant"]),
        experience=row["experience"],
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
