"""Pages of the auditor: rows of the log, the look through its chain, and pooled rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from web.context import services

if TYPE_CHECKING:
    from matcher.domain.audit import Verdict

ROWS_A_PAGE = 50

oversight = Blueprint("oversight", __name__)


@oversight.get("/log")
def rows() -> str:
    """Show rows of the audit log, the newest first."""
    return _rows()


@oversight.post("/log/verify")
def verify() -> str:
    """Look through the whole log, and say whether every row is in order."""
    return _rows(services().audit.verify())


@oversight.get("/log/agreement")
def agreement() -> str:
    """Show how often reviewers agree with what is suggested, all of them together."""
    return render_template("oversight/agreement.html", rates=services().agreement.pooled())


def _rows(verdict: Verdict | None = None) -> str:
    before = request.args.get("before", None, type=int)
    found = services().audit.page(ROWS_A_PAGE, before)
    last = found[-1].sequence if found else None
    return render_template(
        "oversight/rows.html",
        rows=found,
        before=before,
        further=last if last is not None and last.isdecimal() and int(last) > 1 else None,
        verdict=verdict,
        here=url_for("oversight.rows", before=before),
    )
