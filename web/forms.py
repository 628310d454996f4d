"""What every form with a move sends: the version that was seen, and a key that is used once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from flask import abort, request
from flask_babel import gettext

from matcher.domain.command import Request
from matcher.domain.suggestion import AnswerMode
from web.context import reviewer
from web.faults import Fault

if TYPE_CHECKING:
    from enum import StrEnum

    Kind = TypeVar("Kind", bound=StrEnum)

_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a form of ours; ``key`` is the same when it is sent again."""

    seen_version: int
    key: str

    def about(self, what: str) -> Request:
        """Return the request of whoever is signed in about something."""
        return Request(what, self.seen_version, reviewer() or "", key=self.key)


def sent() -> Sent:
    """Return version and key of the form that was sent; one that is not ours is refused."""
    return Sent(sent_version("seen_version"), typed_key(request.form.get("key", "")))


def sent_version(name: str) -> int:
    """Return the version that was seen, from a field of that name; none of ours is refused."""
    version = request.form.get(name, "")
    if not is_version(version):
        abort(400)
    return int(version)


def sent_pairs(name: str) -> list[tuple[str, int]]:
    """Return what was chosen, each with the version that was seen; what is not ours is refused."""
    pairs = []
    for raw in request.form.getlist(name):
        about, _, version = raw.rpartition(":")
        if not (about and is_version(version)):
            abort(400)
        pairs.append((about, int(version)))
    return pairs


def typed_key(key: str) -> str:
    """Return a key as our pages make it; any other is refused."""
    if not is_key(key):
        abort(400)
    return key


def is_version(text: str) -> bool:
    """Say whether a text is a version as our pages write it."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def is_key(text: str) -> bool:
    """Say whether a text is a key as our pages write it, see :func:`web.context.new_key`."""
    return _KEY.fullmatch(text) is not None


def text_of(name: str, most: int = 200) -> str:
    """Return a line of text, tidied; more than fits is cut where the field would have cut it."""
    return " ".join(request.form.get(name, "").split())[:most]


def one_of(kind: type[Kind], name: str) -> Kind | None:
    """Return what was chosen, or ``None`` when nothing of the kind was."""
    raw = request.form.get(name, "")
    return kind(raw) if raw in tuple(kind) else None


def told_mode(name: str) -> AnswerMode | None:
    """Return how a person said it to whoever writes it down; only she can say it by herself."""
    mode = one_of(AnswerMode, name)
    return None if mode is AnswerMode.SELF else mode


def day_of(name: str, field: str, faults: list[Fault], *, needed: bool = True) -> date | None:
    """Return a day; what is missing or no day is added to the faults, at the field to mend."""
    raw = request.form.get(name, "").strip()
    if not raw and not needed:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        faults.append(Fault(field, gettext("Write the day as year-month-day: 2026-12-01.")))
        return None


def time_of(name: str, field: str, faults: list[Fault]) -> datetime | None:
    """Return day and time as the clock shows them there, ``None`` when it is left empty."""
    raw = request.form.get(name, "").strip()
    if not raw:
        return None
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        text = gettext("Write day and time so: 2026-12-01 09:30.")
        faults.append(Fault(field, text))
        return None
    return found
