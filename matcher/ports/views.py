"""What screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from matcher.domain.agreement_rate import Decided
    from matcher.domain.employer_home import EmployerOpening, Presented
    from matcher.domain.ids import EmployerId, ParticipantCode
    from matcher.domain.people_list import PeoplePage, PeopleWanted
    from matcher.domain.permitted import AgreedOpening, Permitted
    from matcher.domain.views import Counts, FirstJobRow, FoundOpening, FoundPerson, PersonRow
    from matcher.domain.visibility import Viewer


class Views(Protocol):
    """Lists for screens: one SELECT each."""

    def people(self) -> tuple[PersonRow, ...]:
        """Return people to review: most undecided suggestions first, then by code.

        Only people who are mapped or active, and never those with protected identity.
        """
        ...

    def people_page(self, viewer: Viewer, day: date, wanted: PeopleWanted) -> PeoplePage:
        """Return one page of those whom a reader may see on a day, the nearest to the wanted one.

        Never those with protected identity.
        """
        ...

    def first_jobs(self, codes: Collection[ParticipantCode]) -> tuple[FirstJobRow, ...]:
        """Return some people with their undecided suggestions: by code, the best first.

        Only people who are mapped or active, and never those with protected identity.
        """
        ...

    def decided(self, by: str | None = None) -> tuple[Decided, ...]:
        """Return what each reviewer confirmed and declined, by band; without the protected.

        What was undone, or decided anew, does not count. ``by``: of one reviewer only.
        """
        ...

    def employer_openings(self, employer: EmployerId) -> tuple[EmployerOpening, ...]:
        """Return the own openings of an employer, by title."""
        ...

    def presented_to(self, employer: EmployerId, day: date) -> tuple[Presented, ...]:
        """Return who was presented to an employer and may be told of on a day, the latest first.

        Nobody with protected identity, and nobody without a permission that holds.
        """
        ...

    def permitted_by(self, code: ParticipantCode) -> tuple[Permitted, ...]:
        """Return everything a person has permitted and taken back, by employer and opening."""
        ...

    def agreed_openings(self) -> tuple[AgreedOpening, ...]:
        """Return own openings with an employer that are not closed, by employer and title."""
        ...

    def counts(self) -> Counts:
        """Return how much there is."""
        ...

    def find_people(self, letters: str) -> tuple[FoundPerson, ...]:
        """Return people whose code, district or municipality has some letters, by code.

        Large and small are the same, in every script; those with protected identity are not found.
        """
        ...

    def find_openings(self, letters: str) -> tuple[FoundOpening, ...]:
        """Return openings whose title, employer or place has some letters; own ones first."""
        ...
