"""The audit log: who did what to whom and when, sealed row by row so that a change shows.

Each row holds the hash of the row before it, and a head of its own says how many rows there are
and how the last one ends: a row that was changed, taken out, moved or cut off at the end is found
and named. A row names no participant: its subject is a keyed pseudonym (see :func:`pseudonym`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from matcher.domain.ids import OrganisationId, ParticipantCode

FIRST = "0" * 64
"""What stands for the hash of the row before the first one."""

LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What is to be recorded.

    Parameters
    ----------
    at
        When, with a time zone.
    actor
        Name of the person who did it, or of the command when nobody was named.
    action
        A constant such as ``suggestion.confirm``.
    object_kind, object_id
        What it was done with; an id that holds no code of a participant.
    person
        The participant it was about; only a pseudonym of her is recorded.
    details
        Plain values for JSON: no name, no code of a participant, no text that somebody wrote.
    """

    at: datetime
    actor: str
    action: str
    object_kind: str
    object_id: str
    person: ParticipantCode | None = None
    details: Mapping[str, object] = field(default_factory=dict)


class AuditEvent(NamedTuple):
    """One row exactly as it is stored, every value as its text.

    ``at`` is ISO 8601 in UTC with microseconds, ``details`` canonical JSON; ``previous`` and
    ``hash`` are SHA-256, hexadecimal.
    """

    organisation: str | None
    sequence: str | None
    at: str | None
    actor: str | None
    action: str | None
    subject: str | None
    object_kind: str | None
    object_id: str | None
    details: str | None
    previous: str | None
    hash: str | None


class AuditHead(NamedTuple):
    """How long a chain is and the hash it ends with, every value as its text."""

    rows: str | None
    hash: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a chain found.

    Parameters
    ----------
    rows
        How many rows there are, as far as they can be read.
    first_broken
        Sequence number of the first row that is not; ``None`` when all are.
    why
        What is wrong with it, in a sentence.
    hash
        The hash that the last row in order ends with: kept elsewhere, it shows later that nobody
        has written the chain anew.
    """

    rows: int
    hash: str
    first_broken: int | None = None
    why: str | None = None

    @property
    def ok(self) -> bool:
        """Whether every row is in order."""
        return self.first_broken is None


class BrokenStorage(Exception):
    """The next row cannot be read at all; raised by an iterator of rows."""


def pseudonym(key: str, organisation: OrganisationId, code: ParticipantCode) -> str:
    """Return the name under which the log speaks of a participant.

    Parameters
    ----------
    key
        Random and of this participant only, hexadecimal. Once it is deleted nobody can say whom
        the rows were about, and the chain stays valid.

    Returns
    -------
    str
        HMAC-SHA256, hexadecimal.

    Examples
    --------
    >>> pseudonym("00" * 32, "demo", "P001") == pseudonym("01" * 32, "demo", "P001")
    False
    """
    return keyed_digest(key, f"{organisation}\0{code}")


def keyed_digest(key: str, text: str) -> str:
    """Return the HMAC-SHA256 (hexadecimal) of a text under a hexadecimal key."""
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()


def canonical(value: object) -> str:
    """Return JSON that is the same for the same value in every process.

    Raises
    ------
    ValueError
        A number is not finite.

    Examples
    --------
    >>> canonical({"b": [1, 0.5], "a": None})
    '{"a":null,"b":[1,0.5]}'
    """
    return json.dumps(
        value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False
    )


def canonical_bytes(event: AuditEvent) -> bytes:
    """Return what the hash of a row is taken of: everything but the hash itself."""
    return json.dumps(list(event[:-1]), ensure_ascii=True, separators=(",", ":")).encode()


def seal(event: AuditEvent) -> AuditEvent:
    """Return a row with its hash."""
    return event._replace(hash=hashlib.sha256(canonical_bytes(event)).hexdigest())


def next_event(
    entry: AuditEntry, organisation: OrganisationId, rows: int, previous: str, subject: str | None
) -> AuditEvent:
    """Return the row that records an entry.

    Parameters
    ----------
    rows, previous
        How many rows there are, and the hash of the last one (:data:`FIRST` when there is none).
    subject
        Pseudonym of the participant, when there is one.

    Raises
    ------
    ValueError
        The time has no zone, or the details are no plain JSON.
    """
    if entry.at.tzinfo is None:
        raise ValueError(f"{entry.at.isoformat()} has no time zone")
    return seal(
        AuditEvent(
            organisation=str(organisation),
            sequence=str(rows + 1),
            at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            actor=entry.actor,
            action=entry.action,
            subject=subject,
            object_kind=entry.object_kind,
            object_id=entry.object_id,
            details=canonical(dict(entry.details)),
            previous=previous,
            hash=None,
        )
    )


def verify(events: Iterable[AuditEvent], head: AuditHead | None) -> Verdict:
    """Look through a chain from its first row and stop at the first one that is broken.

    Parameters
    ----------
    events
        The rows of one organisation as they are stored, by sequence number.
    head
        What the chain must end with; ``None`` when there is no head.
    """
    last, why, in_order = FIRST, None, 0
    strays: list[str | None] = []
    there = iter(events)
    try:
        for event in there:
            if _is_before_the_first(event):
                strays.append(event.sequence)
                continue
            why = _fault(event, in_order + 1, last)
            if why is not None:
                rows = len(strays) + in_order + 1 + sum(1 for _ in there)
                return Verdict(rows, last, in_order + 1, why)
            in_order, last = in_order + 1, str(event.hash)
    except BrokenStorage as error:
        why = why or f"Row {in_order + 1} cannot be read: {error}."
        return Verdict(len(strays) + in_order + 1, last, in_order + 1, why)
    found = _against_head(in_order, last, head)
    if strays:
        found = replace(found, rows=len(strays) + found.rows)
        if found.ok:
            why = f"Before row 1 stands one numbered {strays[0]!r}."
            found = replace(found, first_broken=1, why=why)
    return found


def _is_before_the_first(event: AuditEvent) -> bool:
    """Whether a row has a number that none can have: the one it had then shows as missing."""
    found = (event.sequence or "").removeprefix("-")
    return _is_number(found) and (found != event.sequence or found == "0")


def _fault(event: AuditEvent, expected: int, last: str) -> str | None:
    """Say what is wrong with the row that should be the ``expected`` one."""
    found = event.sequence or ""
    if found != str(expected):
        later = _is_number(found) and int(found) > expected
        return (
            f"Row {expected} is missing: row {found} follows."
            if later
            else f"Where row {expected} should be stands one numbered {found!r}."
        )
    if seal(event).hash != event.hash:
        return f"Row {expected} was changed, or belongs elsewhere: its hash does not fit it."
    if event.previous != last:
        return f"Row {expected} does not follow row {expected - 1}: one of them was written anew."
    return None


def _against_head(rows: int, last: str, head: AuditHead | None) -> Verdict:
    if head is None and rows == 0:
        return Verdict(0, last)
    told = "" if head is None else head.rows or ""
    broken, why = max(rows, 1), None
    if head is None:
        why = "The head of the log is missing: rows may be cut off at the end."
    elif not _is_number(told):
        why = "The head of the log was changed: it counts no rows."
    elif rows < int(told):
        broken = rows + 1
        why = f"Row {broken} is missing: the log ends after {rows} of {told} rows."
    elif rows > int(told):
        broken = int(told) + 1
        why = f"Row {broken} was not written by Stegvis: the log should end before it."
    elif head.hash != last:
        why = f"Row {broken} was written anew, or the head of the log was changed."
    return Verdict(rows, last, broken if why else None, why)


def _is_number(text: str) -> bool:
    plain = text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER
    return plain and text == str(int(text))
