"""Finding by a few letters: one SELECT each, the same on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import false, or_, select

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.views import FoundOpening, FoundPerson
from matcher.persistence.rows import EmployerRow, OpeningRow, ParticipantRow

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId

    Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def find_people(
    connection: Connection, organisation: OrganisationId, letters: str
) -> tuple[FoundPerson, ...]:
    """Return people as :meth:`matcher.ports.Views.find_people` says."""
    person = ParticipantRow
    rows = connection.execute(
        select(person.code, person.preferred_language, person.district, person.municipality)
        .where(
            person.organisation_id == organisation,
            person.protected_identity == false(),
            _may_have(letters, person.code, person.district, person.municipality),
        )
        .order_by(person.code)
    )
    return tuple(
        FoundPerson(ParticipantCode(code), lang, district, municipality)
        for code, lang, district, municipality in rows
        if _has(letters, code, district, municipality)
    )


def find_openings(
    connection: Connection, organisation: OrganisationId, letters: str
) -> tuple[FoundOpening, ...]:
    """Return openings as :meth:`matcher.ports.Views.find_openings` says."""
    opening = OpeningRow
    rows = connection.execute(
        select(
            opening.id,
            opening.title,
            opening.kind,
            opening.state,
            EmployerRow.name.label("employer"),
            opening.district,
            opening.municipality,
            (opening.places - opening.places_taken).label("places_left"),
            opening.origin_url.label("link"),
        )
        .outerjoin(
            EmployerRow,
            (EmployerRow.organisation_id == opening.organisation_id)
            & (EmployerRow.id == opening.employer),
        )
        .where(
            opening.organisation_id == organisation,
            _may_have(
                letters, opening.title, EmployerRow.name, opening.district, opening.municipality
            ),
        )
        .order_by(opening.kind == OpeningKind.LEAD.value, opening.title, opening.id)
    ).mappings()
    return tuple(
        FoundOpening(
            **{
                **row,
                "id": OpeningId(row["id"]),
                "kind": OpeningKind(row["kind"]),
                "state": OpeningState(row["state"]),
            }
        )
        for row in rows
        if _has(letters, row["title"], row["employer"], row["district"], row["municipality"])
    )


def _may_have(letters: str, *columns: Column) -> ColumnElement[bool]:
    """Keep rows that may have the letters; a letter beyond ASCII stands for any.

    SQLite knows large and small of ASCII only, so what is left is looked at again.
    """
    plain = "".join(
        f"/{sign}" if sign in "/%_" else sign if sign.isascii() else "_" for sign in letters.lower()
    )
    return or_(*(column.ilike(f"%{plain}%", escape="/") for column in columns))


def _has(letters: str, *texts: str | None) -> bool:
    wanted = letters.casefold()
    return any(wanted in text.casefold() for text in texts if text)
