"""Figures of one's own people, and the rows behind each: who sees which, and that they add up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.web_programme import EMPLOYER, EverythingFits, build

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES
from matcher.domain.placement import FirstDay
from matcher.domain.relation import EventKind
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode
from matcher.planning.flow.case_figures import EMPLOYER_FIGURES, PEOPLE_FIGURES

PLANNERS_ONLY = [one for one in ACCOUNT_ROLES if one not in CASE_ROLES]


@pytest.fixture
def programme(tmp_path):
    """Anna Ek has four of six people, two of whom have a first job; Bo has one of the others."""
    made = build(tmp_path, kind=EverythingFits)
    services = made.services
    with services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        first = unit.openings.get("O001")
        unit.openings.put([replace(first, places=9)])
        unit.commit()
    people = [
        IncomingParticipant(replace(known, code=ParticipantCode(code)), frozenset())
        for code in ("P101", "P102", "P103")
    ]
    services.intake.apply(services.intake.plan_participants(people), by="Anna Ek", file="a.csv")
    made.sign()
    services.accounts.invite("Bo Al", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Al")
    services.caseloads.assign([ParticipantCode("P103")], bo, Role.LINKWORKER, by="chief")
    for code in ("P101", "P001", "P103"):
        start(made, code)
    return made


def start(programme, code):
    """Hire somebody and let the job begin today."""
    services = programme.services
    [about] = [
        one for one in programme.suggest(code) if programme.suggestion(one).opening == "O001"
    ]

    def asks():
        return Request(about, programme.suggestion(about).version, "Anna Ek")

    services.review.confirm(Request(about, 0, "Anna Ek"))
    services.asking.ask(asks())
    services.asking.answer(asks(), Action.ACCEPT, AnswerMode.PHONE)
    services.presenting.present(asks())
    placed = services.placing.hire(asks(), card=FirstDay("07:30")).made
    with services.units() as unit:
        version = unit.placements.get(placed).version
    services.placements.start(Request(placed, version, "Anna Ek"), now().date())


def cells(page, table):
    body = re.search(rf'<table class="table" id="{table}">(.*?)</table>', page, re.DOTALL)[1]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in found]


def test_a_figure_is_a_part_of_a_whole_with_the_people_who_make_it(programme):
    page = programme.get("/figures").text
    rows = programme.get("/figures/first_job").text

    said = dict(cells(page, "people")[1:])
    assert said["First job"] == "2 of 4"
    assert said["Entries"] == "4"
    assert said["At work after 6 months"] == "0 of 2"
    assert said["Not yet 6 months"] == "2 of 2"
    assert said["First job within 6 months"] == "0 of 0"
    behind = cells(rows, "rows")[1:]
    assert [(row[0], row[1]) for row in behind] == [
        ("P001", "yes"), ("P101", "yes"), ("P002", "no"), ("P102", "no"),
    ]  # fmt: skip
    assert "2 of 4" in rows
    assert 'href="/people/P101"' in rows
    assert programme.get("/people/P101").status_code == 200


def test_the_rows_of_every_figure_add_up_to_it(programme):
    said = dict(cells(programme.get("/figures").text, "people")[1:])

    for figure in PEOPLE_FIGURES:
        page = programme.get(f"/figures/{figure.name}").text
        rows = cells(page, "rows")[1:] if 'id="rows"' in page else []
        counted = [row[1] for row in rows].count("yes")
        part, _, whole = said[figure.label.en].partition(" of ")
        assert (counted, len(rows)) == (int(part), int(whole or part)), figure.name
        assert figure.definition.en.partition("'")[0] in page, figure.name


def test_people_of_a_colleague_are_in_no_figure_until_one_stands_in(programme):
    services = programme.services
    bo = services.accounts.named("Bo Al")
    other = programme.another_browser("Bo Al")

    assert cells(other.get("/figures/first_job").text, "rows")[1:] == [
        ["P103", "yes", *cells(other.get("/figures/first_job").text, "rows")[1][2:]]
    ]
    assert "P103" not in programme.get("/figures/first_job").text
    anna = services.accounts.named("Anna Ek")
    today = now().date()
    services.caseloads.cover(bo, anna, Role.LINKWORKER, (today, today), by="chief")
    assert "3 of 5" in programme.get("/figures/first_job").text


def test_a_coordinator_sees_the_people_she_coordinates_and_no_employer(programme):
    services = programme.services
    services.accounts.invite("Siv", Role.COORDINATOR, by="chief")
    siv = services.accounts.named("Siv")
    services.caseloads.assign([ParticipantCode("P101")], siv, Role.COORDINATOR, by="chief")
    other = programme.another_browser("Siv")

    page = other.get("/figures").text

    assert dict(cells(page, "people")[1:])["First job"] == "1 of 1"
    assert 'id="employers"' not in page
    nothing = other.get("/nowhere").data
    assert other.get("/figures/employers/promised").data == nothing


def test_a_protected_identity_is_in_no_figure_not_even_of_the_named_handler(programme):
    services = programme.services
    anna = services.accounts.named("Anna Ek")
    code = ParticipantCode("P101")
    with services.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), protected_identity=True)])
        unit.commit()
    services.caseloads.assign([code], anna, Role.LINKWORKER, by="chief", named=True)

    for figure in PEOPLE_FIGURES:
        assert "P101" not in programme.get(f"/figures/{figure.name}").text, figure.name
    page = programme.get("/figures/first_job").text
    assert "1 of 3" in page
    assert 'href="/named"' in page
    assert 'href="/named"' not in programme.another_browser("Bo Al").get("/figures").text


def test_behind_outreach_stand_employers_and_days(programme):
    relations, today = programme.services.relations, now().date()
    relations.add_event(EMPLOYER.id, EventKind.CALL, today - timedelta(days=3), "", by="Anna Ek")
    relations.add_promise(EMPLOYER.id, 4, None, "", by="Anna Ek")

    said = dict(cells(programme.get("/figures").text, "employers")[1:])

    assert said == {
        "Employers contacted": "1",
        "Places promised": "4",
        "Places posted": "0",
        "Hired on promises": "0",
    }
    for figure in EMPLOYER_FIGURES:
        page = programme.get(f"/figures/employers/{figure.name}").text
        rows = cells(page, "rows")[1:] if 'id="rows"' in page else []
        assert sum(int(row[2]) for row in rows) == int(said[figure.label.en])
    page = programme.get("/figures/employers/promised").text
    assert 'href="/employers/E01"' in page
    assert "Nothing stands behind this figure" in programme.get("/figures/employers/posted").text


def test_every_figure_opens_its_definition_and_the_target_says_that_nobody_sees_its_rows(programme):
    page = programme.get("/figures").text

    for anchor in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{anchor}"' in page
    for figure in (*PEOPLE_FIGURES, *EMPLOYER_FIGURES):
        assert f'href="#means-{figure.name}"' in page
    assert "shown to nobody on the staff" in page
    for name in ("closer", "target", "answered", "nothing"):
        assert programme.get(f"/figures/{name}").status_code == 404
        assert programme.get(f"/figures/employers/{name}").status_code == 404


def test_whoever_has_nobody_is_told_what_to_do(programme):
    programme.services.accounts.invite("Newcomer", Role.LINKWORKER, by="chief")
    other = programme.another_browser("Newcomer")

    assert "Nobody is in your figures yet" in other.get("/figures").text
    assert "Nobody stands behind this figure" in other.get("/figures/first_job").text


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Siffror för dina personer"), ("ar", "أرقام من هم ضمن مسؤوليتك")]
)
def test_it_is_in_the_language_of_the_reader(programme, lang, said):
    assert f"<h1>{said}</h1>" in programme.get("/figures", lang).text
    rows = programme.get("/figures/first_job", lang).text
    assert ("2 av 4" in rows) is (lang == "sv")


@pytest.mark.parametrize("role", PLANNERS_ONLY)
def test_who_has_no_caseload_finds_no_rows(programme, role):
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")
    nothing = other.get("/nowhere").data

    paths = ("/figures", "/figures/first_job", "/figures/employers/promised")
    assert {other.get(path).data for path in paths} == {nothing}
