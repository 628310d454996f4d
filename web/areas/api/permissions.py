"""What a person lets employers know: read, given and taken back, as on her page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.bootstrap import now
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.participant_move import is_indexed
from matcher.domain.permission import Yes
from matcher.domain.permitted import not_holding
from matcher.services.looks import PROFILE
from web.areas.api.once import once_key
from web.areas.api.parts import OutcomeSchema
from web.areas.api.permissions_schema import GIVE, PermissionBody, PermissionsSchema
from web.areas.api.resource import Resource
from web.context import reviewer, services
from web.problems import ApiProblem
from web.seen import open_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.permitted import Permitted

permissions = Resource("permissions", "What a person lets employers know")


@permissions.read("/participants/<code>/permissions", PermissionsSchema)
def of_person(code: str) -> dict[str, object]:
    """List what a person has permitted and taken back, and for which openings more can be given.

    That the account looked is recorded. Nothing about people with protected identity reaches an
    employer, so they look as if they were not there.
    """
    person = open_person(code)
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    rows, day = services().disclosure.listed(person.code), now().date()
    return {
        "items": [_said(row, rows, day) for row in rows],
        "openings": services().disclosure.agreed() if is_indexed(person) else (),
    }


@permissions.write("/participants/<code>/permissions", OutcomeSchema, body=PermissionBody)
def record(said: dict[str, Any], code: str) -> dict[str, object]:
    """Write down a yes, or what the person takes back; taking back acts at once.

    Without the first step she is not in line there any more: suggestions and messages that would
    still tell of her end with it. `also` of the answer names the permissions.
    """
    key, person = once_key(), open_person(code).code
    give = _give if said["action"] == GIVE else _take_back
    return give(person, said, key)


def _give(code: ParticipantCode, said: dict[str, Any], key: str) -> dict[str, object]:
    opening, first, last = said["opening"], said.get("first_day"), said.get("last_day")
    if not services().commands.known(key):
        errors = {}
        if opening not in {one.id for one in services().disclosure.agreed()}:
            errors["/opening"] = "No employer has agreed to this, or it is closed."
        if last is not None and last < (first or now().date()):
            errors["/last_day"] = "It lies before the first day."
        if errors:
            raise ApiProblem("fields.here", errors=errors)
    mode = AnswerMode(said["mode"])
    yes = Yes(said["up_to"], mode, reviewer() or "", first, last)
    return services().disclosure_once.grant(code, OpeningId(opening), yes, key).plain


def _take_back(code: ParticipantCode, said: dict[str, Any], key: str) -> dict[str, object]:
    opening = OpeningId(said["opening"]) if "opening" in said else None
    outcome = services().disclosure_once.withdraw(
        code,
        mode=AnswerMode(said["mode"]),
        by=reviewer() or "",
        key=key,
        opening_id=opening,
        group=said["from_step"],
    )
    return outcome.plain


def _said(row: Permitted, rows: Sequence[Permitted], day: date) -> dict[str, object]:
    one = row.permission
    return {
        "id": one.id,
        "opening": one.opening,
        "title": row.title,
        "employer": one.employer,
        "employer_name": row.employer,
        "field_group": one.field_group,
        "first_day": one.starts_on,
        "last_day": one.ends_on,
        "mode": one.mode,
        "by": one.by,
        "at": one.given_at,
        "taken_back_at": one.withdrawn_at,
        "not_holding": not_holding(row, rows, day),
    }
