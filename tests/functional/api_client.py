"""A program with a token, for tests of the API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from matcher.domain.api_token import WantedToken

if TYPE_CHECKING:
    from collections.abc import Collection

    from functional.web_programme import Programme
    from werkzeug.test import TestResponse

    from matcher.domain.role import Role
    from matcher.domain.token_scope import TokenScope

V1 = "/api/v1"
_KEYS = count()


@dataclass(frozen=True)
class Program:
    """Asks the API with a token; ``token`` is its id, ``secret`` what it sends."""

    programme: Programme
    secret: str
    token: str

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def post(
        self,
        path: str,
        body: object = None,
        *,
        seen: str | int | None = None,
        key: str | None = None,
        **headers: str,
    ) -> TestResponse:
        """Post; ``seen`` goes into If-Match, and a new key is made when none is given."""
        said = {"Idempotency-Key": f"key-{next(_KEYS)}" if key is None else key} | headers
        if seen is not None:
            said["If-Match"] = seen if isinstance(seen, str) else f'"{seen}"'
        more: dict[str, Any] = {} if body is None else {"json": body}
        return self.ask("POST", path, more, **said)

    def ask(
        self, method: str, path: str, more: dict[str, Any] | None = None, **headers: str
    ) -> TestResponse:
        said = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en", **headers}
        where = path if path.startswith("/api") else V1 + path
        # A client of its own: no cookie can do what the token should.
        client = self.programme.app.test_client()
        return client.open(where, method=method, headers=said, **(more or {}))


def program(
    programme: Programme,
    name: str = "Anna Ek",
    *,
    role: Role | None = None,
    scopes: Collection[TokenScope] = (),
    days: int = 5,
) -> Program:
    """Return a program with a token of its own for somebody."""
    services = programme.services
    account = services.accounts.named(name)
    wanted = WantedToken("Case system", account, role, scopes, days, "chief")
    token, secret = services.tokens.make(wanted)
    return Program(programme, secret, token.id)


def anonymous(programme: Programme) -> Program:
    """Return a program with a token that nobody made."""
    return Program(programme, "stegvis_made-up", "none")


def with_secret(asking: Program, secret: str) -> Program:
    """Return the same with another secret."""
    return replace(asking, secret=secret)


def problem(answer: TestResponse) -> tuple[int, str]:
    """Return status and code of a problem document, which it must be."""
    assert answer.mimetype == "application/problem+json", answer.text
    said = answer.json
    assert said["status"] == answer.status_code
    assert {"type", "title", "detail", "instance", "code"} <= set(said)
    assert said["type"] == f"urn:stegvis:problem:{said['code']}"
    assert said["detail"]
    return answer.status_code, said["code"]
