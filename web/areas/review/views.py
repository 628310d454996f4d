"""Pages and posts of the review area."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.bootstrap import now
from matcher.domain.concept_suggestion import BY_PEOPLE, ConceptMove
from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.suggestion import Action, DeclineReason
from matcher.errors import Conflict, NotFound, OpeningFull
from matcher.ranking.wire import say_nothing
from matcher.services.looks import PROFILE
from web.areas.review.asking import Asking
from web.areas.review.concepts import told_by
from web.areas.review.facts import facts_of
from web.areas.review.people import choices, read_wanted, said
from web.areas.review.reading import Around, read_suggestions
from web.attempts import LONGEST_NOTE, Attempt, read_attempt
from web.context import allowed, queues, reviewer, role, services, services_of
from web.errors import status_of
from web.forms import sent_version
from web.languages import language
from web.permitted import shown_permissions
from web.plans import shown_plan
from web.suggesting import carried, one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.agreement_rate import AgreementRate
    from matcher.services.queues import PersonPage
    from web.faults import Fault
    from web.permitted import ShownPermission

    Answer = str | Response | tuple[str, int]

review = Blueprint("review", __name__)
_ASKING, _WARM = "stegvis.asking", "STEGVIS_WARM_UP"


def add_review(app: Flask, *, warm_up: bool) -> Callable[[ParticipantCode, str], int]:
    """Add the area to an application, and return what asks for a person's suggestions.

    ``warm_up`` loads the encoder with the first page.
    """
    with app.app_context():
        asking = Asking(services_of(app), one_at_a_time())
    app.extensions[_ASKING] = asking
    app.config[_WARM] = warm_up
    app.register_blueprint(review)
    return asking.ask


def _asking() -> Asking:
    return cast("Asking", current_app.extensions[_ASKING])


@review.get("/")
def people() -> Answer:
    """Show the people to review."""
    if current_app.config[_WARM]:
        _asking().warm_up()
    wanted, seen = read_wanted(request.args), queues()
    return render_template(
        "review/people.html",
        people=seen.page(wanted),
        counts=seen.counts(),
        names_anybody=seen.names_anybody(),
        own_agreement=_own_agreement(),
        steps=services().ladders.steps,
        wanted=wanted,
        said=said(wanted),
        choices=choices(),
    )


@review.get("/people/<code>")
def person(code: str) -> Answer:
    """Show one person with suggestions."""
    page = queues().person(ParticipantCode(code))
    services().looks.note(page.person.code, by=reviewer(), what=PROFILE)
    return _person_page(page)


@review.post("/people/<code>/suggestions")
def refresh(code: str) -> Answer:
    """Ask for new suggestions for a person."""
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound(
            "Nothing is stored of people with protected identity. Go to the page of the "
            "person, whose list is not stored."
        )
    found = _asking().ask(person.code, reviewer() or "")
    flash(gettext("The list is new.") if found else gettext("Nothing fits well enough right now."))
    return redirect(url_for("review.person", code=code), 303)


@review.post("/people/<code>/concepts")
def suggest_concepts(code: str) -> Answer:
    """Suggest concepts for what a person told."""
    person = queues().seen(ParticipantCode(code))
    found = _asking().suggest_concepts(person.code, reviewer())
    flash(
        gettext("Look through what the words may stand for, and confirm what is right.")
        if found
        else gettext("Nothing was found in the words that was not decided on already.")
    )
    return redirect(url_for("review.person", code=code, _anchor="profile"), 303)


@review.post("/people/<code>/concepts/<suggestion_id>")
def decide_concept(code: str, suggestion_id: str) -> Answer:
    """Confirm or refuse a concept, or take that back."""
    whose = queues().seen(ParticipantCode(code)).code
    version, move = sent_version("seen_version"), request.form.get("move", "")
    if move not in BY_PEOPLE:
        abort(400)
    by = reviewer() or ""
    with carried(services().corrections, one_at_a_time(), [whose], by):
        services().concepts.move(
            whose, suggestion_id, ConceptMove(move), by=by, seen_version=version
        )
    flash(
        gettext("Undone. You can decide again.")
        if move == ConceptMove.UNDO
        else gettext("Saved with your name. You can undo it.")
    )
    return redirect(url_for("review.person", code=code, _anchor="profile"), 303)


@review.post("/suggestions/<suggestion_id>/confirm")
def confirm(suggestion_id: str) -> Answer:
    """Confirm a suggestion."""
    return _decide(SuggestionId(suggestion_id), Action.CONFIRM)


@review.post("/suggestions/<suggestion_id>/decline")
def decline(suggestion_id: str) -> Answer:
    """Decline a suggestion with a reason."""
    return _decide(SuggestionId(suggestion_id), Action.DECLINE)


@review.post("/suggestions/<suggestion_id>/undo")
def undo(suggestion_id: str) -> Answer:
    """Take a decision back."""
    return _decide(SuggestionId(suggestion_id), Action.UNDO)


def _decide(suggestion_id: SuggestionId, action: Action) -> Answer:
    page = queues().person_of(suggestion_id)
    code = page.person.code
    attempt = read_attempt(suggestion_id, action, request.form, reviewer() or "")
    if attempt is None:
        abort(400)
    faults = attempt.faults()
    if faults:
        return _person_page(page, attempt=attempt, faults=faults), 422
    try:
        attempt.save(services().review)
    except Conflict as conflict:
        page = queues().person(code)
        if not attempt.done_in(page):
            shown = _person_page(page, attempt=attempt, overtaken=True)
            return shown, status_of(conflict).value
    except OpeningFull as full:
        page = queues().person(code)
        shown = _person_page(page, attempt=attempt, overtaken=True, full=full)
        return shown, status_of(full).value
    flash(_said_of(action))
    return redirect(url_for("review.person", code=code, _anchor=f"s-{suggestion_id}"), 303)


def _said_of(action: Action) -> str:
    if action is Action.CONFIRM:
        return str(gettext("Confirmed. Nothing has been sent to anyone. You can undo it."))
    if action is Action.DECLINE:
        return str(gettext("Declined. The person is told nothing. You can undo it."))
    return str(gettext("Undone. You can decide again."))


def _own_agreement() -> AgreementRate | None:
    """Return how often whoever decides here agrees with the list; only she sees it (L7)."""
    return services().agreement.own(reviewer() or "") if allowed("decide") else None


def _may_know(page: PersonPage) -> list[ShownPermission] | None:
    """Return what she lets employers know now, for whoever asks her; others do not need it."""
    if page.person.protected_identity or not allowed("ask_person"):
        return None
    rows = services().disclosure.listed(page.person.code)
    return [one for one in shown_permissions(rows, now().date()) if one.ended is None]


def _person_page(
    page: PersonPage,
    *,
    attempt: Attempt | None = None,
    faults: tuple[Fault, ...] = (),
    overtaken: bool = False,
    full: OpeningFull | None = None,
) -> str:
    lang, ladders = language(), services().ladders
    protected = page.person.protected_identity
    pages = services().ladder_pages
    around = Around(pages.at_work(page.person.code), pages.open_now())
    readings = read_suggestions(page, ladders, lang, services().review.can_undo, around)
    to_decide = [reading for reading in readings if reading.undecided]
    nothing = None if to_decide or protected else _asking().shortest_way(page.person.code)
    last = attempt and next(
        (row for row in page.decisions if row.decision.suggestion == attempt.suggestion), None
    )
    return render_template(
        "review/person.html",
        person=page.person,
        facts=facts_of(page.person, ladders, lang),
        to_decide=to_decide,
        decided=[reading for reading in readings if not reading.undecided],
        told=told_by(page, lang),
        may_know=_may_know(page),
        plan=shown_plan(services().plans.read(page.person.code), role()),
        happenings=services().histories.of(page.person.code, page.decisions),
        nothing=say_nothing(nothing, lang) if nothing else None,
        decline_reasons=tuple(DeclineReason),
        own_agreement=_own_agreement(),
        longest_note=LONGEST_NOTE,
        attempt=attempt,
        faults=faults,
        overtaken=overtaken,
        overtaken_by=last,
        full=full,
        still_there={reading.suggestion.id for reading in readings},
        here=url_for("review.person", code=page.person.code),
    )
