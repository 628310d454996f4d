"""The cards of the queue: suggestions with their openings and last decisions, in one SELECT."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, bindparam, or_, select

from matcher.domain.day_views import Card, CardJob
from matcher.domain.ids import OpeningId
from matcher.domain.opening import EmploymentForm, OpeningKind, OpeningState
from matcher.domain.suggestion import SuggestionState
from matcher.persistence.mine import ORGANISATION, is_among, mine
from matcher.persistence.rows import DecisionRow, EmployerRow, OpeningRow, SuggestionRow
from matcher.persistence.suggestion_mapper import decision_of, suggestion_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from matcher.persistence.values import Stored

_SUGGESTION, _DECISION, _OPENING = (
    row.__table__ for row in (SuggestionRow, DecisionRow, OpeningRow)
)
_OF_JOB = (
    "id", "kind", "state", "municipality", "district", "form", "pay_line", "start", "deadline",
)  # fmt: skip
ITS_OPENING = and_(
    OpeningRow.organisation_id == SuggestionRow.organisation_id,
    OpeningRow.id == SuggestionRow.opening,
)
"""The opening of a suggestion."""

OF_OPENING = and_(
    EmployerRow.organisation_id == OpeningRow.organisation_id,
    EmployerRow.id == OpeningRow.employer,
)
"""The employer of an opening."""

CODE = bindparam("asked_code", type_=String())
ALSO = bindparam("asked_also", type_=String())


@cache
def cards_of(*, also: bool) -> Select[*tuple[Any, ...]]:
    """Return the statement; rows are read by :func:`card_of`.

    Parameters
    ----------
    also
        Whether another suggestion is asked for besides the person's; it comes last.
    """
    hers = and_(
        SuggestionRow.participant == CODE,
        SuggestionRow.state == SuggestionState.PROPOSED.value,
    )
    other = SuggestionRow.id == ALSO
    wanted: ColumnElement[bool] = or_(hers, other) if also else hers
    keys = {"organisation_id", "version"}
    return (
        select(
            _SUGGESTION,
            *(column for column in _DECISION.columns if column.name not in keys),
            *(_OPENING.columns[name].label(f"job_{name}") for name in _OF_JOB),
            EmployerRow.name.label("job_employer"),
        )
        .outerjoin(
            DecisionRow,
            and_(
                DecisionRow.organisation_id == SuggestionRow.organisation_id,
                DecisionRow.suggestion == SuggestionRow.id,
                DecisionRow.version == SuggestionRow.version,
            ),
        )
        .outerjoin(
            OpeningRow,
            ITS_OPENING,
        )
        .outerjoin(EmployerRow, OF_OPENING)
        .where(
            is_among(mine(), SuggestionRow.participant),
            SuggestionRow.organisation_id == ORGANISATION,
            wanted,
        )
        .order_by(*((other,) if also else ()), SuggestionRow.rank, SuggestionRow.id)
    )


def card_of(row: Stored) -> Card:
    """Return the card of a row."""
    suggestion = suggestion_of(row)
    last = None if row["suggestion"] is None else decision_of(row)
    return Card(suggestion, _job(row), last)


def _job(row: Stored) -> CardJob | None:
    if row["job_id"] is None:
        return None
    return CardJob(
        id=OpeningId(row["job_id"]),
        kind=OpeningKind(row["job_kind"]),
        state=OpeningState(row["job_state"]),
        employer=row["job_employer"],
        municipality=row["job_municipality"],
        district=row["job_district"],
        form=EmploymentForm(row["job_form"]) if row["job_form"] else None,
        pay_line=row["job_pay_line"],
        start=row["job_start"],
        deadline=row["job_deadline"],
    )
