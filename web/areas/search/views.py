"""The page on which one finds a person or an opening."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from matcher.services.search import LEAST_LETTERS, Found
from web.context import find

search = Blueprint("search", __name__)


@search.get("/search")
def results() -> str:
    """Show what has the letters that were looked for."""
    wanted = request.args.get("q", "").strip()
    too_few = 0 < len(wanted) < LEAST_LETTERS
    return render_template(
        "search/results.html",
        wanted=wanted,
        too_few=too_few,
        least=LEAST_LETTERS,
        found=find(wanted) if wanted else Found(),
    )
