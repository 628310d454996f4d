"""What ranks, indexes or allocates reads no plan and no history of a person."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sources import tree_of

import matcher

ROOT = Path(matcher.__file__).parent
RANKS = (
    "ranking",
    "planning",
    "indexing",
    "embedding",
    "taxonomy",
    "evaluation",
    "services/suggest",
)
FILES = sorted(path for name in RANKS for path in (ROOT / name).rglob("*.py"))
STORES = {"plans", "happenings"}
MODULES = {"plan", "plans", "plan_activity", "plan_rows", "happening", "histories", "activity"}


def reads_a_plan(tree: ast.AST) -> list[str]:
    """Return where a source reaches for a plan: modules that it imports, stores that it opens."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in STORES:
            found.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            parts = {*(node.module or "").split("."), *(one.name for one in node.names)}
            if (node.module or "").startswith("matcher.") and parts & MODULES:
                found.append(ast.unparse(node))
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names if set(one.name.split(".")) & MODULES]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_ranks_reads_a_plan(path: Path):
    assert reads_a_plan(tree_of(path)) == []


def test_the_rule_finds_what_it_looks_for():
    assert len(FILES) > 50
    for source in (
        "from matcher.domain.plan import plan_of",
        "from matcher.domain import plan",
        "import matcher.services.plans",
        "with units() as unit:\n    unit.plans.of(code)",
        "unit.happenings.turns(code)",
    ):
        assert reads_a_plan(ast.parse(source)), source
    assert not reads_a_plan(ast.parse("from matcher.planning.pathway import plan_way"))
