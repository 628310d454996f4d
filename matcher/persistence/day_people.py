"""The people of a caseload with what their place in the queue rests on: one SELECT."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import aliased

from matcher.domain.day_views import QueuePerson
from matcher.domain.ids import ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.participant import REVIEWED
from matcher.domain.role import Role
from matcher.domain.stuck import UNDER_WAY
from matcher.domain.suggestion import Action, SuggestionState
from matcher.persistence.base import UtcDateTime
from matcher.persistence.mine import MORNING, NAME, ORGANISATION, is_among, mine
from matcher.persistence.rows import DecisionRow, ParticipantRow, RunRow, SuggestionRow

if TYPE_CHECKING:
    from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, Subquery

    from matcher.persistence.values import Stored

REVIEWS = tuple(action.value for action in (Action.CONFIRM, Action.DECLINE, Action.NEED_INFO))
FACTS_GIVEN = tuple(action.value for action in (Action.GIVE_INFO, Action.PROPOSE_AGAIN))
_PROPOSED = SuggestionState.PROPOSED.value
_LISTED = (_PROPOSED, *sorted(UNDER_WAY))


@cache
def people_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; rows are read by :func:`queue_person`."""
    whom = mine()
    told, reviewed = _told(whom), _reviewed(whom)
    person = ParticipantRow
    return (
        select(
            person.code,
            person.preferred_language,
            person.district,
            person.municipality,
            person.wished_steps,
            whom.c.since,
            *(told.c[name] for name in ("proposed", "under_way", "steps", "new", "given")),
            *(told.c[name] for name in ("step", "title", "band")),
            func.coalesce(_run(func.min(RunRow.at)), told.c.found_at).label("first"),
            func.coalesce(_run(func.max(RunRow.at)), told.c.found_at).label("last"),
            reviewed.c.at.label("reviewed"),
            reviewed.c.today,
            _profile().label("profile_now"),
            _profile(RunRow.at <= reviewed.c.at).label("profile_then"),
        )
        .join(whom, whom.c.participant == person.code)
        .outerjoin(told, told.c.participant == person.code)
        .outerjoin(reviewed, reviewed.c.participant == person.code)
        .where(
            person.organisation_id == ORGANISATION,
            is_among(whom, person.code),
            person.state.in_(sorted(REVIEWED)),
        )
        .order_by(person.code)
    )


def queue_person(row: Stored) -> QueuePerson:
    """Return the person of a row."""
    wanted = set(row["wished_steps"]) & set((row["steps"] or "").split())
    then = row["profile_then"]
    return QueuePerson(
        code=ParticipantCode(row["code"]),
        preferred_language=row["preferred_language"],
        district=row["district"],
        municipality=row["municipality"],
        proposed=row["proposed"] or 0,
        under_way=row["under_way"] or 0,
        best_step=row["step"],
        best_title=row["title"],
        best_band=Band(row["band"]) if row["band"] else None,
        interested=bool(wanted),
        facts_changed=bool(row["given"]) or then not in {None, row["profile_now"]},
        new_openings=row["new"] or 0,
        first_listed=_moment(row["first"]),
        reviewed=_moment(row["reviewed"]),
        last_listed=_moment(row["last"]),
        mine_since=row["since"],
        reviewed_today=bool(row["today"]),
    )


def _told(whom: CTE) -> Subquery:
    """Count each person's suggestions, and take the first of those that can be decided on."""
    listed = _listed(whom)

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    proposed = listed.c.state == _PROPOSED
    first = proposed & (listed.c.place == 1)
    return (
        select(
            listed.c.participant,
            number(proposed).label("proposed"),
            number(~proposed).label("under_way"),
            func.aggregate_strings(case((proposed, listed.c.step)), " ").label("steps"),
            number(proposed & (listed.c.seen_before == 0)).label("new"),
            number(proposed & listed.c.action.in_(FACTS_GIVEN)).label("given"),
            func.min(listed.c.at, type_=UtcDateTime).label("found_at"),
            *(
                func.max(case((first, listed.c[name]))).label(name)
                for name in ("step", "title", "band")
            ),
        )
        .group_by(listed.c.participant)
        .subquery("told")
    )


def _listed(whom: CTE) -> Subquery:
    proposed = SuggestionRow.state == _PROPOSED
    place = func.row_number().over(
        partition_by=SuggestionRow.participant,
        order_by=(proposed.desc(), SuggestionRow.rank, SuggestionRow.id),
    )
    earlier = aliased(SuggestionRow)
    seen = exists().where(
        earlier.organisation_id == ORGANISATION,
        earlier.participant == SuggestionRow.participant,
        earlier.opening == SuggestionRow.opening,
        earlier.id != SuggestionRow.id,
    )
    return (
        select(
            SuggestionRow.participant,
            SuggestionRow.state,
            SuggestionRow.step,
            SuggestionRow.title,
            SuggestionRow.band,
            RunRow.at,
            DecisionRow.action,
            place.label("place"),
            case((SuggestionRow.opening.is_(None), 1), (seen, 1), else_=0).label("seen_before"),
        )
        .join(
            RunRow,
            and_(
                RunRow.organisation_id == SuggestionRow.organisation_id,
                RunRow.id == SuggestionRow.run,
            ),
        )
        .outerjoin(
            DecisionRow,
            and_(
                DecisionRow.organisation_id == SuggestionRow.organisation_id,
                DecisionRow.suggestion == SuggestionRow.id,
                DecisionRow.version == SuggestionRow.version,
            ),
        )
        .where(
            is_among(whom, SuggestionRow.participant),
            SuggestionRow.organisation_id == ORGANISATION,
            SuggestionRow.state.in_(_LISTED),
        )
        .subquery("listed")
    )


def _reviewed(whom: CTE) -> Subquery:
    """Find when a LinkWorker last reviewed each person's list, and whether the reader did today."""
    today = (DecisionRow.by == NAME) & (DecisionRow.at >= MORNING)
    suggested = select(SuggestionRow.id).where(
        SuggestionRow.organisation_id == ORGANISATION, is_among(whom, SuggestionRow.participant)
    )
    return (
        select(
            SuggestionRow.participant,
            func.max(DecisionRow.at, type_=UtcDateTime).label("at"),
            func.max(case((today, 1), else_=0)).label("today"),
        )
        .join(
            DecisionRow,
            and_(
                DecisionRow.organisation_id == SuggestionRow.organisation_id,
                DecisionRow.suggestion == SuggestionRow.id,
            ),
        )
        .where(
            DecisionRow.organisation_id == ORGANISATION,
            DecisionRow.suggestion.in_(suggested),
            SuggestionRow.organisation_id == ORGANISATION,
            DecisionRow.actor == Role.LINKWORKER.value,
            DecisionRow.action.in_(REVIEWS),
        )
        .group_by(SuggestionRow.participant)
        .subquery("reviewed")
    )


def _run(at: ColumnElement[datetime]) -> ScalarSelect[datetime]:
    """Return the moment of a run for the person of the row."""
    return (
        select(at)
        .where(RunRow.organisation_id == ORGANISATION, RunRow.participant == ParticipantRow.code)
        .correlate(ParticipantRow)
        .scalar_subquery()
    )


def _profile(*until: ColumnElement[bool]) -> ScalarSelect[str]:
    """Return the fingerprint of the profile that the person's last list was made from."""
    return (
        select(RunRow.input_hash)
        .where(
            RunRow.organisation_id == ORGANISATION,
            RunRow.participant == ParticipantRow.code,
            *until,
        )
        .order_by(RunRow.at.desc())
        .limit(1)
        .scalar_subquery()
    )


def _moment(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
