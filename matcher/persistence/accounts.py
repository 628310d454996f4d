"""Users, roles and one-time codes in the database."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from matcher.domain.account import Account, CodePurpose, Membership, OneTimeCode, User
from matcher.domain.ids import EmployerId, UserId
from matcher.domain.role import Role
from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import insert_all, insert_new, table_of, upsert
from matcher.persistence.rows import MembershipRow, OneTimeCodeRow, UserRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored

_MEMBERSHIP = MembershipRow.__table__
_OF_ROLE = ("user", "role", "since", "by", "employer")
_IN = bindparam("asked_in", type_=String())
_WHOM = bindparam("asked_whom", type_=String())


class SqlAccounts:
    """:class:`matcher.ports.Accounts` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def all(self) -> tuple[Account, ...]:
        """Return every account, by login."""
        return self._accounts()

    def get(self, user: UserId) -> Account:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._accounts(UserRow.id, user)
        if not found:
            raise NotFound(f"There is no user {user}. `stegvis accounts list` shows them.")
        return found[0]

    def by_login(self, login: str) -> Account | None:
        """Return the one with a login."""
        return next(iter(self._accounts(UserRow.login, login)), None)

    def by_stamp(self, stamp: str) -> Account | None:
        """Return the one whose sessions a stamp names."""
        return next(iter(self._accounts(UserRow.stamp, stamp)), None)

    def put(self, user: User) -> None:
        """Insert or replace a user.

        Raises
        ------
        Conflict
            Another user has the login.
        """
        row = {
            "organisation_id": self._organisation,
            "id": user.id,
            "login": user.login,
            "name": user.name,
            "stamp": user.stamp,
            "active": user.active,
            "changed_at": user.changed_at,
            "password": user.password,
            "totp_secret": user.totp_secret,
            "totp_counter": user.totp_counter,
            "recovery": list(user.recovery),
        }
        try:
            upsert(self._connection, table_of(UserRow.__tablename__), [row])
        except IntegrityError as error:
            raise Conflict(
                f"Somebody has the user name {user.login!r} already. Choose another with --login.",
                code="login.taken",
                login=user.login,
            ) from error

    def use_totp_counter(self, user: UserId, counter: int) -> bool:
        """Note the time step of a second-step code; ``False`` when it or a later one was used."""
        later = UserRow.totp_counter.is_(None) | (UserRow.totp_counter < counter)
        moved = self._connection.execute(
            update(UserRow)
            .where(UserRow.organisation_id == self._organisation, UserRow.id == user, later)
            .values(totp_counter=counter)
        )
        return moved.rowcount == 1

    def join(self, membership: Membership) -> None:
        """Give a user a role; one she has already stays as it is."""
        row = {
            "organisation_id": self._organisation,
            "user": membership.user,
            "role": membership.role.value,
            "since": membership.since,
            "by": membership.by,
            "employer": membership.employer,
        }
        insert_new(self._connection, table_of(MembershipRow.__tablename__), [row])

    def put_code(self, code: OneTimeCode) -> None:
        """Store a one-time code; the open ones of the same user end."""
        self._connection.execute(
            update(OneTimeCodeRow)
            .where(
                OneTimeCodeRow.organisation_id == self._organisation,
                OneTimeCodeRow.user == code.user,
                OneTimeCodeRow.used_at.is_(None),
            )
            .values(used_at=code.made_at)
        )
        row = {
            "organisation_id": self._organisation,
            "digest": code.digest,
            "user": code.user,
            "purpose": code.purpose.value,
            "made_at": code.made_at,
            "expires_at": code.expires_at,
            "by": code.by,
            "used_at": code.used_at,
        }
        insert_all(self._connection, table_of(OneTimeCodeRow.__tablename__), [row])

    def code(self, digest: str) -> OneTimeCode | None:
        """Return a one-time code by its digest."""
        row = (
            self._connection.execute(
                select(OneTimeCodeRow.__table__).where(
                    OneTimeCodeRow.organisation_id == self._organisation,
                    OneTimeCodeRow.digest == digest,
                )
            )
            .mappings()
            .one_or_none()
        )
        return None if row is None else _code_of(row)

    def use_code(self, digest: str, at: datetime) -> bool:
        """Use a code up; ``False`` when somebody was first."""
        used = self._connection.execute(
            update(OneTimeCodeRow)
            .where(
                OneTimeCodeRow.organisation_id == self._organisation,
                OneTimeCodeRow.digest == digest,
                OneTimeCodeRow.used_at.is_(None),
            )
            .values(used_at=at)
        )
        return used.rowcount == 1

    def _accounts(
        self, column: InstrumentedAttribute[str] | None = None, value: str | None = None
    ) -> tuple[Account, ...]:
        told = {_IN.key: self._organisation, _WHOM.key: value}
        found: dict[str, User] = {}
        roles = defaultdict(list)
        for row in self._connection.execute(_accounts_with(column), told).mappings():
            found.setdefault(row["id"], _user_of(row))
            if row["of_role"] is not None:
                roles[row["id"]].append(_membership_of(row))
        return tuple(Account(user, tuple(roles[user.id])) for user in found.values())


@cache
def _accounts_with(column: InstrumentedAttribute[str] | None) -> Select[*tuple[Any, ...]]:
    """Return the statement for users with a value in a column, or for all.

    Every page asks who reads it, so users and roles come in one SELECT, which is built once.
    """
    which = () if column is None else (column == _WHOM,)
    return (
        select(
            UserRow.__table__,
            *(_MEMBERSHIP.columns[name].label(f"of_{name}") for name in _OF_ROLE),
        )
        .outerjoin(
            MembershipRow,
            (MembershipRow.organisation_id == UserRow.organisation_id)
            & (MembershipRow.user == UserRow.id),
        )
        .where(UserRow.organisation_id == _IN, *which)
        .order_by(UserRow.login, MembershipRow.role)
    )


def _user_of(row: Stored) -> User:
    return User(
        id=UserId(row["id"]),
        login=row["login"],
        name=row["name"],
        stamp=row["stamp"],
        active=row["active"],
        changed_at=row["changed_at"],
        password=row["password"],
        totp_secret=row["totp_secret"],
        totp_counter=row["totp_counter"],
        recovery=tuple(row["recovery"]),
    )


def _membership_of(row: Stored) -> Membership:
    employer = None if row["of_employer"] is None else EmployerId(row["of_employer"])
    return Membership(
        UserId(row["of_user"]), Role(row["of_role"]), row["of_since"], row["of_by"], employer
    )


def _code_of(row: Stored) -> OneTimeCode:
    return OneTimeCode(
        row["digest"],
        UserId(row["user"]),
        CodePurpose(row["purpose"]),
        row["made_at"],
        row["expires_at"],
        row["by"],
        row["used_at"],
    )
