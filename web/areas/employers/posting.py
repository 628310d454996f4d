"""Posting a first-step job: choose a step, answer, look at it as participants do, hand it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.participant import Shift
from matcher.domain.posting import LONGEST_TEXT, SIMPLE_FORMS, needed_of
from matcher.domain.role import Role
from matcher.domain.wording import check_wording
from matcher.errors import DecisionError, InputError, NotFound
from web.areas.employers.posting_form import (
    CULTURES_KEY,
    FIELDS,
    LANGUAGES,
    SETTLE,
    first,
    read_posting,
    typed_before,
    typed_in,
)
from web.areas.employers.preview import preview_of, preview_of_posting
from web.auth.limits import limited_looks, limited_posts
from web.context import reviewer, services, signed_in
from web.error_texts import say_error
from web.faults import Fault
from web.known_links import closed, forget, is_known, remember
from web.languages import language_name, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.ladder import Step
    from matcher.services.review.posting import PostingPage
    from web.areas.employers.posting_form import Typed

    Answer = str | Response | tuple[str, int]
    Act = Callable[[PostingPage], Answer]


def add_posting(app: Flask) -> None:
    """Add the links, and the same pages for LinkWorkers, to an application with its limiter."""
    posting = Blueprint("posting", __name__)
    for path, name, view, methods in (
        ("/e/<token>", "neutral", limited_looks(app, neutral), ["GET"]),
        ("/e/<token>/open", "open_link", limited_posts(app, open_link), ["POST"]),
        ("/e/<token>/form", "form", limited_posts(app, form), ["POST"]),
        ("/e/<token>/check", "check", limited_posts(app, check), ["POST"]),
        ("/e/<token>/submit", "submit", limited_posts(app, submit), ["POST"]),
        ("/employers/<employer_id>/link", "invite", invite, ["POST"]),
        ("/employers/<employer_id>/post", "post_for", post_for, ["GET", "POST"]),
        ("/workplace/post", "post_own", post_own, ["GET", "POST"]),
        ("/posting/wording", "wording", limited_posts(app, wording), ["POST"]),
    ):
        posting.add_url_rule(path, name, view, methods=methods)
    app.register_blueprint(posting)


def neutral(token: str) -> Answer:
    """Show a page that says nothing of anybody."""
    try:
        services().posting.look(token)
    except NotFound:
        return closed()
    return render_template("employers/neutral.html", token=token)


def open_link(token: str) -> Answer:
    """Open the link: choose a step, or see what was posted with it."""
    try:
        page = services().posting.look(token)
    except NotFound:
        return closed()
    remember(token)
    if not page.may_write:
        return _posted(page, seen=True)
    way = "posting.form" if page.opening is None else "posting.check"
    return _begun(page, url_for(way, token=token))


def form(token: str) -> Answer:
    """Ask what the ladder does not know."""
    return _with_link(token, lambda page: _asked(page, url_for("posting.check", token=token)))


def check(token: str) -> Answer:
    """Show the answers as participants will see them, and what of the wording should change."""
    return _with_link(
        token,
        lambda page: _checked(
            page, url_for("posting.form", token=token), url_for("posting.submit", token=token)
        ),
    )


def submit(token: str) -> Answer:
    """Hand it in; a LinkWorker looks at it before anybody else does."""

    def act(page: PostingPage) -> Answer:
        step = _step()
        posting, faults = read_posting(typed_in(request.form), page.contact)
        if step is None or posting is None:
            return _again(page, step, url_for("posting.check", token=token), faults)
        try:
            services().posting.submit(token, step, posting)
        except DecisionError as error:
            fault = (Fault("places", say_error(error)),)
            return _form(page, step, url_for("posting.check", token=token), faults=fault), 409
        after = services().posting.look(token)
        forget()
        return _posted(after, back=url_for("posting.neutral", token=token))

    return _with_link(token, act)


def invite(employer_id: str) -> Answer:
    """Make a link for a contact of an employer, shown once."""
    contact = request.form.get("contact", "")
    opening = request.form.get("opening") or None
    employer = EmployerId(employer_id)
    page = services().posting.for_employer(employer)
    try:
        token = services().posting.invite(
            employer,
            contact,
            by=reviewer() or "",
            opening=OpeningId(opening) if opening else None,
        )
    except InputError:
        text = gettext("Write the name of the person at the employer, and nothing more.")
        shown = render_template(
            "employers/invite.html", employer=page.employer, faults=(Fault("contact", text),)
        )
        return shown, 422
    address = url_for("posting.neutral", token=token, _external=True)
    picture = segno.make(address).svg_data_uri(scale=4)
    return render_template(
        "employers/link.html", employer=page.employer, address=address, picture=picture
    )


def post_for(employer_id: str) -> Answer:
    """Post for an employer on the telephone: the same questions, handed in by a LinkWorker."""
    contact = " ".join(request.values.get("contact", "").split())[:80] or reviewer() or ""
    page = services().posting.for_employer(EmployerId(employer_id), contact)
    here = url_for("posting.post_for", employer_id=employer_id)
    return _post(page, here, "openings.one", Role.LINKWORKER)


def post_own() -> Answer:
    """Post as one of an employer's own people, or write anew what nobody has approved."""
    account = signed_in()
    if account is None or account.employer is None:
        raise NotFound(
            "This account belongs to no employer. Ask an administrator to name its employer."
        )
    wanted = request.args.get("opening")
    before = OpeningId(wanted) if wanted else None
    page = services().posting.for_employer(account.employer, account.user.name, before)
    if not page.may_write and request.method == "GET":
        return redirect(url_for("workplace.opening", opening_id=wanted), 303)
    here = url_for("posting.post_own", opening=wanted)
    return _post(page, here, "workplace.opening", Role.EMPLOYER)


def wording() -> str:
    """Say what of the words that somebody is writing should be others; nothing is kept."""
    written = request.form.get("more", "")[:LONGEST_TEXT].strip()
    found = check_wording(written, needed_of(_step())) if written else ()
    return render_template("employers/wording.html", found=found, written=written)


def _post(page: PostingPage, here: str, done: str, role: Role) -> Answer:
    """Ask, show and hand in at one address; then lead to the opening."""
    wanted = request.form.get("go", "")
    if request.method == "GET":
        return _begun(page, here)
    if wanted == "submit":
        step = _step()
        posting, faults = read_posting(typed_in(request.form), page.contact)
        if step is None or posting is None:
            return _again(page, step, here, faults)
        desk, by = services().posting, reviewer() or ""
        if page.opening is None:
            made = desk.submit_for(page.employer.id, step, posting, by=by, role=role)
        else:
            made = desk.rewrite(page.employer.id, page.opening.id, step, posting, by=by)
        return redirect(url_for(done, opening_id=made.id), 303)
    return _checked(page, here, here) if wanted == "check" else _asked(page, here)


def _with_link(token: str, act: Act) -> Answer:
    try:
        page = services().posting.look(token)
        if not is_known(token):
            return render_template("employers/neutral.html", token=token)
        return act(page)
    except NotFound:
        return closed()


def _step() -> Step | None:
    return services().ladders.steps.get(StepId(request.form.get("step", "")))


def _begun(page: PostingPage, target: str) -> str:
    """Ask for the step, or show what was posted before."""
    if page.opening is None:
        return _steps(page, target)
    return _form(page, services().ladders.step(page.opening.step or StepId("")), target)


def _steps(page: PostingPage, target: str, faults: tuple[Fault, ...] = ()) -> str:
    first_steps = [
        (ladder, [step for step in ladder.steps if step.entry]) for ladder in services().ladders.all
    ]
    return render_template(
        "employers/steps.html", page=page, ladders=first_steps, target=target, faults=faults
    )


def _asked(page: PostingPage, target: str) -> Answer:
    step = _step()
    if step is None:
        text = gettext("Choose one of the jobs.")
        return _steps(page, request.path, (Fault("step", text),)), 422
    typed = typed_in(request.form)
    came_back = bool(first(typed, "places"))
    return _form(page, step, target, typed if came_back else None)


def _checked(page: PostingPage, back: str, hand_in: str) -> Answer:
    step, typed = _step(), typed_in(request.form)
    posting, faults = read_posting(typed, page.contact)
    if step is None or posting is None:
        return _again(page, step, request.path, faults)
    return render_template(
        "employers/check.html",
        page=page,
        preview=preview_of_posting(posting, step, page.employer.id),
        typed=typed,
        fields=FIELDS,
        back=back,
        hand_in=hand_in,
    )


def _again(page: PostingPage, step: Step | None, target: str, faults: tuple[Fault, ...]) -> Answer:
    if step is None:
        return _steps(page, target, (Fault("step", gettext("Choose one of the jobs.")),)), 422
    return _form(page, step, target, typed_in(request.form), faults), 422


def _form(
    page: PostingPage,
    step: Step,
    target: str,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
) -> str:
    return render_template(
        "employers/form.html",
        page=page,
        step=step,
        target=target,
        typed=typed or typed_before(page, step),
        forms=SIMPLE_FORMS,
        settle=SETTLE,
        shifts=[(one.value, named(one.value, "shift")) for one in Shift],
        spoken=[(tag, language_name(tag)) for tag in LANGUAGES],
        cultures=CULTURES_KEY,
        faults=faults,
    )


def _posted(page: PostingPage, *, seen: bool = False, back: str | None = None) -> str:
    preview = preview_of(page.opening) if page.opening else None
    return render_template("employers/posted.html", preview=preview, seen=seen, back=back)
