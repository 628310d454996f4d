"""What takes long is made beside the answers, one at a time, and is gone after a while."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from matcher.bootstrap import now
from matcher.errors import EmptyProgramme
from web.making import KEPT_FOR, Making


def progress_of(making):
    return making.stand().progress


def test_beside_the_answers_it_says_how_far_it_is_and_begins_once():
    asked, reached, go_on = [], threading.Event(), threading.Event()

    def make(by, progress):
        asked.append(by)
        progress(3, 9)
        reached.set()
        assert go_on.wait(30)
        return "a draft"

    making = Making(make, now, background=True)
    making.begin("Anna Ek")
    assert reached.wait(30)
    making.begin("Bo Al")

    assert progress_of(making) == (3, 9)
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "making":
            thread.join(30)
    assert making.stand().made.by == "Anna Ek"
    assert (asked, progress_of(making)) == (["Anna Ek"], None)


@pytest.mark.parametrize("error", [EmptyProgramme("Nobody."), ValueError("broken")])
def test_what_went_wrong_is_said_and_the_next_one_can_be_made(error):
    answers = [error, "a draft"]

    def make(_by, _progress):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    making = Making(make, now, background=False)
    making.begin("Anna Ek")
    assert making.stand().error is not None

    making.begin("Anna Ek")
    assert making.stand().error is None
    assert making.stand().made is not None


def test_an_old_draft_is_gone():
    clock = [datetime(2026, 11, 26, 9, tzinfo=UTC)]
    making = Making(lambda _by, _progress: "a draft", lambda: clock[0], background=False)
    making.begin("Anna Ek")

    clock[0] += KEPT_FOR
    assert making.stand().made is not None
    clock[0] += timedelta(seconds=1)
    assert making.stand().made is None
