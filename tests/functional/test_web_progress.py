"""How answers have moved, on a page for planners: shares with n, response rate and interval."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from functional.web_programme import build
from openpyxl import load_workbook

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant, ParticipantState
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.domain.rounds import HowAnswered

PATH = "/planning/progress"
FIRST, LATEST = (1, 3, 3), (4, 3, 1)


@pytest.fixture
def programme(tmp_path):
    """Thirty are asked twice: ten answer higher, ten the same, ten lower; five more once."""
    made = build(tmp_path)
    services, questions = made.services, made.services.questions
    codes = [ParticipantCode(f"P{number}") for number in range(100, 135)]
    with services.units(write=True) as unit:
        unit.participants.put(
            [
                Participant(services.organisation, one, state=ParticipantState.ACTIVE)
                for one in codes
            ]
        )
        unit.commit()
    year = now().date().year
    for day, values, some in (
        (date(year - 1, 2, 1), FIRST, codes),
        (date(year - 1, 8, 1), LATEST, codes[:30]),
    ):
        for one in questions.ask(day, by="Siv", only=some):
            value = values[codes.index(one.participant) % 3]
            questions.answer(one.participant, one.id, "knows_jobs", value, HowAnswered.SELF)
    made.sign("Pia Holm", Role.PLANNER)
    return made


def table(page):
    body = re.search(r'<table class="table" id="progress">(.*?)</table>', page, re.DOTALL)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]


def test_shares_stand_with_n_response_rate_and_interval(programme):
    page = programme.get(PATH).text
    rows = {row[0]: row[1:] for row in table(page)}

    knows = rows["Do you know which jobs may suit you?"]
    assert knows[:3] == ["30", "30", "100 %"]
    assert all(re.fullmatch(r"33 % \(\d+.\d+ %\)", cell) for cell in knows[3:])
    assert set(rows["Do you know how to look for a job?"][1:]) == {"not shown"}
    assert "Do you feel closer to work or studies than when you began?" not in rows
    assert "An association, not an effect" in page
    assert "shown to nobody on the staff" in page
    assert not re.search(r"P1[0-3]\d\b", page)
    for anchor in re.findall(r'href="#(means-\w+)"', page):
        assert f'<dt id="{anchor}">' in page
    assert f'href="{PATH}"' in programme.get("/planning/target").text


def test_a_protected_identity_is_not_counted(programme):
    with programme.services.units(write=True) as unit:
        for number in range(100, 108):
            one = unit.participants.get(ParticipantCode(f"P{number}"))
            unit.participants.put([replace(one, protected_identity=True)])
        unit.commit()

    [knows] = [row for row in table(programme.get(PATH).text) if row[0].endswith("suit you?")]

    assert knows[1] == "20"


def test_a_later_answer_in_a_round_takes_the_place_of_the_one_before(programme):
    questions = programme.services.questions
    facts = programme.services.units
    with facts() as unit:
        [latest] = [
            one
            for one in unit.target.progress().rounds
            if one.participant == "P100" and one.answers == {"knows_jobs": LATEST[0]}
        ]
        asked = unit.rounds.of(ParticipantCode("P100"))
    [round_] = [one.round for one in asked if one.round.due == latest.due]
    questions.answer(ParticipantCode("P100"), round_.id, "knows_jobs", 2, HowAnswered.SELF)

    with facts() as unit:
        found = [one for one in unit.target.progress().rounds if one.participant == "P100"]
    assert [one.answers["knows_jobs"] for one in found] == [FIRST[0], 2]


def test_files_have_the_same_cells_as_the_page(programme):
    rows = table(programme.get(PATH).text)

    raw = programme.get(f"{PATH}.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw), delimiter=";")) == rows
    book = load_workbook(io.BytesIO(programme.get(f"{PATH}.xlsx").data))
    assert [list(row) for row in book.active.values] == rows
    assert programme.get(f"{PATH}.pdf").status_code == 404


def test_before_anybody_was_asked_twice_it_says_what_to_do(tmp_path):
    programme = build(tmp_path)
    programme.sign("Pia Holm", Role.PLANNER)

    assert "Nobody has been asked twice yet" in programme.get(PATH).text


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Ett samband, ingen effekt"), ("ar", "ارتباط وليس أثراً")]
)
def test_it_is_in_the_language_of_the_reader(programme, lang, said):
    assert said in programme.get(PATH, lang).text


@pytest.mark.parametrize("role", [one for one in ACCOUNT_ROLES if one is not Role.PLANNER])
def test_nobody_else_finds_it(tmp_path, role):
    programme = build(tmp_path)
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")
    nothing = other.get("/nowhere").data

    assert {other.get(path).data for path in (PATH, f"{PATH}.csv")} == {nothing}
