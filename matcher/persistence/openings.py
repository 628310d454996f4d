"""Openings in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select, update

from matcher.domain.ids import OpeningId
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.opening import OpeningKind
from matcher.errors import InputError, NotFound
from matcher.persistence.bulk import chunks, delete_all, first_few, table_of, upsert
from matcher.persistence.decided import refuse_if_decided
from matcher.persistence.opening_mapper import MAIN, opening_of, opening_values
from matcher.persistence.rows import EmployerRow, OpeningRow, SuggestionRow
from matcher.persistence.written import note_openings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import EmployerId, OrganisationId
    from matcher.domain.opening import Opening

_IN_LINE = sorted(state.value for state in IN_LINE)


class SqlOpenings:
    """:class:`matcher.ports.Openings` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self, opening_id: OpeningId) -> Opening:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self.among([opening_id])
        if not found:
            raise NotFound(f"There is no opening {opening_id}. Check its id.")
        return found[0]

    def all(self) -> tuple[Opening, ...]:
        """Return every opening, by id."""
        return self._select()

    def among(self, ids: Collection[str]) -> tuple[Opening, ...]:
        """Return those of some openings that are there, by id."""
        return tuple(one for part in chunks(ids) for one in self._select(OpeningRow.id.in_(part)))

    def own(self, employer: EmployerId | None = None) -> tuple[Opening, ...]:
        """Return those agreed with an employer, of one of them where it is named, by id."""
        of = () if employer is None else (OpeningRow.employer == employer,)
        return self._select(OpeningRow.kind == OpeningKind.OWN.value, *of)

    def _select(self, *which: ColumnElement[bool]) -> tuple[Opening, ...]:
        rows = self._connection.execute(
            select(OpeningRow.__table__)
            .where(OpeningRow.organisation_id == self._organisation, *which)
            .order_by(OpeningRow.id)
        ).mappings()
        return tuple(opening_of(row) for row in rows)

    def put(self, openings: Sequence[Opening]) -> None:
        """Insert or replace by id, in one batch; of two with one id the last counts.

        The people in line of a lead that becomes an own opening hold its presentation slots.

        Raises
        ------
        ValueError
            An opening belongs to another organisation.
        InputError
            An employer is not stored, an ad is stored under another id already, or an opening
            would have fewer places than are taken.
        """
        by_id = {opening.id: opening for opening in openings}
        for opening in by_id.values():
            if opening.organisation != self._organisation:
                raise ValueError(
                    f"{opening.id} belongs to {opening.organisation!r}, not {self._organisation!r}"
                )
        self._check_employers(by_id.values())
        self._check_origins(by_id.values())
        self._check_places(by_id.values())
        other_kind = self._of_other_kind(by_id)
        rows = [opening_values(opening) for opening in by_id.values()]
        upsert(self._connection, table_of(MAIN), rows)
        self._count_slots(other_kind)
        note_openings(self._connection, by_id.values())

    def remove(self, ids: Collection[OpeningId]) -> None:
        """Delete with undecided suggestions; ids that are not there are ignored.

        Raises
        ------
        Conflict
            Decisions rest on one of them; nothing is deleted.
        """
        refuse_if_decided(self._connection, self._organisation, "opening", ids)
        delete_all(self._connection, table_of(MAIN), self._organisation, "id", ids)

    def _of_other_kind(self, openings: Mapping[OpeningId, Opening]) -> list[str]:
        """Return the ids of those that are stored as a lead and become own, or the other way."""
        changed: list[str] = []
        for part in chunks(openings):
            stored = self._connection.execute(
                select(OpeningRow.id, OpeningRow.kind).where(
                    OpeningRow.organisation_id == self._organisation, OpeningRow.id.in_(part)
                )
            )
            changed += [
                row.id for row in stored if openings[OpeningId(row.id)].kind.value != row.kind
            ]
        return changed

    def _count_slots(self, ids: Collection[str]) -> None:
        """Let everybody in line hold a presentation slot of an own opening; a lead has none."""
        waiting = (
            select(func.count())
            .select_from(SuggestionRow)
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.opening == OpeningRow.id,
                SuggestionRow.state.in_(_IN_LINE),
            )
            .correlate(OpeningRow)
            .scalar_subquery()
        )
        own = OpeningRow.kind == OpeningKind.OWN.value
        for part in chunks(ids):
            self._connection.execute(
                update(OpeningRow)
                .where(OpeningRow.organisation_id == self._organisation, OpeningRow.id.in_(part))
                .values(slots_taken=case((own, waiting), else_=0))
            )

    def _check_employers(self, openings: Collection[Opening]) -> None:
        named = {opening.employer for opening in openings if opening.employer is not None}
        if not named:
            return
        stored = self._connection.scalars(
            select(EmployerRow.id).where(EmployerRow.organisation_id == self._organisation)
        )
        missing = named.difference(stored)
        if missing:
            raise InputError(
                f"Employers that openings name are not stored: {first_few(missing)}. "
                "Store the employers first.",
                code="opening.employer",
            )

    def _check_places(self, openings: Collection[Opening]) -> None:
        taken = {
            row.id: row.places_taken
            for row in self._connection.execute(
                select(OpeningRow.id, OpeningRow.places_taken).where(
                    OpeningRow.organisation_id == self._organisation, OpeningRow.places_taken > 0
                )
            )
        }
        for opening in openings:
            held = taken.get(opening.id, 0)
            if opening.places < held:
                raise InputError(
                    f"Opening {opening.id} would have {opening.places} places, and {held} are "
                    "taken. Give it at least as many, or close it.",
                    code="opening.places",
                    taken=held,
                )

    def _check_origins(self, openings: Collection[Opening]) -> None:
        ids: dict[tuple[str | None, str | None], str] = {
            (opening.origin.source, opening.origin.external_id): str(opening.id)
            for opening in openings
            if opening.origin is not None
        }
        if not ids:
            return
        if len(ids) < sum(opening.origin is not None for opening in openings):
            raise InputError(
                "Two openings come from the same ad. Store only one of them.", code="opening.twice"
            )
        stored = self._connection.execute(
            select(OpeningRow.origin_source, OpeningRow.origin_external_id, OpeningRow.id).where(
                OpeningRow.organisation_id == self._organisation,
                OpeningRow.origin_source.is_not(None),
            )
        )
        for row in stored:
            ad = (row.origin_source, row.origin_external_id)
            if ids.get(ad, row.id) != row.id:
                raise InputError(
                    f"Ad {ad[1]} of {ad[0]} is stored as opening {row.id}. "
                    "Store it again under that id.",
                    code="opening.twice",
                )
