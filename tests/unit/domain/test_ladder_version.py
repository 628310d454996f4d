"""Changes of a ladder: which version is in use, what the draft holds, and what is logged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.audit import AuditEntry
from matcher.domain.ladder_version import (
    FROM_FILE,
    LadderAction,
    LadderHistory,
    LadderVersion,
    ladder_changed,
)
from matcher.domain.sector import Sector

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
EDIT, UPLOAD, UNDO, AGREE, PUBLISH = (
    LadderAction.EDIT,
    LadderAction.UPLOAD,
    LadderAction.UNDO,
    LadderAction.AGREE,
    LadderAction.PUBLISH,
)


def version(number, action, before, **more):
    at = AT + timedelta(hours=number)
    return LadderVersion(Sector.KITCHENS, number, action, "Åsa", at, before, **more)


def history(*changes):
    return LadderHistory(
        tuple(version(number, *change) for number, change in enumerate(changes, start=1))
    )


@pytest.mark.parametrize(
    ("changes", "number", "in_use", "has_draft", "before", "agreed"),
    [
        ((), FROM_FILE, FROM_FILE, False, None, []),
        (((EDIT, 0),), 1, 0, True, 0, []),
        (((UPLOAD, 0), (AGREE, 1)), 2, 0, True, 1, [2]),
        (((EDIT, 0), (UNDO, None)), 2, 0, False, None, []),
        (((AGREE, 0), (EDIT, 1), (AGREE, 2)), 3, 0, True, 2, [3, 1]),
        (((AGREE, 0), (PUBLISH, None)), 2, 2, False, None, []),
        (((AGREE, 0), (PUBLISH, None), (EDIT, 2)), 3, 2, True, 2, []),
        (((AGREE, 0), (PUBLISH, None), (AGREE, 2)), 3, 2, True, 2, [3]),
        (((AGREE, 0), (EDIT, 1), (UNDO, 0)), 3, 0, True, 0, [1]),
        (((AGREE, 0), (AGREE, 1), (UNDO, 0), (EDIT, 3)), 4, 0, True, 3, [1]),
        (((AGREE, 0), (EDIT, 1), (EDIT, 2), (UNDO, 1), (UNDO, 0)), 5, 0, True, 0, [1]),
    ],
)
def test_where_a_ladder_stands_after_its_changes(
    changes, number, in_use, has_draft, before, agreed
):
    found = history(*changes)

    assert (found.number, found.in_use) == (number, in_use)
    assert (found.has_draft, found.before) == (has_draft, before)
    assert found.latest == (found.versions[-1] if changes else None)
    assert [one.number for one in found.agreements()] == agreed


def test_of_several_that_were_published_the_last_is_in_use():
    found = history((PUBLISH, None), (EDIT, 1), (PUBLISH, None), (EDIT, 3))

    assert found.published == (found.versions[0], found.versions[2])
    assert found.in_use == 3


def test_before_the_one_in_use_there_is_nothing_to_go_back_to():
    found = history((EDIT, 0), (PUBLISH, None), (EDIT, 2), (EDIT, 3))

    assert [found.before_that(number) for number in (2, 3, 4)] == [None, 2, 3]
    assert history((EDIT, 0), (EDIT, 1)).before_that(FROM_FILE) is None


def test_a_change_is_recorded_without_any_text_of_the_ladder():
    agreed = version(
        3, AGREE, 2, steps=("kitchens.porter",), with_whom="Köket AB", agreed_on=date(2026, 2, 27)
    )

    assert ladder_changed(agreed) == AuditEntry(
        AT + timedelta(hours=3), "Åsa", "ladder.agree", "ladder", "kitchens", None,
        {"number": 3, "before": 2, "steps": ["kitchens.porter"], "agreed_on": "2026-02-27"},
    )  # fmt: skip
    assert ladder_changed(version(4, PUBLISH, None)) == AuditEntry(
        AT + timedelta(hours=4), "Åsa", "ladder.publish", "ladder", "kitchens", None,
        {"number": 4, "before": None, "steps": [], "agreed_on": None},
    )  # fmt: skip
