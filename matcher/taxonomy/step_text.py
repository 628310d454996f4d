"""A ladder step as one text for the encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ladder import Step


def step_text(step: Step) -> str:
    """Return a step as one Swedish text: title and tasks."""
    tasks = ". ".join(task.texts.sv.rstrip(".") for task in step.tasks)
    return f"{step.titles.sv}. {tasks}."
