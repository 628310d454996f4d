"""What a plan promises is what the matching gives once the seats are really given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from often import first, seeds
from planning_programme import NOW, opening, person, planned
from programme import real_ladders

from matcher.domain.course import Course, CourseKind
from matcher.domain.entry import EntryRules
from matcher.domain.ids import StepId
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
)
from matcher.domain.language import parse_cefr_range as level
from matcher.domain.participant import Wishes
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience
from matcher.domain.what_if import Bottleneck
from matcher.errors import EmptyProgramme, InputError
from matcher.interchange.usual_entry import read_usual_entry
from matcher.planning.unlock.modules import BY_EMPLOYERS, modules_of, papers_of
from matcher.planning.unlock.pairs import row_after
from matcher.planning.unlock.ways import ends_on
from matcher.ranking.catalogue import make_profiles
from matcher.services.planning_gaps.loading import load
from matcher.services.planning_gaps.training import open_jobs, placements
from matcher.settings import shared_path
from matcher.taxonomy.step_text import step_text

TODAY = NOW.date()
STEPS = (
    "elderly_care.care_aide",
    "elderly_care.care_assistant",
    "kitchens.institutional_cook",
    "industry.machine_operator",
    "construction.concrete_worker",
    "construction.labourer",
)
DONE = (
    "elderly_care.meal_assistant",
    "elderly_care.care_aide",
    "kitchens.kitchen_porter",
    "kitchens.kitchen_assistant",
    "industry.hand_packer",
    "construction.construction_cleaner",
    "construction.labourer",
)
USUAL = read_usual_entry(shared_path("data", "entry_rules.csv"))
WISHES = Wishes(sectors=frozenset(Sector))
FLUENT = Swedish({area: AreaLevel(level("C1"), LanguageSource.TEST) for area in LanguageArea})


def somebody(number, rng):
    """Somebody who has done a job of a ladder, in its own words, and holds some of its papers."""
    step = real_ladders().step(StepId(DONE[rng.integers(len(DONE))]))
    held = [need.id for need in step.certificates if rng.random() < 0.3]
    known = [need.texts.sv for need in step.skills if rng.random() < 0.3]
    told = [Experience(step_text(step), "sv", int(rng.integers(1, 40)))]
    told += [Experience(text, "sv", 6) for text in known]
    return person(
        number,
        experiences=tuple(told),
        certificates=tuple(Certificate(one) for one in held),
        swedish=FLUENT,
        driving_licence=bool(rng.random() < 0.7),
        wishes=WISHES,
    )


def random_programme(folder, seed, **planned_with):
    rng = np.random.default_rng(seed)
    people = [somebody(number, rng) for number in range(1, int(rng.integers(8, 20)))]
    jobs = [
        opening(number, STEPS[rng.integers(len(STEPS))], int(rng.integers(1, 4)))
        for number in range(1, int(rng.integers(9, 15)))
    ]
    return planned(folder, **planned_with).put(people, jobs)


def really_trained(programme, report):
    """Give the papers to the people in the database, read everything again, and allocate."""
    with programme.units(write=True) as unit:
        for code, way in report.seats_of.items():
            one = unit.participants.get(code)
            papers = [paper for module in way for paper in papers_of(module)]
            held = (*(one.certificates or ()), *papers)
            unit.participants.put([replace(one, certificates=held)])
        unit.commit()
    matching, found = programme.matching, load(programme.units)
    cards, capacity = open_jobs(found, matching, TODAY)
    profiles = make_profiles(found.people, matching.encoder, matching.trades)
    rows = []
    for profile in profiles:
        first_day = ends_on(report.seats_of.get(profile.person.code, ()), TODAY)
        rows.append(row_after(profile, cards, matching.rules, TODAY, first_day))
    return placements(np.array(rows), capacity)


@pytest.mark.parametrize("seed", seeds(20))
def test_seats_really_given_place_as_many_as_the_simulator_says(tmp_path, seed, monkeypatch):
    monkeypatch.setattr("matcher.planning.unlock.resampling.RESAMPLES", 20)
    programme = random_programme(tmp_path, seed, entry=USUAL if seed % 2 else {})
    report = programme.training.plan(4)
    promised = report.plan.without + report.plan.extra
    assert report.rerun == promised
    assert really_trained(programme, report) == promised
    seats = [module.id for way in report.seats_of.values() for module in way]
    assert len(seats) == report.plan.seats.sum() <= 4
    chosen = {one.module.id: one.seats for one in report.modules if one.seats}
    assert Counter(seats) == chosen


def test_the_random_programmes_are_worth_trying(tmp_path, monkeypatch):
    monkeypatch.setattr("matcher.planning.unlock.resampling.RESAMPLES", 2)
    plans = []
    for seed in first(20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        plans.append(random_programme(folder, seed).training.plan(4).plan)
    assert sum(plan.extra > 0 for plan in plans) >= len(plans) / 2
    assert all(plan.without > 0 for plan in plans[:5])


def test_no_seats_change_nothing(tmp_path):
    programme = random_programme(tmp_path, 1)
    report = programme.training.plan(0)
    assert (report.plan.extra, report.plan.ci95, report.seats_of) == (0, (0, 0), {})
    assert report.rerun == report.plan.without
    assert really_trained(programme, report) == report.plan.without


def test_people_with_protected_identity_are_not_in_it(tmp_path):
    programme = random_programme(tmp_path, 2)
    before = programme.training.plan(0)
    with programme.units(write=True) as unit:
        hidden = replace(unit.participants.all()[0], protected_identity=True)
        unit.participants.put([hidden])
        unit.commit()
    report = programme.training.plan(50)
    assert report.people == before.people - 1
    assert hidden.code not in report.seats_of


def test_a_place_that_is_gone_when_the_training_ends_opens_nothing(tmp_path):
    programme = random_programme(tmp_path, 6)
    assert programme.training.plan(4).plan.extra > 0
    with programme.units(write=True) as unit:
        soon = [replace(one, start=TODAY) for one in unit.openings.all()]
        unit.openings.put(soon)
        unit.commit()
    report = programme.training.plan(4)
    assert report.plan.extra == 0
    assert report.undated == 0


def test_money_limits_seats_and_only_what_is_offered_is_chosen(tmp_path):
    programme = random_programme(tmp_path, 6)
    free = programme.training.plan(4)
    chosen = [one.module.id for one in free.modules if one.seats]
    offers = [Course(chosen[0], "ABC", CourseKind.YRKESVUX, seats=1, cost=1000.0)]
    report = programme.training.plan(4, budget=1000.0, courses=offers)
    assert [one.module.id for one in report.modules] == chosen[:1]
    assert report.plan.seats.sum() == 1
    assert programme.training.plan(4, budget=999.0, courses=offers).plan.seats.sum() == 0


def test_what_cannot_be_planned_is_told(tmp_path):
    programme = random_programme(tmp_path, 6)
    with pytest.raises(InputError, match="seats"):
        programme.training.plan(-1)
    with pytest.raises(InputError, match="price"):
        programme.training.plan(4, budget=5.0)
    folder = tmp_path / "empty"
    folder.mkdir()
    nobody = planned(folder).training
    with pytest.raises(EmptyProgramme):
        nobody.plan(4)


def test_a_training_has_weeks_papers_and_no_employer_gives_it():
    wanted = {StepId(one) for one in STEPS}
    found = {one.id: one for one in modules_of(real_ladders(), wanted)}
    assert found["cook_trade_validation"].papers == {"cook_validation"}
    assert found["care_introduction"].papers == {"hygiene_routines", "moving_and_handling"}
    assert not {one.kind for one in found.values()} & BY_EMPLOYERS
    assert "welding_course" not in found
    short = modules_of(real_ladders(), wanted, most_weeks=8)
    assert all(one.weeks.high <= 8 for one in short)
    assert [paper.id for paper in papers_of(found["cook_trade_validation"])] == [
        "cook_trade_validation",
        "cook_validation",
    ]


def test_a_course_that_begins_too_late_or_for_the_last_time_opens_nothing(tmp_path):
    programme = random_programme(tmp_path, 6)
    with programme.units(write=True) as unit:
        dated = [replace(one, start=date(2027, 12, 1)) for one in unit.openings.all()]
        unit.openings.put(dated)
        unit.commit()

    def extra(*starts):
        course = Course("concrete_basics", "ABC", CourseKind.YRKESVUX, 4, 10.0, 20, starts)
        return programme.training.plan(4, courses=[course]).plan.extra

    assert extra() > 0
    assert extra(date(2027, 2, 1)) == extra()
    assert extra(date(2027, 11, 1)) == 0
    assert extra(date(2026, 1, 1)) == 0


CARE = "elderly_care.assistant_nurse"


def nurse_to_be(number, *papers):
    """Somebody who has worked as a care assistant, and whom a place as assistant nurse is open."""
    step = real_ladders().step(StepId("elderly_care.care_assistant"))
    told = [Experience(step_text(step), "sv", 40)]
    told += [Experience(need.texts.sv, "sv", 20) for need in step.skills]
    sfi = Sfi(passed=SfiCourse.D)
    return person(
        number,
        experiences=tuple(told),
        certificates=tuple(Certificate(one) for one in papers),
        swedish=replace(FLUENT, sfi=sfi),
        driving_licence=True,
        is_adult=True,
        wishes=WISHES,
    )


def nurses(folder, entry, *people):
    return planned(folder, entry).put(people, [opening(1, CARE, 3)])


def test_a_training_that_asks_for_the_paper_of_another_is_taken_after_it(tmp_path):
    programme = nurses(tmp_path, USUAL, nurse_to_be(1), nurse_to_be(2, "care_assistant_800p"))

    report = programme.training.plan(3)

    ways = {code: [one.id for one in way] for code, way in report.seats_of.items()}
    both = ["care_assistant_package", "assistant_nurse_package"]
    assert ways == {"P001": both, "P002": both[1:]}
    assert (report.plan.extra, report.plan.sure, report.rerun) == (2, 2, report.plan.without + 2)
    [pair] = [one for one in report.sequences if one.people]
    assert ([one.id for one in pair.modules], pair.people, pair.suits) == (both, 1, 1)
    seats = {one.module.id: one.seats for one in report.modules if one.seats}
    assert seats == {both[0]: 1, both[1]: 2}
    # With two seats the one who holds the paper already is placed, and nobody is taught in part.
    fewer = programme.training.plan(2)
    assert list(fewer.seats_of) == ["P002"]
    assert fewer.plan.bottleneck is Bottleneck.SEATS
    assert really_trained(programme, report) == report.rerun


def test_without_entry_rules_nothing_is_taken_first(tmp_path):
    programme = nurses(tmp_path, {}, nurse_to_be(1))
    report = programme.training.plan(3)
    assert [[one.id for one in way] for way in report.seats_of.values()] == [
        ["assistant_nurse_package"]
    ]
    assert report.sequences == ()


def test_the_second_course_begins_on_its_first_start_after_the_first_has_ended(tmp_path):
    programme = nurses(tmp_path, USUAL, nurse_to_be(1))

    def extra(*starts):
        offers = [
            Course("care_assistant_package", "A", CourseKind.YRKESVUX, 3, 1.0, 40),
            Course("assistant_nurse_package", "B", CourseKind.YRKESVUX, 3, 1.0, 35, starts),
        ]
        return programme.training.plan(4, courses=offers).plan.extra

    assert extra() == 1
    assert extra(date(2027, 1, 11), date(2028, 1, 10)) == 1
    assert extra(date(2027, 1, 11)) == 0


def test_who_may_be_admitted_counts_and_is_told_apart(tmp_path):
    unknown = replace(nurse_to_be(1, "care_assistant_800p"), is_adult=None)
    child = replace(nurse_to_be(2, "care_assistant_800p"), is_adult=False)
    programme = nurses(tmp_path, USUAL, unknown, child)
    report = programme.training.plan(5)
    assert list(report.seats_of) == ["P001"]
    assert (report.plan.extra, report.plan.sure) == (1, 0)
    [one] = [one for one in report.modules if one.module.id == "assistant_nurse_package"]
    assert (one.suits, one.meet, one.to_check, one.miss) == (2, 0, 1, 1)


def test_a_course_with_rules_of_its_own_asks_those(tmp_path):
    programme = nurses(tmp_path, USUAL, replace(nurse_to_be(1), is_adult=None))
    own = Course(
        "assistant_nurse_package", "B", CourseKind.YRKESVUX, 3, 1.0, entry=EntryRules(schooling=0)
    )
    report = programme.training.plan(5, courses=[own])
    [one] = report.modules
    assert one.module.entry_source == ""
    assert one.module.admits == USUAL["assistant_nurse_package"].admits
    assert (one.meet, one.to_check, one.miss) == (0, 1, 0)
