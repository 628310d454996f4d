"""Relations with employers: the list, one employer, and what is written there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.relation import EventKind
from matcher.errors import InputError
from web.context import reviewer, services
from web.error_texts import say_error
from web.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]
    Write = Callable[[EmployerId, str], object]

relations = Blueprint("relations", __name__)


@relations.get("/employers")
def employers() -> Answer:
    """List employers with what was promised, posted and hired."""
    return render_template("employers/employers.html", rows=services().relations.employers())


@relations.get("/employers/<employer_id>")
def employer(employer_id: str) -> Answer:
    """Show one employer."""
    return _page(EmployerId(employer_id))


@relations.post("/employers/<employer_id>/write")
def write(employer_id: str) -> Answer:
    """Add a contact, a meeting, a promise or an assignment, or what came of them."""
    what, known = request.form.get("what", ""), EmployerId(employer_id)
    act = _WRITES.get(what)
    if act is None:
        return _page(known, (Fault("what", gettext("Choose one of the buttons.")),)), 422
    try:
        act(known, reviewer() or "")
    except (InputError, ValueError) as error:
        said = (
            say_error(error)
            if isinstance(error, InputError)
            else gettext("Write numbers and days as they are asked for.")
        )
        return _page(known, (Fault(what, said),)), 422
    flash(gettext("Saved with your name."))
    return redirect(url_for("relations.employer", employer_id=employer_id), 303)


def _said(name: str) -> str:
    return request.form.get(name, "").strip()


def _contact(one: EmployerId, by: str) -> None:
    services().relations.add_contact(one, _said("name"), _said("role"), _said("reach"), by=by)


def _event(one: EmployerId, by: str) -> None:
    kind, on = EventKind(_said("kind")), date.fromisoformat(_said("on"))
    services().relations.add_event(one, kind, on, _said("note"), by=by)


def _promise(one: EmployerId, by: str) -> None:
    step = services().ladders.steps.get(StepId(_said("step")))
    places = int(_said("places"))
    services().relations.add_promise(one, places, step.id if step else None, _said("note"), by=by)


def _assignment(one: EmployerId, by: str) -> None:
    question, group = _said("question"), _said("focus_group")
    services().relations.add_assignment(one, question, group, by=by)


def _changed(one: EmployerId, by: str) -> None:
    services().relations.changed(one, _said("assignment"), _said("changed"), by=by)


def _keeps(one: EmployerId, by: str) -> None:
    services().relations.keeps(one, _said("promise"), OpeningId(_said("opening")), by=by)


_WRITES: Mapping[str, Write] = {
    "contact": _contact,
    "event": _event,
    "promise": _promise,
    "assignment": _assignment,
    "changed": _changed,
    "keeps": _keeps,
}


def _page(one: EmployerId, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "employers/employer.html",
        page=services().relations.employer(one),
        steps=services().ladders.steps,
        kinds=tuple(EventKind),
        typed=request.form,
        faults=faults,
    )
