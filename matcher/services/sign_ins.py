"""Signing in: what is noted of it, and the second step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import account_changed
from matcher.domain.one_time import digest_of, new_recovery_codes, tidy_recovery_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.ids import UserId
    from matcher.ports import UnitOfWorkFactory


class SignInService:
    """Each call is one transaction, with its row in the audit log where somebody did something.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def rehash(self, user: UserId, password: str) -> None:
        """Store the hash of the same password, made with newer parameters."""
        with self._units(write=True) as unit:
            unit.accounts.put(replace(unit.accounts.get(user).user, password=password))
            unit.commit()

    def signed_in(self, user: UserId, how: str) -> None:
        """Note that somebody signed in."""
        self._note(user, "signed_in", {"how": how})

    def refused(self, user: UserId, how: str) -> None:
        """Note that somebody else, or she herself, typed something wrong."""
        self._note(user, "sign_in_refused", {"how": how})

    def use_totp_counter(self, user: UserId, counter: int) -> bool:
        """Note the time step of a second-step code; ``False`` when it was used before."""
        with self._units(write=True) as unit:
            fresh = unit.accounts.use_totp_counter(user, counter)
            unit.commit()
        return fresh

    def set_second_step(self, user: UserId, totp_secret: str | None) -> tuple[str, ...]:
        """Turn the second step on with a secret, or off.

        Returns
        -------
        tuple[str, ...]
            Recovery codes, shown once; none when it was turned off.
        """
        codes = () if totp_secret is None else new_recovery_codes()
        what = "second_step_off" if totp_secret is None else "second_step_on"
        with self._units(write=True) as unit:
            before, at = unit.accounts.get(user).user, self._now()
            unit.accounts.put(
                replace(
                    before,
                    totp_secret=totp_secret,
                    recovery=tuple(digest_of(code) for code in codes),
                    changed_at=at,
                )
            )
            unit.audit.append(account_changed(what, user, before.name, at))
            unit.commit()
        return codes

    def new_recovery_codes(self, user: UserId) -> tuple[str, ...]:
        """Make recovery codes; the ones of before work no more."""
        codes = new_recovery_codes()
        with self._units(write=True) as unit:
            before, at = unit.accounts.get(user).user, self._now()
            unit.accounts.put(replace(before, recovery=tuple(map(digest_of, codes))))
            unit.audit.append(account_changed("recovery_codes", user, before.name, at))
            unit.commit()
        return codes

    def use_recovery_code(self, user: UserId, typed: str) -> bool:
        """Use a recovery code up; ``False`` when there is no such code left."""
        wanted = digest_of(tidy_recovery_code(typed))
        with self._units(write=True) as unit:
            before = unit.accounts.get(user).user
            left = tuple(digest for digest in before.recovery if digest != wanted)
            if len(left) == len(before.recovery):
                return False
            unit.accounts.put(replace(before, recovery=left))
            details = {"left": len(left)}
            entry = account_changed("recovery_code_used", user, before.name, self._now(), details)
            unit.audit.append(entry)
            unit.commit()
        return True

    def _note(self, user: UserId, what: str, details: dict[str, object]) -> None:
        with self._units(write=True) as unit:
            name = unit.accounts.get(user).user.name
            unit.audit.append(account_changed(what, user, name, self._now(), details))
            unit.commit()
