"""The list of people to review: everyone, or a page of those whom a reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, case, cast, false, func, or_, select, union, union_all

from matcher.domain.ids import ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.machines.suggestion import GOING_ON
from matcher.domain.participant import REVIEWED
from matcher.domain.people_list import PEOPLE_A_PAGE, PeopleSort
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.domain.views import PersonRow
from matcher.persistence.base import UtcDateTime
from matcher.persistence.mine import is_among, mine
from matcher.persistence.rows import ParticipantRow, RunRow, SuggestionRow, UserRow
from matcher.persistence.suggestions import STANDING_STATES, UNDECIDED_STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import CTE, ColumnElement, Select, Subquery
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId
    from matcher.domain.people_list import PeopleWanted
    from matcher.domain.visibility import Viewer
    from matcher.persistence.values import Stored

    Text = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def everyone(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    """Return everyone who is mapped or active: most undecided suggestions first, then by code."""
    told = _told(organisation)
    listed = _people(organisation, told, (), [ParticipantRow.state.in_(sorted(REVIEWED))])
    return listed.order_by(func.coalesce(told.c.proposed, 0).desc(), ParticipantRow.code)


def page_of(
    organisation: OrganisationId, viewer: Viewer, wanted: PeopleWanted
) -> Select[*tuple[Any, ...]]:
    """Return one page of those whom a reader may see, and how many there are in all.

    To be asked with the values of :func:`matcher.persistence.mine.asked_by`.

    Columns as :func:`everyone`, and ``found``. A page beyond the last is the last one, so that
    nobody is shown an empty list because somebody else decided meanwhile.
    """
    seen = seen_by(organisation, viewer)
    among = (seen,)
    told = _told(organisation, among)
    listed = _people(organisation, told, among, _wanted(wanted, told)).subquery("listed_people")
    numbered = select(
        listed,
        func.row_number().over(order_by=_order(listed, wanted.sort)).label("number"),
        func.count().over().label("found"),
    ).subquery("numbered")
    start, last = (wanted.page - 1) * PEOPLE_A_PAGE, (numbered.c.found - 1) // PEOPLE_A_PAGE
    return (
        select(numbered)
        .where(
            or_(
                and_(numbered.c.number > start, numbered.c.number <= start + PEOPLE_A_PAGE),
                and_(numbered.c.found <= start, (numbered.c.number - 1) // PEOPLE_A_PAGE == last),
            )
        )
        .order_by(numbered.c.number)
    )


def person_row(row: Stored) -> PersonRow:
    """Return the person of a row."""
    return PersonRow(
        code=ParticipantCode(row["code"]),
        preferred_language=row["preferred_language"],
        district=row["district"],
        municipality=row["municipality"],
        proposed=row["proposed"],
        confirmed=row["confirmed"],
        declined=row["declined"],
        best_step=row["step"],
        best_title=row["title"],
        best_band=Band(row["band"]) if row["band"] else None,
        suggested_at=row["at"],
    )


def has_letters(letters: str, *columns: Text) -> ColumnElement[bool]:
    """Keep rows in which a text has some letters, large or small, on every database.

    ``lower`` of SQLite knows ASCII only, so the other letters that are looked for are made small
    one by one.
    """
    small = letters.lower()
    large = {sign.upper(): sign for sign in small if not sign.isascii() and len(sign.upper()) == 1}

    def in_small(column: Text) -> ColumnElement[str | None]:
        text: ColumnElement[str | None] = func.lower(column)
        for one, other in large.items():
            text = func.replace(text, one, other)
        return text

    return or_(*(in_small(column).contains(small, autoescape=True) for column in columns))


def seen_by(organisation: OrganisationId, viewer: Viewer) -> CTE:
    """Return the reader's caseload, and those of whom a suggestion was handed to her.

    The same people as :meth:`matcher.persistence.caseloads.SqlCaseloads.scope`, without protected
    identities.
    """
    own = select(mine().c.participant)
    if viewer.role is not Role.LINKWORKER:
        return own.cte("seen")
    handed = (
        select(SuggestionRow.participant)
        .join(
            UserRow,
            and_(
                UserRow.organisation_id == SuggestionRow.organisation_id,
                UserRow.name == SuggestionRow.handed_to,
            ),
        )
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.handed_to.is_not(None),
            SuggestionRow.state.in_(sorted(state.value for state in GOING_ON)),
            UserRow.id == viewer.user,
        )
    )
    return union(own, handed).cte("seen")


def _wanted(wanted: PeopleWanted, told: Subquery) -> list[ColumnElement[bool]]:
    person = ParticipantRow
    states = REVIEWED if wanted.state is None else {wanted.state}
    conditions: list[ColumnElement[bool]] = [person.state.in_(sorted(states))]
    if wanted.letters:
        conditions.append(
            has_letters(wanted.letters, person.code, person.district, person.municipality)
        )
    if wanted.sector is not None:
        trades, steps = cast(person.wished_sectors, String), cast(person.wished_steps, String)
        conditions.append(
            or_(
                trades.contains(f'"{wanted.sector.value}"', autoescape=True),
                steps.contains(f'"{wanted.sector.value}.', autoescape=True),
            )
        )
    if wanted.band is not None:
        conditions.append(told.c.band == wanted.band.value)
    return conditions


def _order(listed: Subquery, sort: PeopleSort) -> tuple[ColumnElement[Any], ...]:
    people = listed.c
    first: tuple[ColumnElement[Any], ...] = {
        PeopleSort.TO_DECIDE: (people.proposed.desc(),),
        PeopleSort.CODE: (),
        PeopleSort.PLACE: (
            people.municipality.is_(None),
            people.municipality,
            people.district.is_(None),
            people.district,
        ),
        PeopleSort.LONGEST_AGO: (people.at.is_not(None), people.at),
    }[sort]
    return (*first, people.code)


def _people(
    organisation: OrganisationId,
    told: Subquery,
    among: tuple[CTE, ...],
    conditions: Iterable[ColumnElement[bool]],
) -> Select[*tuple[Any, ...]]:
    person, asked = ParticipantRow, _asked(organisation, among)
    return (
        select(
            person.code,
            person.preferred_language,
            person.district,
            person.municipality,
            func.coalesce(told.c.proposed, 0).label("proposed"),
            func.coalesce(told.c.confirmed, 0).label("confirmed"),
            func.coalesce(told.c.declined, 0).label("declined"),
            told.c.step,
            told.c.title,
            told.c.band,
            asked.c.at,
        )
        .outerjoin(told, told.c.participant == person.code)
        .outerjoin(asked, asked.c.participant == person.code)
        .where(
            person.organisation_id == organisation,
            person.protected_identity == false(),
            *(is_among(one, person.code) for one in among),
            *conditions,
        )
    )


def _told(organisation: OrganisationId, among: tuple[CTE, ...] = ()) -> Subquery:
    """Count a person's suggestions of each sort and take the first undecided one."""
    listed = _listed(organisation, among)

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    undecided = listed.c.state.in_(UNDECIDED_STATES)
    first = undecided & (listed.c.place == 1)
    # Grouped rather than joined: a join would read the whole list once for every person.
    return (
        select(
            listed.c.participant,
            number(undecided).label("proposed"),
            number(listed.c.state.in_(STANDING_STATES)).label("confirmed"),
            number(listed.c.state == SuggestionState.DECLINED.value).label("declined"),
            *(
                func.max(case((first, listed.c[name]))).label(name)
                for name in ("step", "title", "band")
            ),
        )
        .group_by(listed.c.participant)
        .subquery("told")
    )


def _listed(organisation: OrganisationId, among: tuple[CTE, ...]) -> Subquery:
    """List suggestions with their place in the person's list, undecided ones first."""
    undecided = SuggestionRow.state.in_(UNDECIDED_STATES)
    place = func.row_number().over(
        partition_by=SuggestionRow.participant,
        order_by=(undecided.desc(), SuggestionRow.rank, SuggestionRow.id),
    )
    return (
        select(
            SuggestionRow.participant,
            SuggestionRow.state,
            SuggestionRow.step,
            SuggestionRow.title,
            SuggestionRow.band,
            place.label("place"),
        )
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.state != SuggestionState.OBSOLETE.value,
            *(is_among(one, SuggestionRow.participant) for one in among),
        )
        .subquery("listed")
    )


def _asked(organisation: OrganisationId, among: tuple[CTE, ...]) -> Subquery:
    """Find the last run for each person, one that found nothing or was for an opening too."""
    for_person = select(RunRow.participant, RunRow.at).where(
        RunRow.organisation_id == organisation,
        RunRow.participant.is_not(None),
        *(RunRow.participant.in_(select(one.c.participant)) for one in among),
    )
    for_opening = (
        select(SuggestionRow.participant, RunRow.at)
        .join(
            RunRow,
            (RunRow.organisation_id == SuggestionRow.organisation_id)
            & (RunRow.id == SuggestionRow.run),
        )
        .where(
            SuggestionRow.organisation_id == organisation,
            RunRow.participant.is_(None),
            *(is_among(one, SuggestionRow.participant) for one in among),
        )
    )
    runs = union_all(for_person, for_opening).subquery("runs_of")
    return (
        select(runs.c.participant, func.max(runs.c.at, type_=UtcDateTime).label("at"))
        .group_by(runs.c.participant)
        .subquery("asked")
    )
