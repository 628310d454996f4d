"""What ranks, indexes or allocates reads no answer of a person about herself."""

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
    "services/planning_gaps",
    "batch",
)
COUNTS = ROOT / "planning" / "target"
"""The report itself; nothing else may import it, see below."""
FILES = sorted(
    path for name in RANKS for path in (ROOT / name).rglob("*.py") if COUNTS not in path.parents
)
STORES = {"instruments", "rounds", "target"}
MODULES = {
    *("instrument", "instrument_rules", "instruments", "instrument_rows", "questions", "rounds"),
    *("target_question", "target_queries", "target_report", "audit_rounds"),
}


def reads_an_answer(tree: ast.AST) -> list[str]:
    """Return where a source reaches for answers: modules it imports, stores that it opens."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in STORES:
            if ast.unparse(node.value).endswith("unit"):
                found.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            parts = {*module.split("."), *(one.name for one in node.names)}
            if module.startswith("matcher") and (
                parts & MODULES or module.startswith("matcher.planning.target")
            ):
                found.append(ast.unparse(node))
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names if set(one.name.split(".")) & MODULES]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_ranks_reads_an_answer(path: Path):
    assert reads_an_answer(tree_of(path)) == []


def test_the_rule_finds_what_it_looks_for():
    assert len(FILES) > 50
    assert list(COUNTS.rglob("*.py"))
    for source in (
        "from matcher.domain.rounds import Response",
        "from matcher.domain import rounds",
        "from matcher.planning.target.counting import counted",
        "import matcher.services.questions",
        "with units() as unit:\n    unit.rounds.of(code)",
        "unit.target.facts()",
    ):
        assert reads_an_answer(ast.parse(source)), source
    assert not reads_an_answer(ast.parse("from matcher.domain.target import Target"))
    assert not reads_an_answer(ast.parse("pair.target.requirements"))
