"""Role x route x own, other's, protected or unknown: made from the routes there are."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import url_for
from functional.web_programme import EMPLOYER, ORGANISATION, build

import web
from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptSuggestion
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.link import FoundBy
from matcher.domain.participant import Participant
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES, may
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode
from web.api_rules import API_RULES
from web.rules import PUBLIC, RULES

OWN, OTHERS, PROTECTED, UNKNOWN = "own", "other's", "protected", "unknown"
PEOPLE = {OWN: "P001", OTHERS: "P002", PROTECTED: "P003", UNKNOWN: "P999"}
NAMED = "P004"
"""With protected identity; the user of each role is the named handler."""
ASKED = "P005"
"""Somebody who has a link to answer by."""
PRESENT = (OWN, OTHERS, PROTECTED)
"""Those of whom everything that is asked about exists."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("rules"))


def make_office(folder):
    """One user a role with P001 in her caseload; P002 is somebody else's, P003 nobody's.

    P003 has a suggestion, a placement, a concept and a link of the time before the identity was
    protected, so that no answer about her is "not found" only because there is nothing.
    """
    programme = build(folder)
    services = programme.services
    with services.units(write=True) as unit:
        hidden = Participant(ORGANISATION, ParticipantCode(NAMED), protected_identity=True)
        unit.participants.put([hidden, Participant(ORGANISATION, ParticipantCode(ASKED))])
        unit.openings.put([replace(unit.openings.get(OpeningId("O001")), places=9)])
        unit.commit()
    users = {}
    for role in ACCOUNT_ROLES:
        employer = "E01" if role is Role.EMPLOYER else None
        services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
        users[role] = services.accounts.named(f"The {role}")
        if role in CASE_ROLES:
            services.caseloads.assign([ParticipantCode("P001")], users[role], role, by="chief")
            named = [ParticipantCode(NAMED)]
            services.caseloads.assign(named, users[role], role, by="chief", named=True)
            other = services.accounts.named("Anna Ek")
            if role is Role.LINKWORKER:
                services.caseloads.assign([ParticipantCode("P002")], other, role, by="chief")
    _, welcome = services.accounts.invite("Victim", Role.PLANNER, by="chief")
    protect(programme, protected=False)
    suggestions = {which: programme.suggest(PEOPLE[which])[0] for which in PRESENT}
    placements = {which: place(programme, PEOPLE[which]) for which in PRESENT}
    concepts = {which: concept_of(programme, PEOPLE[which]) for which in PRESENT}
    links = {which: services.own_links.make(PEOPLE[which], by="Anna Ek") for which in PRESENT}
    put = services.questions.ask(
        now().date(), by="Anna Ek", only=[ParticipantCode(PEOPLE[which]) for which in PRESENT]
    )
    rounds = {which: one.id for one in put for which in PRESENT if PEOPLE[which] == one.participant}
    protect(programme, protected=True)
    tokens = {
        "auth": welcome,
        "answers": asked(programme),
        "participants": links[OWN].token,
        "posting": services.posting.invite(EMPLOYER.id, "Eva", by="Anna Ek"),
    }
    programme.app.config["WTF_CSRF_ENABLED"] = False
    person = Participant(ORGANISATION, ParticipantCode("P007"))
    plan = services.intake.plan_participants([IncomingParticipant(person, frozenset())])
    name = users[Role.LINKWORKER].user.name
    batch = services.intake.apply(plan, by=name, file="people.csv")
    return SimpleNamespace(
        programme=programme,
        users=users,
        suggestions=suggestions,
        placements=placements,
        concepts=concepts,
        links=links,
        rounds=rounds,
        tokens=tokens,
        batch=batch.id,
    )


def protect(programme, *, protected):
    """Protect the identity of P003, or end that."""
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode(PEOPLE[PROTECTED]))
        unit.participants.put([replace(person, protected_identity=protected)])
        unit.commit()


def concept_of(programme, code):
    """Store a concept that was suggested for what somebody told, and return its id."""
    key = ConceptKey(Scheme.JOBTECH, "o1")
    one = ConceptSuggestion(
        code, "diskat", key, ConceptKind.OCCUPATION, {"sv": "Diskare"}, 0.5, FoundBy.DENSE
    )
    with programme.services.units(write=True) as unit:
        unit.concepts.renew({code: [one]}, by="Anna Ek", at=now())
        unit.commit()
    return one.id


def asked(programme):
    """Return the token of a link by which somebody is asked."""
    services, [first, *_] = programme.services, programme.suggest(ASKED)
    services.review.confirm(Request(first, 0, "Anna Ek"))
    return services.answer_links.ask(first, by="Anna Ek").token


def place(programme, code):
    """Hire somebody past the web interface; return the placement."""
    services = programme.services
    [about] = [one.id for one in services.queues.person(code).suggestions if one.opening == "O001"]

    def asks():
        return Request(about, programme.suggestion(about).version, "Anna Ek")

    services.review.confirm(Request(about, 0, "Anna Ek"))
    services.asking.ask(asks())
    services.asking.answer(asks(), Action.ACCEPT, AnswerMode.PHONE)
    services.presenting.present(asks())
    return services.placing.hire(asks(), card=FirstDay("07:30")).made


def routes(app):
    """Yield each route of browsers with each of its methods; programs have tests of their own."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in API_RULES:
            continue
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule, method


def cases(office, rule):
    """Yield what a route can be asked about, and the path that asks."""
    about_people = {"code", "suggestion_id", "placement_id"} & rule.arguments
    about_things = {"opening_id", "employer_id", "login"} & rule.arguments
    for which in PEOPLE if about_people else (OWN, UNKNOWN) if about_things else (OWN,):
        there = which != UNKNOWN
        values = {
            "code": PEOPLE[which],
            "suggestion_id": office.suggestions.get(which, "not-there"),
            "placement_id": office.placements.get(which, "not-there"),
            "opening_id": "O001" if there else "O999",
            "point": "two_weeks",
            "login": "victim" if there else "nobody",
            "filename": "icon.svg",
            "name": "bootstrap.min.css",
            "token": office.tokens.get(rule.endpoint.partition(".")[0], "made-up"),
            "role_name": "admin",
            "batch_id": office.batch,
            # A file that is gone looks like one that was never there.
            "upload_id": "0" * 32,
            "signature": "made-up",
            "number": 1,
            "kind": "step",
            "target_id": "kitchens.kitchen_porter",
            "paper": "cv",
            "how": "self",
            "round_id": office.rounds.get(which, "not-there"),
            "municipality": "Göteborg",
            "table": "step",
            "figure": "first_job",
            "ending": "csv",
            "screen": "work",
            "sector": "kitchens",
            "trade": "kitchens",
            "part": "requirements",
            "version": 0,
            "step_id": "kitchens.kitchen_porter",
            "employer_id": "E01" if there else "E99",
        }
        if rule.endpoint == "figures.employers_behind":
            values["figure"] = "promised"
        if rule.endpoint == "named.suggest" and which == OWN:
            values["code"] = NAMED
        if "code" in rule.arguments and "suggestion_id" in rule.arguments:
            values["suggestion_id"] = office.concepts.get(which, "not-there")
        with office.programme.app.test_request_context():
            path = url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        yield which, path


def ask(office, role, method, path):
    """Ask once, signed in anew: some routes end the session."""
    client = office.programme.app.test_client()
    if role is not None:
        with client.session_transaction() as session:
            stamp = office.programme.services.accounts.by_login(office.users[role].user.login)
            session.update({"_user_id": stamp.user.stamp, "fs_paa": time.time()})
    return client.open(path, method=method, headers={"Accept-Language": "en"})


def test_what_is_asked_about_is_there(tmp_path):
    office = make_office(tmp_path)
    services = office.programme.services
    with services.units() as unit:
        for which in PRESENT:
            code = PEOPLE[which]
            assert unit.suggestions.get(office.suggestions[which]).participant == code
            assert unit.placements.get(office.placements[which]).participant == code
            assert [one.id for one in unit.concepts.of(code)] == [office.concepts[which]]
            protected = unit.participants.standing(code).protected_identity
            assert protected == (which == PROTECTED)
    assert services.answer_links.open(office.tokens["answers"]).role is Role.PARTICIPANT
    assert services.own_links.visit(office.tokens["participants"]).participant == PEOPLE[OWN]


def test_a_link_alone_says_nothing_of_anybody(tmp_path):
    """The personal code opens it; a link of a protected person is as one that never was."""
    office = make_office(tmp_path)
    app = office.programme.app
    codes = [*PEOPLE.values(), ASKED]
    for rule, method in routes(app):
        if RULES[rule.endpoint].public and "token" in rule.arguments:
            for _, path in cases(office, rule):
                text = ask(office, None, method, path).text
                assert not [code for code in codes if code in text], path
    hers, made_up = (
        ask(office, None, "GET", f"/my/{token}")
        for token in (office.links[PROTECTED].token, "made-up")
    )
    assert hers.status_code == made_up.status_code
    assert hers.data == made_up.data


def test_every_route_has_a_rule_and_every_rule_a_route(office):
    assert {rule.endpoint for rule in office.programme.app.url_map.iter_rules()} == set(RULES)


def test_a_route_without_a_rule_is_used_by_nobody(tmp_path):
    programme = build(tmp_path)
    programme.app.add_url_rule("/new", "new", lambda: "everything")

    answer = programme.get("/new")

    assert answer.status_code == 404
    assert answer.data == programme.get("/nowhere").data


def test_nobody_gets_further_than_the_sign_in(office):
    for rule, method in routes(office.programme.app):
        for _, path in cases(office, rule):
            answer = ask(office, None, method, path)
            asked = answer.headers.get("Location", "").startswith("/sign-in")
            if path == "/":
                assert (answer.status_code, b'action="/sign-in' in answer.data) == (200, True)
            elif RULES[rule.endpoint] != PUBLIC:
                assert (answer.status_code, asked) == (303, True), (method, path)
            elif rule.endpoint != "auth.second_step":
                assert not asked, (method, path)


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_role_does_what_the_table_says_to_her_own_people(office, role):
    nothing = ask(office, role, "GET", "/nowhere")
    for rule, method in routes(office.programme.app):
        wanted = RULES[rule.endpoint]
        if wanted.public:
            continue
        allowed = wanted.needs is None or may(role, wanted.needs)
        for which, path in cases(office, rule):
            answer = ask(office, role, method, path)
            where = (method, path, which)
            reached = allowed and which == OWN
            # A change of role names one of the own roles in its form; there is none here.
            if reached and rule.endpoint != "auth.change_role":
                assert answer.status_code in {200, 303, 400, 409, 422}, where
                assert "/sign-in?" not in answer.headers.get("Location", ""), where
            else:
                assert answer.status_code == 404, where
                assert answer.data == nothing.data, where


def test_what_matters_needs_a_password_of_a_short_while_ago(office):
    client = office.programme.app.test_client()
    admin = office.programme.services.accounts.named("The admin").user
    with client.session_transaction() as session:
        session.update({"_user_id": admin.stamp, "fs_paa": time.time() - 3600})

    for rule, method in routes(office.programme.app):
        wanted = RULES[rule.endpoint]
        if wanted.fresh:
            for _, path in cases(office, rule):
                answer = client.open(path, method=method)
                assert answer.headers["Location"].startswith("/sign-in/again"), path
    assert client.get("/accounts").status_code == 200


def test_a_protected_identity_is_seen_by_the_named_handler_only(tmp_path):
    office = make_office(tmp_path)
    services = office.programme.services
    handler = office.users[Role.LINKWORKER]
    before = ask(office, Role.LINKWORKER, "GET", "/people/P003")
    services.caseloads.assign(
        [ParticipantCode("P003")], handler, Role.LINKWORKER, by="chief", named=True
    )

    after = ask(office, Role.LINKWORKER, "GET", "/people/P003")

    assert (before.status_code, after.status_code) == (404, 200)
    assert "you are the named handler" in after.text
    assert "/people/P003/" not in after.text
    asked = ask(office, Role.LINKWORKER, "POST", "/people/P003/suggestions")
    assert asked.status_code == 404
    assert ">P003<" not in ask(office, Role.LINKWORKER, "GET", "/").text
    other = ask(office, Role.COORDINATOR, "GET", "/people/P003")
    assert other.data == ask(office, Role.COORDINATOR, "GET", "/nowhere").data


def test_no_page_reads_people_past_the_one_place():
    for path in Path(web.__file__).parent.rglob("*.py"):
        if path.name != "context.py":
            assert "services().queues" not in path.read_text(encoding="utf-8"), path


def test_a_page_shows_no_button_that_the_role_may_not_press(office):
    page = ask(office, Role.HEALTH_COACH, "GET", "/people/P001").text

    posts = re.findall(r'<form[^>]*action="([^"]+)"', page)
    assert sorted(posts) == ["/language", "/sign-out"]
