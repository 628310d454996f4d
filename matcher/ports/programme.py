"""Who and what is matched: the repositories of participants, openings and employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant, Standing


class Participants(Protocol):
    """Profiles of one organisation."""

    def get(self, code: ParticipantCode) -> Participant:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def standing(self, code: ParticipantCode) -> Standing:
        """Return where somebody stands, without the profile; raises as :meth:`get`."""
        ...

    def all(self) -> tuple[Participant, ...]:
        """Return everyone, by code, people with protected identity included."""
        ...

    def among(self, codes: Collection[str]) -> tuple[Participant, ...]:
        """Return those of some people who are there, by code, protected identity included."""
        ...

    def put(self, people: Sequence[Participant]) -> None:
        """Insert or replace by code, in one batch."""
        ...

    def remove(self, codes: Collection[ParticipantCode]) -> None:
        """Delete; codes that are not there are ignored."""
        ...


class Openings(Protocol):
    """Openings, own and leads, of one organisation."""

    def get(self, opening_id: OpeningId) -> Opening:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[Opening, ...]:
        """Return every opening, by id."""
        ...

    def among(self, ids: Collection[str]) -> tuple[Opening, ...]:
        """Return those of some openings that are there, by id."""
        ...

    def own(self, employer: EmployerId | None = None) -> tuple[Opening, ...]:
        """Return those agreed with an employer, of one of them where it is named, by id."""
        ...

    def put(self, openings: Sequence[Opening]) -> None:
        """Insert or replace by id, in one batch."""
        ...

    def remove(self, ids: Collection[OpeningId]) -> None:
        """Delete; ids that are not there are ignored."""
        ...


class Employers(Protocol):
    """Employers and their sites, of one organisation."""

    def get(self, employer: EmployerId) -> Employer:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[Employer, ...]:
        """Return every employer, by id."""
        ...

    def among(self, ids: Collection[str]) -> tuple[Employer, ...]:
        """Return those of some employers that are there, by id."""
        ...

    def sites(self) -> tuple[Site, ...]:
        """Return every site, by employer and name."""
        ...

    def put(self, employers: Sequence[Employer], sites: Sequence[Site] = ()) -> None:
        """Insert or replace employers by id and sites by employer and name."""
        ...
