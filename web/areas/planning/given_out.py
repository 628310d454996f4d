"""Tables given out as files, with the same cells as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from matcher.errors import NotFound
from web.context import services

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS_OF_FILE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def must_be_a_file(ending: str) -> None:
    """Refuse what tables are not given out as, before anything is made for it.

    Raises
    ------
    NotFound
        Neither ``csv`` nor ``xlsx``.
    """
    if ending not in KINDS_OF_FILE:
        raise NotFound(
            f"Tables are given out as csv and xlsx, not as {ending}. Choose one of the two."
        )


def given_out(
    name: str, ending: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Response:
    """Return a table as a file of this name."""
    answer = Response(services().table_file(ending, columns, rows), mimetype=KINDS_OF_FILE[ending])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    return answer
