"""Ladder files: read one, read a folder of them, or name every fault of one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from matcher.domain.ladder_rules import find_faults
from matcher.domain.ladders import Ladders
from matcher.errors import InputError, InputErrors, RowError
from matcher.interchange.ladder_build import build_ladder
from matcher.interchange.ladder_outline import cited_sources, outline, source_keys
from matcher.interchange.ladder_schema import LadderShape
from matcher.interchange.ladder_wording import explain
from matcher.interchange.ladder_yaml import YamlDocument, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcher.domain.ladder import Ladder


def check_ladder(path: Path) -> list[RowError]:
    """Return every fault of a ladder file; an empty list when there is none.

    Parameters
    ----------
    path
        A YAML file.

    Returns
    -------
    list[RowError]
        By line; ``row`` is the line and ``column`` the path inside the document, for example
        ``steps[2].swedish.reading``.
    """
    return _read(path)[1]


def read_ladder(path: Path) -> Ladder:
    """Read a ladder.

    Raises
    ------
    InputErrors
        The file has faults; all of them are in it.
    """
    shape, faults = _read(path)
    if faults or shape is None:
        raise InputErrors(faults)
    return build_ladder(shape)


def read_ladders(folder: Path) -> Ladders:
    """Read every ``*.yaml`` of a folder, by file name; no file at all gives no ladders.

    Raises
    ------
    InputErrors
        Any file has faults, or two files are about the same sector; all faults are in it.
    """
    ladders: list[Ladder] = []
    faults: list[InputError] = []
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            ladder = read_ladder(path)
        except InputErrors as errors:
            faults += errors.errors
            continue
        if ladder.sector in files:
            faults.append(
                RowError(
                    path.name,
                    None,
                    "sector",
                    ladder.sector,
                    f"{files[ladder.sector]} is about this sector too",
                    "Keep one file for a sector.",
                )
            )
        files[ladder.sector] = path.name
        ladders.append(ladder)
    if faults:
        raise InputErrors(faults)
    return Ladders(tuple(ladders))


def check_document(document: YamlDocument) -> tuple[Ladder | None, list[RowError]]:
    """Return the ladder that a document describes, and every fault; with faults there is none."""
    shape, faults = _check(document)
    return (None if faults or shape is None else build_ladder(shape)), faults


def _read(path: Path) -> tuple[LadderShape | None, list[RowError]]:
    try:
        document = read_yaml(path)
    except RowError as error:
        return None, [error]
    return _check(document)


def _check(document: YamlDocument) -> tuple[LadderShape | None, list[RowError]]:
    shape: LadderShape | None = None
    faults = list(document.faults)
    try:
        shape = LadderShape.model_validate(document.data)
    except ValidationError as error:
        faults += explain(document, error)
    faults += [
        document.fault(fault.path, fault.problem, fault.mend)
        for fault in find_faults(outline(document.data))
    ]
    faults += _unknown_sources(document)
    return shape, sorted(faults, key=lambda fault: fault.row or 0)


def _unknown_sources(document: YamlDocument) -> Iterator[RowError]:
    known = source_keys(document.data)
    for cited in cited_sources(document.data):
        if cited.id not in known:
            near = difflib.get_close_matches(cited.id, sorted(known), n=1)
            yield document.fault(
                cited.path,
                f"there is no source {cited.id!r} under sources",
                f"Did you mean {near[0]!r}?" if near else "Add it under sources.",
            )
