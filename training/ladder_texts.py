"""What the ladders say in three languages: titles, tasks and requirements, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.text import LocalText

LANGUAGES = ("sv", "en", "ar")


def parallel_texts(ladders: Ladders) -> list[dict[str, str]]:
    """Return every text of the ladders with its language, Swedish, English and Arabic together."""
    return [
        {lang: getattr(text, lang) for lang in LANGUAGES}
        for step in ladders.steps.values()
        for text in _texts(step)
    ]


def _texts(step: Step) -> Iterator[LocalText]:
    yield step.titles
    for task in step.tasks:
        yield task.texts
    for need in step.skills:
        yield need.texts
