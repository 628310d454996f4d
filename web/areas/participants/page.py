"""What every page of a participant has in common: the visit, the frame, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from matcher.errors import DecisionError, NotFound
from web.context import services
from web.known_links import closed, is_known

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from werkzeug.wrappers import Response

    from matcher.domain.personal_link import Visit

    Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A visit with the token that its addresses hold."""

    token: str
    visit: Visit

    def show(self, template: str, **facts: object) -> str:
        """Return a page; after a form was sent, another language starts from the beginning."""
        return render_template(
            f"participants/{template}.html",
            token=self.token,
            here=url_for("participants.start", token=self.token),
            **facts,
        )

    def go(self, endpoint: str, **where: Any) -> Response:  # noqa: ANN401  (parts of an address)
        """Go to another page of the same visit."""
        return redirect(url_for(f"participants.{endpoint}", token=self.token, **where), 303)


def visiting(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a view answer whoever has opened the link with its code a short while ago.

    Everybody else is asked for the code; a link that does not work looks as if it never had.
    """

    @wraps(view)
    def visited(token: str, **where: object) -> Answer:
        try:
            visit = services().own_links.visit(token)
            if not is_known(token):
                return redirect(url_for("participants.neutral", token=token), 303)
            try:
                return view(Page(token, visit), **where)
            except NotFound:
                # Her own link works: an address of before, such as that of an answered question.
                return Page(token, visit).show("gone"), 404
        except NotFound:
            return closed()
        except DecisionError:
            here = url_for("participants.neutral", token=token)
            shown = render_template("participants/overtaken.html", token=token, here=here)
            return shown, 409

    return visited
