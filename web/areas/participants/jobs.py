"""My suggested jobs: a screen for each question, and the answer on the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext

from matcher.domain.ids import SuggestionId
from matcher.domain.participant import ParticipantState, is_reviewed
from matcher.domain.participant_move import GONE, is_indexed
from matcher.domain.permission import FieldGroup
from matcher.domain.suggestion import Action
from matcher.errors import NotFound
from web.areas.participants.page import Page, visiting
from web.areas.participants.plan import has_plan
from web.areas.participants.questions import has_questions
from web.areas.participants.reading import SCREENS, read_job, title_of
from web.context import services
from web.faults import Fault
from web.known_links import forget

if TYPE_CHECKING:
    from matcher.services.own_jobs import OwnJob
    from web.areas.participants.page import Answer

WHY, KNOW = "why", "know"
SAYS = {"yes": Action.ACCEPT, "no": Action.REFUSE, "not_now": Action.NOT_NOW}


@visiting
def start(page: Page) -> Answer:
    """Show the jobs she is asked about, and the other things she can do here."""
    jobs = services().own_jobs.jobs(page.visit)
    return page.show(
        "start",
        asked=[_named(job) for job in jobs.asked],
        # Those follow the asked ones in the numbers of the addresses.
        going_on=[_named(job) for job in jobs.going_on],
        is_own_page=page.visit.suggestion is None,
        paused=jobs.person.state is ParticipantState.PAUSED,
        stopped=jobs.person.state in GONE,
        has_papers=is_indexed(jobs.person),
        has_plan=has_plan(page),
        has_questions=has_questions(page),
        has_ways=is_reviewed(jobs.person),
    )


@visiting
def job(page: Page, number: int, screen: str) -> Answer:
    """Show one screen about one job."""
    return _job(page, number, screen)


@visiting
def answer(page: Page) -> Answer:
    """Take an answer; the words of every screen stay as they were until it is given."""
    about, said = SuggestionId(request.form.get("about", "")), request.form.get("answer", "")
    if said not in SAYS:
        text = gettext("Choose one of the answers.")
        number = _number(page, about)
        return _job(page, number, SCREENS[-1], (Fault("answer", text),)), 422
    known = request.form.get("know", "")
    if said == "yes" and known not in set(FieldGroup) and _tells_employer(page, about):
        text = gettext("Choose what the employer may know.")
        return _job(page, _number(page, about), KNOW, (Fault("know", text),)), 422
    up_to = FieldGroup(known) if known in set(FieldGroup) else FieldGroup.CODE
    services().own_jobs.answer(page.visit, about, SAYS[said], up_to)
    return _thanks(page, said)


@visiting
def ring_me(page: Page) -> Answer:
    """Leave a line for the LinkWorker: ring me."""
    about = request.form.get("about", "")
    services().own_jobs.ring_me(page.visit, SuggestionId(about) if about else None)
    return page.show("thanks", said="ring", goes_on=True)


def _thanks(page: Page, said: str) -> Answer:
    goes_on = True
    try:
        services().own_links.visit(page.token)
    except NotFound:
        # The link asked about this job and has its answer.
        goes_on = False
        forget()
    return page.show("thanks", said=said, goes_on=goes_on)


def _job(page: Page, number: int, screen: str, faults: tuple[Fault, ...] = ()) -> str:
    jobs = services().own_jobs.jobs(page.visit)
    listed = (*jobs.asked, *jobs.going_on)
    if not 1 <= number <= len(listed) or screen not in (*SCREENS, WHY, KNOW):
        raise NotFound("There is no such screen. Go back to the first screen of the link.")
    shown = listed[number - 1]
    if screen == KNOW and not (shown.is_asked and shown.tells_employer):
        raise NotFound("There is no such question. Go back to the first screen of the link.")
    return page.show(
        "job",
        employer=shown.employer,
        job=read_job(shown, jobs.person, services().ladders),
        about=shown.suggestion.id,
        asked=shown.is_asked,
        tells_employer=shown.tells_employer,
        number=number,
        screen=screen,
        screens=SCREENS,
        place=SCREENS.index(screen) + 1 if screen in SCREENS else None,
        faults=faults,
    )


def _number(page: Page, about: SuggestionId) -> int:
    jobs = services().own_jobs.jobs(page.visit)
    listed = [one.suggestion.id for one in (*jobs.asked, *jobs.going_on)]
    if about not in listed:
        raise NotFound("There is no such job. Go back to the list of jobs.")
    return listed.index(about) + 1


def _tells_employer(page: Page, about: SuggestionId) -> bool:
    asked = services().own_jobs.jobs(page.visit).asked
    return any(job.tells_employer for job in asked if job.suggestion.id == about)


def _named(job: OwnJob) -> tuple[str, str | None]:
    """Return a job with its employer, by whom two of the same kind are told apart."""
    step = services().ladders.steps.get(job.suggestion.step) if job.suggestion.step else None
    return title_of(step, job.opening), job.employer
