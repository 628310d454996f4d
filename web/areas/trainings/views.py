"""The page of trainings: the reader's own people who lack only what one gives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, redirect, render_template, url_for

from matcher.bootstrap import now
from web.areas.trainings.words import entry_lines
from web.context import queues, reviewer, services, services_of
from web.error_texts import say_error
from web.making import Making

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.suited import SuitedPerson, SuitedTraining
    from matcher.planning.pair_scores import Progress

trainings = Blueprint("trainings", __name__)
_MAKING = "stegvis.trainings"


def add_trainings(app: Flask, *, background: bool) -> None:
    """Add the area to an application; ``background`` matches beside the answers."""
    current = services_of(app)

    def make(_by: str, progress: Progress) -> tuple[SuitedTraining, ...]:
        return current().suited.trainings(progress)

    app.extensions[_MAKING] = Making(make, now, background=background)
    app.register_blueprint(trainings)


def _making() -> Making[tuple[SuitedTraining, ...]]:
    return cast("Making[tuple[SuitedTraining, ...]]", current_app.extensions[_MAKING])


@trainings.get("/trainings")
def several() -> str:
    """Show the trainings that would open a job for somebody whom the reader may see."""
    stand = _making().stand()
    made = None if services().stop_switch.status() else stand.made
    return render_template(
        "trainings/several.html",
        stand=stand,
        made=made,
        own=_own(made.found) if made else (),
        entry_lines=partial(entry_lines, ladders=services().ladders),
        steps=services().ladders.steps,
        error=say_error(stand.error) if stand.error else None,
    )


@trainings.post("/trainings")
def begin() -> Response:
    """Begin to match people with jobs after each training."""
    _making().begin(reviewer() or "")
    return redirect(url_for("trainings.several"), 303)


def _own(
    found: Sequence[SuitedTraining],
) -> list[tuple[SuitedTraining, list[SuitedPerson]]]:
    seen = queues().reviewed({one.participant for training in found for one in training.people})
    own = [(it, [one for one in it.people if one.participant in seen]) for it in found]
    return [(training, people) for training, people in own if people]
