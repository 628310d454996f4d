"""What is changed of profiles is carried on, and by one at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from web.suggesting import carried


@dataclass
class Corrections:
    """Notes what it is asked for, and whether the lock was held."""

    lock: threading.Lock
    there: tuple[str, ...] = ("P001",)
    told: list[tuple[object, ...]] = field(default_factory=list)

    def before(self, codes):
        self.told.append(("before", self.lock.locked()))
        return tuple(code for code in codes if code in self.there)

    def reach(self, before, *, by):
        self.told.append(("reach", before, by, self.lock.locked()))


@pytest.fixture
def lock() -> threading.Lock:
    return threading.Lock()


def test_profiles_are_read_before_and_carried_on_after_under_the_lock(lock):
    corrections = Corrections(lock)

    with carried(corrections, lock, ["P001", "P002"], "Anna"):
        corrections.told.append(("changed", lock.locked()))

    assert corrections.told == [
        ("before", False),
        ("changed", False),
        ("reach", ("P001",), "Anna", True),
    ]
    assert not lock.locked()


def test_nothing_is_carried_on_for_new_people_or_after_an_error(lock):
    corrections = Corrections(lock)
    with carried(corrections, lock, ["P009"], "Anna"):
        pass
    with pytest.raises(LookupError), carried(corrections, lock, ["P001"], "Anna"):
        raise LookupError

    assert [name for name, *_ in corrections.told] == ["before", "before"]
