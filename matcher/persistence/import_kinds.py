"""What differs between an import of participants and one of openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from matcher.domain.importing import ImportKind
from matcher.domain.participant import Participant
from matcher.persistence import opening_mapper, participant_mapper
from matcher.persistence.bulk import chunks, table_of
from matcher.persistence.openings import SqlOpenings
from matcher.persistence.participants import SqlParticipants
from matcher.persistence.values import image_of, rows_of_image

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from matcher.domain.ids import OrganisationId
    from matcher.domain.opening import Opening


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """Where the rows of one kind of import lie; ``about`` is the key in the suggestions."""

    table: Table
    key: str
    about: str


TABLES = {
    ImportKind.PARTICIPANTS: ImportedTable(
        table_of(participant_mapper.MAIN), "code", "participant"
    ),
    ImportKind.OPENINGS: ImportedTable(table_of(opening_mapper.MAIN), "id", "opening"),
}


def versions_now(
    connection: Connection,
    organisation: OrganisationId,
    kind: ImportKind,
    keys: Collection[str],
) -> dict[str, int]:
    """Return the versions of the rows with these keys; a key that is not there is left out."""
    imported = TABLES[kind]
    columns = imported.table.columns
    key, version = columns[imported.key], columns["version"]
    found: dict[str, int] = {}
    for part in chunks(keys):
        rows = connection.execute(
            select(key, version).where(columns["organisation_id"] == organisation, key.in_(part))
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def key_of(item: Participant | Opening) -> str:
    """Return the natural key."""
    return str(item.code if isinstance(item, Participant) else item.id)


def image_of_item(item: Participant | Opening) -> dict[str, Any]:
    """Return all rows of a participant or opening as JSON."""
    if isinstance(item, Participant):
        return image_of(participant_mapper.participant_rows(item))
    return image_of({opening_mapper.MAIN: [opening_mapper.opening_values(item)]})


def item_of_image(image: Mapping[str, Any]) -> Participant | Opening:
    """Return the participant or opening that :func:`image_of_item` kept."""
    rows = rows_of_image(image)
    if participant_mapper.MAIN in rows:
        return participant_mapper.participant_of(rows[participant_mapper.MAIN][0], rows)
    return opening_mapper.opening_of(rows[opening_mapper.MAIN][0])


def restore(
    connection: Connection,
    organisation: OrganisationId,
    kind: ImportKind,
    images: Sequence[Mapping[str, Any]],
) -> None:
    """Put back what :func:`image_of_item` kept."""
    items = [item_of_image(image) for image in images]
    if kind is ImportKind.PARTICIPANTS:
        people = [item for item in items if isinstance(item, Participant)]
        SqlParticipants(connection, organisation).put(people)
    else:
        openings = [item for item in items if not isinstance(item, Participant)]
        SqlOpenings(connection, organisation).put(openings)
