"""What is slow to make is made once for each basis, by one thread, and shown while it is made."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from matcher.errors import EmptyProgramme
from matcher.services.planning_gaps.kept import Held, Kept

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LONG = 60.0


class Maker:
    """Makes a word of a basis, when it may."""

    def __init__(self):
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.made = []
        self.fault = None

    def make(self, basis):
        self.made.append(basis)
        assert self.may_go_on.wait(LONG)
        if self.fault is not None:
            raise self.fault
        return basis.upper()


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def kept(maker):
    return Kept(maker.make, lambda: AT)


def test_the_same_basis_is_made_once(kept, maker):
    assert kept.latest() is None
    assert kept.get("a", LONG) == kept.get("a", LONG) == Held("A", AT, current=True)
    assert maker.made == ["a"]
    assert kept.get("b", LONG).value == "B"
    assert maker.made == ["a", "b"]
    assert kept.latest() == Held("B", AT, current=False)


def test_what_there_was_is_shown_while_another_is_made(kept, maker):
    kept.get("a", LONG)
    maker.may_go_on.clear()

    assert kept.get("b", 0.0) == Held("A", AT, current=False)
    assert kept.get("b", 0.0) == Held("A", AT, current=False)
    maker.may_go_on.set()

    assert kept.get("b", LONG) == Held("B", AT, current=True)
    assert maker.made == ["a", "b"]


def test_whoever_asks_for_another_while_one_is_made_waits_for_that_one(kept, maker):
    maker.may_go_on.clear()
    assert kept.get("a", 0.0) == Held(None, None, current=False)
    assert kept.get("b", 0.0).value is None
    maker.may_go_on.set()

    first = kept.get("b", LONG)

    assert first in (Held("A", AT, current=False), Held("B", AT, current=True))
    assert kept.get("b", LONG).value == "B"


def test_what_went_wrong_is_told_and_tried_again(kept, maker):
    maker.fault = EmptyProgramme("Nobody is here.")
    with pytest.raises(EmptyProgramme, match="Nobody is here"):
        kept.get("a", LONG)
    maker.fault = None

    assert kept.get("a", LONG).value == "A"
    assert maker.made == ["a", "a"]
