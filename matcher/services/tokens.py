"""Tokens of programs: made and shown once, listed, revoked, and who comes with one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.api_token import Bearer, TokenState, make_token, new_secret
from matcher.domain.audit_tokens import token_moved
from matcher.domain.ids import TokenId
from matcher.domain.one_time import digest_of
from matcher.errors import Conflict, DecisionError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.account import Account
    from matcher.domain.api_token import ApiToken, WantedToken
    from matcher.ports import UnitOfWorkFactory

NOTED_EVERY = timedelta(minutes=1)
"""A program may ask many times a second; when it last did is not worth a write each time."""


@dataclass(frozen=True, slots=True)
class ListedToken:
    """A token, whom it stands for, and whether it can be used."""

    token: ApiToken
    account: Account
    state: TokenState


class TokenService:
    """Each change is one transaction with its row in the audit log.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    new_id
        Makes ids of tokens.
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

    def look(self, wanted: WantedToken) -> ApiToken:
        """Return the token that :meth:`make` would make, and make none; errors as there."""
        return make_token(wanted, TokenId(""), self._now())

    def make(self, wanted: WantedToken) -> tuple[ApiToken, str]:
        """Make a token.

        Returns
        -------
        tuple[ApiToken, str]
            The token, and its secret, which is kept nowhere.

        Raises
        ------
        InputError
            As :func:`matcher.domain.api_token.make_token`.
        """
        secret, at = new_secret(), self._now()
        token = make_token(wanted, TokenId(self._new_id()), at)
        with self._units(write=True) as unit:
            unit.tokens.add(token, digest_of(secret))
            unit.audit.append(token_moved("made", token, token.by, at))
            unit.commit()
        return token, secret

    def all(self) -> tuple[ListedToken, ...]:
        """Return every token, the newest first."""
        at = self._now()
        with self._units() as unit:
            accounts = {one.user.id: one for one in unit.accounts.all()}
            tokens = unit.tokens.all()
        return tuple(ListedToken(one, accounts[one.user], one.state(at)) for one in tokens)

    def get(self, token_id: TokenId) -> ApiToken:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        with self._units() as unit:
            return unit.tokens.get(token_id)

    def revoke(self, token_id: TokenId, *, by: str) -> ApiToken:
        """End a token at once.

        Raises
        ------
        InputError
            Nobody is named.
        NotFound
            There is none.
        DecisionError
            It was revoked before; who did it stays on record.
        """
        who, at = " ".join(by.split()), self._now()
        if not who:
            raise InputError("Say who revokes the token (--by): it is kept.", code="who.missing")
        with self._units(write=True) as unit:
            before = unit.tokens.get(token_id)
            if not unit.tokens.revoke(token_id, who, at):
                raise DecisionError(
                    f"The token {token_id} was revoked already, by {before.revoked_by} at "
                    f"{before.revoked_at:%Y-%m-%d %H:%M} UTC. Make a new one with `stegvis tokens "
                    "create` if one is needed."
                )
            unit.audit.append(token_moved("revoked", before, who, at))
            unit.commit()
            return unit.tokens.get(token_id)

    def bearer(self, secret: str) -> Bearer | None:
        """Return who comes with a secret; ``None`` when it opens nothing (any more).

        It opens nothing when it is unknown in this organisation, expired or revoked, when the
        account is deactivated, or has lost the role.
        """
        at = self._now()
        with self._units() as unit:
            token = unit.tokens.by_digest(digest_of(secret))
            if token is None or token.state(at) is not TokenState.OPEN:
                return None
            account = unit.accounts.get(token.user)
        if not account.user.active or token.role not in account.roles:
            return None
        if token.last_used_at is None or at - token.last_used_at >= NOTED_EVERY:
            self._note_use(token, at)
        return Bearer(token, account)

    def _note_use(self, token: ApiToken, at: datetime) -> None:
        try:
            with self._units(write=True) as unit:
                unit.tokens.note_use(token.id, at)
                unit.commit()
        except Conflict:
            return  # somebody writes for long just now; the next request notes it
