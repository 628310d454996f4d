"""Saving a file, and asking for the first suggestions: services one after the other."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from matcher.domain.importing import ImportKind
from matcher.errors import InputErrors, RowError
from web.suggesting import carried

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.bootstrap import Services
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.importing import ImportPlan
    from matcher.domain.upload import Reading, Upload
    from matcher.domain.visibility import Viewer
    from web.areas.imports.work import Doing, Progress

    Ask = Callable[[ParticipantCode, str], int]

LEFT_OUT = "the row was left out by the person who brings the file in"


def plan_of(
    services: Services, upload: Upload, reading: Reading, progress: Progress | None = None
) -> ImportPlan:
    """Return what saving would do; rows that somebody leaves out count as refused."""
    left = tuple(
        RowError(upload.file, row, None, None, LEFT_OUT, "Bring it in later.")
        for row in reading.left_out
    )
    if upload.kind is ImportKind.PARTICIPANTS:
        return services.intake.plan_participants(reading.people, left)
    return services.intake.plan_openings(reading.openings, left, progress)


def saving(services: Services, upload: Upload, viewer: Viewer, by: str) -> Doing:
    """Return what saves a file and gives back the id of the import.

    It is read once more: what was on the page may be older than the programme.
    """

    def save(progress: Progress) -> str:
        reading = services.uploads.read(upload, viewer)
        if reading.rejected:
            raise InputErrors(reading.rejected)
        plan = plan_of(services, upload, reading, progress)
        to, codes = (viewer, plan.updated) if plan.people else (None, ())
        # No lock: a file of thousands would keep everybody waiting who asks for one list.
        with carried(services.corrections, nullcontext(), codes, by):
            batch = services.intake.apply(plan, by=by, file=upload.file, keep_good=True, to=to)
            services.uploads.give_up(upload)
        return batch.id

    return save


def asking(ask: Ask, codes: Sequence[ParticipantCode], by: str) -> Doing:
    """Return what asks for suggestions for some people, one after the other."""

    def ask_all(progress: Progress) -> str:
        for done, code in enumerate(codes):
            progress(done, len(codes))
            ask(code, by)
        return ""

    return ask_all
