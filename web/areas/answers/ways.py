"""The two ways to the page of somebody who is presented: by a link, or signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext

from matcher.domain.role import Role
from matcher.errors import NotFound
from web.context import services
from web.known_links import closed, is_known

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.employer_key import ByAccount, EmployerKey

    Answer = str | Response | tuple[str, int]


class Way(Protocol):
    """How somebody came to the page, and where it leads from there."""

    @property
    def frame(self) -> str:
        """The template around the page."""
        ...

    @property
    def key(self) -> EmployerKey:
        """What opens the page for the services."""
        ...

    @property
    def here(self) -> str:
        """The address to come back to in another language."""
        ...

    def url(self, act: str) -> str:
        """Return where an answer is sent."""
        ...

    def is_known(self) -> bool:
        """Say whether the page was opened in this browser a short while ago."""
        ...

    def ask_to_open(self) -> Answer:
        """Answer whoever did not open it."""
        ...

    def nowhere(self) -> Answer:
        """Answer whoever may see nothing (any more)."""
        ...

    def thank(self, said: str) -> Answer:
        """Answer when it is done."""
        ...


@dataclass(frozen=True)
class ByLink:
    """With the token of a link."""

    key: str
    frame: str = "answers/plain.html"

    @property
    def here(self) -> str:
        """The neutral page of the link."""
        return url_for("answers.neutral", token=self.key)

    def url(self, act: str) -> str:
        """Return where an answer is sent."""
        return url_for(f"answers.{act}", token=self.key)

    def is_known(self) -> bool:
        """Say whether the link was opened in this browser a short while ago."""
        return is_known(self.key)

    def ask_to_open(self) -> Answer:
        """Show the neutral page."""
        link = services().answer_links.open(self.key)
        coded = link.role is Role.PARTICIPANT
        return render_template("answers/neutral.html", token=self.key, coded=coded)

    def nowhere(self) -> Answer:
        """Say that the link does not work any more."""
        return closed()

    def thank(self, said: str) -> Answer:
        """Say thank you; the page can be closed."""
        return render_template("answers/employer_thanks.html", said=said)


@dataclass(frozen=True)
class SignedIn:
    """With an account of the employer's."""

    key: ByAccount
    frame: str = "layout.html"

    @property
    def here(self) -> str:
        """The page of the person."""
        return url_for("workplace.person", suggestion_id=self.key.suggestion)

    def url(self, act: str) -> str:
        """Return where an answer is sent."""
        return url_for(f"workplace.{act}", suggestion_id=self.key.suggestion)

    def is_known(self) -> bool:
        """Whoever has signed in needs to open nothing."""
        return True

    def ask_to_open(self) -> Answer:
        """Never asked of whoever has signed in."""
        return self.nowhere()

    def nowhere(self) -> Answer:
        """Unknown and forbidden look the same."""
        raise NotFound(
            "There is nobody presented here. Go back to the list of people you were asked about."
        )

    def thank(self, said: str) -> Answer:
        """Go back to what waits, with a word of what was done."""
        flash(_thanks(said))
        return redirect(url_for("workplace.home"), 303)


def _thanks(said: str) -> str:
    if said == "meet":
        return str(gettext("Thank you. We tell the person."))
    if said == "hired":
        return str(gettext("Congratulations! The person gets the card for the first day."))
    if said in {"needs_support", "ring_us"}:
        return str(gettext("Thank you. Somebody rings you."))
    return str(gettext("Thank you. Your answer is saved."))
