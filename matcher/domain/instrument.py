"""A set of questions that people answer about themselves, with its licence and its scales."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.text import LocalText


class Indicator(StrEnum):
    """What a question is about; nothing on health is among it."""

    CLOSER = "closer"
    JOB_SEARCH = "job_search"
    LABOUR_MARKET = "labour_market"
    COOPERATION = "cooperation"
    GOALS = "goals"
    BELIEF = "belief"
    EVERYDAY_LIFE = "everyday_life"


class Respondent(StrEnum):
    """Who answers a question."""

    PARTICIPANT = "participant"
    COORDINATOR = "coordinator"


class Scope(StrEnum):
    """Who reads single answers: she herself, staff named for it, or the health coach."""

    OWN = "own"
    RESTRICTED = "restricted"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    Parameters
    ----------
    scale_min, scale_max
        The lowest and the highest answer, whole numbers.
    anchors
        What answers are called, by number; both ends have a name.
    """

    code: str
    indicator: Indicator
    respondent: Respondent
    text: LocalText
    scale_min: int
    scale_max: int
    anchors: Mapping[int, LocalText]
    scope: Scope = Scope.OWN

    @property
    def scale(self) -> tuple[int, ...]:
        """Every answer there is, the lowest first."""
        return tuple(range(self.scale_min, self.scale_max + 1))

    def label(self, value: int, lang: str) -> str:
        """Return what an answer is called; its number where it has no name."""
        anchor = self.anchors.get(value)
        return str(value) if anchor is None else anchor.get(lang)


@dataclass(frozen=True, slots=True)
class Instrument:
    """Questions that belong together; what is asked for once is never changed under its version.

    Parameters
    ----------
    own
        Written here and validated by nobody, in contrast to licensed wording.
    closer_from
        The lowest answer to the target question that counts as *closer*.
    """

    id: str
    version: int
    licence: str
    own: bool
    names: LocalText
    items: tuple[Item, ...]
    closer_from: int

    @property
    def target(self) -> Item:
        """The question that the target is counted from."""
        return next(one for one in self.items if one.indicator is Indicator.CLOSER)

    def item(self, code: str) -> Item:
        """Return a question; raises :class:`NotFound`."""
        found = next((one for one in self.items if one.code == code), None)
        if found is None:
            raise NotFound(
                f"There is no question {code} in {self.id} {self.version}. Take a code that the "
                "file of the questions has."
            )
        return found
