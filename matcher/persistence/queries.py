"""Lists for screens: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, false, func, select

from matcher.domain.opening import OpeningKind
from matcher.domain.people_list import PeoplePage
from matcher.domain.suggestion import SuggestionState
from matcher.domain.views import Counts, FoundOpening, FoundPerson
from matcher.persistence.agreement import AgreementView
from matcher.persistence.employer_home import employer_openings, presented_to
from matcher.persistence.first_jobs import first_job_row, first_jobs_of
from matcher.persistence.mine import asked_by
from matcher.persistence.people_list import everyone, page_of, person_row
from matcher.persistence.permitted import agreed_openings, permitted_by
from matcher.persistence.rows import (
    DecisionRow,
    EmployerRow,
    OpeningRow,
    ParticipantRow,
    SuggestionRow,
)
from matcher.persistence.search_queries import find_openings, find_people

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Connection

    from matcher.domain.employer_home import EmployerOpening, Presented
    from matcher.domain.ids import EmployerId, OrganisationId, ParticipantCode
    from matcher.domain.people_list import PeopleWanted
    from matcher.domain.permitted import AgreedOpening, Permitted
    from matcher.domain.views import FirstJobRow, PersonRow
    from matcher.domain.visibility import Viewer


class SqlViews(AgreementView):
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
        rows = self._connection.execute(everyone(self._organisation)).mappings()
        return tuple(person_row(row) for row in rows)

    def people_page(self, viewer: Viewer, day: date, wanted: PeopleWanted) -> PeoplePage:
        """Return one page of those whom a reader may see on a day, the nearest to the wanted one.

        Never those with protected identity; what is counted is as in :meth:`people`.
        """
        statement = page_of(self._organisation, viewer, wanted)
        values = asked_by(self._organisation, viewer, day)
        rows = self._connection.execute(statement, values).mappings().all()
        found = rows[0]["found"] if rows else 0
        return PeoplePage.of(tuple(person_row(row) for row in rows), found, wanted.page)

    def first_jobs(self, codes: Collection[ParticipantCode]) -> tuple[FirstJobRow, ...]:
        """Return some people with their undecided suggestions: by code, the best first."""
        rows = self._connection.execute(first_jobs_of(self._organisation, codes)).mappings()
        return tuple(first_job_row(row) for row in rows)

    def employer_openings(self, employer: EmployerId) -> tuple[EmployerOpening, ...]:
        """Return the own openings of an employer, by title."""
        return employer_openings(self._connection, self._organisation, employer)

    def presented_to(self, employer: EmployerId, day: date) -> tuple[Presented, ...]:
        """Return who was presented to an employer and may be told of on a day, the latest first.

        Nobody with protected identity, and nobody without a permission that holds.
        """
        return presented_to(self._connection, self._organisation, employer, day)

    def permitted_by(self, code: ParticipantCode) -> tuple[Permitted, ...]:
        """Return everything a person has permitted and taken back, by employer and opening."""
        return permitted_by(self._connection, self._organisation, code)

    def agreed_openings(self) -> tuple[AgreedOpening, ...]:
        """Return own openings with an employer that are not closed, by employer and title."""
        return agreed_openings(self._connection, self._organisation)

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
