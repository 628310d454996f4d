"""Commands with a key in the database: what each led to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from matcher.domain.command import Done, Outcome
from matcher.errors import Conflict
from matcher.persistence.rows import CommandRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlCommands:
    """:class:`matcher.ports.Commands` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def find(self, key: str) -> Done | None:
        """Return what was done under a key."""
        row = self._connection.execute(
            select(CommandRow.__table__).where(
                CommandRow.organisation_id == self._organisation, CommandRow.key == key
            )
        ).one_or_none()
        if row is None:
            return None
        said = row.outcome
        outcome = Outcome(**said | {"also": tuple(said["also"])})
        return Done(row.command, row.digest, outcome, row.by, row.at)

    def keep(self, key: str, done: Done) -> None:
        """Keep what was done; raises :class:`matcher.errors.Conflict` when the key is taken."""
        values = {
            "organisation_id": str(self._organisation),
            "key": key,
            "command": done.command,
            "digest": done.digest,
            "outcome": done.outcome.plain,
            "by": done.by,
            "at": done.at,
        }
        try:
            self._connection.execute(insert(CommandRow).values(**values))
        except IntegrityError as error:
            raise Conflict(
                "The same command is being done right now. Wait a moment and look at it again.",
                code="busy",
            ) from error
