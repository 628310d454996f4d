"""My CV and my letter: for which job, one paper, one part of it, and the paper to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, request
from flask_babel import format_datetime, gettext

from matcher.domain.application import PARTS_OF, Paper, Part, Target, TargetKind, target_of
from matcher.domain.ids import OpeningId, StepId
from matcher.domain.participant_move import is_indexed
from matcher.domain.personal_link import BY_PERSON
from matcher.errors import Conflict, InvalidTransition, NotFound
from web.areas.participants.page import Page, visiting
from web.areas.participants.reading import employer_of, title_of
from web.areas.participants.words import listed
from web.context import services
from web.forms import sent_version
from web.papers import (
    faults_in,
    left_out_said,
    move_name,
    shown_parts,
    typed_parts,
)
from web.papers import (
    printed as printed_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matcher.domain.application import ApplicationVersion
    from matcher.services.applying import Application
    from web.areas.participants.page import Answer
    from web.faults import Fault


@visiting
def papers(page: Page) -> Answer:
    """Show the jobs for which there are papers: those she sees, and those somebody has begun."""
    return page.show("papers", jobs=[(target, *_named(target)) for target in _targets(page)])


@visiting
def papers_for(page: Page, kind: str, target_id: str) -> Answer:
    """Show both papers for a job, who changed them last, and what stays out."""
    return page.show("papers_for", **_around(_read(page, kind, target_id)))


@visiting
def paper(page: Page, kind: str, target_id: str, paper: str) -> Answer:
    """Show the parts of one paper, each to be read and changed."""
    read, which = _read(page, kind, target_id), Paper(paper)
    shown = [part for part in shown_parts(read) if part.part in PARTS_OF[which]]
    return page.show("paper", paper=which, parts=shown, **_around(read))


@visiting
def print_paper(page: Page, kind: str, target_id: str, paper: str) -> Answer:
    """Show one paper as it is printed, on one A4 page."""
    read, which = _read(page, kind, target_id), Paper(paper)
    return page.show(
        "paper_printed", paper=which, sections=printed_lines(read, which), **_around(read)
    )


@visiting
def paper_part(page: Page, kind: str, target_id: str, part: str) -> Answer:
    """Show one part: what it is in her language, and the Swedish text to change."""
    return _part(page, _read(page, kind, target_id), _part_of(part))


@visiting
def write_part(page: Page, kind: str, target_id: str, part: str) -> Answer:
    """Keep what she wrote; when somebody was first she keeps it and sees what is saved."""
    read, which = _read(page, kind, target_id), _part_of(part)
    typed = {key: text for key, text in typed_parts().items() if key is which}
    faults = tuple(faults_in(read, typed))
    if faults:
        return _part(page, read, which, typed=typed, faults=faults), 422
    return _moved(
        page,
        read,
        which,
        lambda: services().applying.write(
            read.person.code, read.target, typed, by=BY_PERSON, seen=sent_version("seen")
        ),
        gettext("Saved. You can undo it."),
        typed,
    )


@visiting
def undo_paper(page: Page, kind: str, target_id: str) -> Answer:
    """Take the last change back."""
    read = _read(page, kind, target_id)
    return _moved(
        page,
        read,
        _part_sent(),
        lambda: services().applying.undo(
            read.person.code, read.target, by=BY_PERSON, seen=sent_version("seen")
        ),
        gettext("Undone. Undo once more, and it is there again."),
    )


@visiting
def restore_paper(page: Page, kind: str, target_id: str) -> Answer:
    """Make a part, or everything, as composed."""
    read, which = _read(page, kind, target_id), _part_sent()
    return _moved(
        page,
        read,
        which,
        lambda: services().applying.restore(
            read.person.code, read.target, which, by=BY_PERSON, seen=sent_version("seen")
        ),
        gettext("The text is as composed again. You can undo it."),
    )


def _targets(page: Page) -> Sequence[Target]:
    """Return her jobs in the order of her other pages, and then the papers that are begun."""
    jobs = services().own_jobs.jobs(page.visit)
    if not is_indexed(jobs.person):
        return ()
    suggested = [
        Target(TargetKind.OPENING, one.opening)
        if one.opening
        else Target(TargetKind.STEP, str(one.step))
        for job in (*jobs.asked, *jobs.going_on)
        for one in [job.suggestion]
        if one.opening or one.step
    ]
    begun = [one.target for one in services().applying.begun(page.visit.participant)]
    return tuple(dict.fromkeys((*suggested, *begun)))


def _read(page: Page, kind: str, target_id: str) -> Application:
    """Return her papers for a kind of job, or for an opening that she may see."""
    target = target_of(kind, target_id)
    if target.kind is TargetKind.OPENING and target not in _targets(page):
        raise NotFound("There is no such job. Go back to the list of jobs.")
    return services().applying.read(page.visit.participant, target)


def _part_of(name: str) -> Part:
    if name not in tuple(Part):
        raise NotFound("There is no such part. Choose a part that the paper shows.")
    return Part(name)


def _part_sent() -> Part | None:
    sent = request.form.get("part", "")
    return _part_of(sent) if sent else None


def _moved(
    page: Page,
    read: Application,
    part: Part | None,
    move: Callable[[], object],
    said: str,
    typed: Mapping[Part, str] | None = None,
) -> Answer:
    where = {"kind": read.target.kind.value, "target_id": read.target.id}
    try:
        move()
    except Conflict:
        now = services().applying.read(read.person.code, read.target)
        if part is None:
            return page.show("papers_for", first=_first(now), **_around(now)), 409
        return _part(page, now, part, typed=typed, first=_first(now)), 409
    except InvalidTransition:
        said = gettext("Nothing was changed.")
    flash(said)
    if part is None:
        return page.go("papers_for", **where)
    return page.go("paper_part", **where, part=part.value)


def _part(
    page: Page,
    read: Application,
    part: Part,
    *,
    typed: Mapping[Part, str] | None = None,
    faults: Sequence[Fault] = (),
    first: str | None = None,
) -> str:
    [shown] = [one for one in shown_parts(read, typed) if one.part is part]
    which = next(paper for paper, parts in PARTS_OF.items() if part in parts)
    return page.show(
        "paper_part", part=shown, paper=which, faults=tuple(faults), first=first, **_around(read)
    )


def _around(read: Application) -> dict[str, object]:
    """Return what every page about the papers for one job shows."""
    title, employer = _named(read.target)
    return {
        "target": read.target,
        "title": title,
        "employer": employer,
        "number": read.draft.number,
        "has_own": bool(read.draft.texts),
        "versions": [(*_said(one), move_name(one.move)) for one in reversed(read.draft.versions)],
        "left_out": left_out_said(read.composed.left_out),
        "papers": [(one, _my(one)) for one in Paper],
        "paper_name": _my,
    }


def _my(paper: Paper) -> str:
    return str(gettext("My CV") if paper is Paper.CV else gettext("My letter"))


def _first(read: Application) -> str:
    """Say who changed the text before her, and when; a conflict comes of a change only."""
    return listed(_said(read.draft.versions[-1])) if read.draft.versions else ""


def _said(version: ApplicationVersion) -> tuple[str, str]:
    who = gettext("you") if version.by == BY_PERSON else version.by
    return who, format_datetime(version.at, "d MMM HH:mm")


def _named(target: Target) -> tuple[str, str | None]:
    """Return a job with its employer, by whom two of the same kind are told apart."""
    if target.kind is TargetKind.STEP:
        return title_of(services().ladders.steps.get(StepId(target.id)), None), None
    opening = services().own_jobs.opening(OpeningId(target.id))
    step = services().ladders.steps.get(opening.step) if opening and opening.step else None
    return title_of(step, opening), employer_of(opening)
