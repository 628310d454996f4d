"""Concepts for told experience on a person's page: suggested, confirmed, refused, taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.web_programme import build

from matcher.domain.concept import ConceptKind
from matcher.domain.concept_suggestion import ConceptState
from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.skills import Experience

CODE = ParticipantCode("P001")
PATH = "/people/P001/concepts"


@pytest.fixture
def programme(tmp_path):
    programme = build_with_words(tmp_path)
    programme.sign()
    return programme


def build_with_words(folder):
    """A programme in which P001 tells of a job and a skill by the names our ladders give them."""
    programme = build(folder)
    step = programme.services.ladders.steps[StepId("kitchens.kitchen_porter")]
    told = (step.skills[0].texts.sv, "Diskare")
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(CODE)
        experiences = tuple(Experience(text, "sv") for text in told)
        unit.participants.put([replace(person, experiences=experiences)])
        unit.commit()
    return programme


def concepts(programme):
    with programme.services.units() as unit:
        return unit.concepts.of(CODE)


def skills(programme):
    with programme.services.units() as unit:
        return unit.participants.get(CODE).skills


def skill(programme):
    programme.post(PATH)
    return next(one for one in concepts(programme) if one.kind is ConceptKind.SKILL)


def move(programme, one, what, version="0"):
    return programme.post(f"{PATH}/{one.id}", move=what, seen_version=version)


def test_suggestions_stand_beside_the_words_after_asking(programme):
    assert "The words may stand for" not in programme.get("/people/P001").text

    answer = programme.post(PATH)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/P001#profile")
    page = programme.get("/people/P001").text
    assert "The words may stand for" in page
    assert len(re.findall(r'name="move" value="confirm"', page)) == len(concepts(programme)) > 0
    assert skills(programme) == ()


def test_a_confirmed_skill_enters_the_profile_with_the_name(programme):
    one = skill(programme)

    answer = move(programme, one, "confirm")

    assert answer.status_code == 303
    [claim] = skills(programme)
    assert (claim.text, claim.concept, claim.confirmed_by) == (
        one.labels["sv"],
        f"ladder:{one.key.id}",
        "Anna Ek",
    )
    page = programme.get("/people/P001").text
    assert "Confirmed by a person" in page
    assert "<bdi>Anna Ek</bdi>" in page


def test_undo_takes_it_out_again(programme):
    one = skill(programme)
    move(programme, one, "confirm")

    move(programme, one, "undo", "1")

    assert skills(programme) == ()
    with programme.services.units() as unit:
        now = unit.concepts.get(CODE, one.id)
    assert (now.state, now.version, now.by) == (ConceptState.SUGGESTED, 2, "Anna Ek")


def test_a_refused_one_is_kept_and_not_suggested_again(programme):
    one = skill(programme)
    move(programme, one, "refuse")

    programme.post(PATH)

    assert [now.state for now in concepts(programme) if now.id == one.id] == [ConceptState.REFUSED]
    assert skills(programme) == ()
    assert "Refused by a person" in programme.get("/people/P001").text


def test_the_second_of_two_is_told(programme):
    one = skill(programme)
    other = programme.another_browser()
    other.sign("Bo Berg")
    move(programme, one, "confirm")

    answer = move(other, one, "refuse")

    assert answer.status_code == 409
    assert len(skills(programme)) == 1


def test_nobody_decides_without_signing_in(tmp_path):
    programme = build_with_words(tmp_path)
    one = skill(programme)
    programme.sign_out()

    path = f"/people/P001/concepts/{one.id}"
    answer = programme.client.post(path, data={"move": "confirm", "seen_version": "0"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert skills(programme) == ()


@pytest.mark.parametrize(("what", "version"), [("own", "0"), ("confirm", "-1"), ("", "")])
def test_a_form_that_is_not_ours_is_refused(programme, what, version):
    assert move(programme, skill(programme), what, version).status_code == 400


@pytest.mark.parametrize("path", ["/people/P003/concepts", "/people/P999/concepts"])
def test_protected_and_unknown_people_look_the_same(programme, path):
    assert programme.post(path).status_code == 404
    assert programme.post(f"{path}/x", move="confirm", seen_version="0").status_code == 404


def test_a_concept_that_is_not_there(programme):
    answer = programme.post(f"{PATH}/none", move="confirm", seen_version="0")

    assert answer.status_code == 404


@pytest.mark.parametrize(("lang", "said"), [("sv", "Orden kan stå för"), ("ar", "قد تعني الكلمات")])
def test_it_is_said_in_every_language(programme, lang, said):
    programme.post(PATH)

    page = programme.get("/people/P001", lang).text
    assert said in page
    assert f'<bdi lang="{lang}">' in page


def test_every_move_is_on_the_page(programme):
    one = skill(programme)
    assert "What was done with it" not in programme.get("/people/P001").text
    move(programme, one, "confirm")
    move(programme, one, "undo", "1")
    move(programme, one, "refuse", "2")

    page = " ".join(programme.get("/people/P001").text.split())

    listed = page.split("What was done with it", 1)[1].split("</ol>", 1)[0]
    said = ["suggested", "confirmed as right", "taken back", "refused as not right"]
    assert re.findall(r"<bdi>Anna Ek</bdi>: ([a-z ]+)</li>", listed) == said
    assert "Vad som har gjorts med det" in programme.get("/people/P001", "sv").text


@pytest.mark.parametrize("what", ["suggest", "withdraw"])
def test_nobody_does_what_linking_does(programme, what):
    assert move(programme, skill(programme), what).status_code == 400


def test_nothing_told_leaves_nothing_to_ask(programme):
    assert "Suggest jobs and skills" not in programme.get("/people/P002").text
    assert programme.post("/people/P002/concepts").status_code == 303
