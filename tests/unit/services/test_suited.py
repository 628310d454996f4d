"""Whom a training suits: as many as the plan says, each really helped by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from planning_programme import NOW, planned
from unit.services.test_planning_training import FLUENT, random_programme

from matcher.domain.course import UsualEntry
from matcher.domain.entry import Entry, EntryRules, EntryTopic
from matcher.domain.language import Sfi, SfiCourse
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
    for code, (module,) in report.seats_of.items():
        [training] = [one for one in found if one.id == module.id]
        assert [one.jobs > 0 for one in training.people if one.participant == code] == [True]
    sizes = [len(one.people) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def test_people_to_be_checked_are_named_with_what_and_those_not_admitted_come_last(tmp_path):
    rules = EntryRules(adult=True, sfi_passed=SfiCourse.C, enrolled=True)
    usual = {"concrete_basics": UsualEntry(rules, "Anordnaren", "test")}
    programme = random_programme(tmp_path, 6, entry=usual)
    before = suited(programme).trainings()
    [helped] = [one for one in before if one.id == "concrete_basics"]
    codes = [one.participant for one in helped.people]
    with programme.units(write=True) as unit:
        first = unit.participants.get(codes[0])
        passed = replace(FLUENT, sfi=Sfi(passed=SfiCourse.D))
        behind = replace(FLUENT, sfi=Sfi(passed=SfiCourse.B))
        unit.participants.put([replace(first, swedish=passed, is_adult=True)])
        second = unit.participants.get(codes[1])
        unit.participants.put([replace(second, swedish=behind, is_adult=True)])
        unit.commit()

    [training] = [one for one in suited(programme).trainings() if one.id == "concrete_basics"]

    people = {one.participant: one for one in training.people}
    assert (training.admits, training.ruled) == ("Anordnaren", True)
    assert people[codes[0]].entry is Entry.TO_CHECK
    assert [one.topic for one in people[codes[0]].points] == [EntryTopic.ENROLLED]
    assert people[codes[1]].entry is Entry.MISSES
    assert people[codes[1]].points[0].asked == "C"
    assert training.people[-1].participant == codes[1]
    report = programme.training.plan(50)
    assert codes[1] not in report.seats_of
    [counted] = [one for one in report.modules if one.module.id == "concrete_basics"]
    assert (counted.suits, counted.meet, counted.miss) == (len(people), 0, 1)
    assert counted.to_check == len(people) - 1


def test_with_nobody_or_stopped_it_says_so(tmp_path):
    programme = planned(tmp_path)
    with pytest.raises(EmptyProgramme):
        suited(programme).trainings()
    with programme.units(write=True) as unit:
        unit.stop.put(make_stop("Eva", datetime(2026, 11, 22, tzinfo=UTC), "A fault."))
        unit.commit()
    with pytest.raises(SuggestionsStopped):
        suited(programme).trainings()
