"""What a program can send to be brought in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.importing import ImportKind

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_SENT = 2_000
"""So many rows can be sent at once: whoever sends them waits for the answer."""


class Sent(StrEnum):
    """What rows say, and in which form."""

    PEOPLE_ROWS = "people_rows"
    PEOPLE_TABLE = "people_table"
    OPENING_ROWS = "opening_rows"
    OPENING_TABLE = "opening_table"
    JOB_ADS = "job_ads"
    JOB_POSTINGS = "job_postings"

    @property
    def kind(self) -> ImportKind:
        """What comes of them."""
        return ImportKind.PARTICIPANTS if self in _OF_PEOPLE else ImportKind.OPENINGS


_OF_PEOPLE = frozenset({Sent.PEOPLE_ROWS, Sent.PEOPLE_TABLE})

IN_FORM: Mapping[tuple[str, str], Sent] = {
    ("participants", "application/json"): Sent.PEOPLE_ROWS,
    ("participants", "text/csv"): Sent.PEOPLE_TABLE,
    ("openings", "application/json"): Sent.OPENING_ROWS,
    ("openings", "text/csv"): Sent.OPENING_TABLE,
    ("job-ads", "application/json"): Sent.JOB_ADS,
    ("job-postings", "application/ld+json"): Sent.JOB_POSTINGS,
    ("job-postings", "application/json"): Sent.JOB_POSTINGS,
}
"""By the address it is sent to, and the media type."""
