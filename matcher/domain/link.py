"""A concept that a text was found to speak of, how sure that is, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.concept import Concept


class FoundBy(StrEnum):
    """How a concept was found, the surest first."""

    EXACT = "exact"  # a label reads the same
    NORMALISED = "normalised"  # a label reads the same without endings and brackets
    CROSSWALK = "crosswalk"  # an official mapping leads there
    LEXICAL = "lexical"  # a label has many of the same letters in a row
    DENSE = "dense"  # a label means something near


@dataclass(frozen=True, slots=True)
class Link:
    """One answer.

    Parameters
    ----------
    concept
        What was found.
    confidence
        How likely it is right, in [0, 1]: measured for likeness, set by rule for look-ups.
    found_by
        How.
    matched
        The label, in any language, that led there.
    """

    concept: Concept
    confidence: float
    found_by: FoundBy
    matched: str

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is outside 0 to 1")
