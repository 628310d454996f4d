"""Old imports stand: what they replaced is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from unit.services.clock.conftest import PLAN, PROPOSAL, log_of, make, service

from matcher.domain.jobs import Due
from matcher.errors import Conflict
from matcher.services.clock import (
    ImportJob,
)


def bring(units, batch, *, again=True):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.imports.record(make.batch("b0", created=["P001"]), [])
        if again:
            before = unit.participants.get("P001")
            unit.participants.put([replace(before, preferred_language="so")])
            unit.imports.record(batch, [before])
        unit.commit()


def images(units):
    with units() as unit:
        return [
            row["before_image"]
            for row in unit.erasure.rows("P001")["imported_rows"]
            if not row["created"]
        ]


def test_an_old_import_stands_and_says_so_when_somebody_undoes_it(units, clock):
    bring(units, make.batch("b1", updated=["P001"]))
    jobs = service(units, clock, ImportJob(units, PLAN))
    clock.pass_days(90)
    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 5, 30)
    assert images(units)[0]
    clock.pass_days(1)

    assert jobs.run().runs[0].moved == 1

    assert images(units) == [{}]
    assert jobs.run().runs[0].moved == 0
    [event] = log_of(units)
    assert (event.action, event.object_id, event.details) == ("import.close", "b1", '{"rows":1}')
    with units(write=True) as unit, pytest.raises(Conflict, match=r"time to undo .* is over"):
        unit.imports.undo("b1", clock())
    assert not ImportJob(units, PLAN).move(Due("b1", "close"), clock())


def test_without_a_decided_plan_imports_wait(units, clock):
    bring(units, make.batch("b1", updated=["P001"]))
    clock.pass_days(400)

    [run] = service(units, clock, ImportJob(units, PROPOSAL)).run().runs

    assert run.moved == 0
    assert "STEGVIS_RETENTION" in run.waiting[0]
    assert images(units)[0]
