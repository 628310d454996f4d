"""The employer is told what is permitted, the person is presented, they meet, a trial is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for
from flask_babel import gettext

from matcher.domain.disclosure import Saying
from matcher.domain.permission import FieldGroup, Yes
from matcher.domain.suggestion import AnswerMode, SuggestionState
from matcher.errors import InvalidTransition
from web.areas.line.page import Said, finish, line
from web.areas.line.told import said_of
from web.choices import told_things
from web.context import reviewer, services
from web.faults import Fault
from web.forms import day_of, one_of, sent, text_of, time_of
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId
    from matcher.services.line_pages import LinePage
    from web.areas.line.page import Answer


@line.post("/suggestions/<suggestion_id>/permit")
def permit(suggestion_id: str) -> Answer:
    """Record that the person lets the employer know more."""
    page, _ = seen_suggestion(suggestion_id), sent()
    mode, up_to = one_of(AnswerMode, "permit_mode"), one_of(FieldGroup, "permit_up_to")
    faults = []
    if up_to is None:
        faults.append(Fault("permit_up_to", gettext("Say what the employer may know.")))
    if mode is None or mode is AnswerMode.SELF:
        faults.append(Fault("permit_mode", gettext("Say how the answer came.")))

    def save() -> None:
        if up_to in page.permitted:
            return  # the same form was sent twice
        yes = Yes(up_to or FieldGroup.CODE, mode or AnswerMode.PHONE, reviewer() or "")
        services().disclosure.grant(page.suggestion.participant, _opening(page), yes)

    return finish(page, faults, save, Said(gettext("Saved. This may be said from now on.")))


@line.post("/suggestions/<suggestion_id>/told")
def told(suggestion_id: str) -> Answer:
    """Record what was said to the employer, after the call."""
    page, form = seen_suggestion(suggestion_id), sent()
    chosen = set(request.form.getlist("told"))
    groups = [group for group in page.permitted if group.value in chosen]
    contact, faults = text_of("contact", 80), []
    if not groups or len(groups) < len(chosen):
        faults.append(Fault("told", gettext("Tick what you have said, and only what may be said.")))
    if not contact:
        faults.append(Fault("contact", gettext("Write whom you told at the employer.")))
    return finish(
        page,
        faults,
        lambda: services().disclosure.said(
            page.suggestion.participant,
            _opening(page),
            groups,
            Saying(contact, reviewer() or "", key=form.key),
        ),
        Said(gettext("Saved: what you told, to whom and when.")),
    )


@line.get("/suggestions/<suggestion_id>/present")
def check_presenting(suggestion_id: str) -> Answer:
    """Show once more what the employer learns, before the person is presented."""
    page = seen_suggestion(suggestion_id)
    if page.suggestion.state is not SuggestionState.ACCEPTED or page.view is None:
        raise InvalidTransition(
            "Nobody is presented without a yes that holds. Nothing was saved. Ask the person first."
        )
    things = told_things()
    return render_template(
        "line/check_presenting.html",
        page=page,
        suggestion=page.suggestion,
        said=said_of(page.view, services().ladders),
        already=tuple(dict.fromkeys(things[one.field_group.value] for one in page.told)),
    )


@line.post("/suggestions/<suggestion_id>/present")
def present(suggestion_id: str) -> Answer:
    """Present the person to the employer."""
    page, form = seen_suggestion(suggestion_id), sent()
    return finish(
        page,
        (),
        lambda: services().presenting.present(form.about(page.suggestion.id)),
        Said(gettext("Presented. A message to the employer waits in the outbox.")),
    )


@line.post("/suggestions/<suggestion_id>/meeting")
def meet(suggestion_id: str) -> Answer:
    """Record that the employer wants to meet, with up to three times to choose from."""
    page, form, faults = seen_suggestion(suggestion_id), sent(), list[Fault]()
    found = [time_of(name, name, faults) for name in ("time1", "time2", "time3")]
    times = [one for one in found if one is not None]
    if len(set(times)) < len(times):
        faults.append(Fault("time1", gettext("Two of the times are the same.")))
    return finish(
        page,
        faults,
        lambda: services().presenting.meet(form.about(page.suggestion.id), times),
        Said(gettext("Saved. A message to the person waits in the outbox.")),
    )


@line.post("/suggestions/<suggestion_id>/trial")
def begin_trial(suggestion_id: str) -> Answer:
    """Record an agreed trial, which takes the place."""
    page, form, faults = seen_suggestion(suggestion_id), sent(), list[Fault]()
    day = day_of("trial_day", "trial_day", faults)
    return finish(
        page,
        faults,
        lambda: services().placing.begin_trial(form.about(page.suggestion.id), day),
        Said(
            gettext("The trial is agreed, and the place is taken."),
            url_for("line.suggestion", suggestion_id=page.suggestion.id),
        ),
    )


def _opening(page: LinePage) -> OpeningId:
    if page.opening is None:
        raise InvalidTransition(
            "Nothing is open here, so no employer is told. Nothing was saved. Put the person "
            "in line and ask her first."
        )
    return page.opening.id
