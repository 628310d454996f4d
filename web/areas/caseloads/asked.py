"""What forms and addresses of this area ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from flask_babel import gettext

from matcher.bootstrap import now
from matcher.domain.caseload import MOST_DAYS_OF_COVER
from matcher.domain.permissions import CASE_ROLES
from matcher.domain.role import Role
from matcher.errors import NotFound
from web.faults import Fault
from web.forms import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def asked_role(said: Mapping[str, str]) -> Role:
    """Return the role whose caseloads are meant, LinkWorkers where none is said.

    Raises
    ------
    NotFound
        Nobody has a caseload in it.
    """
    raw = said.get("role", Role.LINKWORKER.value)
    if raw not in CASE_ROLES:
        raise NotFound("Nobody has a caseload in this role. Choose a role that has one.")
    return Role(raw)


def asked_days(faults: list[Fault]) -> tuple[date, date] | None:
    """Return first and last day of a cover; what is wrong is added to the faults."""
    first = day_of("first_day", "first_day", faults)
    last = day_of("last_day", "last_day", faults)
    if first is None or last is None:
        return None
    if last < first:
        text = gettext("The last day is before the first one.")
        faults.append(Fault("last_day", text))
    elif last < now().date():
        faults.append(Fault("last_day", gettext("These days are over.")))
    elif (last - first).days + 1 > MOST_DAYS_OF_COVER:
        text = gettext(
            "At most %(most)s days. What lasts longer is handed over.", most=MOST_DAYS_OF_COVER
        )
        faults.append(Fault("last_day", text))
    return first, last


def asked_cover() -> str:
    """Return the id of the cover that is to end; a form without one is not ours."""
    cover = request.form.get("cover", "")
    if not cover:
        abort(400)
    return cover
