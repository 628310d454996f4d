"""What she lets which employer know, from when to when; to give and to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from matcher.bootstrap import now
from matcher.domain.ids import OpeningId
from matcher.domain.participant_move import is_indexed
from matcher.domain.permission import FieldGroup, Yes
from matcher.errors import InvalidTransition
from matcher.services.looks import PROFILE
from web import choices
from web.context import reviewer, services
from web.faults import Fault
from web.forms import day_of, one_of, told_mode
from web.permitted import held_openings, shown_permissions
from web.seen import open_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.participant import Participant
    from matcher.domain.permitted import Permitted
    from matcher.services.disclosure import Withdrawn

    Answer = str | Response | tuple[str, int]

permitting = Blueprint("permitting", __name__)
EVERYONE = "all"
"""Stands for every opening in the form that takes back."""


@permitting.get("/people/<code>/permissions")
def several(code: str) -> Answer:
    """Show what may be known by whom, and the forms to give and to take back."""
    person = open_person(code)
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    return _show(person)


@permitting.post("/people/<code>/permissions")
def give(code: str) -> Answer:
    """Write down a yes: for which opening, how much, how it came, and for how long."""
    person = open_person(code)
    yes, faults = _yes()
    opening = request.form.get("opening", "")
    if opening not in {one.id for one in services().disclosure.agreed()}:
        faults.insert(0, Fault("opening", gettext("Choose an employer and a job.")))
    if faults or yes is None:
        return _show(person, faults), 422
    try:
        services().disclosure.grant(person.code, OpeningId(opening), yes)
    except InvalidTransition:
        text = gettext("This is permitted already. For another last day, take it back first.")
        return _show(person, [Fault("up_to", text)]), 409
    flash(gettext("Saved with your name. The list shows what the employer may know."))
    return redirect(url_for("permitting.several", code=person.code), 303)


@permitting.post("/people/<code>/permissions/withdraw")
def take_back(code: str) -> Answer:
    """Take back, from a step on, for an opening or for all; what waited to be told is stopped."""
    person = open_person(code)
    chosen, step = request.form.get("take_opening", ""), one_of(FieldGroup, "from_step")
    mode = told_mode("take_mode")
    faults = []
    if chosen != EVERYONE and chosen not in held_openings(_listed(person)):
        faults.append(Fault("take_opening", gettext("Choose what is taken back.")))
    if step is None:
        faults.append(Fault("from_step", gettext("Say from what on it is taken back.")))
    if mode is None:
        faults.append(Fault("take_mode", gettext("Say how the answer came.")))
    if faults or step is None or mode is None:
        return _show(person, faults), 422
    try:
        taken = services().disclosure.withdraw(
            person.code,
            mode=mode,
            by=reviewer() or "",
            opening_id=None if chosen == EVERYONE else OpeningId(chosen),
            group=step,
        )
    except InvalidTransition:
        text = gettext("Nothing of this is permitted now. Nothing was changed.")
        return _show(person, [Fault("take_opening", text)]), 409
    flash(_stopped(taken))
    return redirect(url_for("permitting.several", code=person.code), 303)


def _listed(person: Participant) -> tuple[Permitted, ...]:
    return services().disclosure.listed(person.code)


def _yes() -> tuple[Yes | None, list[Fault]]:
    faults: list[Fault] = []
    up_to, mode = one_of(FieldGroup, "up_to"), told_mode("mode")
    if up_to is None:
        faults.append(Fault("up_to", gettext("Say what the employer may know.")))
    if mode is None:
        faults.append(Fault("mode", gettext("Say how the answer came.")))
    first = day_of("starts", "starts", faults, needed=False)
    last = day_of("ends", "ends", faults, needed=False)
    if last is not None and last < (first or now().date()):
        text = gettext("The last day lies before the first one. Check both days.")
        faults.append(Fault("ends", text))
    if faults or up_to is None or mode is None:
        return None, faults
    return Yes(up_to, mode, reviewer() or "", first, last), faults


def _stopped(taken: Withdrawn) -> str:
    """Say what was taken back, and what ended with it."""
    things = choices.told_things()
    names = [
        name
        for step, name in things.items()
        if step in {one.field_group.value for one in taken.permissions}
    ]
    said = [gettext("Taken back: %(things)s.", things="; ".join(names))]
    if taken.suggestions:
        said.append(
            ngettext(
                "%(num)s suggestion was withdrawn.",
                "%(num)s suggestions were withdrawn.",
                taken.suggestions,
            )
        )
    if taken.messages:
        said.append(
            ngettext(
                "%(num)s message that waited was cancelled.",
                "%(num)s messages that waited were cancelled.",
                taken.messages,
            )
        )
    said.append(gettext("Nothing more of it is told."))
    return " ".join(said)


def _show(person: Participant, faults: Sequence[Fault] = ()) -> str:
    rows = _listed(person)
    held = held_openings(rows)
    shown = shown_permissions(rows, now().date())
    agreed = services().disclosure.agreed() if is_indexed(person) else ()
    return render_template(
        "permitting/permissions.html",
        person=person,
        holding=[one for one in shown if one.ended is None],
        ended=[one for one in shown if one.ended is not None],
        held=[(opening, f"{employer}: {title}") for opening, (title, employer) in held.items()],
        everyone=EVERYONE,
        agreed=[(one.id, f"{one.employer}: {one.title}") for one in agreed],
        choices=choices,
        typed=request.form,
        faults=tuple(faults),
        here=url_for("permitting.several", code=person.code),
    )
