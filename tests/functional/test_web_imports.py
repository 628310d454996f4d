"""A messy list in the browser: it is looked at, mended and saved."""

from __future__ import annotations

import re
import threading

import pytest
from functional.bringing import bring, columns_of, corrections, looked_at, planted, saved
from functional.web_programme import EverythingFits, build, found
from messy_list import HEADER, NUMBER, ROWS, messy_workbook

from matcher.domain.ids import ParticipantCode
from matcher.errors import StegvisError
from web.areas.imports import views
from web.security import LARGER, LARGEST_REQUEST


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, filled=False, kind=EverythingFits, programme="programme")


def test_an_empty_programme_leads_to_the_import(programme):
    page = programme.get("/").text

    assert 'href="/imports"' in found(r'<div class="empty">(.*?)</div>', page)
    assert "Demo" not in page


def test_every_row_of_a_messy_list_is_in_or_named(programme):
    check = looked_at(programme)
    page = programme.get(check).text

    assert len(re.findall(r'name="rows-\d+"', page)) == 13  # a code that stands twice is two
    assert NUMBER not in page
    assert "<li>row 4, <bdi>Tidigare jobb</bdi></li>" in page
    assert "13 faults to mend" in saved(programme, check).text
    assert not programme.services.intake.batches()

    programme.post(check, **corrections(page, planted))
    after = programme.get(check).text

    assert "Everything is in order" in after
    assert "Left out: row 50." in after
    report = saved(programme, check).text
    (batch,) = programme.services.intake.batches()
    assert (len(batch.created), batch.rejected, batch.by) == (ROWS - 1, 1, "Anna Ek")
    assert batch.file == "lista.xlsx"
    assert {"D032", "D900", "D901"} <= set(batch.created)
    assert "The list is in" in report
    with programme.services.units() as unit:
        first = unit.participants.get(ParticipantCode("D001"))
    assert first.experiences[0].text == "Ring [...] om städning"
    assert not list(programme.services.upload_folder.folder.iterdir())


def test_what_was_chosen_is_shown_and_remembered(programme):
    where = bring(programme, messy_workbook()).headers["Location"]
    page = programme.get(where).text
    chosen = columns_of(page)

    assert len(chosen) == len(HEADER) - 2
    assert (chosen["column-0"], chosen["column-5"]) == ("code", "experience_1")
    assert chosen["column-11"] == ""
    assert "Dropped: personal identity numbers." in page
    assert NUMBER not in page
    assert "Påhittad" not in page
    assert "Hjällbo" in page

    programme.post(where, **chosen | {"column-11": "skills"})
    again = programme.get(bring(programme, messy_workbook()).headers["Location"]).text

    assert columns_of(again)["column-11"] == "skills"
    assert "as it was the last time" in again


def test_a_column_chosen_twice_and_a_missing_one_are_told(programme):
    where = bring(programme, messy_workbook()).headers["Location"]

    answer = programme.post(where, **{"column-0": "skills", "column-3": "skills"})

    assert answer.status_code == 422
    assert 'href="#column-3"' in answer.text
    assert 'href="#column-0"' in answer.text
    assert columns_of(answer.text)["column-3"] == "skills"


def test_an_answer_counts_for_all_rows_with_the_same_value_and_can_be_taken_back(programme):
    data = "kod;språk\n" + "".join(f"K{n};Påhittiska\n" for n in range(5))
    check = looked_at(programme, data.encode(), "a.csv")
    page = programme.get(check).text

    assert "Rows 2, 3, 4, 5, 6" in page
    left = programme.post(check, follow=True, **corrections(page, lambda *_: None)).text
    assert "No row is left that can come in." in left
    back = programme.post(check, follow=True, take_back="yes").text
    assert "Rows 2, 3, 4, 5, 6" in back
    unchanged = programme.post(check, follow=True, **corrections(back, lambda _, value: value))
    assert "Nothing was changed." in unchanged.text
    mended = programme.post(check, follow=True, **corrections(back, lambda *_: "sv")).text
    assert "Save 5 rows" in mended


def test_latin_1_with_semicolons_shows_its_letters_and_broken_ones_are_named(programme):
    data = "kod;Bor i;Tidigare jobb\nK1;Biskopsgården;Bodde i GÃ¶teborg\n".encode("cp1252")
    where = bring(programme, data, "a.csv").headers["Location"]
    page = programme.get(where).text

    assert "Biskopsgården" in page
    assert "Mend these letters as shown" in page
    answer = programme.post(where, letters="yes", **columns_of(page))
    saved(programme, answer.headers["Location"])
    with programme.services.units() as unit:
        told = unit.participants.get(ParticipantCode("K1")).experiences
    assert told[0].text == "Bodde i Göteborg"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Choose a file with rows in it."),
        (b"%PDF-1.4", "This is no table that can be read."),
        (b"kod;namn\n", "There are no rows in the file."),
        (b"kod\nA\x00B\n", "The letters cannot be read."),
        (("kod" + ";x" * 400 + "\nA").encode(), "The file is too large"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(programme, data, said):
    answer = bring(programme, data)

    assert answer.status_code == 422
    assert said in answer.text
    folder = programme.services.upload_folder.folder
    assert not folder.exists() or not list(folder.iterdir())


def test_more_is_taken_where_a_file_comes_and_nowhere_else(programme):
    large = b"kod;erfarenhet 1\n" + b"".join(b"K%d;x\n" % n for n in range(10_000))
    assert LARGEST_REQUEST < len(large) < LARGER["imports.bring"]

    assert bring(programme, large).status_code == 303
    too_large = bring(programme, large * 70)
    elsewhere = programme.post("/language", lang="x" * LARGEST_REQUEST)

    assert (too_large.status_code, elsewhere.status_code) == (413, 413)
    assert "a file of at most 5 MB" in too_large.text


def test_a_file_of_somebody_else_looks_like_one_that_is_gone(programme):
    check = looked_at(programme)
    programme.sign("Bo Ek")

    hers = programme.get(check)
    gone = programme.get("/imports/files/" + "0" * 32)

    assert (hers.status_code, hers.headers["Location"]) == (303, "/imports")
    assert (gone.status_code, gone.headers["Location"]) == (303, "/imports")
    assert "This file is not kept any more." in programme.get("/imports").text


def test_a_file_can_be_given_up(programme):
    check = looked_at(programme)

    answer = programme.post(check.replace("/check", "/give-up"), follow=True)

    assert "Nothing of it was saved." in answer.text
    assert not list(programme.services.upload_folder.folder.iterdir())


def test_before_the_columns_are_chosen_nothing_is_checked_or_saved(programme):
    where = bring(programme, messy_workbook()).headers["Location"]

    assert programme.get(f"{where}/check").headers["Location"] == where
    assert programme.post(f"{where}/save").headers["Location"] == where
    assert programme.get(f"{where}/saving").headers["Location"] == f"{where}/check"


def test_jobs_come_in_as_well(programme):
    data = (
        "Jobb-id;Företag;Yrke;Arbetsuppgifter;Anställningstyp;Lön/avtal\n"
        "J1;Köket;Diskare;Du diskar i ett skolkök;tillsvidare;Kollektivavtal\n"
    ).encode()

    report = saved(programme, looked_at(programme, data, "jobb.csv", kind="openings"))

    assert "First jobs" not in report.text
    with programme.services.units() as unit:
        assert [opening.id for opening in unit.openings.all()] == ["J1"]


def test_a_long_save_shows_how_far_it_is(programme, monkeypatch):
    check = looked_at(programme, b"kod;erfarenhet 1\nK1;ny\n", "b.csv")
    go_on = threading.Event()
    apply = programme.services.intake.apply

    def slow(*args, **more):
        go_on.wait(10)
        return apply(*args, **more)

    monkeypatch.setattr(programme.services.intake, "apply", slow)
    monkeypatch.setattr(views, "WAIT_S", 0.01)

    waiting = programme.post(check.replace("/check", "/save"), follow=True)
    assert "It is being saved" in waiting.text
    again = programme.post(check.replace("/check", "/save"), follow=True)
    assert "It is being saved" in again.text
    go_on.set()
    monkeypatch.setattr(views, "WAIT_S", 10)
    assert "The list is in" in saved(programme, check).text
    assert len(programme.services.intake.batches()) == 1


def test_what_stops_a_save_is_told_and_it_can_be_tried_again(programme, monkeypatch):
    check = looked_at(programme, b"kod;erfarenhet 1\nK1;ny\n", "b.csv")
    apply = programme.services.intake.apply

    def fails(*_args, **_more):
        raise StegvisError("the disk is full")

    monkeypatch.setattr(programme.services.intake, "apply", fails)
    programme.post(check.replace("/check", "/save"))
    assert programme.get(check.replace("/check", "/saving")).status_code == 500
    monkeypatch.setattr(programme.services.intake, "apply", apply)

    assert "The list is in" in saved(programme, check).text


def test_the_demo_says_that_a_list_stays_in_it(tmp_path):
    programme = build(tmp_path, programme="demo")
    page = programme.get("/imports").text

    assert "You are in the demo." in page
    assert "never part of your own programme" in page


def test_a_fault_of_a_column_that_is_not_there_is_named_in_swedish(programme):
    data = "kod;stadsdel\nK1;Ingenstans\nK2;Hjällbo\n".encode()

    check = programme.get(looked_at(programme, data, name="lista.csv"), lang="sv").text

    assert "<bdi>kommun</bdi>" in check
    assert "<bdi>municipality</bdi>" not in check
