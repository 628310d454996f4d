"""Which link was opened in this browser a short while ago, and the page of one that is no more."""

from __future__ import annotations

import time

from flask import render_template, session

from matcher.domain.one_time import digest_of

_KNOWN = "answering"
KNOWN_FOR_S = 15 * 60


def remember(token: str) -> None:
    """Keep for a quarter of an hour that this link was opened here."""
    session[_KNOWN] = {"link": digest_of(token), "at": time.time()}


def forget() -> None:
    """End it: the next tap opens the link anew."""
    session.pop(_KNOWN, None)


def is_known(token: str) -> bool:
    """Say whether this link was opened here a short while ago."""
    known = session.get(_KNOWN) or {}
    return bool(known) and (
        known["link"] == digest_of(token) and time.time() - known["at"] < KNOWN_FOR_S
    )


def closed() -> tuple[str, int]:
    """Answer every link that does not work alike: made up, too old, used, or guessed at."""
    return render_template("answers/closed.html", bare=True), 404
