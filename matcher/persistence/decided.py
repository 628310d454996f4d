"""What has been decided on: who was first, and what must therefore stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import chunks, first_few
from matcher.persistence.concept_suggestions import OF_OPENINGS, OF_PEOPLE
from matcher.persistence.rows import DecisionRow, PermissionRow, RunRow, SuggestionRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.suggestion import Suggestion


def refuse_if_decided(
    connection: Connection, organisation: OrganisationId, column: str, keys: Collection[str]
) -> None:
    """Refuse to take away what decisions rest on.

    Parameters
    ----------
    connection
        An open transaction.
    organisation
        Whose rows.
    column
        Column of the suggestions that holds the keys: ``participant`` or ``opening``.
    keys
        What is to be taken away.

    Raises
    ------
    Conflict
        Somebody has decided on a suggestion about one of them, of a job or of a concept, or a
        person has permitted something; the message names the first five.
    """
    concepts = next(kept for kept in (OF_PEOPLE, OF_OPENINGS) if kept.whose == column)
    named, moved = (concepts.table.columns[name] for name in (concepts.whose, "version"))
    about = SuggestionRow.__table__.columns[column]
    found: set[str] = set()
    for part in chunks(keys):
        found.update(
            connection.scalars(
                select(about)
                .distinct()
                .join(
                    DecisionRow,
                    (DecisionRow.organisation_id == SuggestionRow.organisation_id)
                    & (DecisionRow.suggestion == SuggestionRow.id),
                )
                .where(SuggestionRow.organisation_id == organisation, about.in_(part))
            )
        )
        mine = concepts.table.columns["organisation_id"] == organisation
        found.update(
            connection.scalars(select(named).distinct().where(mine, named.in_(part), moved > 0))
        )
        given = PermissionRow.__table__.columns[column]
        ours = PermissionRow.organisation_id == organisation
        found.update(connection.scalars(select(given).distinct().where(ours, given.in_(part))))
    if found:
        raise Conflict(
            f"Decisions rest on {first_few(found)}, so they stay and nothing was changed. "
            "Close them instead.",
            code="decisions.rest",
        )


def raise_overtaken(
    connection: Connection, organisation: OrganisationId, suggestion: Suggestion
) -> None:
    """Say why a suggestion could not be moved.

    Raises
    ------
    NotFound
        It is not there.
    Conflict
        Somebody decided on it first, or a newer run took its place; says who and when.
    """
    stored = connection.execute(
        select(SuggestionRow.state, SuggestionRow.participant).where(
            SuggestionRow.organisation_id == organisation, SuggestionRow.id == suggestion.id
        )
    ).one_or_none()
    if stored is None:
        raise NotFound(f"There is no suggestion {suggestion.id}. Go back to the list.")
    latest = connection.execute(
        select(DecisionRow.by, DecisionRow.at, DecisionRow.state_after)
        .where(DecisionRow.organisation_id == organisation, DecisionRow.suggestion == suggestion.id)
        .order_by(DecisionRow.version.desc())
        .limit(1)
    ).one_or_none()
    if latest is not None and latest.state_after == stored.state:
        state = stored.state.replace("_", " ")
        what = f"'{suggestion.title}' was made {state} by {latest.by} {_when(latest.at)}"
    else:
        what = _newer_run(connection, organisation, stored.participant)
    raise Conflict(f"{what}. Nothing of yours was stored. Reload the page to see where it stands.")


def _newer_run(connection: Connection, organisation: OrganisationId, participant: str) -> str:
    run = connection.execute(
        select(RunRow.by, RunRow.at)
        .where(RunRow.organisation_id == organisation, RunRow.participant == participant)
        .order_by(RunRow.at.desc(), RunRow.id)
        .limit(1)
    ).one_or_none()
    asked = f", asked for by {run.by} {_when(run.at)}," if run else ""
    return f"Newer suggestions for {participant}{asked} have taken the place of this one"


def _when(at: datetime) -> str:
    return f"on {at:%Y-%m-%d} at {at:%H:%M} UTC"
