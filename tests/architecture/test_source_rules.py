"""Rules of the house that linters do not know, read from the syntax trees."""

from __future__ import annotations

import ast
import configparser
import importlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("matcher", "web", "training")
SOURCES = Sources(*PACKAGES)
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
CLOCK_EDGES = ("matcher/bootstrap/given.py", "matcher/cli/", "web/", "training/cli.py")
LOADERS_OF_CODE = {"pickle", "cPickle", "_pickle", "joblib", "dill", "cloudpickle", "shelve",
                   "marshal", "jsonpickle"}  # fmt: skip


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (module, name); an `import a.b` is ("a.b", "")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with its dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def public(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield the module, its public functions and classes, and their public methods."""
    yield "module", tree
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from (
                    (f"{node.name}.{inner.name}", inner)
                    for inner in node.body
                    if isinstance(inner, kinds) and not inner.name.startswith("_")
                )


def test_there_is_something_to_read():
    assert len([name for name in SOURCES if name.startswith("matcher/")]) > 80


@pytest.mark.parametrize("package", PACKAGES)
def test_an_installed_package_is_ours(package: str):
    module = importlib.import_module(package)

    assert Path(module.__file__).resolve() == REPOSITORY / package / "__init__.py"


@pytest.mark.parametrize("name", SOURCES)
def test_everything_public_says_what_it_is(name: str):
    silent = [
        what for what, node in public(SOURCES[name]) if not (ast.get_docstring(node) or "").strip()
    ]

    assert silent == []


def touches_environment(tree: ast.AST) -> bool:
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    taken = {name for module, name in imports(tree) if module == "os"}
    return bool((read | taken) & ENVIRONMENT)


def test_only_the_settings_know_the_environment():
    assert [name for name, tree in SOURCES.items() if touches_environment(tree)] == [
        "matcher/settings.py"
    ]


def test_the_rule_finds_what_it_looks_for():
    assert touches_environment(ast.parse("import os\nos.environ['A'] = 'b'"))
    assert touches_environment(ast.parse("from os import getenv"))
    assert not touches_environment(ast.parse("import os\nos.replace(a, b)"))


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_that_is_loaded_can_run(name: str):
    tree = SOURCES[name]
    modules = {module.split(".")[0] for module, _ in imports(tree)}
    unsafe = [
        ast.unparse(call)
        for called, call in calls(tree)
        if called in {"torch.load", "yaml.load", "yaml.unsafe_load", "eval", "exec"}
        or any(
            keyword.arg in {"allow_pickle", "trust_remote_code"}
            and ast.unparse(keyword.value) != "False"
            for keyword in call.keywords
        )
    ]

    assert modules & LOADERS_OF_CODE == set()
    assert unsafe == []


def test_the_clock_is_read_at_the_edges_only():
    readers = [
        name
        for name, tree in SOURCES.items()
        if any(
            (
                called.endswith((".now", ".utcnow", "date.today", "datetime.today"))
                and called.split(".")[0] in {"datetime", "date"}
            )
            or called in {"time.time", "time.localtime"}
            for called, _ in calls(tree)
        )
    ]

    assert [name for name in readers if not name.startswith(CLOCK_EDGES)] == []


def test_every_package_of_the_engine_has_its_place_in_the_layers():
    contracts = configparser.ConfigParser()
    contracts.read(REPOSITORY / ".importlinter", encoding="utf-8")
    engine = contracts["importlinter:contract:engine"]
    layers = {
        name.strip(" ()")
        for line in engine["layers"].splitlines()
        for name in line.split("|")
        if name.strip()
    }
    there = {
        path.stem
        for path in (REPOSITORY / "matcher").iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }

    assert engine["exhaustive"] == "True"
    assert there <= layers


def test_a_page_for_those_who_come_and_one_for_those_who_return():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")

    assert "make run" in readme
    assert "make test" in readme
    assert "## Unreleased" in changes
    assert re.findall(r"!\[[^\]]+\]\(docs/screens/[^)]+\.png\)", readme)


def test_the_version_has_its_heading_among_the_changes():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d\S*) - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)

    assert versions[0] == project["version"]
