"""Trainings that would open a job for one's own people."""

from __future__ import annotations

import html

import pytest
from functional.web_programme import build

from matcher.domain.entry import Entry, EntryPoint, EntryTopic
from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.ladder import Span
from matcher.domain.role import Role
from matcher.domain.suited import SuitedPerson, SuitedTraining
from matcher.domain.text import LocalText

PATH = "/trainings"


@pytest.fixture
def programme(tmp_path, monkeypatch):
    built = build(tmp_path)

    class Suited:
        def trainings(self, progress):
            progress(1, 1)
            people = tuple(SuitedPerson(ParticipantCode(code), 3) for code in ("P001", "P002"))
            return (
                SuitedTraining(
                    "care_introduction",
                    LocalText("Introduktion", "Introduction to care", "مقدمة"),
                    Span(4, 8),
                    (StepId("kitchens.kitchen_porter"),),
                    people,
                ),
            )

    built.services.__dict__["suited"] = Suited()
    return built


DAY = "2027-06-11"
UNSURE = (
    EntryPoint(EntryTopic.SWEDISH, Entry.TO_CHECK, "reading", "B1-"),
    EntryPoint(EntryTopic.SFI, Entry.TO_CHECK, "either", "C/A"),
    EntryPoint(EntryTopic.MAY_WORK, Entry.TO_CHECK, asked=DAY),
    EntryPoint(EntryTopic.ENROLLED, Entry.TO_CHECK),
)
MISSED = (
    EntryPoint(EntryTopic.CERTIFICATE, Entry.MISSES, "food_hygiene"),
    EntryPoint(EntryTopic.SCHOOLING, Entry.MISSES, asked="3"),
    EntryPoint(EntryTopic.ADULT, Entry.TO_CHECK),
)


@pytest.fixture
def with_rules(programme):
    """One person to be checked, one who is not admitted by what is known."""

    class Suited:
        def trainings(self, progress):
            progress(1, 1)
            people = (
                SuitedPerson(ParticipantCode("P001"), 3, Entry.TO_CHECK, UNSURE),
                SuitedPerson(ParticipantCode("P002"), 1, Entry.MISSES, MISSED),
            )
            return (
                SuitedTraining(
                    "care_introduction",
                    LocalText("Introduktion", "Introduction to care", "مقدمة"),
                    Span(4, 8),
                    (StepId("kitchens.kitchen_porter"),),
                    people,
                    "Komvux <i>",
                    ruled=True,
                    rule_text="Körkort & tid",
                ),
            )

    programme.services.__dict__["suited"] = Suited()
    return programme


def test_what_to_check_is_said_of_each_person_and_who_decides(with_rules):
    page = html.unescape(look_through(with_rules))

    said = "You would have to check: reading at B1- in Swedish; SFI C passed, or attends SFI A"
    assert said in page
    assert "may work until Jun 11, 2027; registered with the public employment service." in page
    assert "Not yet, by what is known: the paper “Food hygiene, basic course”; schooling" in page
    assert "You would have to check: eighteen years old." in page
    assert page.index("P001") < page.index("P002")
    assert "Körkort & tid" in page
    assert '<bdi lang="sv">Komvux &lt;i>' in look_through(with_rules).replace("&gt;", ">")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "Du behöver kontrollera: läsa på B1- i svenska; sfi C godkänd"),
        ("ar", "عليك أن تتحقق من:"),
    ],
)
def test_it_is_said_in_the_language_of_the_reader(with_rules, lang, said):
    look_through(with_rules)
    assert said in with_rules.get(PATH, lang).text


def test_without_a_rule_it_says_that_none_is_known(programme):
    assert "No rule is known: ask who comes." in look_through(programme)


def look_through(programme):
    answer = programme.post(PATH)
    assert (answer.status_code, answer.location) == (303, PATH)
    return programme.get(PATH).text


def test_an_empty_page_says_what_it_does(programme):
    page = programme.get(PATH).text

    assert "Nothing has been looked through now" in page
    assert "P001" not in page


def test_a_training_names_ones_own_people_and_where_it_leads(programme):
    page = look_through(programme)

    assert "Introduction to care" in page
    assert "2 people" in page
    for code in ("P001", "P002"):
        assert f'href="/people/{code}"' in page


def test_somebody_elses_people_are_not_named(programme):
    services = programme.services
    services.accounts.invite("Bo Al", Role.LINKWORKER, by="chief")
    other = services.accounts.named("Bo Al")
    services.caseloads.assign([ParticipantCode("P001")], other, Role.LINKWORKER, by="chief")

    page = look_through(programme)

    assert "P001" not in page
    assert "1 person" in page


def test_where_nobody_is_suited_it_says_so(programme):
    services = programme.services
    services.accounts.invite("Bo Al", Role.LINKWORKER, by="chief")
    other = services.accounts.named("Bo Al")
    codes = [ParticipantCode(code) for code in ("P001", "P002")]
    services.caseloads.assign(codes, other, Role.LINKWORKER, by="chief")

    assert "No training alone would open a job for your people now" in look_through(programme)


def test_while_suggestions_are_stopped_none_is_shown(programme):
    assert "P001" in look_through(programme)
    programme.services.stop_switch.stop(by="Eva", reason="A fault is looked into.")

    assert "P001" not in programme.get(PATH).text
