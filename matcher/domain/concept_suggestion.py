"""A concept suggested for what a person told, and whether a person agrees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind
from matcher.domain.skills import SkillClaim
from matcher.errors import InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.concept import ConceptKey
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.link import FoundBy
    from matcher.domain.participant import Participant


class ConceptState(StrEnum):
    """Where a suggested concept is."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class ConceptMove(StrEnum):
    """What a person does with it."""

    CONFIRM = "confirm"
    REFUSE = "refuse"
    UNDO = "undo"


_MOVES = {
    (ConceptState.SUGGESTED, ConceptMove.CONFIRM): ConceptState.CONFIRMED,
    (ConceptState.SUGGESTED, ConceptMove.REFUSE): ConceptState.REFUSED,
    (ConceptState.CONFIRMED, ConceptMove.UNDO): ConceptState.SUGGESTED,
    (ConceptState.REFUSED, ConceptMove.UNDO): ConceptState.SUGGESTED,
}


def experience_key(text: str) -> str:
    """Return what an experience is known by here: a hash of its words."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ConceptSuggestion:
    """One concept for one told experience.

    Parameters
    ----------
    participant, experience
        Whose, and :func:`experience_key` of the text.
    key, kind
        The concept; it is kept as it was when a new version of its taxonomy comes.
    labels
        By language, at least one.
    confidence, found_by
        As :class:`matcher.domain.link.Link`.
    state, version
        The version grows with each move.
    by, at
        Who moved it last, and when; ``None`` until somebody did.
    """

    participant: ParticipantCode
    experience: str
    key: ConceptKey
    kind: ConceptKind
    labels: Mapping[str, str]
    confidence: float
    found_by: FoundBy
    state: ConceptState = ConceptState.SUGGESTED
    version: int = 0
    by: str | None = None
    at: datetime | None = None

    @property
    def id(self) -> str:
        """Unique for the person: a hash of experience and concept."""
        named = f"{self.experience} {self.key.scheme.value} {self.key.id}"
        return hashlib.sha256(named.encode()).hexdigest()[:16]

    def label(self, lang: str) -> tuple[str, str]:
        """Return a label and its language: the one asked for, else Swedish, English, any."""
        for one in (lang, "sv", "en", *sorted(self.labels)):
            if one in self.labels:
                return self.labels[one], one
        return self.key.id, ""

    def move(self, move: ConceptMove, *, by: str, at: datetime) -> ConceptSuggestion:
        """Return it after a move.

        Raises
        ------
        InvalidTransition
            Not possible from this state.
        """
        state = _MOVES.get((self.state, move))
        if state is None:
            raise InvalidTransition(
                f"This is '{self.state}' already, so '{move}' is not possible. Nothing was saved."
            )
        return replace(self, state=state, version=self.version + 1, by=by, at=at)

    def claim(self) -> SkillClaim:
        """Return what enters the profile when a skill is confirmed."""
        text, _ = self.label("sv")
        concept = f"{self.key.scheme.value}:{self.key.id}"
        return SkillClaim(text, concept, confirmed_by=self.by)


def with_claim(person: Participant, after: ConceptSuggestion, *, others: bool) -> Participant:
    """Return the profile after a move: a confirmed skill stands in it, another does not.

    Parameters
    ----------
    person
        Whose suggestion it is.
    after
        The suggestion as it is now.
    others
        Whether the same concept is confirmed for another experience, so that it stays.
    """
    if after.kind is not ConceptKind.SKILL:
        return person
    claim = after.claim()
    held = [one.concept for one in person.skills]
    if after.state is ConceptState.CONFIRMED:
        skills = person.skills if claim.concept in held else (*person.skills, claim)
    elif others:
        skills = person.skills
    else:
        skills = tuple(one for one in person.skills if one.concept != claim.concept)
    return replace(person, skills=skills)
