"""My data: what is known, who saw it, what was told, to take along, to pause and to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, request
from flask_babel import gettext

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId, SuggestionId
from matcher.domain.machines.participant import PARTICIPANT, LeaveReason, ParticipantAction
from matcher.domain.permission import STEPS, FieldGroup, Yes
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.role import Role
from matcher.domain.suggestion import AnswerMode
from matcher.errors import NotFound
from matcher.services.looks import EXPORT
from web.areas.participants.known import groups, known_of, looks_of, told_of
from web.areas.participants.page import Page, visiting
from web.areas.participants.reading import employer_of, title_of
from web.areas.participants.words import listed
from web.context import services

if TYPE_CHECKING:
    from matcher.domain.opening import Opening
    from matcher.services.own_jobs import OwnJob
    from web.areas.participants.page import Answer

JSON, CSV = "json", "csv"


@visiting
def data(page: Page) -> Answer:
    """Show what can be looked at and done about the own data."""
    state = services().own_wishes.person(page.visit.participant).state
    return page.show(
        "data",
        may_pause=PARTICIPANT.may(state, ParticipantAction.PAUSE, Role.PARTICIPANT),
        may_resume=PARTICIPANT.may(state, ParticipantAction.RESUME, Role.PARTICIPANT),
        may_stop=PARTICIPANT.may(state, ParticipantAction.WITHDRAW, Role.PARTICIPANT),
    )


@visiting
def known(page: Page) -> Answer:
    """Show what is kept of her."""
    person = services().own_wishes.person(page.visit.participant)
    return page.show("known", parts=known_of(person, services().ladders))


@visiting
def looks(page: Page) -> Answer:
    """Show who has looked at her page, and what employers were told."""
    code = page.visit.participant
    told = services().disclosure.told(code)
    return page.show(
        "looks",
        looks=looks_of(services().looks.of(code)),
        told=told_of(told, services().own_jobs.employer_names()),
    )


@visiting
def yes(page: Page) -> Answer:
    """Show what she lets employers know, with a way to take each back."""
    given: dict[OpeningId, list[FieldGroup]] = {}
    for one in services().disclosure.permissions(page.visit.participant):
        if one.withdrawn_at is None:
            given.setdefault(one.opening, []).append(one.field_group)
    names, jobs = groups(), services().own_jobs
    about = {opening: jobs.opening(opening) for opening in given}
    return page.show(
        "yes",
        given=[
            (
                opening,
                _title(about[opening]),
                employer_of(about[opening]),
                listed(name for step, name in names.items() if step in steps),
                next((step for step in STEPS if step not in steps), None),
            )
            for opening, steps in given.items()
        ],
    )


@visiting
def let_know(page: Page) -> Answer:
    """Let an employer know the next thing, who has her yes for the things before it."""
    opening, step = OpeningId(request.form.get("opening", "")), request.form.get("more", "")
    code, disclosure = page.visit.participant, services().disclosure
    held = {
        one.field_group
        for one in disclosure.permissions(code)
        if one.opening == opening and one.withdrawn_at is None
    }
    if step not in set(STEPS[1:]) or FieldGroup.CODE not in held:
        raise NotFound("There is no such yes. Load the page again to see what is permitted now.")
    disclosure.grant(code, opening, Yes(FieldGroup(step), AnswerMode.SELF, BY_PERSON))
    flash(gettext("Saved. The employer may know more now."))
    return page.go("yes")


@visiting
def take_back(page: Page) -> Answer:
    """Take a yes back: for an opening, and with it for the job she said yes to."""
    opening = OpeningId(request.form.get("opening", ""))
    jobs = services().own_jobs.jobs(page.visit).going_on
    mine = [job for job in jobs if job.suggestion.opening == opening]
    for job in mine:
        _withdraw(job)
    if not mine:
        services().disclosure.withdraw(
            page.visit.participant, mode=AnswerMode.SELF, by=BY_PERSON, opening_id=opening
        )
    flash(gettext("Your yes is taken back. Nothing more is told."))
    return page.go("yes")


@visiting
def withdraw(page: Page) -> Answer:
    """Take back a yes to a suggested job."""
    about = SuggestionId(request.form.get("about", ""))
    jobs = services().own_jobs.jobs(page.visit)
    for job in (*jobs.asked, *jobs.going_on):
        if job.suggestion.id == about:
            _withdraw(job)
            flash(gettext("Your yes is taken back. Nothing more is told."))
            return page.go("start")
    raise NotFound("There is no such job. Go back to the list of jobs.")


@visiting
def download(page: Page) -> Answer:
    """Hand over everything there is on her, as JSON or as tables."""
    code = page.visit.participant
    services().looks.note(code, by=BY_PERSON, what=EXPORT)
    text, archive = services().own_data(code)
    if request.form.get("form") == CSV:
        made, name = Response(archive, mimetype="application/zip"), "own-data.zip"
    else:
        made, name = Response(text, mimetype="application/json"), "own-data.json"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


@visiting
def pause(page: Page) -> Answer:
    """Pause, or go on."""
    rights, code = services().rights, page.visit.participant
    if request.form.get("go_on"):
        rights.resume(code, by=BY_PERSON, role=Role.PARTICIPANT)
        flash(gettext("You are back on the lists."))
    else:
        rights.pause(code, by=BY_PERSON, role=Role.PARTICIPANT)
        flash(gettext("You are paused. Nothing new is suggested."))
    return page.go("data")


@visiting
def ask_stop(page: Page) -> Answer:
    """Show what stopping means before it is done."""
    return page.show("stop")


@visiting
def stop(page: Page) -> Answer:
    """Stop: every yes is taken back, and nothing is made of her data any more."""
    code = page.visit.participant
    stopped = services().rights.stop(
        code, by=BY_PERSON, reason=LeaveReason.OWN_WISH, role=Role.PARTICIPANT
    )
    return page.show("stopped", stopped=stopped, goes_on=page.visit.suggestion is None)


def _title(opening: Opening | None) -> str:
    step = services().ladders.steps.get(opening.step) if opening and opening.step else None
    return title_of(step, opening)


def _withdraw(job: OwnJob) -> None:
    seen = job.suggestion
    asked = Request(seen.id, seen.version, BY_PERSON, Role.PARTICIPANT)
    services().placing.withdraw(asked, AnswerMode.SELF)
