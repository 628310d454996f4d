"""Pages and posts of bringing in a list; nothing is in the programme before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.importing import ImportKind
from matcher.domain.permissions import Permission
from matcher.domain.visibility import Viewer
from matcher.errors import InputErrors, NotFound, SuggestionsStopped
from matcher.ranking.wire import say_explanation
from web.areas.imports.forms import column_faults, read_columns, read_corrections
from web.areas.imports.said import say_fault, say_file_faults
from web.areas.imports.saving import asking, plan_of, saving
from web.areas.imports.work import Works
from web.context import allowed, reviewer, role, services, signed_in
from web.faults import Fault
from web.languages import language

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.upload import Reading, Upload
    from web.areas.imports.saving import Ask

    Answer = str | Response | tuple[str, int]

imports = Blueprint("imports", __name__)
FAULTS_A_PAGE = 40
WAIT_S = 2.0
_WORKS, _ASK = "stegvis.imports.works", "stegvis.imports.ask"


def add_imports(app: Flask, ask: Ask) -> None:
    """Add the area to an application; ``ask`` asks for a person's suggestions."""
    app.extensions[_WORKS], app.extensions[_ASK] = Works(), ask
    app.register_blueprint(imports)


@imports.get("/imports")
def start() -> Answer:
    """Show where to choose a file, and what was brought in before."""
    return _start()


@imports.post("/imports")
def bring() -> Answer:
    """Take a file and show what its columns are taken for."""
    sent = request.files.get("file")
    data = sent.read() if sent else b""
    if sent is None or not data:
        return _start((Fault("file", gettext("Choose a file with rows in it.")),)), 422
    openings = request.form.get("kind") == ImportKind.OPENINGS.value
    kind = ImportKind.OPENINGS if openings else ImportKind.PARTICIPANTS
    try:
        upload = services().uploads.bring(data, sent.filename or "", kind, _viewer().user)
    except InputErrors as errors:
        return _start((Fault("file", say_file_faults(errors)),)), 422
    return _to("columns", upload.id)


@imports.get("/imports/files/<upload_id>")
def columns(upload_id: str) -> Answer:
    """Show what each column is taken for, with some of its values."""
    return _columns_page(_upload(upload_id))


@imports.post("/imports/files/<upload_id>")
def choose(upload_id: str) -> Answer:
    """Keep what the columns hold."""
    upload = _upload(upload_id)
    chosen = read_columns(request.form)
    faults = column_faults(chosen, services().uploads.required(upload.kind))
    if faults:
        return _columns_page(upload, chosen, faults), 422
    letters = request.form.get("letters") == "yes"
    services().uploads.choose(upload, chosen, letters=letters, by=reviewer() or "")
    return _to("check", upload_id)


@imports.get("/imports/files/<upload_id>/check")
def check(upload_id: str) -> Answer:
    """Show what saving would do, and every fault with a place to mend it."""
    upload = _upload(upload_id)
    if upload.columns is None:
        return _to("columns", upload_id)
    return _check_page(upload, services().uploads.read(upload, _viewer()))


@imports.post("/imports/files/<upload_id>/check")
def mend(upload_id: str) -> Answer:
    """Correct cells, leave rows out knowingly, or take them in again."""
    upload = _upload(upload_id)
    sent = read_corrections(request.form)
    if request.form.get("take_back") == "yes":
        services().uploads.mend(upload, {}, taken_back=upload.left_out)
    elif sent.some:
        services().uploads.mend(upload, sent.mends, sent.left_out)
    else:
        flash(gettext("Nothing was changed. Write the right value, or tick to leave a row out."))
    return _to("check", upload_id)


@imports.post("/imports/files/<upload_id>/save")
def save(upload_id: str) -> Answer:
    """Save a file without faults, in one transaction."""
    upload = _upload(upload_id)
    if upload.columns is None:
        return _to("columns", upload_id)
    doing = saving(services(), upload, _viewer(), reviewer() or "")
    _works().start(upload.id, upload.file, doing, WAIT_S)
    return _to("progress", upload_id)


@imports.get("/imports/files/<upload_id>/saving")
def progress(upload_id: str) -> Answer:
    """Show how far saving is, or go on to what came of it."""
    work = _works().get(upload_id)
    if work is None:
        return _to("check", upload_id)
    if work.result is not None:
        return redirect(url_for("imports.report", batch_id=work.result), 303)
    if isinstance(work.error, InputErrors):
        _works().forget(upload_id)
        flash(gettext("Nothing was saved yet: something has to be mended first."))
        return _to("check", upload_id)
    if work.error is not None:
        _works().forget(upload_id)
        raise work.error
    return render_template("imports/progress.html", work=work, upload_id=upload_id)


@imports.post("/imports/files/<upload_id>/give-up")
def give_up(upload_id: str) -> Answer:
    """Remove a file that is not to be saved."""
    services().uploads.give_up(_upload(upload_id))
    flash(gettext("The file is removed. Nothing of it was saved."))
    return redirect(url_for("imports.start"), 303)


@imports.get("/imports/<batch_id>")
def report(batch_id: str) -> Answer:
    """Show what an import did, and let it be undone."""
    batch = services().first_hour.batch(batch_id, reviewer() or "")
    undo_until = services().retention.imports_after.after(batch.at.date())
    return render_template("imports/report.html", batch=batch, undo_until=undo_until)


@imports.post("/imports/<batch_id>/undo")
def undo(batch_id: str) -> Answer:
    """Take a whole import back."""
    batch = services().first_hour.batch(batch_id, reviewer() or "")
    services().intake.undo(batch.id, by=reviewer() or "")
    flash(gettext("The import is undone: what it made is gone, what it changed is as before."))
    return redirect(url_for("imports.report", batch_id=batch_id), 303)


@imports.get("/imports/<batch_id>/first")
def first(batch_id: str) -> Answer:
    """Show the first people of an import with a job, why, and what to ask."""
    hour = services().first_hour.of(batch_id, _viewer(), reviewer() or "")
    lang, work = language(), _works().get(batch_id)
    said = [say_explanation(job.row.explanation or {}, lang) for job in hour.jobs]
    return render_template(
        "imports/first.html",
        hour=hour,
        jobs=list(zip(hour.jobs, said, strict=True)),
        steps=services().ladders.steps,
        running=work is not None and not work.ended.is_set(),
        failed=work is not None and work.error is not None,
        may_suggest=allowed(Permission.SUGGEST),
    )


@imports.post("/imports/<batch_id>/first")
def suggest(batch_id: str) -> Answer:
    """Ask for suggestions for the first people of an import."""
    by = reviewer() or ""
    hour = services().first_hour.of(batch_id, _viewer(), by)
    if hour.waiting:
        _works().forget(batch_id)
        ask = cast("Ask", current_app.extensions[_ASK])
        work = _works().start(batch_id, "", asking(ask, hour.waiting, by), WAIT_S)
        if isinstance(work.error, SuggestionsStopped):
            raise work.error
    return redirect(url_for("imports.first", batch_id=batch_id), 303)


def _works() -> Works:
    return cast("Works", current_app.extensions[_WORKS])


def _viewer() -> Viewer:
    account, acting = signed_in(), role()
    if account is None or acting is None:
        raise RuntimeError("a file was brought by nobody")
    return Viewer(account.user.id, acting)


def _upload(upload_id: str) -> Upload:
    """Return a file of one's own; what is gone, or was never there, leads back to the start."""
    try:
        return services().uploads.get(upload_id, _viewer().user)
    except NotFound:
        flash(gettext("This file is not kept any more. Choose it again."))
        abort(redirect(url_for("imports.start"), 303))


def _to(page: str, upload_id: str) -> Response:
    return redirect(url_for(f"imports.{page}", upload_id=upload_id), 303)


def _start(faults: tuple[Fault, ...] = ()) -> str:
    mine = [batch for batch in services().intake.batches() if batch.by == reviewer()]
    return render_template("imports/start.html", batches=mine[:20], faults=faults)


def _columns_page(
    upload: Upload, chosen: dict[int, str] | None = None, faults: tuple[Fault, ...] = ()
) -> str:
    uploads = services().uploads
    sheet = uploads.sheet(upload)
    guessed = {column.place: column.name for column in sheet.columns}
    return render_template(
        "imports/columns.html",
        upload=upload,
        sheet=sheet,
        chosen=chosen or upload.columns or guessed,
        names=uploads.columns(upload.kind),
        required=uploads.required(upload.kind),
        faults=faults,
    )


def _check_page(upload: Upload, reading: Reading) -> str:
    plan = plan_of(services(), upload, reading) if reading.people else None
    headers = {
        upload.columns[column.place]: column.header
        for column in services().uploads.sheet(upload).columns
        if upload.columns and column.place in upload.columns
    }
    return render_template(
        "imports/check.html",
        upload=upload,
        reading=reading,
        plan=plan,
        usable=len(reading.people) + len(reading.openings),
        headers=headers,
        names=services().uploads.columns(upload.kind),
        told=[(fault, say_fault(fault)) for fault in reading.faults[:FAULTS_A_PAGE]],
        more=max(0, len(reading.faults) - FAULTS_A_PAGE),
    )
