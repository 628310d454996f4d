"""L40: one module of ours sends, one place composes what employers see, no export tells it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from sources import Sources

from matcher.domain.column_register import Secrecy
from matcher.interchange.column_register import read_column_register
from matcher.settings import shared_path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = Sources("matcher", "web")
REGISTER = read_column_register(shared_path("data", "register", "columns.yaml"))
NETWORK = {"smtplib", "socket", "http", "urllib", "requests", "httpx", "ftplib", "imaplib",
           "poplib", "telnetlib", "xmlrpc", "asyncio", "aiohttp", "urllib3", "ssl"}  # fmt: skip
# These open nothing.
HARMLESS = ("urllib.parse", "http.HTTPStatus")


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def reaches_out(tree: ast.AST) -> bool:
    return any(
        name.split(".")[0] in NETWORK and not name.startswith(HARMLESS) for name in imported(tree)
    )


FOR_OTHER_SYSTEMS = "web/api_client/"
"""What runs at them, never here."""


def test_one_module_can_send_and_one_asks_for_a_free_port():
    ours = {name: one for name, one in SOURCES.items() if not name.startswith(FOR_OTHER_SYSTEMS)}
    assert [name for name, tree in ours.items() if reaches_out(tree)] == [
        "matcher/cli/serve.py",
        "matcher/interchange/mail_relay.py",
    ]
    package = FOR_OTHER_SYSTEMS.strip("/").replace("/", ".")
    used = [name for name, tree in ours.items() if any(package in one for one in imported(tree))]
    assert used == []


def test_the_client_for_other_systems_can_be_taken_away_by_itself():
    theirs = [tree for name, tree in SOURCES.items() if name.startswith(FOR_OTHER_SYSTEMS)]
    own = {one.partition(".")[0] for tree in theirs for one in imported(tree)}
    assert own - set(sys.stdlib_module_names) == {"httpx", "pandas", "web"}
    inside = {one for tree in theirs for one in imported(tree) if one.startswith("web")}
    assert [one for one in inside if not one.startswith("web.api_client.")] == []


def test_the_rule_finds_what_it_looks_for():
    assert reaches_out(ast.parse("import urllib.request"))
    assert reaches_out(ast.parse("from smtplib import SMTP"))
    assert not reaches_out(ast.parse("from urllib.parse import quote"))


def test_what_an_employer_sees_is_composed_in_one_place():
    made = [name for name, tree in SOURCES.items() if "EmployerView" in calls(tree)]

    assert made == ["matcher/domain/employer_view.py"]


@pytest.mark.parametrize("table", ["permissions", "disclosures", "outbox_messages", "decisions"])
def test_answers_and_what_was_told_leave_in_no_export_to_others(table: str):
    columns = [one for one in REGISTER.columns if one.table == table]

    assert columns
    assert not any(one.exports for one in columns)
    assert {one.secrecy for one in columns} <= {Secrecy.CASE, Secrecy.ORGANISATION}
