"""What a view finds around it: the services, and who is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, session

if TYPE_CHECKING:
    from flask import Flask

    from matcher.bootstrap import Services

_SERVICES = "stegvis.services"
_REVIEWER = "reviewer"
LONGEST_NAME = 80


def keep_services(app: Flask, services: Services) -> None:
    """Hand the services to an application."""
    app.extensions[_SERVICES] = services


def services() -> Services:
    """Return the services of the application that answers."""
    return cast("Services", current_app.extensions[_SERVICES])


def reviewer() -> str | None:
    """Return the name that is recorded with decisions, ``None`` until it is given."""
    name = session.get(_REVIEWER)
    return name if isinstance(name, str) and name else None


def remember_reviewer(name: str) -> bool:
    """Keep a name for this session.

    Parameters
    ----------
    name
        As typed; spaces around it and doubled ones are dropped.

    Returns
    -------
    bool
        Whether it can be used: 1 to 80 printable characters.
    """
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME or not tidy.isprintable():
        return False
    session[_REVIEWER] = tidy
    return True
