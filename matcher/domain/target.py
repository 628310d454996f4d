"""What a person is matched against: an opening with its step, an opening alone, or a step alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ladder import (
    CertificateNeed,
    Fact,
    Importance,
    Mark,
    Requirement,
    RequirementKind,
    RequirementType,
)
from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ladder import Step
    from matcher.domain.language import CefrRange, LanguageArea
    from matcher.domain.opening import Opening
    from matcher.domain.sector import Sector

EMPLOYER = "employer"
_EMPLOYER_SAYS = Fact(Mark.SOURCED, source=EMPLOYER)


@dataclass(frozen=True, slots=True)
class Target:
    """One row of a short list; at least one of opening and step is there."""

    opening: Opening | None
    step: Step | None

    def __post_init__(self) -> None:
        if self.opening is None and self.step is None:
            raise ValueError("a target needs an opening or a step")

    @property
    def id(self) -> str:
        """Row id in the index: ``opening:ID`` or ``step:ID``."""
        if self.opening is not None:
            return f"opening:{self.opening.id}"
        return f"step:{self.step.id}" if self.step else ""

    @property
    def sector(self) -> Sector | None:
        """The step's sector, else what the opening was mapped to."""
        if self.step is not None:
            return self.step.sector
        return self.opening.sector if self.opening else None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The step's requirements, then what the opening itself asks."""
        own = self.step.requirements if self.step else ()
        if self.opening is None:
            return own
        demands = self.opening.demands
        asked = [(text, Importance.ESSENTIAL) for text in demands.must_have]
        asked += [(text, Importance.USEFUL) for text in demands.nice_to_have]
        extra = tuple(
            Requirement(
                id=f"opening.{number}",
                kind=RequirementKind.NEED,
                type=RequirementType.SKILL,
                importance=importance,
                texts=LocalText(sv=text, en=text, ar=text),
                train=None,
                fact=_EMPLOYER_SAYS,
            )
            for number, (text, importance) in enumerate(asked, start=1)
        )
        return own + extra

    @property
    def swedish(self) -> Mapping[LanguageArea, CefrRange]:
        """Levels needed per area: the step's, where the opening names none of its own."""
        levels = dict(self.step.swedish.areas) if self.step else {}
        if self.opening is not None:
            levels.update(self.opening.demands.swedish)
        return levels

    @property
    def certificates(self) -> tuple[CertificateNeed, ...]:
        """Certificates of the step, then those only the opening asks for."""
        own = self.step.certificates if self.step else ()
        if self.opening is None:
            return own
        known = {need.id for need in own}
        return own + tuple(
            CertificateNeed(
                id=name,
                names=LocalText(sv=name, en=name, ar=name),
                kind=RequirementKind.NEED,
                importance=Importance.ESSENTIAL,
                train=None,
                fact=_EMPLOYER_SAYS,
            )
            for name in self.opening.demands.certificates
            if name not in known
        )
