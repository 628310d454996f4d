"""People of a caseload with suggestions and decisions, in a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from matcher.domain.account import User
from matcher.domain.caseload import Responsibility
from matcher.domain.day_views import Asking
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, DeclineReason
from matcher.domain.visibility import Viewer

ANNA, BO = UserId("u-anna"), UserId("u-bo")


MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


SINCE = date(2026, 11, 1)


def asking(at=MONDAY, user=ANNA, role=Role.LINKWORKER, name="Anna"):
    return Asking(Viewer(user, role), name, at)


def know_users(units):
    with units(write=True) as unit:
        for user in (ANNA, BO):
            unit.accounts.put(User(user, str(user), str(user), f"stamp-{user}", True, MONDAY))
        unit.commit()


def give(units, *codes, user=ANNA, role=Role.LINKWORKER, **more):
    with units(write=True) as unit:
        for code in codes:
            unit.caseloads.assign(
                Responsibility(ParticipantCode(code), role, user, SINCE, "chief", **more)
            )
        unit.commit()


def suggest(units, make, code, *openings, at=MONDAY, run=None, **more):
    """Store a list for somebody, one suggestion an opening (or step, when it is None)."""
    name = run or f"r-{code}"
    with units(write=True) as unit:
        listed = [
            make.suggestion(f"{name}-{rank}", name, code, opening=opening, rank=rank)
            for rank, opening in enumerate(openings, start=1)
        ]
        unit.suggestions.add(make.run(name, code, at=at, **more), listed)
        unit.commit()
    return [one.id for one in listed]


def decide(units, suggestion_id, action=Action.DECLINE, at=MONDAY, by="Anna", **more):
    with units(write=True) as unit:
        before = unit.suggestions.get(suggestion_id)
        if action is Action.DECLINE:
            more = {"reason": DeclineReason.TOO_FAR} | more
        unit.suggestions.save(*before.move(action, Signature(Role.LINKWORKER, by, at), **more))
        unit.commit()


def people(units, **who):
    with units() as unit:
        return {one.code: one for one in unit.day.people(asking(**who))}
