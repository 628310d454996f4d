"""What a run was made from: kept with it, so that its list can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.spread import SpreadPrices

LeftOut = tuple[str | None, str | None]
"""Opening and step of a job that was not asked about, because it was declined before."""


@dataclass(frozen=True, slots=True)
class RunInputs:
    """Everything a list rests on besides encoder, weights and ladders, which are files.

    Parameters
    ----------
    day
        The day that was matched for.
    people
        Profiles as they were read, by code: one, or all those who could be asked for an opening.
    openings
        Openings as they were read, by id.
    left_out
        Jobs that were declined for the profile as it was.
    lang
        Language of a told text, which itself is not kept; else empty.
    ladders
        :func:`matcher.domain.fingerprint.fingerprint` of the ladders.
    software
        Version of Stegvis.
    people_gone
        How many profiles have been deleted since.
    prices
        What the list was chosen at; ``None`` where it is by score alone.
    """

    day: date
    people: tuple[Participant, ...]
    openings: tuple[Opening, ...]
    ladders: str
    software: str
    left_out: tuple[LeftOut, ...] = ()
    lang: str = ""
    people_gone: int = 0
    prices: SpreadPrices | None = None
