"""What a person has done, can do and holds papers for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class ExperienceKind(StrEnum):
    """Informal and unpaid work counts."""

    FORMAL = "formal"
    INFORMAL = "informal"
    CARE_AT_HOME = "care_at_home"


@dataclass(frozen=True, slots=True)
class Experience:
    """One piece of work in the person's own words.

    Parameters
    ----------
    text
        Any language.
    lang
        BCP 47 tag of the text.
    months
        How long; ``None`` when not known.
    kind
        Formal, informal, or care at home.
    """

    text: str
    lang: str
    months: int | None = None
    kind: ExperienceKind = ExperienceKind.FORMAL

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an experience needs a text")
        if self.months is not None and self.months < 0:
            raise ValueError(f"{self.months} months is below zero")


class Evidence(StrEnum):
    """What a skill claim rests on."""

    OWN_WORDS = "own_words"
    PAPER = "paper"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class SkillClaim:
    """Something a person can do; confirmed when somebody other than the system says so."""

    text: str
    concept: str | None = None
    evidence: Evidence = Evidence.OWN_WORDS
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that the ladders know by id, such as ``food_hygiene`` or ``truck_tlp10``."""

    id: str
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Say whether the certificate holds on a day."""
        return self.valid_to is None or self.valid_to >= day
