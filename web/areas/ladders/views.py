"""Ladders as everybody on the staff reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from matcher.domain.sector import Sector
from matcher.errors import NotFound
from web.areas.ladders.reading import read_ladder, state_said
from web.context import services
from web.languages import language

if TYPE_CHECKING:
    from web.areas.ladders.reading import ReadLadder

ladders = Blueprint("ladders", __name__)


def trade_of(trade: str) -> Sector:
    """Return the trade of an address; raises :class:`NotFound` for any other word."""
    if trade not in tuple(Sector):
        raise NotFound(f"There is no trade {trade!r}. Choose one from the list of ladders.")
    return Sector(trade)


@ladders.get("/ladders")
def several() -> str:
    """List the ladders."""
    shown, open_now = services().ladders.all, services().ladder_pages.open_now()
    return render_template(
        "ladders/ladders.html",
        ladders=[
            (one, sum(open_now.get(step.id, 0) for step in one.steps))
            for one in sorted(shown, key=lambda one: one.names.get(language()))
        ],
    )


@ladders.get("/ladders/<trade>")
def one(trade: str) -> str:
    """Show a ladder: the drawing, and every step with what it asks and what is open."""
    return render_template(
        "ladders/ladder.html", ladder=read(trade), trade=trade, state_said=state_said
    )


def read(trade: str) -> ReadLadder:
    """Return a ladder as the page shows it, in the language of the page."""
    return read_ladder(services().ladder_pages.page(trade_of(trade)), language())
