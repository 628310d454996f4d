"""The one place that composes what an employer sees holds what is permitted and nothing else."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

import pytest
from disclosing import CODE, MARKS, NAME, SKILLS, marked_person, own_opening
from programme import real_ladders

from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.ladders import Ladders
from matcher.domain.language import LanguageArea, parse_cefr_range
from matcher.domain.opening import Demands
from matcher.domain.sector import Sector
from matcher.domain.views import EmployerView
from matcher.errors import DecisionError

TODAY = date(2026, 11, 24)
FORBIDDEN = re.compile(
    r"score|band|rank|age|birth|year|photo|image|country|origin|number|answer|assess|other", re.I
)


def view(*permitted, person=None, opening=None):
    opening = opening or own_opening()
    areas = areas_asked(opening, real_ladders())
    return employer_view(person or marked_person(), opening, permitted, areas, TODAY)


def test_with_the_code_there_is_nothing_else():
    found = view(CODE)

    assert found == EmployerView("O1", own_opening().title, "K003", *[None] * 5, False)


def test_with_the_skills_what_is_confirmed_and_asked_for():
    found = view(CODE, SKILLS)

    assert found.skills == ("Diska för hand",)
    assert found.certificates == ("food_hygiene",)
    assert found.languages == ("ar",)
    assert found.driving_licence is True
    assert dict(found.swedish)[LanguageArea.LISTENING] == "A2"
    assert LanguageArea.READING not in dict(found.swedish)
    assert not found.name_and_contact


def test_name_and_contact_are_for_the_linkworker_to_give():
    assert view(CODE, SKILLS, NAME).name_and_contact


def test_swedish_is_told_where_the_job_asks_for_it():
    asked = own_opening(
        step=None,
        demands=Demands(
            swedish={LanguageArea.WRITING: parse_cefr_range("A2")}, swedish_for_task="skriva listor"
        ),
    )
    found = view(CODE, SKILLS, opening=asked)

    assert found.swedish == ((LanguageArea.WRITING, "B1"),)
    assert found.driving_licence is None


def test_a_job_asks_for_what_it_says_itself_and_for_what_its_step_says():
    said = Demands(
        swedish={LanguageArea.WRITING: parse_cefr_range("A2")}, swedish_for_task="listor"
    )
    [ladder] = [one for one in real_ladders().all if one.sector is Sector.KITCHENS]
    step = real_ladders().steps[own_opening().step]
    reads = replace(step.swedish, areas={LanguageArea.READING: parse_cefr_range("A1")})
    ladders = Ladders((replace(ladder, steps=(replace(step, swedish=reads),)),))

    assert areas_asked(own_opening(demands=said), ladders) == {
        LanguageArea.WRITING,
        LanguageArea.READING,
    }
    assert areas_asked(own_opening(), ladders) == {LanguageArea.READING}
    assert areas_asked(own_opening(step=None, demands=said), ladders) == {LanguageArea.WRITING}
    assert areas_asked(own_opening(step=None), ladders) == set()


def test_a_level_that_is_to_be_confirmed_is_not_told():
    person = marked_person()
    areas = {
        area: replace(level, to_be_confirmed=True) for area, level in person.swedish.areas.items()
    }
    found = view(CODE, SKILLS, person=replace(person, swedish=replace(person.swedish, areas=areas)))

    assert found.swedish == ()


def test_unknown_facts_are_empty_and_not_guessed():
    bare = marked_person(certificates=None, skills=(), languages=(), driving_licence=None)
    found = view(CODE, SKILLS, person=bare)

    assert (found.skills, found.certificates, found.languages) == ((), (), ())
    assert found.driving_licence is None


def test_without_permission_there_is_no_view():
    for permitted in ((), (SKILLS,), (NAME,)):
        with pytest.raises(DecisionError, match="no permission now"):
            view(*permitted)


@pytest.mark.parametrize("permitted", [(CODE,), (CODE, SKILLS), (CODE, SKILLS, NAME)])
def test_no_mark_is_in_the_view(permitted):
    said = repr(view(*permitted))

    assert [mark for mark in MARKS if re.search(rf"\b{mark}\b", said)] == []


def test_the_view_has_no_place_for_what_is_forbidden():
    names = [field.name for field in fields(EmployerView)]

    assert [name for name in names if FORBIDDEN.search(name)] == ["languages"]  # l-angu-age-s
    assert FORBIDDEN.search("birth_year")
