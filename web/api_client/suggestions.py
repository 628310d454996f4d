"""Suggestions as the API shows them, and what a move led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from web.api_client.ladders import Weeks


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its code, and a sentence in the language of the client."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the band."""

    change: str
    weeks: Weeks | None
    band_after: str


@dataclass(frozen=True, slots=True)
class SaidStep:
    """A step of a ladder, by name."""

    id: str
    sector: str
    title: str


@dataclass(frozen=True, slots=True)
class SaidTraining:
    """What is learnt on the way to a next step."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A job that comes after."""

    step: SaidStep
    training: SaidTraining
    weeks: Weeks


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested job for a person; the score is the sum of its contributions."""

    id: str
    run: str
    participant: str
    opening: str | None
    step: str | None
    title: str
    rank: int
    score: float
    band: str
    contributions: Mapping[str, float]
    state: str
    version: int
    handed_to: str | None
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    missing_facts: tuple[Reason, ...]
    what_would_change: tuple[Change, ...]
    next_steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One move of a suggestion."""

    action: str
    before: str
    after: str
    role: str
    by: str
    at: datetime
    reason: str | None
    note: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the employer was told."""

    field_group: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OneSuggestion(Suggestion):
    """A suggestion with all that its next moves rest on."""

    history: tuple[Decision, ...]
    possible: tuple[str, ...]
    permitted: tuple[str, ...]
    told: tuple[Disclosure, ...]
    placement: str | None


@dataclass(frozen=True, slots=True)
class SaidOpening:
    """What a list shows of an opening."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """A first job that is near, and what stands between."""

    opening: SaidOpening | None
    step: SaidStep | None
    in_the_way: tuple[Reason, ...]
    what_would_change: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NoneBecause:
    """Why there is nothing to decide on, and the shortest ways to a first job."""

    text: str
    shortest_way: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A list as it stands, the best first."""

    items: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class PersonSuggestions:
    """A person's list as it stands, decided ones first."""

    items: tuple[Suggestion, ...]
    none_because: NoneBecause | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move led to; ``made`` is the id of a placement that began."""

    kind: str
    id: str
    state: str
    version: int
    made: str | None
    also: tuple[str, ...]
