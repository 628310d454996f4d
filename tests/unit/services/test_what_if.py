"""What is asked about, then really there: the same number of placements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from planning_programme import NOW, opening, person, planned
from programme import no_trades, real_ladders
from unit.services.test_planning_training import CARE, USUAL, nurse_to_be

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.language import AreaLevel, Cefr, LanguageArea, LanguageSource, Swedish
from matcher.domain.language import parse_cefr_range as level
from matcher.domain.participant import Wishes
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience
from matcher.domain.what_if import MorePlaces, Question, SwedishCourse
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import EmptyProgramme
from matcher.planning.release.coarse import at_least, may_be_asked
from matcher.planning.unlock.more_swedish import after_course
from matcher.ranking.catalogue import make_profiles
from matcher.services.planning_gaps import WhatIfService
from matcher.taxonomy.step_text import step_text

LONG = 120.0
STEPS = (
    "elderly_care.care_aide",
    "kitchens.institutional_cook",
    "industry.machine_operator",
    "construction.labourer",
)
DONE = (
    "elderly_care.meal_assistant",
    "kitchens.kitchen_assistant",
    "industry.hand_packer",
    "construction.construction_cleaner",
)
WISHES = Wishes(sectors=frozenset(Sector))
LERUM = Place("Lerum", None, 57.77, 12.27)


def swedish(text):
    known = AreaLevel(level(text), LanguageSource.TEST)
    return Swedish(dict.fromkeys(LanguageArea, known))


def somebody(number, rng):
    """Somebody who has done a job of a ladder, with some of its papers and some Swedish."""
    step = real_ladders().step(StepId(DONE[rng.integers(len(DONE))]))
    held = [need.id for need in step.certificates if rng.random() < 0.4]
    return person(
        number,
        experiences=(Experience(step_text(step), "sv", int(rng.integers(1, 40))),),
        certificates=tuple(Certificate(one) for one in held),
        swedish=swedish(("A1", "A2", "B1", "C1")[rng.integers(4)]),
        driving_licence=bool(rng.random() < 0.7),
        wishes=WISHES,
    )


def random_programme(folder, seed):
    rng = np.random.default_rng(seed)
    people = [somebody(number, rng) for number in range(1, int(rng.integers(8, 18)))]
    jobs = [
        opening(number, STEPS[rng.integers(len(STEPS))], int(rng.integers(1, 4)), place=LERUM)
        for number in range(1, int(rng.integers(4, 9)))
    ]
    return planned(folder).put(people, jobs)


def service(programme):
    return WhatIfService(programme.units, lambda: programme.matching, lambda: NOW)


def ask(programme, question):
    return service(programme).ask(question, LONG).value


@pytest.mark.parametrize("seed", range(4))
def test_nothing_asked_about_changes_nothing(tmp_path, seed):
    programme = random_programme(tmp_path, seed)
    modules = service(programme).choices(LONG).value.modules
    course = SwedishCourse(Cefr.B2, 16)
    noughts = Question(
        tuple((one.id, 0) for one in modules), (MorePlaces(StepId(STEPS[0]), "Lerum", 0),), course
    )

    for question in (Question(), noughts):
        found = ask(programme, question)
        assert (found.then, found.by_places, found.more) == (found.now, 0, 0)
        assert (found.more_places, found.seats, found.used) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_seats_place_as_many_as_the_plan_says_and_as_really_giving_them(
    tmp_path, seed, monkeypatch
):
    monkeypatch.setattr("matcher.planning.unlock.resampling.RESAMPLES", 5)
    programme = random_programme(tmp_path, seed)
    plan = programme.training.plan(4)
    seats = tuple((one.module.id, one.seats) for one in plan.modules if one.seats)

    found = ask(programme, Question(seats))

    assert found.then == plan.rerun == plan.plan.without + plan.plan.extra
    assert found.now == plan.plan.without
    assert found.seats == sum(number for _, number in seats)
    assert found.more <= found.used <= found.seats


@pytest.mark.parametrize("seed", range(6))
def test_places_asked_about_place_as_many_as_those_that_are_really_there(tmp_path, seed):
    programme = random_programme(tmp_path, seed)
    with programme.units() as unit:
        first = min(unit.openings.all(), key=lambda one: (-one.places, one.id))
    asked = (
        MorePlaces(first.step, "Lerum", 3),
        MorePlaces(StepId("kitchens.kitchen_porter"), "Ale", 5),
    )
    found = ask(programme, Question(places=asked))

    made = opening(90, "kitchens.kitchen_porter", 5, place=Place("Ale"))
    programme.put([], [replace(first, places=first.places + 3), made])
    again = ask(programme, Question())

    assert found.more_places == 8
    assert found.then == again.now
    assert found.by_places == found.more == again.now - found.now
    assert found.places + 8 == again.places


@pytest.mark.parametrize("seed", range(6))
def test_a_course_places_as_many_as_everybody_who_has_really_reached_the_level(tmp_path, seed):
    programme = random_programme(tmp_path, seed)
    course = SwedishCourse(Cefr.B2, 1)
    found = ask(programme, Question(course=course, course_seats=500))

    with programme.units(write=True) as unit:
        everybody = unit.participants.all()
        matching = programme.matching
        profiles = make_profiles(everybody, matching.encoder, matching.trades)
        unit.participants.put([after_course(one, course).person for one in profiles])
        unit.commit()

    assert found.then == ask(programme, Question()).now
    assert found.more <= found.used <= found.seats


def test_two_trainings_are_taken_after_each_other_at_places_that_are_made_up(tmp_path):
    people = [nurse_to_be(number) for number in (1, 2, 3)]
    nurses = planned(tmp_path, USUAL).put(people, [opening(1, CARE, 1, place=LERUM)])
    seats = (("care_assistant_package", 10), ("assistant_nurse_package", 10))
    asked = (MorePlaces(StepId(CARE), "Ale", 5),)
    found = ask(nurses, Question(seats, asked))

    really = opening(90, CARE, 5, place=Place("Ale"))
    again = nurses.put([], [really]).training.plan(10)

    assert found.more == 3
    assert (found.used, found.to_check) == (6, 0)
    assert found.then == again.rerun
    assert ask(nurses, Question(seats[1:])).more == 0


def test_who_is_to_be_checked_is_told_apart(tmp_path):
    people = [replace(nurse_to_be(one, "care_assistant_800p"), is_adult=None) for one in (1, 2)]
    known = nurse_to_be(3, "care_assistant_800p")
    nurses = planned(tmp_path, USUAL).put([*people, known], [opening(1, CARE, 5, place=LERUM)])
    found = ask(nurses, Question((("assistant_nurse_package", 5),)))
    assert (found.more, found.to_check) == (3, 2)


def test_the_random_programmes_are_worth_trying(tmp_path):
    more = []
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        course = SwedishCourse(Cefr.B2, 1)
        found = ask(random_programme(folder, seed), Question(course=course, course_seats=500))
        more.append(found.more)

    assert sum(one > 0 for one in more) >= 2


def test_a_course_lowers_nobody_and_says_what_was_not_known():
    people = [person(1, swedish=swedish("C1")), person(2, swedish=Swedish())]
    best, unknown = make_profiles(people, HashingEncoder(), no_trades)
    course = SwedishCourse(Cefr.B1, 20)

    assert after_course(best, course).person == best.person
    levels = after_course(unknown, course).person.swedish.areas
    assert {levels[area].level.label for area in LanguageArea} == {"B1"}
    assert (course.ends_on(NOW.date()) - NOW.date()).days == 140


def test_answers_are_kept_until_people_or_places_change(tmp_path):
    programme = random_programme(tmp_path, 1)
    what_if = service(programme)
    first = what_if.ask(Question(), LONG).value
    assert what_if.ask(Question(), LONG).value is first

    programme.put([], [opening(91, STEPS[3], 2, place=LERUM)])

    assert what_if.ask(Question(), LONG).value.places == first.places + 2


def test_while_it_is_computed_there_is_nothing_to_show(tmp_path):
    held = service(random_programme(tmp_path, 1)).choices(0.0)

    assert (held.value, held.at, held.current) == (None, None, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": (("care_introduction", -5),)},
        {"places": (MorePlaces(StepId(STEPS[0]), "Lerum", 1_001),)},
        {"course_seats": 1_001},
    ],
)
def test_a_number_out_of_range_is_no_question(wrong):
    with pytest.raises(ValueError, match="it is 0 to 1000"):
        Question(**wrong)


def test_seats_in_a_training_that_leads_nowhere_place_nobody(tmp_path):
    found = ask(random_programme(tmp_path, 1), Question((("no_such_course", 5),)))

    assert (found.more, found.seats) == (0, 0)


def test_nobody_to_plan_for_is_said(tmp_path):
    with pytest.raises(EmptyProgramme):
        ask(planned(tmp_path), Question())


def test_people_with_protected_identity_are_in_no_answer(tmp_path):
    programme = planned(tmp_path).put(
        [person(1, wishes=WISHES, protected_identity=True), person(2, wishes=WISHES)],
        [opening(1, "kitchens.kitchen_porter", 5, place=LERUM)],
    )
    found = service(programme).choices(LONG).value

    assert [one.person.code for one in found.profiles] == [ParticipantCode("P002")]
    assert {card.target.opening.id for card in found.cards} == {OpeningId("O001")}


def test_what_is_asked_and_answered_in_fives_moves_by_fives():
    for hidden in range(5):
        assert {at_least(hidden + more) for more in range(0, 50, 5) if may_be_asked(more)} == {
            at_least(more) for more in range(0, 50, 5)
        }
