"""Writing the note of a municipality, and taking the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask_babel import gettext

from matcher.domain.wording import check_wording
from matcher.errors import Conflict, InputError, InvalidTransition
from web.areas.planning.note_form import Found, TypedNote
from web.areas.planning.views import must_be_there, planning, show
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import sent_version
from web.languages import language
from web.overtaken import overtaken

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]

FIELD = "note_text"


@planning.post("/planning/area/<municipality>/note")
def write_note(municipality: str) -> Answer:
    """Save a note; one with words to look at is shown once before it is saved."""
    must_be_there(municipality)
    text, seen = request.form.get(FIELD, ""), sent_version("seen_version")
    findings = () if request.form.get("looked_at") else _findings(text)
    if findings:
        return _again(municipality, TypedNote(text, is_typed=True, findings=findings), 422)
    try:
        services().demand_notes.write(municipality, text, seen=seen, by=reviewer() or "")
    except InputError as error:
        faults = (Fault(FIELD, say_error(error)),)
        return _again(municipality, TypedNote(text, is_typed=True, faults=faults), 422)
    except Conflict as error:
        typed = TypedNote(text, is_typed=True, overtaken=overtaken(error))
        return _again(municipality, typed, status_of(error).value)
    except InvalidTransition:
        flash(gettext("Nothing was changed."))
    else:
        flash(gettext("Saved with your name. You can undo it."))
    return _to(municipality)


@planning.post("/planning/area/<municipality>/note/undo")
def undo_note(municipality: str) -> Answer:
    """Take the last change back; done once more it is there again."""
    must_be_there(municipality)
    try:
        services().demand_notes.undo(
            municipality, seen=sent_version("seen_version"), by=reviewer() or ""
        )
    except Conflict as error:
        return _again(municipality, TypedNote(overtaken=overtaken(error)), status_of(error).value)
    except InvalidTransition:
        flash(gettext("Nothing was changed."))
    else:
        flash(gettext("Undone. Undo once more, and it is there again."))
    return _to(municipality)


def _findings(text: str) -> tuple[Found, ...]:
    lang = language()
    return tuple(
        Found(one.words, one.why.get(lang), one.instead.get(lang)) for one in check_wording(text)
    )


def _again(municipality: str, typed: TypedNote, status: int) -> Answer:
    shown = show(municipality, typed)
    return (shown, status) if isinstance(shown, str) else shown


def _to(municipality: str) -> Response:
    return redirect(url_for("planning.area", municipality=municipality, _anchor="note"), 303)
