"""Lists for screens: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, Subquery, case, false, func, select, union_all

from matcher.domain.ids import ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.opening import OpeningKind
from matcher.domain.participant import REVIEWED
from matcher.domain.suggestion import SuggestionState
from matcher.domain.views import Counts, FoundOpening, FoundPerson, PersonRow
from matcher.persistence.base import UtcDateTime
from matcher.persistence.first_jobs import first_job_row, first_jobs_of
from matcher.persistence.rows import (
    DecisionRow,
    EmployerRow,
    OpeningRow,
    ParticipantRow,
    RunRow,
    SuggestionRow,
)
from matcher.persistence.search_queries import find_openings, find_people
from matcher.persistence.suggestions import STANDING_STATES, UNDECIDED_STATES

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.views import FirstJobRow
    from matcher.persistence.values import Stored


class SqlViews:
    """:class:`matcher.ports.Views` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def people(self) -> tuple[PersonRow, ...]:
        """Return people to review: most undecided suggestions first, then by code.

        Only people who are mapped or active, and never those with protected identity.
        ``confirmed`` counts suggestions that stand, wherever they have come to since they were
        confirmed.
        """
        rows = self._connection.execute(_people(self._organisation)).mappings()
        return tuple(_person_row(row) for row in rows)

    def first_jobs(self, codes: Collection[ParticipantCode]) -> tuple[FirstJobRow, ...]:
        """Return some people with their undecided suggestions: by code, the best first."""
        rows = self._connection.execute(first_jobs_of(self._organisation, codes)).mappings()
        return tuple(first_job_row(row) for row in rows)

    def counts(self) -> Counts:
        """Return how much there is.

        People with protected identity are in no number. ``openings`` and ``places`` are own ones,
        ``leads`` the others; obsolete suggestions are not counted.
        """
        row = self._connection.execute(_counts(self._organisation)).mappings().one()
        return Counts(**row)

    def find_people(self, letters: str) -> tuple[FoundPerson, ...]:
        """Return people whose code, district or municipality has some letters, by code."""
        return find_people(self._connection, self._organisation, letters)

    def find_openings(self, letters: str) -> tuple[FoundOpening, ...]:
        """Return openings whose title, employer or place has some letters; own ones first."""
        return find_openings(self._connection, self._organisation, letters)


def _people(organisation: OrganisationId) -> Select[tuple[object, ...]]:
    told, asked = _told(organisation), _asked(organisation)
    person = ParticipantRow
    proposed = func.coalesce(told.c.proposed, 0).label("proposed")
    return (
        select(
            person.code,
            person.preferred_language,
            person.district,
            person.municipality,
            proposed,
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
            person.state.in_(sorted(REVIEWED)),
        )
        .order_by(proposed.desc(), person.code)
    )


def _told(organisation: OrganisationId) -> Subquery:
    """Count a person's suggestions of each sort and take the first undecided one."""
    listed = _listed(organisation)

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


def _listed(organisation: OrganisationId) -> Subquery:
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
        )
        .subquery("listed")
    )


def _asked(organisation: OrganisationId) -> Subquery:
    """Find the last run for each person, one that found nothing or was for an opening too."""
    for_person = select(RunRow.participant, RunRow.at).where(
        RunRow.organisation_id == organisation, RunRow.participant.is_not(None)
    )
    for_opening = (
        select(SuggestionRow.participant, RunRow.at)
        .join(
            RunRow,
            (RunRow.organisation_id == SuggestionRow.organisation_id)
            & (RunRow.id == SuggestionRow.run),
        )
        .where(SuggestionRow.organisation_id == organisation, RunRow.participant.is_(None))
    )
    runs = union_all(for_person, for_opening).subquery("runs_of")
    return (
        select(runs.c.participant, func.max(runs.c.at, type_=UtcDateTime).label("at"))
        .group_by(runs.c.participant)
        .subquery("asked")
    )


def _person_row(row: Stored) -> PersonRow:
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


def _counts(organisation: OrganisationId) -> Select[tuple[object, ...]]:
    own = (OpeningRow.organisation_id == organisation) & (OpeningRow.kind == OpeningKind.OWN.value)
    lead = (OpeningRow.organisation_id == organisation) & (
        OpeningRow.kind == OpeningKind.LEAD.value
    )
    numbers = {
        "participants": select(func.count()).where(
            ParticipantRow.organisation_id == organisation,
            ParticipantRow.protected_identity == false(),
        ),
        "employers": select(func.count()).where(EmployerRow.organisation_id == organisation),
        "openings": select(func.count()).where(own),
        "leads": select(func.count()).where(lead),
        "places": select(func.coalesce(func.sum(OpeningRow.places), 0)).where(own),
        "suggestions": select(func.count()).where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.state != SuggestionState.OBSOLETE.value,
        ),
        "decisions": select(func.count()).where(DecisionRow.organisation_id == organisation),
    }
    return select(*(query.scalar_subquery().label(name) for name, query in numbers.items()))
