"""The lists of a LinkWorker's day: one SELECT each, over the caseload and nobody else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, bindparam, false, func, literal, not_, or_, select, union_all

from matcher.domain.day_views import CardPerson, FollowUpCall, UnderWay
from matcher.domain.ids import ParticipantCode, PlacementId, SuggestionId
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.machines.suggestion import GOING_ON
from matcher.domain.opening import OpeningKind
from matcher.domain.participant import ParticipantState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.role import Role
from matcher.domain.stuck import TO_DO, UNDER_WAY
from matcher.domain.suggestion import SuggestionState
from matcher.errors import NotFound
from matcher.persistence.base import UtcDateTime
from matcher.persistence.day_cards import ALSO, CODE, ITS_OPENING, OF_OPENING, card_of, cards_of
from matcher.persistence.day_people import people_of, queue_person
from matcher.persistence.mine import DAY, NAME, ORGANISATION, asked, is_among, mine
from matcher.persistence.people import hour_of
from matcher.persistence.rows import (
    DecisionRow,
    EmployerRow,
    ExperienceRow,
    FollowUpRow,
    OpeningRow,
    ParticipantRow,
    PersonViewRow,
    PlacementRow,
    RunRow,
    SuggestionRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import (
        CTE,
        ColumnElement,
        CompoundSelect,
        Connection,
        CursorResult,
        ScalarSelect,
        Select,
    )

    from matcher.domain.day_views import Asking, Card, QueuePerson
    from matcher.domain.ids import OrganisationId

_TO_ASK = tuple(
    state.value for state in (FollowUpState.SCHEDULED, FollowUpState.DUE, FollowUpState.OVERDUE)
)
_HOUR = bindparam("asked_hour", type_=UtcDateTime())
_WHAT = bindparam("asked_what", type_=String())
_SUGGESTION = bindparam("asked_suggestion", type_=String())


class SqlDayViews:
    """:class:`matcher.ports.DayViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def people(self, asking: Asking) -> tuple[QueuePerson, ...]:
        """Return the people of the caseload who are mapped or active, by code."""
        rows = self._ask(people_of(), asking).mappings()
        return tuple(queue_person(row) for row in rows)

    def under_way(self, asking: Asking) -> tuple[UnderWay, ...]:
        """Return the suggestions that somebody has to do something about, the oldest first."""
        statement = _under_way(handed_over=asking.viewer.role is Role.LINKWORKER)
        return tuple(
            UnderWay(
                SuggestionId(row.id),
                ParticipantCode(row.participant),
                SuggestionState(row.state),
                row.title,
                None if row.kind is None else OpeningKind(row.kind),
                row.employer,
                row.contact,
                row.since,
                row.handed_over,
            )
            for row in self._ask(statement, asking)
        )

    def follow_ups(self, asking: Asking) -> tuple[FollowUpCall, ...]:
        """Return the follow-ups whose day has come, by day."""
        return tuple(
            FollowUpCall(
                PlacementId(row.placement),
                ParticipantCode(row.participant),
                FollowUpPoint(row.point),
                FollowUpState(row.state),
                row.due_on,
                row.title,
                row.employer,
            )
            for row in self._ask(_follow_ups(), asking)
        )

    def person(self, asking: Asking, code: ParticipantCode, what: str) -> CardPerson:
        """Return a person of the caseload; ``what`` is looked at.

        Raises
        ------
        NotFound
            There is none, or the reader may not see her: the two look the same.
        """
        told = {CODE.key: code, _WHAT.key: what, _HOUR.key: hour_of(asking.at)}
        rows = self._ask(_person(), asking, told).all()
        if not rows:
            raise NotFound(f"There is no participant {code}. Check the code.")
        first = rows[0]
        return CardPerson(
            code,
            first.preferred_language,
            first.district,
            first.municipality,
            {row.text: row.lang for row in rows if row.text is not None},
            first.noted is not None,
        )

    def cards(
        self, asking: Asking, code: ParticipantCode | None, also: SuggestionId | None
    ) -> tuple[Card, ...]:
        """Return a person's suggestions that can be decided on, by rank, and another one last."""
        told = {CODE.key: code} if also is None else {CODE.key: code, ALSO.key: also}
        rows = self._ask(cards_of(also=also is not None), asking, told)
        return tuple(card_of(row) for row in rows.mappings())

    def whose(self, asking: Asking, suggestion_id: SuggestionId) -> ParticipantCode:
        """Return whose a suggestion is; raises as :meth:`person`."""
        found = self._ask(_whose(), asking, {_SUGGESTION.key: suggestion_id}).scalar()
        if found is None:
            raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
        return ParticipantCode(found)

    def _ask(
        self,
        statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]],
        asking: Asking,
        told: Mapping[str, object] | None = None,
    ) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(
            statement, {**asked(self._organisation, asking), **(told or {})}
        )


@cache
def _whose() -> Select[*tuple[Any, ...]]:
    return select(SuggestionRow.participant).where(
        is_among(mine(), SuggestionRow.participant),
        SuggestionRow.organisation_id == ORGANISATION,
        SuggestionRow.id == _SUGGESTION,
    )


def _with_opening(since: ColumnElement[datetime], *, handed_over: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            # SQLite orders a union by columns that are given a name.
            SuggestionRow.id.label("id"),
            SuggestionRow.participant.label("participant"),
            SuggestionRow.state,
            SuggestionRow.title,
            OpeningRow.kind,
            OpeningRow.contact,
            EmployerRow.name.label("employer"),
            since.label("since"),
            literal(handed_over).label("handed_over"),
        )
        .join(
            ParticipantRow,
            and_(
                ParticipantRow.organisation_id == SuggestionRow.organisation_id,
                ParticipantRow.code == SuggestionRow.participant,
            ),
        )
        .outerjoin(
            OpeningRow,
            ITS_OPENING,
        )
        .outerjoin(EmployerRow, OF_OPENING)
        .where(
            SuggestionRow.organisation_id == ORGANISATION,
            or_(
                SuggestionRow.state.not_in(sorted(TO_DO)),
                ParticipantRow.state != ParticipantState.PAUSED,
            ),
        )
    )


def _last_moved() -> ScalarSelect[datetime]:
    return (
        select(func.max(DecisionRow.at, type_=UtcDateTime))
        .where(
            DecisionRow.organisation_id == ORGANISATION,
            DecisionRow.suggestion == SuggestionRow.id,
        )
        .scalar_subquery()
    )


@cache
def _under_way(*, handed_over: bool) -> CompoundSelect[*tuple[Any, ...]]:
    whom = mine()
    hers = _with_opening(_last_moved(), handed_over=False).where(
        is_among(whom, SuggestionRow.participant),
        SuggestionRow.state.in_(sorted(UNDER_WAY)),
    )
    parts = (hers, _of_others(whom)) if handed_over else (hers,)
    both = union_all(*parts)
    named = both.selected_columns
    return both.order_by(named.since, named.participant, named.id)


def _of_others(whom: CTE) -> Select[*tuple[Any, ...]]:
    made = (
        select(RunRow.at)
        .where(RunRow.organisation_id == ORGANISATION, RunRow.id == SuggestionRow.run)
        .scalar_subquery()
    )
    since = func.coalesce(_last_moved(), made, type_=UtcDateTime)
    return _with_opening(since, handed_over=True).where(
        SuggestionRow.handed_to == NAME,
        SuggestionRow.state.in_(sorted(GOING_ON)),
        ParticipantRow.protected_identity == false(),
        not_(is_among(whom, SuggestionRow.participant)),
    )


@cache
def _follow_ups() -> Select[*tuple[Any, ...]]:
    placement = PlacementRow
    theirs = (
        select(placement.organisation_id, placement.id, placement.participant, placement.opening)
        .where(placement.organisation_id == ORGANISATION, is_among(mine(), placement.participant))
        .cte("theirs")
        .prefix_with("MATERIALIZED")
    )
    # As a plain column the state would make SQLite read the due ones of the whole organisation.
    state = FollowUpRow.state.concat("")
    return (
        select(
            FollowUpRow.placement,
            FollowUpRow.point,
            FollowUpRow.state,
            FollowUpRow.due_on,
            theirs.c.participant,
            OpeningRow.title,
            EmployerRow.name.label("employer"),
        )
        .join(
            theirs,
            and_(
                theirs.c.organisation_id == FollowUpRow.organisation_id,
                theirs.c.id == FollowUpRow.placement,
            ),
        )
        .join(
            OpeningRow,
            and_(
                OpeningRow.organisation_id == theirs.c.organisation_id,
                OpeningRow.id == theirs.c.opening,
            ),
        )
        .outerjoin(EmployerRow, OF_OPENING)
        .where(
            FollowUpRow.organisation_id == ORGANISATION,
            state.in_(_TO_ASK),
            FollowUpRow.due_on <= DAY,
        )
        .order_by(FollowUpRow.due_on, theirs.c.participant, FollowUpRow.point)
    )


@cache
def _person() -> Select[*tuple[Any, ...]]:
    person, whom = ParticipantRow, mine()
    return (
        select(
            person.preferred_language,
            person.district,
            person.municipality,
            ExperienceRow.text,
            ExperienceRow.lang,
            PersonViewRow.at.label("noted"),
        )
        .join(whom, whom.c.participant == person.code)
        .outerjoin(
            ExperienceRow,
            and_(
                ExperienceRow.organisation_id == person.organisation_id,
                ExperienceRow.participant == person.code,
            ),
        )
        .outerjoin(
            PersonViewRow,
            and_(
                PersonViewRow.organisation_id == person.organisation_id,
                PersonViewRow.participant == person.code,
                PersonViewRow.at == _HOUR,
                PersonViewRow.by == NAME,
                PersonViewRow.what == _WHAT,
            ),
        )
        .where(person.organisation_id == ORGANISATION, person.code == CODE)
        .order_by(ExperienceRow.position)
    )
