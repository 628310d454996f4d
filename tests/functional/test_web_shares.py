"""Shares of lists on the planner's desk: made on asking, rounded, with definitions and files."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from functional.web_programme import EverythingFits, build
from openpyxl import load_workbook

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.place import Place
from matcher.domain.role import Role
from web import making

PATH = "/planning/shares"
GROUPS = {"sector", "step", "area", "employer", "opening"}
OTHER_STEPS = ("kitchens.kitchen_assistant", "construction.construction_cleaner")


@pytest.fixture
def programme(tmp_path):
    """Twenty-two people and five openings, one of them in Lerum, which suits three of them."""
    made = build(tmp_path, kind=EverythingFits)
    with made.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        for number in range(100, 120):
            unit.participants.put([replace(known, code=ParticipantCode(f"P{number}"))])
        first = unit.openings.get(OpeningId("O001"))
        for number, step in enumerate((*OTHER_STEPS, *OTHER_STEPS), 2):
            place = Place("Lerum") if number == 5 else first.place
            one = replace(first, id=OpeningId(f"O00{number}"), step=StepId(step), place=place)
            unit.openings.put([replace(one, title=f"Jobb {number}", places=number)])
        unit.commit()
    made.sign("Pia Holm", Role.PLANNER)
    return made


def make(programme, lang="en"):
    answer = programme.post(PATH)
    assert (answer.status_code, answer.location) == (303, PATH)
    return programme.get(PATH, lang).text


def tables(page):
    """Return the cells of each table of a page, by its id."""
    found = {}
    for name, body in re.findall(r'<table class="table" id="(\w+)">(.*?)</table>', page, re.DOTALL):
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        found[name] = [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]
    return found


def file_of(programme, table, ending="csv"):
    english = {"Accept-Language": "en"}
    data = programme.client.get(f"{PATH}/tables/{table}.{ending}", headers=english).data
    if ending == "xlsx":
        rows = load_workbook(io.BytesIO(data)).active.values
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_an_empty_page_says_what_it_does_and_makes_nothing_by_itself(programme):
    page = programme.get(PATH).text

    assert "There are no shares now" in page
    assert "Make the shares" in page
    assert not [one for one in programme.services.audit.page(9, None) if "spread" in one.action]
    for path in (f"{PATH}/charts/curve.svg", f"{PATH}/tables/step.csv"):
        assert (programme.get(path).status_code, programme.get(path).location) == (303, PATH)


def test_shares_are_those_of_the_service_and_each_column_opens_what_it_means(programme):
    found = programme.services.spreads.exposure("Pia Holm")

    page = make(programme)

    shown = tables(page)
    assert set(shown) == GROUPS | {"curve", "people"}
    for by, rows in found.rows.items():
        by_places = {row[1:3] for row in map(tuple, shown[by][1:])}
        assert by_places == {
            (str(row.places), str(round(100 * row.share_of_places))) for row in rows
        }
        assert len(shown[by]) == len(rows) + 1
    assert len(shown["curve"]) == len({*found.curve, found.chosen}) + 1
    for anchor in set(re.findall(r'href="#([\w-]+)"', page)):
        assert f'id="{anchor}"' in page, anchor
    for table, (head, *_) in shown.items():
        [heads] = re.findall(rf'id="{table}">.*?<thead>(.*?)</thead>', page, re.DOTALL)
        assert heads.count('href="#means-') == len(head) - (table != "curve")
    assert [one.actor for one in programme.services.audit.page(9, None)][:2] == ["Pia Holm"] * 2


def test_counts_are_in_fives_and_a_small_one_offers_a_wider_group(programme):
    page = make(programme)

    for table in GROUPS:
        for row in tables(page)[table][1:]:
            for cell in (row[3], row[6]):
                assert cell.startswith("not shown") or int(cell) % 5 == 0
    for name, count in tables(page)["people"][1:]:
        assert count.startswith("not shown") or int(count) % 5 == 0, name
    offered = re.findall(r'<a href="#([\w-]+)">not shown; see [^<]+</a>', page)
    for anchor in offered:
        found = re.search(rf'id="{anchor}">(.*?)</(?:tr|p)>', page, re.DOTALL)
        assert found, anchor


def test_files_and_drawings_have_the_figures_of_the_page(programme):
    page = make(programme)

    for table, rows in tables(page).items():
        assert file_of(programme, table)[: len(rows)] == rows, table
        assert file_of(programme, table, "xlsx")[: len(rows)] == rows, table
    for source, text in re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page):
        answer = programme.get(source)
        assert answer.headers["Content-Type"].startswith("image/svg+xml"), source
        said = "".join(fromstring(answer.data).itertext())
        assert re.search(r"\d", said), source
        assert ". " in text
    assert programme.get(f"{PATH}/tables/step.pdf").status_code == 404
    assert programme.get(f"{PATH}/tables/people.svg").status_code == 404
    assert programme.get(f"{PATH}/charts/people.svg").status_code == 404


@pytest.mark.parametrize(("lang", "title"), [("sv", "Andelar av listorna"), ("ar", "حصص القوائم")])
def test_it_is_in_the_language_of_the_reader(programme, lang, title):
    page = make(programme, lang)

    assert f"<h1>{title}</h1>" in page
    drawing = programme.get(f"{PATH}/charts/sector.svg", lang).text
    first = tables(page)["sector"][1][0]
    assert first in drawing


def test_where_there_is_nobody_the_page_says_what_to_do(tmp_path):
    programme = build(tmp_path, filled=False)
    programme.sign("Pia Holm", Role.PLANNER)

    page = make(programme)

    assert "There are no lists to share out" in page
    assert "Ask a LinkWorker" in page
    assert "Make the shares" in page


def test_while_suggestions_are_stopped_none_are_shown_or_made(programme):
    assert 'id="curve"' in make(programme)
    programme.services.stop_switch.stop(by="Eva", reason="A fault is looked into.")

    assert 'id="curve"' not in programme.get(PATH).text
    assert programme.get(f"{PATH}/tables/step.csv").status_code == 303
    page = make(programme)
    assert "The shares could not be made" in page
    assert "A fault is looked into." in page


def test_how_far_it_is_is_shown_while_it_is_made(programme, monkeypatch):
    stand = making.Stand(progress=(7, 22))
    monkeypatch.setattr(making.Making, "stand", lambda _self: stand)

    page = programme.get(PATH).text

    assert "7 of 22 people" in page
    assert "Make the shares" not in page


@pytest.mark.parametrize("role", [one for one in ACCOUNT_ROLES if one is not Role.PLANNER])
def test_nobody_else_finds_it(tmp_path, role):
    programme = build(tmp_path)
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")
    nothing = other.get("/nowhere").data

    paths = (PATH, f"{PATH}/charts/step.svg", f"{PATH}/tables/step.csv")
    assert {other.get(path).data for path in paths} == {nothing}
    assert other.post(PATH).data == nothing
