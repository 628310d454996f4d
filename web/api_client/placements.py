"""Placements and their follow-ups as the API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ShownFirstDay:
    """The card for the first day at work; what is empty is not said."""

    time: str
    door: str = ""
    person: str = ""
    clothes: str = ""
    papers: str = ""
    route: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Somebody at a job."""

    id: str
    participant: str
    suggestion: str
    opening: str
    step: str | None
    trial: bool
    previous: str | None
    state: str
    starts_on: date | None
    started_on: date | None
    ended_on: date | None
    party: str | None
    reason: str | None
    first_day: ShownFirstDay | None
    version: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When one asks how it goes."""

    placement: str
    point: str
    state: str
    due_on: date
    closed_on: date | None
    reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class ListedFollowUp:
    """A follow-up, and whom it is about."""

    participant: str
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class OnePlacement(Placement):
    """A placement with its follow-ups, and what is possible next."""

    follow_ups: tuple[FollowUp, ...]
    possible: tuple[str, ...]
