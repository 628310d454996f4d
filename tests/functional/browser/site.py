"""A programme with one user a role and something in every state, and an example of each route."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from functional.web_programme import KEY, EverythingFits, Programme, build

from matcher.domain.demo_link import demo_path
from matcher.domain.ids import ParticipantCode
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES, may
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason
from web.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from werkzeug.routing import Rule

NOT_PAGES = {"static", "assets.bootstrap"}
QUERIES = {
    "review.people": ("", "?q=nobody-is-called-this"),
    "search.results": ("", "?q=hj%C3%A4ll", "?q=nothing-is-called-this"),
}
"""Questions that give a page another look."""


@dataclass(frozen=True)
class Site:
    """The programme, the user of each role, and what stands in addresses.

    ``examples`` has a value for each name of an argument, and for ``endpoint.name`` where a route
    needs one of its own.
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
            value = self.examples.get(f"{rule.endpoint}.{name}", self.examples.get(name))
            assert value is not None, (
                f"{rule.rule} ({rule.endpoint}) has no example for <{name}>: "
                "add one in tests/functional/browser/site.py"
            )
            values[name] = value
        with self.programme.app.test_request_context():
            return url_for(rule.endpoint, **values)

    def cookie(self, role: Role) -> str:
        """Return the session of the user of a role, with a password of a moment ago."""
        client = self.programme.app.test_client()
        account = self.programme.services.accounts.named(self.users[role])
        with client.session_transaction() as session:
            session.update({"_user_id": account.user.stamp, "_fresh": True, "fs_paa": time.time()})
        return client.get_cookie("stegvis").value


def build_site(folder: Path) -> Site:
    """Make the programme, with a suggestion of P001 in each state that has a look of its own."""
    programme = build(folder, kind=EverythingFits)
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
    confirmed, declined, asked, *_ = programme.suggest()
    services.review.confirm(confirmed, by="Anna Ek", seen_version=0)
    services.review.decline(
        declined,
        by="Anna Ek",
        seen_version=0,
        reason=DeclineReason.TOO_FAR,
        note="Två timmar med buss",
    )
    services.review.confirm(asked, by="Anna Ek", seen_version=0)
    _, welcome = services.accounts.invite("Newcomer", Role.PLANNER, by="chief")
    _, role_name, signature = demo_path(KEY, Role.LINKWORKER).strip("/").split("/")
    examples = {
        "code": "P001",
        "suggestion_id": confirmed,
        "login": "newcomer",
        "token": services.answer_links.ask(asked, by="Anna Ek").token,
        "auth.welcome.token": welcome,
        "role_name": role_name,
        "signature": signature,
    }
    return Site(programme, users, examples)
