"""Where a step in use stands: agreed with the trade, published, retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ids import StepId
from matcher.domain.machines.ladder_step import LADDER_STEP, StepAction
from matcher.domain.role import Role
from matcher.domain.step_move import Agreement
from matcher.errors import DecisionError, InputError, NotFound
from web.areas.ladders.views import ladders, read, trade_of
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import day_of, text_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from web.areas.ladders.reading import ReadStep

    Answer = str | Response | tuple[str, int]


@ladders.get("/ladders/<trade>/steps/<step_id>")
def step(trade: str, step_id: str) -> Answer:
    """Show where a step stands, and what can be done with it."""
    return _page(trade, _step(trade, step_id))


@ladders.post("/ladders/<trade>/steps/<step_id>")
def move(trade: str, step_id: str) -> Answer:
    """Agree, publish or retire a step in use."""
    found, steps = _step(trade, step_id), services().steps
    faults: list[Fault] = []
    action, by = request.form.get("action", ""), reviewer() or ""
    if action not in tuple(StepAction):
        return _page(trade, found, (Fault("action", gettext("Choose one of the buttons.")),)), 422
    try:
        if action == StepAction.AGREE:
            agreement = _agreement(faults)
            if agreement is None:
                return _page(trade, found, tuple(faults)), 422
            steps.agree(found.step.id, agreement, by=by, role=Role.PLANNER)
        elif action == StepAction.PUBLISH:
            steps.publish(found.step.id, by=by, role=Role.PLANNER)
        else:
            steps.retire(found.step.id, by=by, role=Role.PLANNER)
    except InputError:
        fault = Fault("agreed_on", gettext("That day is still to come."))
        return _page(trade, found, (fault,)), 422
    except DecisionError as error:
        return _page(trade, _step(trade, step_id), (Fault("action", say_error(error)),)), status_of(
            error
        ).value
    flash(gettext("Saved with your name."))
    return redirect(url_for("ladders.one", trade=trade, _anchor=step_id), 303)


def _agreement(faults: list[Fault]) -> Agreement | None:
    whom = text_of("with_whom")
    if not whom:
        faults.append(Fault("with_whom", gettext("Write who in the trade agreed.")))
    day = day_of("agreed_on", "agreed_on", faults)
    return Agreement(whom, day) if whom and day else None


def _step(trade: str, step_id: str) -> ReadStep:
    found = next((one for one in read(trade).steps if one.step.id == StepId(step_id)), None)
    if found is None:
        raise NotFound(
            f"The ladder has no step {step_id!r}. Choose one that the page of the ladder shows."
        )
    return found


def _page(trade: str, found: ReadStep, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "ladders/in_use.html",
        trade=trade_of(trade),
        read=found,
        possible=LADDER_STEP.possible(found.step.state, Role.PLANNER),
        faults=faults,
        typed=request.form,
    )
