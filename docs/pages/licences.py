"""The page of licences: of every package that may be installed, of the weights and the data."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pages.markdown import page, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
WRITTEN = REPOSITORY / "docs" / "reference" / "licences.md"

_ABOUT = """
Stegvis is Apache-2.0. What it is built and tested with is pinned in `constraints.txt`; the licences
are those that the packages themselves state. All are used as libraries and unchanged.
"""
_SOMETIMES = """
What this page says of a package comes from the package as it is installed. One that a machine does
not need (another system, another Python) keeps the line it has.
"""
_SHORT: Mapping[str, str] = {
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "Zope Public License": "ZPL-2.1",
}
_LAST = "Packages for development"
_GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Packages that Stegvis runs with": ("", ("",)),
    "Packages for comparing and training encoders": (
        "Installed with the extras `bundled` and `train`.",
        ("bundled", "train"),
    ),
    _LAST: ("Installed with the extra `dev`, or to build with.", ("dev",)),
}
_ROW = re.compile(r"^\| ([\w.-]+) \| ([\w.+-]+) \| (.+) \|$", re.MULTILINE)


def pinned() -> Mapping[str, str]:
    """Return the exact version of each package, by its name in small letters."""
    text = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    lines = (line.split("==") for line in text.splitlines() if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in lines}


def declared(extra: str = "") -> list[Requirement]:
    """Return what pyproject.toml asks for: always, or with an extra."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = project["optional-dependencies"][extra] if extra else project["dependencies"]
    found = [Requirement(text) for text in texts]
    return [one for one in found if one.name != "stegvis"]


def needed(requirements: Iterable[Requirement]) -> set[str]:
    """Return the names of all packages that come with some, themselves included."""
    found: set[tuple[str, str]] = set()
    waiting = [(one.name, extra) for one in requirements for extra in ("", *one.extras)]
    while waiting:
        name, extra = waiting.pop()
        key = canonicalize_name(name), extra
        if key in found:
            continue
        found.add(key)
        for one in _asked_by(name, extra):
            waiting += [(one.name, inner) for inner in ("", *one.extras)]
    return {name for name, _ in found}


def _asked_by(name: str, extra: str) -> Iterator[Requirement]:
    try:
        texts = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for text in texts:
        one = Requirement(text)
        if one.marker is None or one.marker.evaluate({"extra": extra}):
            yield one


def licence_of(name: str) -> str | None:
    """Return the licence that an installed package states; ``None`` when it is not installed."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if stated.get("License-Expression"):
        return str(stated["License-Expression"])
    marks = [
        one.rpartition(" :: ")[2]
        for one in stated.get_all("Classifier") or []
        if one.startswith("License")
    ]
    if marks:
        return " OR ".join(_SHORT.get(mark, mark) for mark in marks)
    said = str(stated.get("License") or _first_line(name)).strip()
    return _SHORT.get(said, said)


def _first_line(name: str) -> str:
    """Return how the file with a package's licence begins, such as ``MIT License``."""
    for file in metadata.files(name) or []:
        if file.name.upper().startswith("LICEN"):
            return file.read_text(encoding="utf-8").lstrip().partition("\n")[0]
    return ""


def groups() -> Mapping[str, list[tuple[str, str, str]]]:
    """Return for each group its packages with version and licence; each stands once."""
    before = WRITTEN.read_text(encoding="utf-8") if WRITTEN.is_file() else ""
    sections = {text.partition("\n")[0]: text for text in before.split("\n## ")}
    left, found = dict(pinned()), {}
    for title, (_, extras) in _GROUPS.items():
        names = needed(one for extra in extras for one in declared(extra))
        kept = {name: licence for name, _, licence in _ROW.findall(sections.get(title, ""))}
        rows = []
        for name in sorted(left):
            licence = licence_of(name)
            if licence is None and name in kept:
                rows.append((name, left[name], kept[name]))
            elif licence is not None and (name in names or title == _LAST):
                rows.append((name, left[name], licence))
        found[title] = rows
        for name, *_ in rows:
            del left[name]
    return found


def weights_and_data() -> str:
    """Return the table of what ships beside the code, as the pages of both folders say."""
    rows = []
    for folder in ("models", "data"):
        text = (REPOSITORY / folder / "README.md").read_text(encoding="utf-8")
        for line in text.splitlines():
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if "`" in cells[0] and len(cells) > 2:
                names = ", ".join(
                    f"`{folder}/{name}`" for name in re.findall(r"`([^`]+)`", cells[0])
                )
                rows.append((names, cells[-1]))
    return table(("what", "licence"), rows)


def licences_page() -> str:
    """Return the page."""
    parts = []
    for title, rows in groups().items():
        parts += [f"## {title}", _GROUPS[title][0]] if _GROUPS[title][0] else [f"## {title}"]
        parts.append(table(("package", "version", "licence"), rows))
    return page(
        "Licences",
        _ABOUT,
        "## Weights and data that ship with Stegvis",
        "Sources stand in [models/README.md](../../models/README.md) and "
        "[data/README.md](../../data/README.md).",
        weights_and_data(),
        *parts,
        _SOMETIMES,
    )
