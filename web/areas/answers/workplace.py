"""Pages of an employer with an account: own openings, who is presented, and what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from matcher.bootstrap import now
from matcher.domain.employer_key import ByAccount
from matcher.domain.ids import EmployerId, OpeningId, SuggestionId
from matcher.domain.opening_texts import OWN_STATES
from matcher.domain.posting import REWRITTEN
from matcher.errors import InputError, NotFound
from web.areas.answers import employer
from web.areas.answers.ways import SignedIn
from web.context import services, signed_in
from web.faults import Fault

if TYPE_CHECKING:
    from web.areas.answers.ways import Answer

workplace = Blueprint("workplace", __name__, url_prefix="/workplace")


@workplace.get("")
def home() -> Answer:
    """Show own openings with who is presented for each, and what was promised."""
    return render_template(
        "answers/workplace.html",
        home=services().employer_desk.home(_employer(), now().date()),
        steps=services().ladders.steps,
        states=OWN_STATES,
    )


@workplace.get("/openings/<opening_id>")
def opening(opening_id: str) -> Answer:
    """Show one of the own openings, and who is presented for it."""
    own, wanted = _employer(), OpeningId(opening_id)
    desk = services().employer_desk
    row, everything = desk.own(own, wanted), desk.home(own, now().date())
    return render_template(
        "answers/workplace_opening.html",
        row=row,
        may_write=row.opening.state in REWRITTEN,
        step=services().ladders.steps.get(row.opening.step) if row.opening.step else None,
        presented=everything.of(wanted),
    )


@workplace.get("/people/<suggestion_id>")
def person(suggestion_id: str) -> Answer:
    """Show somebody who is presented; what the page tells is recorded."""
    way = _way(suggestion_id)
    try:
        return employer.opened(way)
    except NotFound:
        return way.nowhere()


@workplace.post("/people/<suggestion_id>/answer")
def answer(suggestion_id: str) -> Answer:
    """Meet at a time, not now, or filled."""
    return employer.answer(_way(suggestion_id))


@workplace.post("/people/<suggestion_id>/decline")
def decline(suggestion_id: str) -> Answer:
    """Say after a meeting that it is not this time."""
    return employer.decline(_way(suggestion_id))


@workplace.post("/people/<suggestion_id>/hire")
def hire(suggestion_id: str) -> Answer:
    """Hire, with a card for the first day."""
    return employer.hire(_way(suggestion_id))


@workplace.post("/people/<suggestion_id>/going")
def how_it_goes(suggestion_id: str) -> Answer:
    """Say how it goes."""
    return employer.how_it_goes(_way(suggestion_id))


@workplace.post("/people/<suggestion_id>/forward")
def forward(suggestion_id: str) -> Answer:
    """Make a link for a named manager of the site."""
    way, name = _way(suggestion_id), " ".join(request.form.get("name", "").split())
    try:
        token = services().employer_links.forward(way.key, name)
    except InputError:
        text = gettext("Write the name of the manager in 1 to 80 letters.")
        return employer.shown_again(way, (Fault("name", text),)), 422
    return render_template(
        "answers/forwarded.html",
        frame=way.frame,
        name=name,
        address=url_for("answers.neutral", token=token, _external=True),
        back=url_for("workplace.home"),
    )


def _employer() -> EmployerId:
    account = signed_in()
    if account is None or account.employer is None:
        raise NotFound(
            "This account belongs to no employer. Ask an administrator to name its employer."
        )
    return account.employer


def _way(suggestion_id: str) -> SignedIn:
    account = signed_in()
    name = account.user.name if account else ""
    return SignedIn(ByAccount(_employer(), SuggestionId(suggestion_id), name))
