"""Texts that stand for a sector, or for work that is none of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.ports import TextKind
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from matcher.domain.ladder import Ladder, Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.sector import Sector


_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Role(StrEnum):
    """A job title, or a description of what is done."""

    TITLE = "title"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Prototype:
    """One text that stands for a sector; ``sector`` is ``None`` for none of ours."""

    sector: Sector | None
    role: Role
    text: str
    kind: TextKind = TextKind.WORK


def ladder_prototypes(ladders: Ladders) -> tuple[Prototype, ...]:
    """Return what the ladders themselves say of their trades: steps, titles and related work."""
    return tuple(
        dict.fromkeys(prototype for ladder in ladders.all for prototype in _of_ladder(ladder))
    )


def titles_of(step: Step) -> tuple[str, ...]:
    """Return the titles a step goes by in Swedish and English, without repeats.

    A Swedish title with a slash names two; what stands in brackets only explains it.
    """
    own = [part.strip() for part in _BRACKETS.sub("", step.titles.sv).split("/")]
    also = [title for lang in ("sv", "en") for title in step.also_called.get(lang, ())]
    return tuple(dict.fromkeys([*own, *also]))


def _of_ladder(ladder: Ladder) -> list[Prototype]:
    sector = ladder.sector
    related = [text for work in ladder.related_work for text in (work.sv, work.en)]
    titles = [title for step in ladder.steps for title in titles_of(step)]
    titles += [text.partition(":")[0] for text in related]
    described = [step_text(step) for step in ladder.steps]
    described += [
        ", ".join((step.titles.sv, *step.also_called.get("sv", ()))) for step in ladder.steps
    ]
    described += [*related, ladder.about.sv, ladder.about.en, ladder.about.ar]
    return [Prototype(sector, Role.TITLE, title) for title in titles] + [
        Prototype(sector, Role.DESCRIPTION, text) for text in described
    ]
