"""The record of processing, read from the register of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.interchange.column_register import read_column_register
from matcher.settings import shared_path
from pages.markdown import code, page, table

if TYPE_CHECKING:
    from matcher.domain.column_register import ColumnRegister, RegisteredColumn

_ABOUT = """
What Stegvis keeps, why, on which basis, for how long, and who may see it (GDPR art. 30). It is made
from `data/register/columns.yaml`, which has an answer for every column of the database: a column
without one fails the build, and so does one for ethnicity, religion, health, sexuality, offences or
grounds of migration. `stegvis register show` prints the same.

*Decided by the organisation* means that its lawyer settles it and writes it into its own record;
what stands here is what Stegvis assumes until then. Controller, contact, recipients and measures of
security are the organisation's to add. *Exports* says whether something may leave to others than
the person herself; she gets everything about her.
"""
_DECIDED = {"law": "the law", "organisation": "the organisation"}


def processing_page() -> str:
    """Return the page."""
    register = read_column_register(shared_path("data", "register", "columns.yaml"))
    bases = ((code(one.id), one.text, _DECIDED[one.decided_by]) for one in register.bases)
    times = (
        (code(one.id), one.starts, one.lasts, _DECIDED[one.decided_by])
        for one in register.retentions
    )
    personal = sum(one.personal for one in register.columns)
    return page(
        "Record of processing",
        _ABOUT,
        f"{len(register.columns)} columns in {len(register.tables)} tables; {personal} of them are "
        "about a person.",
        "## Bases",
        table(("basis", "what it is", "decided by"), bases),
        "## How long things are kept",
        table(("kept", "from when", "how long", "decided by"), times),
        *(_section(register, name) for name in register.tables),
    )


def _section(register: ColumnRegister, name: str) -> str:
    rows = [_row(one) for one in register.columns if one.table == name]
    header = ("column", "purpose", "basis", "kept", "secrecy", "personal", "exports")
    about = register.tables[name]
    return f"## {name}\n\n{about[0].upper()}{about[1:]}.\n\n{table(header, rows)}"


def _row(one: RegisteredColumn) -> tuple[str, ...]:
    return (
        code(one.column),
        one.purpose,
        code(one.basis.id),
        code(one.retention.id),
        one.secrecy,
        "yes" if one.personal else "no",
        "yes" if one.exports else "no",
    )
