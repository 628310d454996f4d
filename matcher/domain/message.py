"""A message that a command gives rise to: to whom, after which template, with which facts.

It is a value only; what is written and how it is sent is decided where messages are kept. Facts
are ids and dates, never what somebody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Recipient(StrEnum):
    """What kind of reader a message has."""

    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    LINKWORKER = "linkworker"


class Template(StrEnum):
    """What a message says.

    ``TELL_...`` go to a LinkWorker: after a person's yes, bad news is told by a person first.
    """

    ASK = "ask"
    PRESENT = "present"
    MEETING = "meeting"
    PLACE = "place"
    TRIAL = "trial"
    WITHDRAWN = "withdrawn"
    PLACE_FILLED = "place_filled"
    TELL_PLACE_FILLED = "tell_place_filled"
    TELL_NOT_HIRED = "tell_not_hired"
    HANDED_OVER = "handed_over"
    FIRST_DAY = "first_day"
    OPENING_RETURNED = "opening_returned"
    OPENING_CLOSED = "opening_closed"
    TELL_OPENING_CLOSED = "tell_opening_closed"
    TELL_LINKWORKER = "tell_linkworker"
    RING_PERSON = "ring_person"
    REMIND_EMPLOYER = "remind_employer"
    NOT_HIRED = "not_hired"
    FOLLOW_UP = "follow_up"
    MEETING_AT = "meeting_at"
    RING_WORKPLACE = "ring_workplace"
    FACT_ENDS = "fact_ends"


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Parameters
    ----------
    to_kind, to
        The reader: a participant by code, an employer by the id of the opening, a LinkWorker by
        name.
    template
        What it says.
    facts
        What the template is filled with.
    """

    to_kind: Recipient
    to: str
    template: Template
    facts: Mapping[str, str] = field(default_factory=dict)
