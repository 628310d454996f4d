"""Accounts: invited, accepted, reset with an administrator's code, deactivated; no mail is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.account import (
    CodePurpose,
    Membership,
    OneTimeCode,
    User,
    check_account_role,
    login_of,
    tidy_name,
)
from matcher.domain.audit_entries import account_changed
from matcher.domain.ids import UserId
from matcher.domain.one_time import digest_of, new_token
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.account import Account
    from matcher.domain.ids import EmployerId
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

LASTS = {CodePurpose.INVITE: timedelta(days=7), CodePurpose.RESET: timedelta(hours=24)}


class AccountService:
    """Each call is one transaction with its row in the audit log.

    Passwords come in as hashes: who hashes them is the sign-in.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    new_id
        Makes ids of users.
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

    def all(self) -> tuple[Account, ...]:
        """Return every account, by login."""
        with self._units() as unit:
            return unit.accounts.all()

    def by_login(self, login: str) -> Account | None:
        """Return the account with a login, written in any case."""
        with self._units() as unit:
            return unit.accounts.by_login(login.strip().casefold())

    def by_stamp(self, stamp: str) -> Account | None:
        """Return the account whose sessions a stamp names."""
        with self._units() as unit:
            return unit.accounts.by_stamp(stamp)

    def named(self, text: str) -> Account:
        """Return the account with this login or name; the errors say what to do.

        Raises
        ------
        NotFound
            Nobody has it.
        InputError
            Several have the name.
        """
        with self._units() as unit:
            return _named(unit, text)

    def invite(
        self,
        name: str,
        role: Role,
        *,
        by: str,
        login: str | None = None,
        employer: EmployerId | None = None,
    ) -> tuple[User, str]:
        """Make an account and a one-time code with which its password is chosen.

        Parameters
        ----------
        login
            Made of the name when it is not given.
        employer
            For an employer's people: whose openings they see.

        Returns
        -------
        tuple[User, str]
            The user, and the code; it is shown once and works for seven days.

        Raises
        ------
        InputError
            The name, login or role cannot be used, or the employer is missing or too many.
        NotFound
            There is no such employer.
        Conflict
            Somebody has the login.
        """
        check_account_role(role)
        if (role is Role.EMPLOYER) != (employer is not None):
            raise InputError(
                "Say whose openings the user sees (--employer), for employers only.",
                code="employer.for_whom",
            )
        tidy, at = tidy_name(name), self._now()
        wanted = login_of(login or tidy)
        user = User(UserId(self._new_id()), wanted, tidy, new_token(), active=True, changed_at=at)
        with self._units(write=True) as unit:
            if employer is not None:
                unit.employers.get(employer)
            unit.accounts.put(user)
            unit.accounts.join(Membership(user.id, role, at, by, employer))
            token = self._code(unit, user, CodePurpose.INVITE, by)
            details = {"role": role.value}
            unit.audit.append(account_changed("invited", user.id, by, at, details))
            unit.commit()
        return user, token

    def grant(self, who: str, role: Role, *, by: str) -> Account:
        """Give somebody one more role; errors as for :meth:`named` and :meth:`invite`."""
        check_account_role(role)
        if role is Role.EMPLOYER:
            raise InputError(
                "An employer's user has an account of her own: invite her.",
                code="employer.own_account",
            )
        with self._units(write=True) as unit:
            user, at = _named(unit, who).user, self._now()
            unit.accounts.join(Membership(user.id, role, at, by))
            unit.audit.append(account_changed("granted", user.id, by, at, {"role": role.value}))
            unit.commit()
            return unit.accounts.get(user.id)

    def reset(self, who: str, *, by: str, second_step: bool = False) -> tuple[User, str]:
        """End all sessions and the password of somebody, and make a code for a new one.

        Parameters
        ----------
        second_step
            Take the second step away too, for a lost telephone.

        Raises
        ------
        NotFound, InputError
            As for :meth:`named`.
        DecisionError
            The account is deactivated.
        """
        with self._units(write=True) as unit:
            before, at = _named(unit, who).user, self._now()
            if not before.active:
                raise DecisionError(
                    f"The account of {before.name} is deactivated. Activate it first: `stegvis "
                    "accounts activate`.",
                    code="account.inactive",
                )
            user = replace(before, password=None, stamp=new_token(), changed_at=at)
            if second_step:
                user = replace(user, totp_secret=None, totp_counter=None, recovery=())
            unit.accounts.put(user)
            token = self._code(unit, user, CodePurpose.RESET, by)
            details = {"second_step": second_step}
            unit.audit.append(account_changed("reset", user.id, by, at, details))
            unit.commit()
        return user, token

    def set_active(self, who: str, *, active: bool, by: str) -> User:
        """Deactivate an account, which ends its sessions and codes, or let it go on.

        Raises
        ------
        NotFound, InputError
            As for :meth:`named`.
        DecisionError
            Nobody would be left who manages accounts.
        """
        with self._units(write=True) as unit:
            account, at = _named(unit, who), self._now()
            if not active and _is_last_admin(unit, account):
                raise DecisionError(
                    f"{account.user.name} is the last one who manages accounts. Invite another "
                    "administrator first.",
                    code="admin.last",
                )
            user = replace(account.user, active=active, stamp=new_token(), changed_at=at)
            unit.accounts.put(user)
            what = "activated" if active else "deactivated"
            unit.audit.append(account_changed(what, user.id, by, at))
            unit.commit()
        return user

    def of_code(self, token: str) -> User:
        """Return whose password a code lets choose; nothing is changed.

        Raises
        ------
        NotFound
            There is no such code, or it works no more: the two look the same.
        """
        with self._units() as unit:
            return self._open(unit, token)[0]

    def choose_password(self, token: str, password: str) -> User:
        """Use a code up: the account has this password from now on, and no session.

        Parameters
        ----------
        password
            Its argon2id hash.

        Raises
        ------
        NotFound
            As for :meth:`of_code`.
        """
        with self._units(write=True) as unit:
            before, code = self._open(unit, token)
            at = self._now()
            unit.accounts.use_code(code.digest, at)
            user = replace(before, password=password, stamp=new_token(), changed_at=at)
            unit.accounts.put(user)
            entry = account_changed("password_chosen", user.id, user.name, at)
            unit.audit.append(entry)
            unit.commit()
        return user

    def _code(self, unit: UnitOfWork, user: User, purpose: CodePurpose, by: str) -> str:
        token, at = new_token(), self._now()
        code = OneTimeCode(digest_of(token), user.id, purpose, at, at + LASTS[purpose], by)
        unit.accounts.put_code(code)
        return token

    def _open(self, unit: UnitOfWork, token: str) -> tuple[User, OneTimeCode]:
        code = unit.accounts.code(digest_of(token))
        if code is not None and code.open_at(self._now()):
            user = unit.accounts.get(code.user).user
            if user.active:
                return user, code
        raise NotFound("This code does not work any more. Ask your administrator for a new one.")


def _named(unit: UnitOfWork, text: str) -> Account:
    tidy = " ".join(text.split())
    account = unit.accounts.by_login(tidy.casefold())
    if account is not None:
        return account
    found = [one for one in unit.accounts.all() if one.user.name == tidy]
    if not found:
        raise NotFound(f"There is no user {text!r}. `stegvis accounts list` shows them.")
    if len(found) > 1:
        logins = ", ".join(one.user.login for one in found)
        raise InputError(
            f"Several are called {tidy}. Use the user name: {logins}.",
            code="name.several",
            name=tidy,
        )
    return found[0]


def _is_last_admin(unit: UnitOfWork, account: Account) -> bool:
    admins = [
        one.user.id for one in unit.accounts.all() if one.user.active and Role.ADMIN in one.roles
    ]
    return admins == [account.user.id]
