"""Trainings that would open a job for one's own people."""

from __future__ import annotations

import pytest
from functional.web_programme import build

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
