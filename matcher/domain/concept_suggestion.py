"""A concept suggested for somebody's words, and whether a person agrees.

The words are an experience that a participant told, or the title of an opening: the same rules.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind
from matcher.domain.skills import SkillClaim
from matcher.domain.text import LANGUAGES
from matcher.errors import Conflict, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from matcher.domain.concept import Concept, ConceptKey
    from matcher.domain.link import FoundBy, Link
    from matcher.domain.participant import Participant


class ConceptState(StrEnum):
    """Where a suggested concept is."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class ConceptMove(StrEnum):
    """What is done with it."""

    SUGGEST = "suggest"
    WITHDRAW = "withdraw"  # it is not found any more, and nobody had decided
    CONFIRM = "confirm"
    REFUSE = "refuse"
    UNDO = "undo"


BY_PEOPLE = (ConceptMove.CONFIRM, ConceptMove.REFUSE, ConceptMove.UNDO)
"""What a person may do; the others are done by linking."""


_MOVES = {
    (ConceptState.SUGGESTED, ConceptMove.CONFIRM): ConceptState.CONFIRMED,
    (ConceptState.SUGGESTED, ConceptMove.REFUSE): ConceptState.REFUSED,
    (ConceptState.CONFIRMED, ConceptMove.UNDO): ConceptState.SUGGESTED,
    (ConceptState.REFUSED, ConceptMove.UNDO): ConceptState.SUGGESTED,
}


def words_key(text: str) -> str:
    """Return what an experience or a title is known by here: a hash of its words."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ConceptSuggestion:
    """One concept for one told experience, or for the title of an opening.

    Parameters
    ----------
    whose
        Code of the participant, or id of the opening.
    words
        :func:`words_key` of the text.
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

    whose: str
    words: str
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
        """Unique for the person or opening: a hash of words and concept."""
        named = f"{self.words} {self.key.scheme.value} {self.key.id}"
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
                f"This is '{self.state}' already, so '{move}' is not possible. Nothing was saved. "
                "Look at it again and choose what is open to it now."
            )
        return replace(self, state=state, version=self.version + 1, by=by, at=at)

    def must_be_seen(self, version: int) -> None:
        """Refuse a move by somebody who looked at another version.

        Raises
        ------
        Conflict
            Somebody moved it meanwhile; says who and when.
        """
        if self.version != version:
            who = f" by {self.by} at {self.at:%Y-%m-%d %H:%M}" if self.at else ""
            raise Conflict(
                f"This was changed{who} and is now '{self.state}'. Nothing was saved; look "
                "at it again."
            )

    def claim(self) -> SkillClaim:
        """Return what enters the profile when a skill is confirmed."""
        text, _ = self.label("sv")
        concept = f"{self.key.scheme.value}:{self.key.id}"
        return SkillClaim(text, concept, confirmed_by=self.by)


@dataclass(frozen=True, slots=True)
class ConceptMoved:
    """One move of a suggested concept: it stays on record when the suggestion is gone.

    Parameters
    ----------
    whose, suggestion
        Whose words, and the id of the suggestion.
    key, label
        The concept, and what it was called in Swedish or the nearest language.
    move
        What was done.
    by
        Who did it, or asked for suggestions; ``None`` when nobody gave a name.
    at
        When.
    """

    whose: str
    suggestion: str
    key: ConceptKey
    label: str
    move: ConceptMove
    by: str | None
    at: datetime


def moved(one: ConceptSuggestion, move: ConceptMove, by: str | None, at: datetime) -> ConceptMoved:
    """Return the record of a move."""
    return ConceptMoved(one.whose, one.id, one.key, one.label("sv")[0], move, by, at)


def renewal(
    before: Iterable[ConceptSuggestion],
    found: Iterable[ConceptSuggestion],
    by: str | None,
    at: datetime,
) -> list[ConceptMoved]:
    """Return the moves that suggesting anew makes: what is new, and what nobody decided on goes.

    Parameters
    ----------
    before
        What stood there, decided or not.
    found
        What linking finds now.
    by, at
        Who asked, and when.
    """
    stood = {(one.whose, one.id): one for one in before}
    now = {(one.whose, one.id): one for one in found}
    gone = [one for key, one in stood.items() if one.version == 0 and key not in now]
    new = [one for key, one in now.items() if key not in stood]
    return [
        *(moved(one, ConceptMove.WITHDRAW, by, at) for one in gone),
        *(moved(one, ConceptMove.SUGGEST, by, at) for one in new),
    ]


def suggestions_of(whose: str, text: str, links: Iterable[Link]) -> tuple[ConceptSuggestion, ...]:
    """Return what linking found in a text, to be decided on."""
    return tuple(
        ConceptSuggestion(
            whose,
            words_key(text),
            link.concept.key,
            link.concept.kind,
            _labels(link.concept),
            round(link.confidence, 4),
            link.found_by,
        )
        for link in links
    )


def _labels(concept: Concept) -> dict[str, str]:
    known = {lang: concept.labels[lang] for lang in LANGUAGES if lang in concept.labels}
    if known:
        return known
    text, lang = concept.label(LANGUAGES)
    return {lang: text}


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
