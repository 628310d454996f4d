"""The page of the draft: the reader's own people in it, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, redirect, render_template, url_for

from matcher.bootstrap import now
from web.context import queues, reviewer, services, services_of
from web.error_texts import say_error
from web.making import Making

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.draft import Draft
    from matcher.planning.pair_scores import Progress

drafts = Blueprint("drafts", __name__)
_MAKING = "stegvis.drafts"


def add_drafts(app: Flask, *, background: bool) -> None:
    """Add the area to an application; ``background`` makes drafts beside the answers."""
    current = services_of(app)

    def draw(by: str, progress: Progress) -> Draft:
        return current().drafts.draft(by, progress)

    app.extensions[_MAKING] = Making(draw, now, background=background)
    app.register_blueprint(drafts)


def _making() -> Making[Draft]:
    return cast("Making[Draft]", current_app.extensions[_MAKING])


@drafts.get("/draft")
def draft() -> str:
    """Show the latest draft, of those whom the reader may see and who still look for a job."""
    stand = _making().stand()
    made = None if services().stop_switch.status() else stand.made
    rows = made.found.rows if made else ()
    seen = queues().reviewed({row.participant for row in rows}) if rows else frozenset()
    return render_template(
        "drafts/draft.html",
        stand=stand,
        made=made,
        rows=[row for row in rows if row.participant in seen],
        error=say_error(stand.error) if stand.error else None,
        titles={row.opening: row.title for row in rows},
    )


@drafts.post("/draft")
def begin() -> Response:
    """Begin to make a draft."""
    _making().begin(reviewer() or "")
    return redirect(url_for("drafts.draft"), 303)
