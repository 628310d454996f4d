"""Who is responsible for whom: handing over, cover, and whom somebody may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import assigned, covered
from matcher.domain.caseload import Cover, Responsibility, check_case_role, check_cover
from matcher.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from matcher.domain.account import Account
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.role import Role
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


class CaseloadService:
    """Each call is one transaction.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone; days are those of its date.
    new_id
        Makes ids of covers.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._now = now
        self._new_id = new_id

    def unassigned(self, role: Role) -> tuple[ParticipantCode, ...]:
        """Return those who have nobody in a role, whom nobody in it sees until one is named."""
        with self._units() as unit:
            return unit.caseloads.unassigned(role)

    def history(self, code: ParticipantCode) -> tuple[Responsibility, ...]:
        """Return who has been responsible for a participant, the first one first."""
        with self._units() as unit:
            return unit.caseloads.history(code)

    def assign(
        self,
        codes: Collection[ParticipantCode],
        to: Account,
        role: Role,
        *,
        by: str,
        named: bool = False,
    ) -> None:
        """Make somebody responsible for participants from today, all of them or none.

        Whoever is so already, stays so from the day it began.

        Parameters
        ----------
        named
            As the named handler of protected identities.

        Raises
        ------
        InputError
            Nobody has a caseload in this role.
        DecisionError
            The account is deactivated or does not have the role.
        NotFound
            One of the participants is not there.
        """
        check_case_role(role)
        _must_have(to, role)
        at = self._now()
        with self._units(write=True) as unit:
            for code in codes:
                row = Responsibility(code, role, to.user.id, at.date(), by, named)
                if _is_so_already(unit, row):
                    continue
                unit.caseloads.assign(row)
                unit.audit.append(assigned(row, at))
            unit.commit()

    def cover(
        self,
        absent: Account,
        colleague: Account,
        role: Role,
        days: tuple[date, date],
        *,
        by: str,
    ) -> Cover:
        """Let a colleague stand in from the first to the last of these days.

        The same cover again is the one there is.

        Raises
        ------
        InputError
            The cover cannot be so, see :func:`matcher.domain.caseload.check_cover`.
        DecisionError
            One of the two is deactivated or does not have the role.
        """
        cover = check_cover(
            Cover(self._new_id(), absent.user.id, colleague.user.id, role, *days, by, self._now())
        )
        _must_have(colleague, role)
        with self._units(write=True) as unit:
            for known in unit.caseloads.covers():
                if replace(known, id=cover.id, by=cover.by, at=cover.at) == cover:
                    return known
            unit.caseloads.put_cover(cover)
            unit.audit.append(covered(cover))
            unit.commit()
        return cover


def _is_so_already(unit: UnitOfWork, row: Responsibility) -> bool:
    return any(
        (one.role, one.user, one.named, one.until) == (row.role, row.user, row.named, None)
        for one in unit.caseloads.history(row.participant)
    )


def _must_have(account: Account, role: Role) -> None:
    if not account.user.active or role not in account.roles:
        raise DecisionError(
            f"{account.user.name} is no active {role}. Give the role first: "
            f"stegvis accounts grant {account.user.login} --role {role}"
        )
