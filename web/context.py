"""What a view finds around it: the services, and who is at the keyboard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from flask import current_app, g, session
from flask_login import current_user

from matcher.bootstrap import now
from matcher.domain.permissions import Permission, may
from matcher.domain.role import Role
from matcher.domain.visibility import Viewer
from matcher.services.queues import Looking

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from matcher.bootstrap import Services
    from matcher.domain.account import Account
    from matcher.domain.api_token import Bearer
    from matcher.services.queues import QueueService
    from matcher.services.search import Found

_SERVICES = "stegvis.services"
_ROLE = "role"
_BEARER = "stegvis_bearer"
_LOOKED = "stegvis.looked"
LOOK_EVERY_S = 10.0
"""How long another process may go on with a ladder after a new version was published."""


def keep_services(app: Flask, services: Services) -> None:
    """Hand the services to an application."""
    app.extensions[_SERVICES] = services


def services_of(app: Flask) -> Callable[[], Services]:
    """Return what gives the services of an application as they are then: ladders may be renewed."""
    return lambda: cast("Services", app.extensions[_SERVICES])


def look_for_published() -> None:
    """Take up ladders that another process has published, looking at most now and then."""
    looked = current_app.extensions.setdefault(_LOOKED, time.monotonic())
    if time.monotonic() - looked < LOOK_EVERY_S:
        return
    current_app.extensions[_LOOKED] = time.monotonic()
    if services().ladders_changed():
        take_up_ladders()


def take_up_ladders() -> None:
    """Work with the ladders as they are now from here on."""
    current_app.extensions[_SERVICES] = services().renewed()


def services() -> Services:
    """Return the services of the application that answers."""
    return cast("Services", current_app.extensions[_SERVICES])


def keep_bearer(bearer: Bearer) -> None:
    """Let a program act, for the rest of the request, for the account of its token."""
    setattr(g, _BEARER, bearer)


def bearer() -> Bearer | None:
    """Return who a program with a token is; ``None`` when a browser asks."""
    return cast("Bearer | None", g.get(_BEARER))


def signed_in() -> Account | None:
    """Return the account of whoever is signed in, or whose token a program has."""
    if (program := bearer()) is not None:
        return program.account
    return current_user.account if current_user.is_authenticated else None


def role() -> Role | None:
    """Return the role somebody acts in: as chosen in this session, else the first she has.

    A token has one role.
    """
    if (program := bearer()) is not None:
        return program.token.role
    account = signed_in()
    if account is None or not account.roles:
        return None
    chosen = session.get(_ROLE)
    return Role(chosen) if chosen in account.roles else account.roles[0]


def choose_role(wanted: str) -> bool:
    """Act in another of the own roles from now on; say whether it is one of them."""
    account = signed_in()
    if account is None or wanted not in account.roles:
        return False
    session[_ROLE] = wanted
    return True


def allowed(permission: str) -> bool:
    """Say whether whoever is signed in may do something in the role she acts in."""
    acting = role()
    return acting is not None and may(acting, Permission(permission))


def reviewer() -> str | None:
    """Return the name that is recorded with decisions, ``None`` when nobody is signed in."""
    account = signed_in()
    return account.user.name if account else None


def new_key() -> str:
    """Return a key for a form: what is sent twice with one key is done once."""
    return uuid4().hex


def queues() -> QueueService:
    """Return the lists and pages of people, narrowed to whom the reader may see."""
    return services().queues.seen_by(Looking(viewer(), reviewer() or "", now))


def find(letters: str) -> Found:
    """Find what has some letters among what the reader may see."""
    return services().search.find(letters, viewer(), now().date())


def viewer() -> Viewer:
    """Return who looks, in the role she acts in."""
    account, acting = signed_in(), role()
    if account is None or acting is None:
        raise RuntimeError("a page with people was asked for by nobody")
    return Viewer(account.user.id, acting)


def reader() -> tuple[Viewer, str]:
    """Return who reads the lists of a day, and the name beside her decisions."""
    return viewer(), reviewer() or ""
