"""The register of columns: a YAML file with an answer for every column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, StrictBool, StringConstraints, ValidationError

from matcher.domain.column_register import (
    Basis,
    ColumnRegister,
    DecidedBy,
    RegisteredColumn,
    Retention,
    Secrecy,
)
from matcher.errors import InputErrors, RowError
from matcher.interchange.ladder_wording import explain
from matcher.interchange.ladder_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from matcher.interchange.ladder_yaml import YamlDocument

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _BasisShape(_Shape):
    text: Words
    decided_by: DecidedBy


class _RetentionShape(_Shape):
    starts: Words
    lasts: Words
    decided_by: DecidedBy


class _ColumnShape(_Shape):
    purpose: Words
    basis: str | None = None
    retention: str | None = None
    secrecy: Secrecy | None = None
    personal: StrictBool | None = None
    exports: StrictBool | None = None


class _TableShape(_Shape):
    about: Words
    basis: str
    retention: str
    secrecy: Secrecy
    personal: StrictBool
    exports: StrictBool
    columns: dict[str, _ColumnShape]


class RegisterShape(_Shape):
    """The file."""

    format: Literal[1]
    bases: dict[str, _BasisShape]
    retentions: dict[str, _RetentionShape]
    tables: dict[str, _TableShape]


def read_column_register(path: Path) -> ColumnRegister:
    """Read the register.

    Raises
    ------
    InputErrors
        The file has faults; all of them are in it, each with its line.
    """
    try:
        document = read_yaml(path)
    except RowError as error:
        raise InputErrors([error]) from None
    faults: list[RowError] = list(document.faults)
    try:
        shape = RegisterShape.model_validate(_with_purposes(document.data))
    except ValidationError as error:
        faults += explain(document, error, RegisterShape)
        raise InputErrors(_by_line(faults)) from None
    faults += _unknown_names(document, shape)
    if faults:
        raise InputErrors(_by_line(faults))
    return _register(shape)


def _by_line(faults: list[RowError]) -> list[RowError]:
    return sorted(faults, key=lambda fault: fault.row or 0)


def _with_purposes(data: object) -> object:
    """Return the document with each column that is a text only as one with that purpose."""
    if not isinstance(data, dict) or not isinstance(data.get("tables"), dict):
        return data
    tables = {}
    for name, table in data["tables"].items():
        columns = table.get("columns") if isinstance(table, dict) else None
        if isinstance(columns, dict):
            whole = {
                column: {"purpose": said} if isinstance(said, str) else said
                for column, said in columns.items()
            }
            tables[name] = {**table, "columns": whole}
        else:
            tables[name] = table
    return {**data, "tables": tables}


def _unknown_names(document: YamlDocument, shape: RegisterShape) -> Iterator[RowError]:
    named: tuple[tuple[str, str, Mapping[str, object]], ...] = (
        ("basis", "bases", shape.bases),
        ("retention", "retentions", shape.retentions),
    )
    for name, table in shape.tables.items():
        places = {f"tables.{name}": table} | {
            f"tables.{name}.columns.{column}": said for column, said in table.columns.items()
        }
        for path, said in places.items():
            for key, group, known in named:
                value = getattr(said, key)
                if value is not None and value not in known:
                    yield document.fault(
                        f"{path}.{key}",
                        f"there is no {value!r} under {group}",
                        f"Use one of {', '.join(known)}, or add it there.",
                    )


def _register(shape: RegisterShape) -> ColumnRegister:
    bases = {name: Basis(name, said.text, said.decided_by) for name, said in shape.bases.items()}
    retentions = {
        name: Retention(name, said.starts, said.lasts, said.decided_by)
        for name, said in shape.retentions.items()
    }
    columns = tuple(
        RegisteredColumn(
            name,
            column,
            said.purpose,
            bases[said.basis or table.basis],
            retentions[said.retention or table.retention],
            said.secrecy or table.secrecy,
            table.personal if said.personal is None else said.personal,
            table.exports if said.exports is None else said.exports,
        )
        for name, table in shape.tables.items()
        for column, said in table.columns.items()
    )
    abouts = {name: table.about for name, table in shape.tables.items()}
    return ColumnRegister(columns, abouts, tuple(bases.values()), tuple(retentions.values()))
