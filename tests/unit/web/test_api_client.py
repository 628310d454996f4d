"""The client by itself: how it reads, waits, keeps its key and names what was refused."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import httpx
import pytest

import web.api_client
from matcher.domain.ids import ParticipantCode
from web.api_client import Client, Outcome, Patience, problems
from web.api_client.people import ListedPerson
from web.api_client.reading import AS, read, written
from web.problem_texts import PROBLEM_TEXTS

HERE = "http://127.0.0.1:8000/api/v1"
DOCUMENT = json.loads(
    (Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json").read_text("utf-8")
)
DONE = {"kind": "run", "id": "r", "state": "listed", "version": 0, "made": None, "also": []}


@dataclass(frozen=True)
class Inner:
    day: date | None
    low: float = field(metadata={AS: "min"})


@dataclass(frozen=True)
class Outer:
    inner: tuple[Inner, ...]
    counts: Mapping[str, int | None]


def test_what_is_said_is_read_by_its_types_and_more_is_left_out():
    said = {"inner": [{"day": "2026-01-02", "min": 1, "new": 5}], "counts": {"a": None, "b": 2}}

    found = read(Outer, said)

    assert found == Outer((Inner(date(2026, 1, 2), 1.0),), {"a": None, "b": 2})
    assert isinstance(found.inner[0].low, float)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"inner": []}, "Outer has no 'counts'"),
        ({"inner": {}, "counts": {}}, "Outer.inner is {}"),
        ({"inner": [{"day": None, "min": True}], "counts": {}}, r"Outer.inner\[0\].low is True"),
        ({"inner": [{"day": "x", "min": 1}], "counts": {}}, "Invalid isoformat"),
        ({"inner": [], "counts": {"a": "1"}}, "Outer.counts.a is '1'"),
    ],
)
def test_what_is_not_of_its_kind_is_named(said, where):
    with pytest.raises(ValueError, match=where):
        read(Outer, said)


def client(answers, **more):
    """Return a client of a server that gives these answers, and what it was sent."""
    sent, answers = [], iter(answers)

    def handle(request):
        sent.append(request)
        said = next(answers)
        if isinstance(said, Exception):
            raise said
        return said

    waited = []
    patience = Patience(sleep=waited.append, **more)
    made = Client(HERE, "secret", patience=patience, transport=httpx.MockTransport(handle))
    return made, sent, waited


def said(status, code, **headers):
    document = {"status": status, "code": code, "detail": "So it is."}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = {"Content-Type": "application/problem+json"}
    return httpx.Response(status, json=document, headers=named | kind)


def test_one_key_through_all_tries_and_another_for_the_next_thing():
    away = [httpx.ConnectError("no"), httpx.ReadTimeout("slow"), said(503, "x", Retry_After="3")]
    asking, sent, waited = client([*away, *[httpx.Response(200, json=DONE)] * 2])

    assert asking.suggest_for_person("P001") == read(Outcome, DONE)
    asking.suggest_for_person("P001")

    keys = [one.headers["Idempotency-Key"] for one in sent]
    assert len(set(keys[:4])) == 1
    assert keys[4] != keys[0]
    assert waited == [0.5, 1.0, 3.0]


def test_what_is_tried_too_often_says_its_key():
    asking, sent, waited = client([httpx.ConnectError("no")] * 3, tries=3)

    with pytest.raises(problems.NoAnswer) as silent:
        asking.suggest_for_person("P001", key="mine")

    assert silent.value.key == "mine"
    assert (len(sent), len(waited)) == (3, 2)


def test_a_server_that_asks_for_long_is_not_waited_for():
    asking, sent, waited = client([said(429, "too_many_requests", Retry_After="600")])

    with pytest.raises(problems.NotNow) as refused:
        asking.participant("P001")

    assert refused.value.retry_after_s == 600
    assert (len(sent), waited) == (1, [])


@pytest.mark.parametrize("status", [400, 401, 404, 409, 412, 422, 500, 503])
def test_what_waiting_does_not_help_is_asked_once(status):
    asking, sent, _ = client([said(status, "any")])

    with pytest.raises(problems.StegvisProblem) as refused:
        asking.suggest_for_person("P001")

    assert (refused.value.status, len(sent)) == (status, 1)


def test_a_proxy_that_answers_without_a_problem_document():
    asking, _, _ = client([httpx.Response(502, text="<html>")])

    with pytest.raises(problems.ServerFault) as refused:
        asking.participant("P001")

    assert refused.value.code == "not_from_stegvis"


def test_every_code_about_a_request_has_its_exception():
    assert set(problems.BY_CODE) - {"suggestions.stopped"} == set(PROBLEM_TEXTS)
    assert problems.problem_of({"status": 409, "code": "x", "detail": ""}, None).code == "x"


def test_the_token_goes_to_its_server_only():
    page = {"items": [], "next": "https://elsewhere.example/api/v1/participants"}
    asking, sent, _ = client([httpx.Response(200, json=page)])

    with pytest.raises(ValueError, match=r"elsewhere\.example"):
        list(asking.participants())

    assert len(sent) == 1
    assert "secret" not in repr(asking) + str(vars(asking))
    with pytest.raises(ValueError, match="https only"):
        Client("http://stegvis.example/api/v1", "secret")
    Client("https://stegvis.example/api/v1", "secret").close()


def test_a_code_with_any_sign_stays_one_part_of_an_address():
    asking, sent, _ = client([said(404, "not_found")])

    with pytest.raises(problems.NotThere):
        asking.participant(ParticipantCode("../a b?c#d"))

    assert sent[0].url.raw_path == b"/api/v1/participants/..%2Fa%20b%3Fc%23d"


def records():
    """Yield each dataclass of the client that comes from a server."""
    for module in pkgutil.iter_modules(web.api_client.__path__):
        found = vars(importlib.import_module(f"web.api_client.{module.name}")).values()
        for one in found:
            if is_dataclass(one) and one.__module__.endswith(module.name):
                yield one


NAMES = {"SaidWeeks": "Weeks", "FirstDay": "ShownFirstDay"}
"""Schemas that are read as another that says the same."""
SENT = {
    *("DecisionBody", "AnswerBody", "PlacementBody", "FollowUpBody", "OpeningMoveBody"),
    *("PostingBody", "PostedTerms", "AgreedTerms", "PermissionBody", "TellBody"),
}
BY_CLIENT = {"Seen", "Yes", "Patience", "_Ladders"}


def test_every_shape_of_the_document_has_its_class_with_the_same_fields():
    shapes = {one.__name__: one for one in records() if one.__name__ not in BY_CLIENT}
    schemas = DOCUMENT["components"]["schemas"]
    pages = {name for name in schemas if name.endswith("Page") or name == "Ladders"}
    missing = set(schemas) - pages - SENT - set(shapes) - set(NAMES) - {"Problem"}

    assert missing == set()
    for name, schema in schemas.items():
        if name in pages | SENT | {"Problem", "Fault", "End", "FirstDay"}:
            continue
        shape = shapes[NAMES.get(name, name)]
        assert set(written(shape).values()) == set(schema["properties"]), name
        hints = get_type_hints(shape)
        for own, as_ in written(shape).items():
            told = schema["properties"][as_]
            where = (name, own, told)
            assert (type(None) in get_args(hints[own])) == _may_be_null(told), where
            assert _plain(hints[own]) == _told(told), where


def _may_be_null(told):
    return "null" in told.get("type", ()) or {"type": "null"} in told.get("anyOf", ())


def _plain(hint):
    """Return what JSON calls a type, or the class."""
    if get_origin(hint) is UnionType:
        [hint] = [one for one in get_args(hint) if one is not type(None)]
    origin = get_origin(hint) or hint
    names = {str: "string", int: "integer", float: "number", bool: "boolean", date: "string",
             tuple: "array", Mapping: "object"}  # fmt: skip
    return "string" if origin.__name__ == "datetime" else names.get(origin, origin.__name__)


def _told(told):
    [one] = [one for one in told.get("anyOf", [told]) if one != {"type": "null"}]
    for part in one.get("allOf", [one]):
        if "$ref" in part:
            name = part["$ref"].rpartition("/")[2]
            return NAMES.get(name, name)
    kinds = one["type"]
    return next(k for k in kinds if k != "null") if isinstance(kinds, list) else kinds


def test_all_fields_of_records_are_frozen():
    assert [one for one in records() if not one.__dataclass_params__.frozen] == []
    assert [one.name for one in fields(ListedPerson)][0] == "code"  # noqa: RUF015


@pytest.mark.process
def test_it_needs_nothing_of_the_server():
    code = "import web.api_client, json, sys; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    there = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert there & {"flask", "sqlalchemy", "marshmallow", "matcher", "numpy"} == set()
    assert "httpx" in there
