"""Writing people one by one: each as an import of one row, with its rules, undo and log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import request

from matcher.domain.command import Command
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import Change
from matcher.domain.incoming import Sent
from matcher.errors import InputErrors
from web.areas.api.carrying_out import carry_out, program_name
from web.areas.api.etags import seen_profile
from web.areas.api.imports_schema import ImportQuery
from web.areas.api.once import once_key
from web.areas.api.profiles_schema import WrittenSchema, row_body
from web.areas.api.resource import Resource
from web.context import queues, reviewer, services, viewer
from web.problems import ApiProblem

if TYPE_CHECKING:
    from matcher.domain.importing import ImportBatch, ImportPlan, IncomingParticipant
    from matcher.domain.upload import Reading

    Asked = dict[str, Any]

MEDIA = "application/json"

profiles = Resource("profiles", "Writing people one by one")


@profiles.write("/participants", WrittenSchema, query=ImportQuery, sent=row_body("code"))
def add(asked: Asked) -> dict[str, object]:
    """Write down somebody who is new; she comes into the caseload of the account.

    The columns are those of a file (see the reference). With `dry_run` nothing is written; what
    would be refused is refused.
    """
    key, said = once_key(), _sent()
    command = Command("participant.add", reviewer() or "", {"row": said}, key)
    if not asked["dry_run"] and (done := services().intake.before(command)) is not None:
        return _written(done, done.created[0])
    file = program_name()
    row = json.dumps([said]).encode()
    read = _person(services().uploads.sent(row, file, Sent.PEOPLE_ROWS, viewer()))
    plan, code = services().intake.plan_one(read, file), read.participant.code
    return (
        _would(plan, code) if asked["dry_run"] else _written(carry_out(plan, file, command), code)
    )


@profiles.change("/participants/<code>", WrittenSchema, query=ImportQuery, sent=row_body())
def change(asked: Asked, code: str) -> dict[str, object]:
    """Change what the columns speak of, and nothing else; null empties one.

    A corrected profile reaches the index and the open suggestions. With `dry_run` nothing is
    written; what would be refused is refused.
    """
    key, said = once_key(), _sent()
    person = queues().seen(ParticipantCode(code))
    seen, file = seen_profile(), program_name()
    payload = {"about": person.code, "seen": seen, "row": said}
    command = Command("participant.change", reviewer() or "", payload, key)
    if not asked["dry_run"] and (done := services().intake.before(command)) is not None:
        return _written(done, person.code)
    read = _person(services().uploads.changed(said, file, person.code, viewer()))
    plan = services().intake.plan_one(read, file, seen)
    if asked["dry_run"]:
        return _would(plan, person.code)
    return _written(carry_out(plan, file, command), person.code)


def _sent() -> dict[str, object]:
    """Return the columns that were sent."""
    if request.mimetype != MEDIA:
        raise ApiProblem("media_type", types=MEDIA)
    try:
        said = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise ApiProblem("unreadable") from None
    if not isinstance(said, dict) or not said:
        raise ApiProblem("fields", errors={"": "Send an object whose keys are the columns."})
    return said


def _person(reading: Reading) -> IncomingParticipant:
    if reading.rejected:
        raise InputErrors(reading.rejected)
    return reading.people[0]


def _would(plan: ImportPlan, code: str) -> dict[str, object]:
    return {"code": code, "change": _change(plan), "dry_run": True, "batch": None}


def _written(batch: ImportBatch, code: str) -> dict[str, object]:
    return {"code": code, "change": _change(batch), "dry_run": False, "batch": batch.id}


def _change(of: ImportPlan | ImportBatch) -> Change:
    if of.created:
        return Change.CREATED
    return Change.UPDATED if of.updated else Change.UNCHANGED
