"""The tour, and the note that leads to it until somebody has had enough of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from matcher.errors import NotFound
from web.areas.tour.stops import stops_of
from web.context import role
from web.navigation import first_place

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

SEEN = "stegvis_tour"
A_YEAR_S = 365 * 24 * 3600

tour = Blueprint("tour", __name__)


def add_tour(app: Flask) -> None:
    """Add the page, and ``offers_tour()`` for the frame of every page."""
    app.register_blueprint(tour)
    app.jinja_env.globals["offers_tour"] = _is_offered


@tour.get("/tour")
def stops() -> str:
    """Show what the role can do."""
    acting = role()
    if acting is None:
        raise NotFound("Somebody without a role has no tour. Ask an administrator for a role.")
    return render_template("tour/stops.html", stops=stops_of(acting))


@tour.post("/tour/seen")
def seen() -> Response:
    """Show the note no more in this browser, and go to where the role begins."""
    answer = redirect(url_for(first_place(role())), 303)
    answer.set_cookie(
        SEEN, "1", max_age=A_YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer


def _is_offered() -> bool:
    """Say whether this is the page on which a role begins, and nobody has put the note away."""
    acting = role()
    return (
        acting is not None
        and request.endpoint == first_place(acting)
        and (SEEN not in request.cookies)
    )
