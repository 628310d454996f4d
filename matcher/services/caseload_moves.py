"""Caseloads as an administrator moves them: by code, several at once, taken back that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import assigned, unassigned
from matcher.domain.caseload import Responsibility, check_case_role
from matcher.errors import Conflict, DecisionError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.account import Account
    from matcher.domain.caseload_lists import Held, MovedToday
    from matcher.domain.ids import ParticipantCode, UserId
    from matcher.domain.role import Role
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

    Seen = Sequence[tuple[ParticipantCode, int]]


@dataclass(frozen=True, slots=True)
class Caseloads:
    """Who has how many people in a role.

    Parameters
    ----------
    holders
        Active users with the role, and whoever still has people, by login.
    sizes
        How many each has; ``None``: how many have nobody.
    moved
        Who was given to another today.
    names
        Of every user, by id.
    """

    role: Role
    holders: tuple[Account, ...]
    sizes: Mapping[UserId | None, int]
    moved: tuple[MovedToday, ...]
    names: Mapping[UserId, str]

    @property
    def takers(self) -> tuple[Account, ...]:
        """Those who can be given people."""
        return tuple(one for one in self.holders if one.user.active and self.role in one.roles)


class CaseloadMoves:
    """Each call is one transaction; people with protected identity are in none of them.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone; a move counts from its date.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def overview(self, role: Role) -> Caseloads:
        """Return who has how many people in a role.

        Raises
        ------
        InputError
            Nobody has a caseload in this role.
        """
        check_case_role(role)
        with self._units() as unit:
            accounts, sizes = unit.accounts.all(), unit.caseloads.sizes(role)
            moved = unit.caseloads.moved_on(role, self._now().date())
        holders = tuple(
            one
            for one in accounts
            if one.user.id in sizes or (one.user.active and role in one.roles)
        )
        names = {one.user.id: one.user.name for one in accounts}
        return Caseloads(role, holders, sizes, moved, names)

    def held(self, role: Role, user: UserId | None) -> tuple[Held, ...]:
        """Return a user's people in a role, by code; ``None``: those who have nobody."""
        with self._units() as unit:
            return unit.caseloads.held(role, user)

    def move(self, seen: Seen, to: Account, role: Role, *, by: str) -> int:
        """Give people to somebody, all of them or none, and return how many were moved.

        Whoever is hers already is left so: the same move sent twice is done once.

        Parameters
        ----------
        seen
            Codes, and the turns that whoever moves them looked at.

        Raises
        ------
        InputError
            Nobody has a caseload in this role.
        NotFound
            One of them is not there, or has protected identity: the two look the same.
        DecisionError
            The account is deactivated or does not have the role.
        Conflict
            Somebody else moved one of them meanwhile.
        """
        check_case_role(role)
        _can_take(to, role)
        at, moved = self._now(), 0
        with self._units(write=True) as unit:
            for code, turn in seen:
                held = _turns(unit, code, role)
                if held and (held[-1].user, held[-1].until) == (to.user.id, None):
                    continue
                _must_be_seen(held, turn)
                row = Responsibility(code, role, to.user.id, at.date(), by)
                unit.caseloads.assign(row)
                unit.audit.append(assigned(row, at))
                moved += 1
            unit.commit()
        return moved

    def take_back(self, seen: Seen, role: Role, *, by: str) -> int:
        """Give people who were moved today back to whose they were this morning.

        Errors as for :meth:`move`; :class:`Conflict` too for one who was not moved today.
        """
        check_case_role(role)
        at = self._now()
        with self._units(write=True) as unit:
            moved = {one.participant: one for one in unit.caseloads.moved_on(role, at.date())}
            accounts = {one.user.id: one for one in unit.accounts.all()}
            for code, turn in seen:
                _must_be_seen(_turns(unit, code, role), turn)
                if code not in moved:
                    raise Conflict(
                        f"{code} was not moved today. Nothing was saved. Move the person anew "
                        "instead."
                    )
                self._back(unit, moved[code], role, accounts, by)
            unit.commit()
        return len(seen)

    def _back(
        self,
        unit: UnitOfWork,
        moved: MovedToday,
        role: Role,
        accounts: Mapping[UserId, Account],
        by: str,
    ) -> None:
        code, at = moved.participant, self._now()
        if moved.before is None:
            unit.caseloads.end(code, role, at.date())
            unit.audit.append(unassigned(code, role, moved.user, by, at))
            return
        _can_take(accounts[moved.before], role)
        row = Responsibility(code, role, moved.before, at.date(), by, moved.named)
        unit.caseloads.assign(row)
        unit.audit.append(assigned(row, at))


def _turns(unit: UnitOfWork, code: ParticipantCode, role: Role) -> tuple[Responsibility, ...]:
    if unit.participants.standing(code).protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return tuple(one for one in unit.caseloads.history(code) if one.role is role)


def _must_be_seen(held: Sequence[Responsibility], turn: int) -> None:
    if len(held) == turn:
        return
    if not held:
        raise Conflict(
            "Somebody was erased meanwhile. Nothing was saved. Load the list again.", code="changed"
        )
    last = held[-1]
    raise Conflict(
        f"{last.participant} was moved by {last.by} meanwhile. Nothing was saved; look at the "
        "caseload again.",
        code="caseload.moved",
        codes=last.participant,
        name=last.by,
    )


def _can_take(account: Account, role: Role) -> None:
    if not account.user.active or role not in account.roles:
        raise DecisionError(
            f"{account.user.name} is no active {role} any more. Give the role first, or choose "
            "somebody else. Nothing was saved."
        )
