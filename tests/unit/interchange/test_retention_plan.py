"""The retention plan as a file."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.periods import Interval
from matcher.errors import InputErrors
from matcher.interchange.retention_plan import read_retention_plan
from matcher.settings import shared_path

SHIPPED = shared_path("data", "register", "retention.yaml")


def written(folder, *changes):
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_ships_is_a_proposal_that_nobody_decided_on():
    plan = read_retention_plan(SHIPPED)

    assert not plan.decided
    assert (plan.archive_after, plan.delete_after) == (Interval(months=3), Interval(months=24))


def test_a_plan_that_was_decided_on(tmp_path):
    plan = read_retention_plan(
        written(
            tmp_path,
            ("decided_by: null", "decided_by: Arbetsmarknadsnämnden"),
            ("decided_on: null", "decided_on: 2026-10-01"),
            ("{days: 90}", "{months: 1, days: 2}"),
        )
    )

    assert (plan.decided_by, plan.decided_on) == ("Arbetsmarknadsnämnden", date(2026, 10, 1))
    assert plan.imports_after == Interval(1, 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("decided_by: null", "decided_by: Nämnden", "who decided it and when"),
        ("{months: 3}", "{weeks: 3}", "archive_after.weeks"),
        ("{months: 24}", "{months: -1}", "delete_after.months"),
        ("format: 1", "format: 2", "format"),
        ("format: 1", "format: [", "plan.yaml"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, old, new, said):
    with pytest.raises(InputErrors) as raised:
        read_retention_plan(written(tmp_path, (old, new)))

    assert said in str(raised.value)
    assert "plan.yaml" in str(raised.value)
