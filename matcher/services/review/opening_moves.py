"""What moves of own openings and of leads have in common."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from matcher.domain.command import Outcome
from matcher.domain.ids import OpeningId
from matcher.domain.opening import OpeningKind
from matcher.domain.role import Role
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from matcher.domain.command import Request
    from matcher.domain.ids import EmployerId
    from matcher.domain.message import Message
    from matcher.domain.opening import OpeningState
    from matcher.domain.room import Room
    from matcher.ports import UnitOfWork

EMPLOYERS = frozenset({Role.EMPLOYER, Role.SITE_MANAGER})


def load_room(unit: UnitOfWork, opening: OpeningId, seen_version: int, kind: OpeningKind) -> Room:
    """Return how an opening stands that nobody has changed since it was seen.

    Raises
    ------
    NotFound
        There is none of this kind.
    Conflict
        Somebody changed it meanwhile; says who and when, as far as it is on record.
    """
    room = unit.rooms.get(opening)
    if room.kind is not kind:
        raise NotFound(f"There is no opening {opening} of the kind '{kind}'. Check its id.")
    if room.version != seen_version:
        refuse_changed(unit, opening, room)
    return room


def load_own(unit: UnitOfWork, request: Request) -> Room:
    """Return how an own opening stands for whoever asks; raises as :func:`load_room`.

    To an employer's people the opening of another employer is not there.
    """
    opening = OpeningId(request.about)
    owner = unit.openings.get(opening).employer
    if not asks_for(owner, request.role, request.employer):
        raise NotFound(f"There is no opening {opening}. Check its id.")
    return load_room(unit, opening, request.seen_version, OpeningKind.OWN)


def asks_for(owner: EmployerId | None, role: Role, employer: EmployerId | None) -> bool:
    """Say whether somebody may speak for the owner of an opening: employers for themselves."""
    return role not in EMPLOYERS or (employer is not None and employer == owner)


def move_room(unit: UnitOfWork, opening: OpeningId, before: Room, after: OpeningState) -> None:
    """Put an opening into another state; raises ``Conflict`` as :func:`load_room`."""
    if not unit.rooms.move(opening, before, after):
        refuse_changed(unit, opening, unit.rooms.get(opening))


def refuse_changed(unit: UnitOfWork, opening: OpeningId, room: Room) -> None:
    """Raise ``Conflict`` with who changed an opening last, and when."""
    events = unit.audit.of_object("opening", opening)
    last = events[-1] if events else None
    who = f" by {last.actor} on {(last.at or '')[:16].replace('T', ' at ')} UTC" if last else ""
    raise Conflict(
        f"This opening was changed{who} and is now '{room.state}'. "
        "Nothing was saved; look at it again.",
        code="changed",
        by=last.actor if last else None,
        at=datetime.fromisoformat(last.at) if last and last.at else None,
    )


def opening_outcome(
    unit: UnitOfWork,
    opening: OpeningId,
    *,
    made: str | None = None,
    also: tuple[str, ...] = (),
    messages: tuple[Message, ...] = (),
) -> Outcome:
    """Return what a command led to for an opening."""
    room = unit.rooms.get(opening)
    return Outcome("opening", opening, room.state.value, room.version, made, also, messages)
