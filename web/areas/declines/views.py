"""A person's undecided suggestions, to be declined together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.suggestion import DeclineReason, SuggestionState
from matcher.errors import Conflict, DecisionError
from web import choices
from web.context import queues, reviewer, services
from web.errors import status_of
from web.faults import Fault
from web.forms import one_of, sent_pairs, typed_key
from web.overtaken import overtaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from matcher.errors import StegvisError
    from matcher.services.queues import PersonPage

    Answer = str | Response | tuple[str, int]

declines = Blueprint("declines", __name__)


@declines.get("/people/<code>/decline")
def several(code: str) -> Answer:
    """Show what can be declined together."""
    return _show(queues().person(ParticipantCode(code)))


@declines.post("/people/<code>/decline")
def decline(code: str) -> Answer:
    """Decline what was ticked for one reason, all or none."""
    page = queues().person(ParticipantCode(code))
    key, reason = typed_key(request.form.get("key", "")), one_of(DeclineReason, "reason")
    seen, faults = _seen(), []
    if not seen:
        faults.append(Fault("seen", gettext("Tick at least one suggestion.")))
    if reason is None:
        faults.append(Fault("reason", gettext("Choose a reason for the decline.")))
    if faults:
        return _show(page, faults=faults), 422
    if {about for about, _ in seen} - {one.id for one in page.suggestions}:
        renewed = Conflict(
            "The list was renewed meanwhile. Nothing was saved; look at it again.", code="changed"
        )
        return _show(page, error=renewed), status_of(renewed).value
    try:
        services().review.decline_many(seen, by=reviewer() or "", reason=reason, key=key)
    except DecisionError as error:
        return _show(queues().person(page.person.code), error=error), status_of(error).value
    flash(
        ngettext(
            "%(num)s declined. The person is told nothing. You can undo it.",
            "%(num)s declined. The person is told nothing. You can undo each.",
            len(seen),
        )
    )
    return redirect(url_for("review.person", code=page.person.code), 303)


def _seen() -> list[tuple[SuggestionId, int]]:
    return [(SuggestionId(about), version) for about, version in sent_pairs("seen")]


def _show(
    page: PersonPage, *, faults: Sequence[Fault] = (), error: StegvisError | None = None
) -> str:
    return render_template(
        "declines/several.html",
        person=page.person,
        undecided=[one for one in page.suggestions if one.state is SuggestionState.PROPOSED],
        reasons=choices.reasons(DeclineReason),
        ticked=set(request.form.getlist("seen")),
        typed=request.form,
        faults=tuple(faults),
        overtaken=overtaken(error) if error else None,
        here=url_for("declines.several", code=page.person.code),
    )
