"""Some people with what was suggested to them and nobody has decided on: one SELECT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, false, select

from matcher.domain.ids import ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.participant import REVIEWED
from matcher.domain.views import FirstJobRow
from matcher.persistence.rows import ParticipantRow, RunRow, SuggestionRow
from matcher.persistence.suggestions import UNDECIDED_STATES

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored


def first_jobs_of(
    organisation: OrganisationId, codes: Collection[ParticipantCode]
) -> Select[tuple[object, ...]]:
    """Return the question for :meth:`matcher.ports.Views.first_jobs`."""
    person, suggestion = ParticipantRow, SuggestionRow
    asked = exists().where(
        RunRow.organisation_id == organisation, RunRow.participant == person.code
    )
    mine = and_(
        suggestion.organisation_id == organisation,
        suggestion.participant == person.code,
        suggestion.state.in_(UNDECIDED_STATES),
    )
    return (
        select(
            person.code,
            person.wished_sectors,
            person.wished_steps,
            asked.label("asked"),
            suggestion.step,
            suggestion.title,
            suggestion.band,
            suggestion.score,
            suggestion.explanation,
        )
        .outerjoin(suggestion, mine)
        .where(
            person.organisation_id == organisation,
            person.code.in_(sorted(codes)),
            person.protected_identity == false(),
            person.state.in_(sorted(REVIEWED)),
        )
        .order_by(person.code, suggestion.rank)
    )


def first_job_row(row: Stored) -> FirstJobRow:
    """Return one row of the answer."""
    return FirstJobRow(
        code=ParticipantCode(row["code"]),
        asked=bool(row["asked"]),
        wished_sectors=tuple(row["wished_sectors"]),
        wished_steps=tuple(row["wished_steps"]),
        step=row["step"],
        title=row["title"],
        band=Band(row["band"]) if row["band"] else None,
        score=row["score"] or 0.0,
        explanation=row["explanation"],
    )
