"""A token by which a program acts for a person with an account, in one role, within scopes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.account import tidy_name
from matcher.domain.one_time import new_token
from matcher.domain.token_scope import scopes_of
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from matcher.domain.account import Account
    from matcher.domain.ids import TokenId, UserId
    from matcher.domain.role import Role
    from matcher.domain.token_scope import TokenScope

MOST_DAYS = 400
PREFIX = "stegvis_"
"""What every token begins with, so that one that was published by mistake is recognised."""


class TokenState(StrEnum):
    """Whether a token can be used."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token; of the secret itself only a digest is kept.

    Parameters
    ----------
    name
        What it is for: the program that has it.
    user, role
        Whom it stands for, and in which of her roles.
    scopes
        What it may be used for; never more than the role may do.
    by
        Who made it.
    last_used_at
        To the minute or so; ``None`` when it was never used.
    """

    id: TokenId
    name: str
    user: UserId
    role: Role
    scopes: frozenset[TokenScope]
    made_at: datetime
    by: str
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None

    def state(self, now: datetime) -> TokenState:
        """Say whether it can be used."""
        if self.revoked_at is not None:
            return TokenState.REVOKED
        return TokenState.EXPIRED if now >= self.expires_at else TokenState.OPEN


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a program with a token is: the token, and the account it stands for."""

    token: ApiToken
    account: Account


@dataclass(frozen=True, slots=True)
class WantedToken:
    """What a token is to be.

    Parameters
    ----------
    role
        One of the account's; the first one when it is not said.
    scopes
        All that the role may use when none is said.
    days
        How long it works.
    """

    name: str
    account: Account
    role: Role | None
    scopes: Collection[TokenScope]
    days: int
    by: str


def make_token(wanted: WantedToken, token_id: TokenId, at: datetime) -> ApiToken:
    """Return a token.

    Raises
    ------
    InputError
        Nobody is named who makes it, the name cannot be used, the days are too few or too many,
        the account is deactivated or has not the role, or the role may not what a scope opens.
    """
    account = wanted.account
    if not wanted.by.strip():
        raise InputError("Say who makes the token (--by): it is kept.", code="who.missing")
    if not 1 <= wanted.days <= MOST_DAYS:
        raise InputError(
            f"A token works for 1 to {MOST_DAYS} days, not {wanted.days}. Give such a number "
            "with --days."
        )
    if not account.user.active:
        raise InputError(
            f"The account of {account.user.name} is deactivated. Activate it with `stegvis "
            "accounts activate`, or name another account.",
            code="account.inactive",
        )
    role = _role(account, wanted.role)
    return ApiToken(
        id=token_id,
        name=tidy_name(wanted.name),
        user=account.user.id,
        role=role,
        scopes=_scopes(role, wanted.scopes),
        made_at=at,
        by=" ".join(wanted.by.split()),
        expires_at=at + timedelta(days=wanted.days),
    )


def new_secret() -> str:
    """Return what a program sends; it is shown once."""
    return PREFIX + new_token()


def _role(account: Account, wanted: Role | None) -> Role:
    if not account.roles or (wanted is not None and wanted not in account.roles):
        listed = ", ".join(account.roles)
        raise InputError(
            f"{account.user.name} is {listed or 'nothing'}, and no {wanted or 'account'}. "
            "Give the token one of these roles with --role."
        )
    return wanted or account.roles[0]


def _scopes(role: Role, wanted: Collection[TokenScope]) -> frozenset[TokenScope]:
    possible = scopes_of(role)
    beyond = sorted(set(wanted) - set(possible))
    if beyond:
        raise InputError(
            f"The role {role} may not be given {', '.join(beyond)}. Give with --scope only: "
            f"{', '.join(possible)}."
        )
    return frozenset(wanted or possible)
