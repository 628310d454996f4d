"""Whom a training suits: as many as the plan says, each really helped by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from planning_programme import NOW, planned
from unit.services.test_planning_training import random_programme

from matcher.domain.stop import make_stop
from matcher.errors import EmptyProgramme, SuggestionsStopped
from matcher.services.planning_gaps import SuitedService


def suited(programme):
    return SuitedService(programme.units, lambda: programme.matching, lambda: NOW)


@pytest.mark.parametrize("seed", [2, 3])
def test_the_people_are_those_that_the_plan_counts(tmp_path, seed, monkeypatch):
    monkeypatch.setattr("matcher.planning.unlock.resampling.RESAMPLES", 2)
    programme = random_programme(tmp_path, seed)
    report = programme.training.plan(4)
    done = []

    found = suited(programme).trainings(lambda *far: done.append(far))

    counted = {one.module.id: one.suits for one in report.modules if one.suits}
    assert counted
    assert {one.id: len(one.people) for one in found} == counted
    assert done[-1] == (report.people, report.people)
    for code, module in report.seats_of.items():
        [training] = [one for one in found if one.id == module.id]
        assert [one.jobs > 0 for one in training.people if one.participant == code] == [True]
    sizes = [len(one.people) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def test_with_nobody_or_stopped_it_says_so(tmp_path):
    programme = planned(tmp_path)
    with pytest.raises(EmptyProgramme):
        suited(programme).trainings()
    with programme.units(write=True) as unit:
        unit.stop.put(make_stop("Eva", datetime(2026, 11, 22, tzinfo=UTC), "A fault."))
        unit.commit()
    with pytest.raises(SuggestionsStopped):
        suited(programme).trainings()
