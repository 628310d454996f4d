"""The plan of a person, what is written in it, and the whole list of what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.command import Request
from matcher.domain.ids import ActivityId, ParticipantCode
from matcher.domain.machines.activity import ActivityAction, ActivityStopReason
from matcher.domain.plan_activity import LONGEST_NAME, LONGEST_TEXT
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.looks import PROFILE
from web import choices
from web.areas.plans.form import Typed, read_form, typed_of
from web.context import queues, reviewer, role, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import one_of, sent
from web.overtaken import overtaken
from web.plans import done_said, kind_choices, shown_plan, timing_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.plan import InPlan, PlanVersion
    from matcher.services.plans import PlanPage

    Answer = str | Response | tuple[str, int]

plans = Blueprint("plans", __name__)
UNDO = "undo"


@plans.get("/people/<code>/plan")
def plan(code: str) -> Answer:
    """Show a plan; ``?change=`` opens the form of one activity."""
    person = _seen(code)
    services().looks.note(person, by=reviewer(), what=PROFILE)
    page = services().plans.read(person)
    wanted = request.args.get("change", "")
    changing = page.plan.get(ActivityId(wanted)) if wanted else None
    return _show(person, page, changing=changing)


@plans.post("/people/<code>/plan")
def write(code: str) -> Answer:
    """Add an activity, or write one anew; what was typed is kept when it cannot be saved."""
    person, about = _seen(code), request.form.get("activity", "")
    form, faults = sent(), list[Fault]()
    typed, written = read_form(faults)
    page = services().plans.read(person)
    changing = page.plan.get(ActivityId(about)) if about else None
    if written is None:
        return _show(person, page, changing=changing, typed=typed, faults=faults), 422
    asked = _asked(about or form.key, form.seen_version)

    def save() -> PlanVersion:
        if changing is None:
            return services().plans.add(person, asked, written)
        return services().plans.change(person, asked, written)

    return _saved(person, save, done_said(ActivityAction.BEGIN), asked.about, typed)


@plans.post("/people/<code>/plan/move")
def move(code: str) -> Answer:
    """Begin, finish or stop an activity, or take the last change back."""
    person, form = _seen(code), sent()
    about, wanted = request.form.get("activity", ""), request.form.get("move", "")
    if wanted != UNDO and wanted not in tuple(ActivityAction):
        abort(400)
    asked = _asked(about, form.seen_version)
    if wanted == UNDO:
        return _saved(person, lambda: services().plans.undo(person, asked), done_said(None), about)
    action, reason = ActivityAction(wanted), one_of(ActivityStopReason, "reason")
    if action is ActivityAction.STOP and reason is None:
        fault = Fault(f"reason-{about}", gettext("Choose why it stops."))
        return _show(person, services().plans.read(person), faults=[fault]), 422
    stops = reason if action is ActivityAction.STOP else None
    return _saved(
        person,
        lambda: services().plans.move(person, asked, action, stops),
        done_said(action),
        about,
    )


@plans.get("/people/<code>/history")
def history(code: str) -> Answer:
    """Show everything that has happened to a person, to be read and printed."""
    page = queues().person(ParticipantCode(code))
    services().looks.note(page.person.code, by=reviewer(), what=PROFILE)
    return render_template(
        "plans/history.html",
        person=page.person,
        happenings=services().histories.of(page.person.code, page.decisions),
        here=url_for("plans.history", code=page.person.code),
    )


def _seen(code: str) -> ParticipantCode:
    """Return the code of a person whom the reader may see; others look as if they were not."""
    return queues().seen(ParticipantCode(code)).code


def _asked(about: str, seen: int) -> Request:
    acting = role()
    if acting is None or not about or len(about) > 64:
        abort(400)
    return Request(about, seen, reviewer() or "", acting)


def _saved(
    person: ParticipantCode,
    save: Callable[[], object],
    said: str,
    about: str,
    typed: Typed | None = None,
) -> Answer:
    try:
        save()
    except InputError as error:
        page = services().plans.read(person)
        fault = Fault("kind" if page.protected else "activity_text", say_error(error))
        return _show(person, page, changing=_known(page, about), typed=typed, faults=[fault]), 422
    except DecisionError as error:
        if isinstance(error, InvalidTransition) and error.code is None:
            said = gettext("Nothing was changed.")
        else:
            page = services().plans.read(person)
            changing = _known(page, about) if typed else None
            return (
                _show(person, page, changing=changing, typed=typed, error=error),
                status_of(error).value,
            )
    flash(said)
    return redirect(url_for("plans.plan", code=person, _anchor=f"a-{about}"), 303)


def _known(page: PlanPage, about: str) -> InPlan | None:
    try:
        return page.plan.get(ActivityId(about))
    except NotFound:
        return None


def _show(
    person: ParticipantCode,
    page: PlanPage,
    *,
    changing: InPlan | None = None,
    typed: Typed | None = None,
    faults: Sequence[Fault] = (),
    error: DecisionError | None = None,
) -> str:
    can_change = changing if changing is not None and changing.now.is_open else None
    saved = typed_of(can_change) if can_change else None
    return render_template(
        "plans/plan.html",
        code=person,
        shown=shown_plan(page, role()),
        changing=can_change,
        typed=typed or saved or Typed(),
        saved=saved if isinstance(error, Conflict) else None,
        kinds=kind_choices(),
        timings=timing_names(),
        reasons=choices.reasons(ActivityStopReason),
        longest_text=LONGEST_TEXT,
        longest_name=LONGEST_NAME,
        faults=tuple(faults),
        overtaken=overtaken(error) if error else None,
        here=url_for("plans.plan", code=person),
    )
