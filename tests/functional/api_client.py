"""A program with a token, for tests of the API."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import brotli
import httpx
from jsonschema import Draft202012Validator, FormatChecker
from werkzeug.exceptions import HTTPException

from matcher.domain.api_token import WantedToken
from web.api_client import Client, Patience
from web.api_rules import API_RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from flask import Flask
    from functional.web_programme import Programme
    from werkzeug.test import TestResponse

    from matcher.domain.role import Role
    from matcher.domain.token_scope import TokenScope

V1 = "/api/v1"
_KEYS = count()


@dataclass(frozen=True)
class Program:
    """Asks the API with a token; ``token`` is its id, ``secret`` what it sends.

    Each answer is held against the document.
    """

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
        return self._send("POST", path, body, seen, key, headers)

    def _send(
        self,
        method: str,
        path: str,
        body: object,
        seen: str | int | None,
        key: str | None,
        headers: Mapping[str, str],
    ) -> TestResponse:
        said = {"Idempotency-Key": f"key-{next(_KEYS)}" if key is None else key, **headers}
        if seen is not None:
            said["If-Match"] = seen if isinstance(seen, str) else f'"{seen}"'
        more: dict[str, Any] = {} if body is None else {"json": body}
        return self.ask(method, path, more, **said)

    def patch(
        self,
        path: str,
        body: object,
        *,
        seen: str | int | None = None,
        key: str | None = None,
        **headers: str,
    ) -> TestResponse:
        """Patch; as for :meth:`post`."""
        return self._send("PATCH", path, body, seen, key, headers)

    def ask(
        self, method: str, path: str, more: dict[str, Any] | None = None, **headers: str
    ) -> TestResponse:
        said = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en", **headers}
        where = path if path.startswith("/api") else V1 + path
        # A client of its own: no cookie can do what the token should.
        client = self.programme.app.test_client()
        answer = client.open(where, method=method, headers=said, **(more or {}))
        check(self.programme.app, method, where, answer)
        return answer


@dataclass(frozen=True)
class ThroughTheApplication(httpx.BaseTransport):
    """Hands requests of the client to the application; each answer is held against the document.

    ``lost`` holds one word for each request to come: ``"before"`` loses it on the way there,
    ``"after"`` its answer on the way back, anything else neither.
    """

    app: Flask
    lost: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        fate = self.lost.pop(0) if self.lost else ""
        if fate == "before":
            raise httpx.ConnectError("nobody there", request=request)
        where = request.url.raw_path.decode()
        answer = self.app.test_client().open(
            where, method=request.method, headers=list(request.headers.items()), data=request.read()
        )
        check(self.app, request.method, where, answer)
        if fate == "after":
            raise httpx.ReadError("cut off", request=request)
        return httpx.Response(
            answer.status_code, headers=list(answer.headers), content=answer.data, request=request
        )


def client_of(asking: Program, lost: Sequence[str] = (), **more: Any) -> Client:
    """Return the client that other systems use, with the token of a program."""
    transport = ThroughTheApplication(asking.programme.app, list(lost))
    more.setdefault("patience", Patience(sleep=lambda _: None))
    return Client(f"http://localhost{V1}", asking.secret, transport=transport, **more)


def check(app: Flask, method: str, where: str, answer: TestResponse) -> None:
    """Hold an answer against the OpenAPI document: its status, its media type, its shape."""
    try:
        rule, _ = app.url_map.bind("localhost").match(
            urlsplit(where).path, method, return_rule=True
        )
    except HTTPException:
        return  # there is no such route
    if rule.endpoint not in API_RULES:
        return
    said = documented()
    path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
    answers = said["paths"][path][method.lower()]["responses"]
    assert str(answer.status_code) in answers or answer.status_code >= 400, (
        f"{method} {path} does not say that it answers {answer.status_code}"
    )
    told = answers.get(str(answer.status_code), answers["default"])
    if "$ref" in told:
        told = said["components"]["responses"][told["$ref"].rpartition("/")[2]]
    if "content" not in told:
        assert answer.data == b""
        return
    schema = told["content"][answer.mimetype]["schema"]
    whole = {**schema, "components": said["components"]}
    unpack = _UNPACK[answer.headers.get("Content-Encoding", "")]
    found = json.loads(unpack(answer.data))
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(found)


_UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@cache
def documented() -> dict[str, Any]:
    """Return the document as it is committed, which a test compares with what is served."""
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"
    return json.loads(page.read_text(encoding="utf-8"))


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
