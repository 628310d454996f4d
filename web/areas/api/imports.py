"""Imports: rows of people and openings, and advertisements, by the services of the command."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from flask import request

from matcher.domain.command import Command
from matcher.domain.import_report import report_of
from matcher.domain.importing import ImportKind
from matcher.domain.incoming import IN_FORM, Sent
from web.areas.api.carrying_out import carry_out, program_name
from web.areas.api.imports_schema import BatchSchema, ImportQuery, ReportSchema, body_of
from web.areas.api.once import once_key
from web.areas.api.resource import Resource
from web.context import reviewer, services, viewer
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.domain.importing import ImportBatch

    Asked = dict[str, Any]
    View = Callable[[Asked], dict[str, object]]

OF_ADVERTISEMENTS = frozenset({Sent.JOB_ADS, Sent.JOB_POSTINGS})

imports = Resource("imports", "Bringing in people, openings and advertisements")


@imports.write(
    "/imports/participants", ReportSchema, query=ImportQuery, sent=body_of("participants")
)
def participants(asked: Asked) -> dict[str, object]:
    """Bring in people from rows; who is there with a code is changed, as far as a row says it.

    The columns are those of a file (see the reference). Whoever is new comes into the caseload of
    the account. All rows come in, or none.
    """
    return _bring("participants", dry_run=asked["dry_run"])


@imports.write("/imports/openings", ReportSchema, query=ImportQuery, sent=body_of("openings"))
def openings(asked: Asked) -> dict[str, object]:
    """Bring in openings from rows; the same id again changes one. All rows come in, or none."""
    return _bring("openings", dry_run=asked["dry_run"])


@imports.write("/imports/job-ads", ReportSchema, query=ImportQuery, sent=body_of("job-ads"))
def job_ads(asked: Asked) -> dict[str, object]:
    """Bring in advertisements as JobTech writes them (JobAd), as leads."""
    return _bring("job-ads", dry_run=asked["dry_run"])


@imports.write(
    "/imports/job-postings", ReportSchema, query=ImportQuery, sent=body_of("job-postings")
)
def job_postings(asked: Asked) -> dict[str, object]:
    """Bring in advertisements as Schema.org JobPosting in JSON-LD, as leads."""
    return _bring("job-postings", dry_run=asked["dry_run"])


@imports.read("/imports/<string(minlength=16):batch_id>", BatchSchema)
def one(batch_id: str) -> dict[str, object]:
    """Show an import of the account's own."""
    return _said(services().first_hour.batch(batch_id, reviewer() or ""))


@imports.write("/imports/<string(minlength=16):batch_id>/undo", BatchSchema)
def undo(batch_id: str) -> dict[str, object]:
    """Take a whole import back: what it made is gone, what it changed is as before.

    Refused when something of it was changed or decided on since.
    """
    by, key = reviewer() or "", once_key()
    batch = services().first_hour.batch(batch_id, by)
    command = Command("import.undo", by, {"about": batch.id}, key)
    return _said(services().intake.undo(batch.id, by=by, command=command))


def _bring(where: str, *, dry_run: bool) -> dict[str, object]:
    by, key, data = reviewer() or "", once_key(), request.get_data()
    what = IN_FORM.get((where, request.mimetype))
    if what is None:
        types = ", ".join(media for address, media in IN_FORM if address == where)
        raise ApiProblem("media_type", types=types)
    said = {"what": what, "data": hashlib.sha256(data).hexdigest()}
    command = Command(f"import.{what.kind}", by, said, key)
    if not dry_run and (done := services().intake.before(command)) is not None:
        return _report(done)
    if what in OF_ADVERTISEMENTS and not _is_document(data):
        raise ApiProblem("unreadable")
    file = program_name()
    reading = services().uploads.sent(data, file, what, viewer())
    if what.kind is ImportKind.PARTICIPANTS:
        plan = services().intake.plan_participants(reading.people, reading.rejected)
    else:
        plan = services().intake.plan_openings(reading.openings, reading.rejected)
    if dry_run:
        return report_of(plan, file, dry_run=True) | {"kind": plan.kind, "batch": None}
    return _report(carry_out(plan, file, command))


def _is_document(data: bytes) -> bool:
    """Say whether something is a JSON object or a list, as advertisements are sent."""
    try:
        return isinstance(json.loads(data), dict | list)
    except ValueError:
        return True  # it is told in the words of a file, with the place


def _report(batch: ImportBatch) -> dict[str, object]:
    return {
        "kind": batch.kind,
        "dry_run": False,
        **_numbers(batch),
        "rejected_rows": batch.rejected,
        "rejected": [],
        "rows": [],
        "batch": batch.id,
    }


def _numbers(batch: ImportBatch) -> dict[str, object]:
    return {
        "created": len(batch.created),
        "updated": len(batch.updated),
        "unchanged": batch.unchanged,
    }


def _said(batch: ImportBatch) -> dict[str, object]:
    return {
        "id": batch.id,
        "kind": batch.kind,
        "file": batch.file,
        "at": batch.at,
        "by": batch.by,
        **_numbers(batch),
        "rejected": batch.rejected,
        "undone_at": batch.undone_at,
        "undo_until": services().retention.imports_after.after(batch.at.date()),
    }
