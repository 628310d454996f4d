"""For which job, what stands in both papers, who wrote what, and the papers to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext

from matcher.domain.application import LEAST_WORDS, MOST_WORDS, Paper, Target, TargetKind, target_of
from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.errors import Conflict, InvalidTransition
from matcher.services.looks import PROFILE
from web.context import queues, reviewer, services
from web.forms import sent_version
from web.languages import language, named
from web.overtaken import overtaken
from web.papers import (
    faults_in,
    left_out_said,
    move_name,
    paper_name,
    shown_parts,
    typed_parts,
    writer_name,
)
from web.papers import (
    printed as printed_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.application import Part
    from matcher.services.applying import Application
    from web.faults import Fault

    Answer = str | Response | tuple[str, int]

applying = Blueprint("applying", __name__)
_PAPERS = "/people/<code>/papers/<kind>/<target_id>"


@applying.get("/people/<code>/papers")
def jobs(code: str) -> Answer:
    """Show for which job papers can be made, and those that somebody has begun."""
    page = queues().person(ParticipantCode(code))
    begun = services().applying.begun(page.person.code)
    ladders, lang = services().ladders, language()
    suggested = dict.fromkeys(
        Target(TargetKind.OPENING, one.opening)
        if one.opening
        else Target(TargetKind.STEP, str(one.step))
        for one in page.suggestions
        if one.opening or one.step
    )
    return render_template(
        "applying/jobs.html",
        person=page.person,
        begun=[(one, *_title(one.target)) for one in begun],
        suggested=[(one, *_title(one)) for one in suggested],
        ladders=[
            (named(ladder.sector, "sector"), [(s.id, s.titles.get(lang)) for s in ladder.steps])
            for ladder in ladders.all
        ],
        writer_name=writer_name,
    )


@applying.get(_PAPERS)
def papers(code: str, kind: str, target_id: str) -> Answer:
    """Show both papers, to be read and written."""
    page = _seen(code, kind, target_id)
    services().looks.note(page.person.code, by=reviewer(), what=PROFILE)
    return _show(page)


@applying.post(_PAPERS)
def write(code: str, kind: str, target_id: str) -> Answer:
    """Keep what was written; whoever comes second keeps what she typed and sees who was first."""
    page, typed = _seen(code, kind, target_id), typed_parts()
    faults = tuple(faults_in(page, typed))
    if faults:
        return _show(page, typed=typed, faults=faults), 422
    return _moved(
        page,
        lambda: services().applying.write(
            page.person.code, page.target, typed, by=reviewer() or "", seen=sent_version("seen")
        ),
        gettext("Saved with your name. You can undo it."),
        typed,
    )


@applying.post(f"{_PAPERS}/undo")
def undo(code: str, kind: str, target_id: str) -> Answer:
    """Take the last change back."""
    page = _seen(code, kind, target_id)
    return _moved(
        page,
        lambda: services().applying.undo(
            page.person.code, page.target, by=reviewer() or "", seen=sent_version("seen")
        ),
        gettext("Undone. Undo once more, and it is there again."),
    )


@applying.post(f"{_PAPERS}/restore")
def restore(code: str, kind: str, target_id: str) -> Answer:
    """Make everything as composed."""
    page = _seen(code, kind, target_id)
    return _moved(
        page,
        lambda: services().applying.restore(
            page.person.code, page.target, by=reviewer() or "", seen=sent_version("seen")
        ),
        gettext("The text is as composed again. You can undo it."),
    )


@applying.get(f"{_PAPERS}/<any(cv, letter):paper>")
def printed(code: str, kind: str, target_id: str, paper: str) -> Answer:
    """Show one paper as it is printed, on one A4 page."""
    page, which = _seen(code, kind, target_id), Paper(paper)
    services().looks.note(page.person.code, by=reviewer(), what=PROFILE)
    return render_template(
        "applying/printed.html",
        person=page.person,
        target=page.target,
        title=paper_name(which),
        is_cv=which is Paper.CV,
        sections=printed_lines(page, which),
    )


def _seen(code: str, kind: str, target_id: str) -> Application:
    """Return the papers of a person whom the reader may see; others look as if they were not."""
    person = queues().seen(ParticipantCode(code))
    return services().applying.read(person.code, target_of(kind, target_id))


def _moved(
    page: Application,
    move: Callable[[], object],
    said: str,
    typed: Mapping[Part, str] | None = None,
) -> Answer:
    code, target = page.person.code, page.target
    try:
        move()
    except Conflict as conflict:
        now = services().applying.read(code, target)
        return _show(now, typed=typed, conflict=conflict), 409
    except InvalidTransition:
        said = gettext("Nothing was changed.")
    flash(said)
    where = url_for("applying.papers", code=code, kind=target.kind.value, target_id=target.id)
    return redirect(where, 303)


def _show(
    page: Application,
    *,
    typed: Mapping[Part, str] | None = None,
    faults: Sequence[Fault] = (),
    conflict: Conflict | None = None,
) -> str:
    target = page.target
    title, title_lang = _title(target)
    last = page.draft.versions[-1] if page.draft.versions else None
    shown = overtaken(conflict) if conflict else None
    return render_template(
        "applying/papers.html",
        page=page,
        person=page.person,
        target=target,
        title=title,
        title_lang=title_lang,
        parts=shown_parts(page, typed),
        left_out=left_out_said(page.composed.left_out),
        least=LEAST_WORDS,
        most=MOST_WORDS,
        overtaken=shown,
        last=last,
        move_name=move_name,
        writer_name=writer_name,
        faults=tuple(faults),
        here=url_for(
            "applying.papers", code=page.person.code, kind=target.kind.value, target_id=target.id
        ),
    )


def _title(target: Target) -> tuple[str, str]:
    """Return what the job is called, and in which language."""
    if target.kind is TargetKind.STEP:
        step = services().ladders.steps.get(StepId(target.id))
        return (step.titles.get(language()), language()) if step else (target.id, "sv")
    opening = services().own_jobs.opening(OpeningId(target.id))
    if opening is None:
        return gettext("A job that is gone"), language()
    return opening.title, "sv"
