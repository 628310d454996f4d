"""A user with an account, her roles, and the one-time codes that let her choose a password."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import EmployerId, UserId
    from matcher.domain.role import Role

LONGEST_NAME = 80
LEAST_PASSWORD = 12
MOST_PASSWORD = 128
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works with Stegvis.

    Parameters
    ----------
    login
        What is typed to sign in: small letters, digits, dot, hyphen, underscore.
    name
        What stands beside decisions.
    stamp
        Names the sessions; a new one ends them all.
    password
        Argon2id hash; ``None`` until one is chosen.
    totp_secret
        Encrypted; ``None`` without a second step.
    totp_counter
        The last time step a code was used in: no code is taken twice.
    recovery
        Digests of the recovery codes that are left.
    changed_at
        When password or second step changed last.
    """

    id: UserId
    login: str
    name: str
    stamp: str
    active: bool
    changed_at: datetime
    password: str | None = None
    totp_secret: str | None = None
    totp_counter: int | None = None
    recovery: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A user has a role in the organisation; for an employer's people it says whose."""

    user: UserId
    role: Role
    since: datetime
    by: str
    employer: EmployerId | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A user with all her roles."""

    user: User
    memberships: tuple[Membership, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles, in the order of the table of permissions."""
        held = {one.role for one in self.memberships}
        return tuple(role for role in ACCOUNT_ROLES if role in held)

    @property
    def employer(self) -> EmployerId | None:
        """For an employer's people: whose openings they see."""
        return next((one.employer for one in self.memberships if one.employer), None)


class CodePurpose(StrEnum):
    """What a one-time code is for."""

    INVITE = "invite"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """A code that lets one user choose a password, once; only its digest is kept."""

    digest: str
    user: UserId
    purpose: CodePurpose
    made_at: datetime
    expires_at: datetime
    by: str
    used_at: datetime | None = None

    def open_at(self, now: datetime) -> bool:
        """Say whether it can be used."""
        return self.used_at is None and now < self.expires_at


def tidy_name(name: str) -> str:
    """Return a name without doubled spaces.

    Raises
    ------
    InputError
        Not 1 to 80 printable characters, or a personal identity number.
    """
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME or not tidy.isprintable():
        raise InputError("Write the name in 1 to 80 letters.", code="name.length")
    if has_personal_number(tidy):
        raise InputError(
            "A personal identity number is kept nowhere. Write a name only.",
            code="name.personal_number",
        )
    return tidy


def login_of(text: str) -> str:
    """Return what is typed to sign in, from a name or as given.

    >>> login_of("Åsa Ek"), login_of("anna.ek")
    ('asa.ek', 'anna.ek')

    Raises
    ------
    InputError
        Nothing usable is left of it.
    """
    plain = unicodedata.normalize("NFKD", text.strip()).encode("ascii", "ignore").decode()
    login = re.sub(r"\s+", ".", plain.casefold())
    if not _LOGIN.fullmatch(login):
        raise InputError(
            f"{text!r} gives no user name. Write one of 2 to 40 small letters (a-z), digits, dots, "
            "hyphens and underscores: --login NAME.",
            code="login.form",
            login=text,
        )
    return login


def check_account_role(role: Role) -> None:
    """Raise :class:`InputError` for a role that has no account."""
    if role not in ACCOUNT_ROLES:
        raise InputError(
            f"The role {role} has no account; choose one of: {', '.join(ACCOUNT_ROLES)}.",
            code="role.no_account",
        )


def password_faults(password: str, user: User) -> tuple[str, ...]:
    """Say what is wrong with a password, as codes: ``short``, ``long``, ``name``, ``plain``."""
    folded = password.casefold()
    faults = {
        "short": len(password) < LEAST_PASSWORD,
        "long": len(password) > MOST_PASSWORD,
        "name": user.login in folded or user.name.casefold() in folded,
        "plain": len(set(folded)) < 5,
    }
    return tuple(code for code, wrong in faults.items() if wrong)
