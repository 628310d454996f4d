"""Lists for the review screens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_person
from programme import SmallProgramme

from matcher.errors import NotFound
from matcher.services.queues import QueueService


def test_people_with_open_suggestions_come_first():
    second = replace(make_person(), code="P002")
    programme = SmallProgramme(people=(make_person(), second))
    programme.suggest.for_participant("P002", 4, "Anna")
    rows = QueueService(programme.store.units).people()
    assert [(row.code, row.proposed) for row in rows] == [("P002", 4), ("P001", 0)]


def test_protected_and_unknown_look_the_same():
    hidden = replace(make_person(), code="P009", protected_identity=True)
    queues = QueueService(SmallProgramme(people=(hidden,)).store.units)
    with pytest.raises(NotFound) as protected:
        queues.person("P009")
    with pytest.raises(NotFound) as unknown:
        queues.person("P008")
    assert str(protected.value).replace("P009", "P008") == str(unknown.value)
    assert queues.people() == ()


def test_counts_are_of_what_is_there():
    counts = QueueService(SmallProgramme().store.units).counts()
    assert (counts.participants, counts.openings, counts.places) == (1, 1, 1)
