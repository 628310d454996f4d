"""A programme with one user a role and something in every state, and an example of each route."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import url_for
from functional.own_pages import own_page
from functional.web_programme import (
    EMPLOYER,
    KEY,
    ORGANISATION,
    EverythingFits,
    Programme,
    build,
)

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.demo_link import demo_path
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.one_time import digest_of
from matcher.domain.participant import Participant
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES, may
from matcher.domain.placement import FirstDay
from matcher.domain.plan_activity import ActivityKind, Written
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason
from web.api_rules import API_RULES
from web.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from werkzeug.routing import Rule

    from matcher.domain.ids import SuggestionId

NOT_PAGES = {
    *("static", "assets.bootstrap", "participants.leave", "api-docs.openapi_json"),
    *API_RULES,
}
"""Files, the quick exit, which leads to another page, and what is for programs."""

QUERIES = {
    "review.people": ("", "?q=nobody-is-called-this", "?trade=kitchens&sort=place"),
    "caseloads.overview": ("", "?role=health_coach"),
    "caseloads.people": ("", "?of=anna.ek"),
    "oversight.rows": ("", "?before=1"),
    "planning.what_if": ("", "?places1=5&step1=kitchens.kitchen_porter&area1=G%C3%B6teborg"),
    "search.results": ("", "?q=hj%C3%A4ll", "?q=nothing-is-called-this"),
}
"""Questions that give a page another look."""


@dataclass(frozen=True)
class Site:
    """The programme, the user of each role, and what stands in addresses.

    ``examples`` has a value for each name of an argument, and for ``endpoint.name`` or
    ``area.name`` where a route or an area needs one of its own.
    """

    programme: Programme
    users: Mapping[Role, str]
    examples: Mapping[str, str]

    def routes(self, role: Role | None) -> Iterator[tuple[str, str]]:
        """Yield (endpoint, path) of every page that a role may look at; ``None``: nobody's.

        A new route is among them by itself.
        """
        for rule in self.programme.app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.endpoint in NOT_PAGES:
                continue
            wanted = RULES[rule.endpoint]
            signed = role is not None and (wanted.needs is None or may(role, wanted.needs))
            if wanted.public if role is None else signed and not wanted.public:
                for query in QUERIES.get(rule.endpoint, ("",)):
                    yield rule.endpoint, self.path(rule) + query

    def path(self, rule: Rule) -> str:
        """Return an address of a route; fails where an argument has no example."""
        values = {}
        for name in rule.arguments:
            area = rule.endpoint.partition(".")[0]
            keys = (f"{rule.endpoint}.{name}", f"{area}.{name}", name)
            value = next((self.examples[key] for key in keys if key in self.examples), None)
            assert value is not None, (
                f"{rule.rule} ({rule.endpoint}) has no example for <{name}>: "
                "add one in tests/functional/browser/site.py"
            )
            values[name] = value
        with self.programme.app.test_request_context():
            return url_for(rule.endpoint, **values)

    def cookie(self, role: Role | None) -> str:
        """Return the session of the user of a role, with a password of a moment ago.

        ``None``: of a participant who has typed the personal code of her link.
        """
        client = self.programme.app.test_client()
        with client.session_transaction() as session:
            if role is None:
                link = digest_of(self.examples["participants.token"])
                session["answering"] = {"link": link, "at": time.time()}
            else:
                account = self.programme.services.accounts.named(self.users[role])
                session.update(
                    {"_user_id": account.user.stamp, "_fresh": True, "fs_paa": time.time()}
                )
        return client.get_cookie("stegvis").value


def seen(programme: Programme, suggestion: SuggestionId) -> Request:
    """Return a request about a suggestion as it is now."""
    return Request(suggestion, programme.suggestion(suggestion).version, "Anna Ek")


def accept(programme: Programme, suggestion: SuggestionId) -> None:
    """Confirm it, ask, and write down a yes by phone."""
    services = programme.services
    services.review.confirm(Request(suggestion, 0, "Anna Ek"))
    services.asking.ask(seen(programme, suggestion))
    services.asking.answer(seen(programme, suggestion), Action.ACCEPT, AnswerMode.PHONE)


def imported(programme: Programme) -> str:
    """Return an import of one person."""
    person = Participant(ORGANISATION, ParticipantCode("P007"))
    plan = programme.services.intake.plan_participants([IncomingParticipant(person, frozenset())])
    return programme.services.intake.apply(plan, by="Anna Ek", file="people.csv").id


def brought(programme: Programme) -> str:
    """Return a file that was brought in and waits for its columns to be looked at."""
    file = (io.BytesIO(b"kod;ort\nP008;G\xc3\xb6teborg\n"), "lista.csv")
    form = {"csrf_token": programme.token(), "file": file}
    where = programme.client.post("/imports", data=form).headers["Location"]
    return where.rstrip("/").rpartition("/")[2]


def review(
    programme: Programme, confirmed: SuggestionId, declined: SuggestionId, asked: SuggestionId
) -> None:
    """Decide on three suggestions, by two reviewers: they make a rate."""
    reviewing = programme.services.review
    reviewing.confirm(Request(confirmed, 0, "Anna Ek"))
    reviewing.decline(
        Request(declined, 0, "Anna Ek"), reason=DeclineReason.TOO_FAR, note="Två timmar med buss"
    )
    reviewing.confirm(Request(asked, 0, "Bo Ek"))


def write_plan(programme: Programme) -> None:
    """Write two activities into the plan of P001."""
    for number, kind in enumerate((ActivityKind.SFI, ActivityKind.MENTOR), 1):
        note = Written(kind, now().date(), run_by="Kök AB", text="Tisdagar klockan nio")
        asked_for = Request(f"a{number}", 0, "The coordinator", Role.COORDINATOR)
        programme.services.plans.add(ParticipantCode("P001"), asked_for, note)


def staff(programme: Programme) -> dict[Role, str]:
    """Invite somebody in each role, and give those who work with people somebody to see."""
    services = programme.services
    users = {}
    for role in ACCOUNT_ROLES:
        users[role] = f"The {role}"
        employer = "E01" if role is Role.EMPLOYER else None
        services.accounts.invite(users[role], role, by="chief", employer=employer)
        if role in CASE_ROLES and role is not Role.LINKWORKER:
            account = services.accounts.named(users[role])
            everyone = [ParticipantCode("P001"), ParticipantCode("P002")]
            services.caseloads.assign(everyone, account, role, by="chief")
    users[Role.LINKWORKER] = "Anna Ek"  # whose caseload is everyone
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    anna, bo = (services.accounts.named(name) for name in ("Anna Ek", "Bo Ek"))
    days = (now().date(), now().date() + timedelta(days=7))
    for absent, colleague in ((anna, bo), (bo, anna)):
        services.caseloads.cover(absent, colleague, Role.LINKWORKER, days, by="chief")
    for role in CASE_ROLES:
        handler = services.accounts.named(users[role])
        services.caseloads.assign([ParticipantCode("P003")], handler, role, by="chief", named=True)
    return users


def build_site(folder: Path) -> Site:
    """Make the programme, with a suggestion of P001 in each state that has a look of its own."""
    programme = build(folder, kind=EverythingFits)
    services = programme.services
    users = staff(programme)
    listed = programme.suggest()
    [own] = [one for one in listed if programme.suggestion(one).opening == "O001"]
    confirmed, declined, asked, *_ = [one for one in listed if one != own]
    accept(programme, own)
    programme.suggest("P002")
    [hers] = [one.id for one in services.queues.person("P002").suggestions if one.opening == "O001"]
    accept(programme, hers)
    services.presenting.present(seen(programme, hers))
    placed = services.placing.hire(seen(programme, hers), card=FirstDay("07:30"))
    review(programme, confirmed, declined, asked)
    write_plan(programme)
    [round_] = services.questions.ask(now().date(), by="Siv", only=[ParticipantCode("P001")])
    _, welcome = services.accounts.invite("Newcomer", Role.PLANNER, by="chief")
    programme.another_browser(users[Role.PLANNER]).post("/planning/shares")
    _, role_name, signature = demo_path(KEY, Role.LINKWORKER).strip("/").split("/")
    examples = {
        "code": "P001",
        "suggestion_id": confirmed,
        "login": "newcomer",
        "token": services.answer_links.ask(asked, by="Anna Ek").token,
        "participants.token": own_page(programme).path.rpartition("/")[2],
        "posting.token": services.posting.invite(EMPLOYER.id, "Eva", by="Anna Ek"),
        "auth.welcome.token": welcome,
        "line.check_presenting.suggestion_id": own,
        "placement_id": str(placed.made),
        "opening_id": "O001",
        "workplace.suggestion_id": hers,
        "employer_id": EMPLOYER.id,
        "number": "1",
        "applying.kind": "step",
        "applying.target_id": "kitchens.kitchen_porter",
        "paper": "cv",
        "how": "self",
        "round_id": round_.id,
        "participants.kind": "step",
        "participants.target_id": "kitchens.kitchen_porter",
        "participants.part": "letter_job",
        "screen": "work",
        "sector": "kitchens",
        "trade": "kitchens",
        "part": "requirements",
        "version": "0",
        "step_id": "kitchens.kitchen_porter",
        "municipality": "Göteborg",
        "planning.table": "step",
        "figures.figure": "first_job",
        "figures.employers_behind.figure": "promised",
        "planning.ending": "csv",
        "batch_id": imported(programme),
        "upload_id": brought(programme),
        "role_name": role_name,
        "signature": signature,
    }
    return Site(programme, users, examples)
