"""Telling and taking back at the same moment, by two processes on a real database."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter

import pytest
from often import first
from unit.persistence.test_disclosures import DEMO, fill, permission, telling, withdrawal

from matcher.domain.audit import verify
from matcher.domain.disclosure_entries import disclosed, permission_withdrawn
from matcher.persistence.database import open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory

ROUNDS = len(first(1_000))


def in_random_order(ready, seed, many):
    """Yield the numbers of all permissions, with the pause in which another can get the lock."""
    chance = random.Random(seed)  # noqa: S311
    ready.wait()
    for number in chance.sample(range(many), many):
        time.sleep(chance.random() / 200)
        yield number


def tell_all(url, ready, seed, many):
    """Try to tell each thing, in an order of its own."""
    units = unit_of_work_factory(open_engine(url, busy_timeout_ms=60_000), DEMO)
    for number in in_random_order(ready, seed, many):
        with units(write=True) as unit:
            found = unit.disclosures.tell(telling(number, person=f"P{number}"))
            if found is not None:
                unit.audit.append(disclosed(found, f"P{number}"))
            unit.commit()


def withdraw_all(url, ready, seed, many):
    """Take each permission back, in another order."""
    units = unit_of_work_factory(open_engine(url, busy_timeout_ms=60_000), DEMO)
    for number in in_random_order(ready, seed, many):
        back = withdrawal(f"P{number}")
        with units(write=True) as unit:
            [taken] = unit.permissions.withdraw(back)
            unit.audit.append(permission_withdrawn(taken, back))
            unit.commit()


@pytest.mark.process
def test_two_processes_never_tell_after_a_withdrawal(units, make, database_url):
    """Many permissions, each told on and taken back at once, in random orders."""
    people = [make.person(f"P{number}") for number in range(ROUNDS)]
    fill(units, make)
    with units(write=True) as unit:
        unit.participants.put(people)
        unit.permissions.grant(
            [permission(number, person=f"P{number}") for number in range(ROUNDS)]
        )
        unit.commit()
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(2)
    both = [
        context.Process(target=work, args=(database_url, ready, seed, ROUNDS))
        for seed, work in enumerate((tell_all, withdraw_all))
    ]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=150)
    assert [process.exitcode for process in both] == [0, 0]

    with units() as unit:
        assert verify(unit.audit.events(), unit.audit.head()).ok
        events = list(unit.audit.events())
        stored = [one for number in range(ROUNDS) for one in unit.disclosures.of(f"P{number}")]
    ended = {event.object_id: int(event.sequence) for event in events if "withdraw" in event.action}
    begun = {event.object_id: int(event.sequence) for event in events if "tell" in event.action}
    assert len(ended) == ROUNDS
    assert {one.id for one in stored} == set(begun)
    assert max(Counter(one.permission for one in stored).values()) == 1
    assert [one.id for one in stored if begun[one.id] > ended[one.permission]] == []
    # Both orders came about, or this proves nothing.
    assert ROUNDS / 10 < len(stored) < ROUNDS * 9 / 10
