"""The application factory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, abort, redirect, request

from matcher.domain.text import LANGUAGES
from web.areas.accounts import accounts
from web.areas.answers import add_answers, workplace
from web.areas.api import add_api
from web.areas.applying import applying
from web.areas.calls import calls
from web.areas.caseloads import caseloads, cover, own_cover
from web.areas.declines import declines
from web.areas.drafts import add_drafts
from web.areas.employers import add_posting, openings, relations
from web.areas.figures import figures
from web.areas.imports import add_imports
from web.areas.ladders import ladders
from web.areas.line import line
from web.areas.named import named
from web.areas.oversight import oversight
from web.areas.participants import add_participants
from web.areas.pathways import pathways
from web.areas.permitting import permitting
from web.areas.placements import placements
from web.areas.planning import add_planning
from web.areas.plans import plans
from web.areas.review import add_review
from web.areas.rounds import rounds
from web.areas.search import search
from web.areas.switch import switch
from web.areas.today import day
from web.areas.tour import add_tour
from web.areas.trainings import add_trainings
from web.areas.why import why
from web.assets import serve_assets
from web.auth import add_auth
from web.auth.gate import gate
from web.auth.limits import add_limiter
from web.auth.setup import add_security
from web.compression import compress_answers
from web.context import (
    allowed,
    keep_services,
    look_for_published,
    new_key,
    reviewer,
    role,
    signed_in,
)
from web.context import services as current_services
from web.errors import handle_errors
from web.languages import LANGUAGE_NAMES, choose_language, direction, language, speak
from web.navigation import places_of
from web.proxies import behind_proxies
from web.security import own_path, protect
from web.suggesting import add_suggesting
from web.unrepeated import repeat_no_personal_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from matcher.bootstrap import Services


_AREAS = (
    accounts,
    applying,
    permitting,
    calls,
    caseloads,
    cover,
    day,
    declines,
    figures,
    ladders,
    line,
    named,
    openings,
    oversight,
    own_cover,
    pathways,
    placements,
    plans,
    relations,
    rounds,
    search,
    switch,
    why,
    workplace,
)


def create_app(services: Services, *, background: bool = False) -> Flask:
    """Build the web application.

    Parameters
    ----------
    services
        From :func:`matcher.bootstrap.build_services`; nothing of it is opened before a request.
    background
        Do slow work beside the answers: load the encoder with the first page, so that the first
        question for suggestions is quick, and make drafts.
    """
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    keep_services(app, services)
    compress_answers(app)
    repeat_no_personal_number(app)
    app.before_request(gate)
    app.before_request(look_for_published)
    protect(app, services.session_key)
    add_security(app, services)
    add_limiter(app)
    behind_proxies(app, services.settings.proxies)
    speak(app)
    serve_assets(app)
    handle_errors(app)
    add_auth(app)
    add_answers(app)
    add_participants(app)
    add_suggesting(app)
    add_posting(app)
    add_imports(app, add_review(app, warm_up=background))
    add_drafts(app, background=background)
    add_trainings(app, background=background)
    add_planning(app, background=background)
    for area in _AREAS:
        app.register_blueprint(area)
    add_api(app)
    add_tour(app)
    app.add_url_rule("/language", view_func=_switch_language, methods=["POST"])
    app.context_processor(_around)
    return app


def _switch_language() -> BaseResponse | Response:
    if not choose_language(request.form.get("lang", "")):
        abort(400)
    return redirect(own_path(request.form.get("next")), 303)


def _around() -> dict[str, object]:
    """Return what the frame of every page needs."""
    lang = language()
    return {
        "lang": lang,
        "direction": direction(lang),
        "languages": [(tag, LANGUAGE_NAMES[tag], direction(tag)) for tag in LANGUAGES],
        "reviewer": reviewer(),
        "acting_role": role(),
        "places": places_of(role()),
        "own_account": signed_in(),
        "allowed": allowed,
        "new_key": new_key,
        "is_demo": current_services().settings.programme == "demo",
        "stop_notice": current_services().stop_switch.status,
        "here": own_path(request.full_path.rstrip("?")) if request.method == "GET" else "/",
    }
