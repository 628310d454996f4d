"""A person permits what an employer may know, takes it back, and what is told is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.permission import FieldGroup, Withdrawal
from matcher.services.disclosure.acts import DisclosureActs, permitted_now, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.disclosure import Disclosure, Saying
    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.domain.machines.suggestion import AnswerMode
    from matcher.domain.permission import Permission, Yes
    from matcher.domain.permitted import AgreedOpening, Permitted
    from matcher.domain.views import EmployerView
    from matcher.ports import UnitOfWorkFactory, WithdrawsFromOpenings
    from matcher.services.disclosure.acts import Withdrawn


class DisclosureService:
    """Use cases about what employers may know; each write is one transaction.

    A person with protected identity is not found here: nothing about her reaches an employer
    through Stegvis.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        Say which Swedish a job asks for.
    now
        The time now, with a zone.
    new_id
        Returns an id that is not taken.
    withdraw_from
        Withdraws a person from openings whose employer may not even know her code any more.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        ladders: Ladders,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        withdraw_from: WithdrawsFromOpenings,
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now
        self._acts = DisclosureActs(new_id, withdraw_from)

    @property
    def acts(self) -> DisclosureActs:
        """What it does, for whoever brings a transaction."""
        return self._acts

    def permissions(self, code: ParticipantCode) -> tuple[Permission, ...]:
        """Return everything a person has permitted and taken back, the first one first.

        Raises
        ------
        NotFound
            There is none, or the identity is protected.
        """
        with self._units() as unit:
            person_of(unit, code)
            return unit.permissions.of(code)

    def listed(self, code: ParticipantCode) -> tuple[Permitted, ...]:
        """Return the same with the names of openings and employers, by those; errors as above."""
        with self._units() as unit:
            person_of(unit, code)
            return unit.views.permitted_by(code)

    def agreed(self) -> tuple[AgreedOpening, ...]:
        """Return the openings for whose employer a yes can be given, by employer and title."""
        with self._units() as unit:
            return unit.views.agreed_openings()

    def told(self, code: ParticipantCode) -> tuple[Disclosure, ...]:
        """Return what was told about a person, the first one first; errors as above."""
        with self._units() as unit:
            person_of(unit, code)
            return unit.disclosures.of(code)

    def grant(
        self, code: ParticipantCode, opening_id: OpeningId, yes: Yes
    ) -> tuple[Permission, ...]:
        """Record a person's yes, a permission for each step that does not hold yet.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            No employer stands behind the opening.
        InvalidTransition
            All of it is permitted already, or she has stopped using the service.
        InputError
            Nobody is named, or the days do not fit.
        """
        with self._units(write=True) as unit:
            given = self._acts.grant(unit, code, opening_id, yes, self._now())
            unit.commit()
        return given

    def withdraw(
        self,
        code: ParticipantCode,
        *,
        mode: AnswerMode,
        by: str,
        opening_id: OpeningId | None = None,
        group: FieldGroup = FieldGroup.CODE,
    ) -> Withdrawn:
        """Take permission back at once, from a step on, and cancel messages that would still tell.

        Without the first step she is no longer in line there, and what she was asked or said yes
        to is withdrawn.

        Parameters
        ----------
        opening_id
            For which opening; ``None`` for all.
        group
            From which step on.

        Raises
        ------
        NotFound
            There is no such person, or the identity is protected.
        InvalidTransition
            Nothing of it is permitted.
        InputError
            Nobody is named.
        """
        name = " ".join(by.split())
        with self._units(write=True) as unit:
            withdrawal = Withdrawal(code, opening_id, group, mode, name, self._now())
            withdrawn = self._acts.withdraw(unit, withdrawal)
            unit.commit()
        return withdrawn

    def may_say(self, code: ParticipantCode, opening_id: OpeningId) -> tuple[FieldGroup, ...]:
        """Return what may be said now about a person to the employer of an opening, in order.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        """
        with self._units() as unit:
            person_of(unit, code)
            opening = unit.openings.get(opening_id)
            return permitted_now(unit, code, opening, self._now())

    def said(
        self,
        code: ParticipantCode,
        opening_id: OpeningId,
        groups: Collection[FieldGroup],
        saying: Saying,
    ) -> tuple[Disclosure, ...]:
        """Record what was told to an employer, a row for each thing; all of them or none.

        Parameters
        ----------
        groups
            What was told.
        saying
            Who told whom, and how.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            The person has not permitted it, or has taken it back.
        InputError
            Nothing was ticked, nobody is named, or a personal identity number was written.
        """
        with self._units(write=True) as unit:
            told = self._acts.say(unit, code, opening_id, groups, saying, self._now())
            unit.commit()
        return told

    def employer_view(self, opening_id: OpeningId, code: ParticipantCode) -> EmployerView:
        """Return what the employer of an opening may see of a person now.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            Nothing may be said.
        """
        with self._units() as unit:
            person = person_of(unit, code)
            opening = unit.openings.get(opening_id)
            permitted = permitted_now(unit, code, opening, self._now())
            areas = areas_asked(opening, self._ladders)
            return employer_view(person, opening, permitted, areas, self._now().date())
