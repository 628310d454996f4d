"""The ways that the page of the architecture tells hop by hop are those of the code."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "architecture.md"
WAY = re.compile(r"^### (A .*?|An .*?)$(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
HOP = re.compile(r"`([\w/]+):([\w.]+)`")
STARTS = {
    "ranking/targets:open_targets",
    "services/suggest/service:SuggestService.to_decide_for_opening",
}
"""Not called by the hop before: by a command or page that the row speaks of."""

WAYS = {title: HOP.findall(text) for title, text in WAY.findall(PAGE.read_text(encoding="utf-8"))}


def file_of(module: str) -> Path:
    return REPOSITORY / ("" if module.startswith("web/") else "matcher") / f"{module}.py"


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(file_of(module).read_text(encoding="utf-8"))


def is_there(module: str, name: str) -> bool:
    """Say whether a function, or a method of a class, stands in a module."""
    body: list[ast.stmt] = tree_of(module).body
    for part in name.split("."):
        found = [one for one in body if getattr(one, "name", None) == part]
        if not found:
            return False
        body = getattr(found[0], "body", [])
    return True


@cache
def names_in(module: str) -> frozenset[str]:
    """Return everything that a module calls or hands on by name."""
    nodes = list(ast.walk(tree_of(module)))
    return frozenset(
        {one.id for one in nodes if isinstance(one, ast.Name)}
        | {one.attr for one in nodes if isinstance(one, ast.Attribute)}
    )


def is_entry(module: str) -> bool:
    """Say whether a hop is where somebody comes in: a route, a command, or who lets one in."""
    return module.startswith(("cli/", "web/areas/", "web/auth/"))


def test_there_are_three_ways():
    assert len(WAYS) == 3
    assert all(len(hops) > 10 for hops in WAYS.values())


@pytest.mark.parametrize("way", WAYS)
def test_every_hop_is_there(way: str):
    assert [f"{module}:{name}" for module, name in WAYS[way] if not is_there(module, name)] == []


@pytest.mark.parametrize("way", WAYS)
def test_every_hop_is_called_by_one_before_it(way: str):
    hops = WAYS[way]
    alone = [
        f"{module}:{name}"
        for place, (module, name) in enumerate(hops)
        if not is_entry(module)
        and not any(name.rpartition(".")[2] in names_in(before) for before, _ in hops[:place])
    ]

    assert [hop for hop in alone if hop not in STARTS] == []


def test_the_rules_find_what_they_look_for():
    assert not is_there("services/review/line", "recorded")
    assert not is_there("domain/suggestion", "Suggestion.confirmed")
    assert "explain" not in names_in("services/review/line")
