"""One invented user a role, for the demo and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.account import Account, Membership, User
from matcher.domain.audit_entries import account_changed, assigned
from matcher.domain.caseload import Responsibility
from matcher.domain.ids import UserId
from matcher.domain.one_time import new_token
from matcher.domain.permissions import CASE_ROLES
from matcher.domain.role import Role
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.ports import UnitOfWork, UnitOfWorkFactory

BY = "demo"


class DemoAccountService:
    """Makes the demo's users when they are first needed.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    programme
        Which programme the database is of; every other than ``demo`` is refused.
    """

    def __init__(
        self, units: UnitOfWorkFactory, now: Callable[[], datetime], programme: str
    ) -> None:
        self._units = units
        self._now = now
        self._programme = programme

    def user(self, role: Role) -> Account:
        """Return the invented user of a role, whose caseload is everyone without one.

        Raises
        ------
        NotFound
            This is not the demo.
        """
        if self._programme != "demo":
            raise NotFound(
                "There are no demo users in a programme of your own. Sign in with your own "
                "account, or invite users with `stegvis accounts invite`."
            )
        with self._units(write=True) as unit:
            login = f"demo.{role.value}"
            account = unit.accounts.by_login(login) or self._made(unit, login, role)
            if role in CASE_ROLES:
                self._take_over(unit, account, role)
            unit.commit()
        return account

    def _made(self, unit: UnitOfWork, login: str, role: Role) -> Account:
        at = self._now()
        name = f"Demo {role.value.replace('_', ' ')}"
        user = User(UserId(login), login, name, new_token(), active=True, changed_at=at)
        employers = unit.employers.all() if role is Role.EMPLOYER else ()
        employer = employers[0].id if employers else None
        unit.accounts.put(user)
        unit.accounts.join(Membership(user.id, role, at, BY, employer))
        details = {"role": role.value}
        unit.audit.append(account_changed("invited", user.id, BY, at, details))
        return unit.accounts.get(user.id)

    def _take_over(self, unit: UnitOfWork, account: Account, role: Role) -> None:
        at = self._now()
        for code in unit.caseloads.unassigned(role):
            row = Responsibility(code, role, account.user.id, at.date(), BY)
            unit.caseloads.assign(row)
            unit.audit.append(assigned(row, at))
