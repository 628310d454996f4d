"""Versions of a ladder: who wrote what when, what changed, and ladders as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.errors import Conflict, DecisionError, InputError, InputErrors, RowError
from web.areas.ladders.editor import seen_number
from web.areas.ladders.said import say_changes, say_fault
from web.areas.ladders.views import ladders, trade_of
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.languages import language

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from matcher.domain.sector import Sector

    Answer = str | BaseResponse | tuple[str, int]

LARGEST_TEXT = 1_000_000
SHOWN_FAULTS = 50


@ladders.get("/ladders/<trade>/versions")
def versions(trade: str) -> Answer:
    """List every change with its author and time, the newest first."""
    sector = trade_of(trade)
    history = services().ladder_desk.history(sector)
    return render_template(
        "ladders/versions.html", trade=sector, name=_name(sector), history=history
    )


@ladders.get("/ladders/<trade>/differences")
def differences(trade: str) -> Answer:
    """Show what two versions say differently; at first, the one in use and the newest."""
    sector, desk = trade_of(trade), services().ladder_desk
    history = desk.history(sector)
    newest = history.number if history.has_draft else history.in_use
    earlier = [one.number for one in history.published if one.number < newest]
    before = request.args.get("before", earlier[-1] if earlier else 0, type=int)
    after = request.args.get("after", newest, type=int)
    old, new = desk.version(sector, before), desk.version(sector, after)
    found = desk.differences(sector, before, after)
    return render_template(
        "ladders/differences.html",
        trade=sector,
        name=_name(sector),
        history=history,
        before=before,
        after=after,
        changes=say_changes(found, new.data, old.data),
    )


@ladders.get("/ladders/<trade>/versions/<int:version>/file")
def download(trade: str, version: int) -> Answer:
    """Give a version out as a ladder file."""
    sector = trade_of(trade)
    text = services().ladder_desk.version(sector, version).text
    name = f"{sector}-{version}.yaml" if version else f"{sector}.yaml"
    return Response(
        text,
        mimetype="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@ladders.get("/ladders/<trade>/upload")
def upload(trade: str) -> Answer:
    """Ask for a ladder file."""
    return _upload_page(trade_of(trade))


@ladders.post("/ladders/<trade>/upload")
def look(trade: str) -> Answer:
    """Show what a file would change of the draft, or every fault of it by line."""
    sector, sent = trade_of(trade), request.files.get("file")
    name = (sent.filename if sent else "") or "ladder.yaml"
    raw = sent.read(LARGEST_TEXT) if sent else b""
    if not raw:
        return _upload_page(sector, Fault("file", gettext("Choose a ladder file."))), 422
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _upload_page(sector, Fault("file", gettext("Save the file as UTF-8."))), 422
    return _looked_at(sector, text, name)


@ladders.post("/ladders/<trade>/upload/take")
def take(trade: str) -> Answer:
    """Take a file that was looked at as the draft."""
    sector, desk = trade_of(trade), services().ladder_desk
    text, name = request.form.get("text", ""), request.form.get("name", "")[:100]
    try:
        taken = desk.upload(sector, text, name, by=reviewer() or "", seen=seen_number())
    except Conflict as conflict:
        # Looked at once more, against the draft as it is now.
        shown = _looked_at(sector, text, name, overtaken=True)
        return (shown if isinstance(shown, str) else str(shown)), status_of(conflict).value
    except (DecisionError, InputError):
        return _looked_at(sector, text, name)
    flash(gettext("The file is the draft now.") if taken else gettext("Nothing was changed."))
    return redirect(url_for("ladders.draft", trade=sector), 303)


def _looked_at(sector: Sector, text: str, name: str, *, overtaken: bool = False) -> Answer:
    desk = services().ladder_desk
    now = desk.draft(sector)
    try:
        found = desk.look(sector, text, name)
    except InputErrors as errors:
        return _upload_page(sector, errors=errors), 422
    except RowError as error:
        return _upload_page(sector, errors=InputErrors([error])), 422
    except InputError as error:
        return _upload_page(sector, Fault("file", say_error(error))), 422
    taken = desk.read(text, name)
    return render_template(
        "ladders/look.html",
        trade=sector,
        name=_name(sector),
        file=name,
        text=text,
        seen=now.history.number,
        latest=now.history.latest,
        overtaken=overtaken,
        changes=say_changes(found, taken.data, now.text.data),
    )


def _upload_page(
    sector: Sector, fault: Fault | None = None, errors: InputErrors | None = None
) -> str:
    rows = [one for one in errors.errors if isinstance(one, RowError)] if errors else []
    faults = (fault,) if fault else ()
    if errors:
        text = gettext("The file has faults: mend them in it and choose it again.")
        faults = (Fault("file", text),)
    return render_template(
        "ladders/upload.html",
        trade=sector,
        name=_name(sector),
        faults=faults,
        rows=[(one.row, one.column or "", say_fault(one)) for one in rows[:SHOWN_FAULTS]],
        in_all=len(rows),
    )


def _name(sector: Sector) -> str:
    return services().ladders.ladder(sector).names.get(language())
