"""The first hour in the browser: a messy list is looked at, mended, saved, undone, and used."""

from __future__ import annotations

import io
import re
import threading
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from functional.web_programme import EverythingFits, build, found
from messy_list import FAULTS, HEADER, NUMBER, ROWS, messy_workbook

from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role
from matcher.errors import StegvisError
from web.areas.imports import views
from web.security import LARGER, LARGEST_REQUEST


class Form(HTMLParser):
    """The fields of the corrections, by name."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") != "checkbox" and "name" in attrs:
            self.fields[attrs["name"]] = attrs.get("value", "")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, filled=False, kind=EverythingFits, programme="programme")


def bring(programme, data, name="lista.xlsx", lang="en", **form):
    form = {"csrf_token": programme.token(), "file": (io.BytesIO(data), name), **form}
    return programme.client.post("/imports", data=form, headers={"Accept-Language": lang})


def columns_of(page):
    """Return what is chosen for each column on the page."""
    chosen = {}
    for name, options in re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', page, re.S):
        picked = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = picked[1] if picked else ""
    return chosen


def looked_at(programme, data=None, name="lista.xlsx", **form):
    """Bring a file, take the columns as they are guessed, and return the address of the check."""
    where = bring(programme, data or messy_workbook(), name, **form).headers["Location"]
    answer = programme.post(where, **columns_of(programme.get(where).text))
    assert answer.status_code == 303
    return answer.headers["Location"]


def corrections(page, decide):
    """Return what is sent when each fault is decided on by its rows and value."""
    fields = Form(page).fields
    sent = {}
    for key in [name for name in fields if name.startswith("rows-")]:
        number = key.removeprefix("rows-")
        for part in ("rows", "of", "was", "value"):
            if f"{part}-{number}" in fields:
                sent[f"{part}-{number}"] = fields[f"{part}-{number}"]
        rows = [int(row) for row in fields[key].split(",")]
        answer = decide(rows, sent.get(f"value-{number}", ""))
        if answer is None:
            sent[f"out-{number}"] = "yes"
        else:
            sent[f"value-{number}"] = answer
    return sent


def planted(rows, proposal):
    """Decide as the list says; what was proposed is taken."""
    answers = {FAULTS[row][2] for row in rows if row in FAULTS}
    if not answers:
        return "D032"  # row 35 keeps its code
    return answers.pop()


def saved(programme, check):
    answer = programme.post(check.replace("/check", "/save"), follow=True)
    for _ in range(100):
        if "It is being saved" not in answer.text:
            break
        time.sleep(0.2)
        where = check.replace("/check", "/saving")
        headers = {"Accept-Language": "en"}
        answer = programme.client.get(where, headers=headers, follow_redirects=True)
    assert answer.status_code == 200
    return answer


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


@pytest.fixture
def small(programme):
    """A list of three people that is saved, and the address of its report."""
    data = (
        "kod;Tidigare jobb;Önskad bransch\nK1;diskat och städat;bygg\nK2;lagat mat;kök\nK3;;\n"
    ).encode()
    saved(programme, looked_at(programme, data, "a.csv"))
    return f"/imports/{programme.services.intake.batches()[0].id}"


def test_a_saved_import_is_undone_as_a_whole(programme, small):
    assert "K1" in programme.get("/").text

    answer = programme.post(f"{small}/undo", follow=True)

    assert "The import is undone" in answer.text
    assert "K1" not in programme.get("/").text
    assert programme.post(f"{small}/undo").status_code == 409
    assert "Undone" in programme.get("/imports").text


def test_within_minutes_new_people_have_a_job_a_reason_and_a_question(programme, small):
    before = programme.get(f"{small}/first").text
    assert "Suggestions are made for 0 of 3 people" in before
    assert "<article" not in before

    after = programme.post(f"{small}/first", follow=True).text
    for _ in range(60):
        if "Look again" not in after:
            break
        time.sleep(0.2)
        after = programme.get(f"{small}/first").text

    assert "Suggestions are made for 3 of 3 people" in after
    cards = re.findall(r"<article.*?</article>", after, re.S)
    assert len(cards) == 3
    for card in cards:
        assert found(r"Why:</strong> (.*?)</p>", card).strip()
        assert found(r"Ask:</strong> (.*?)</p>", card).strip()
    assert "K1" in cards[0] or "K3" in cards[0] or "K2" in cards[0]
    assert sum("not among what the person has named" in card for card in cards) >= 2
    assert programme.post(f"{small}/first").status_code == 303
    # Undone, the people go with their suggestions.
    assert programme.post(f"{small}/undo").status_code == 303


def test_an_import_of_somebody_else_is_not_there(programme, small):
    programme.sign("Bo Ek")

    assert programme.get(small).status_code == 404
    assert programme.get(f"{small}/first").status_code == 404
    assert programme.post(f"{small}/undo").status_code == 404


def test_a_row_about_somebody_elses_person_is_a_fault_that_says_little(programme, small):
    services = programme.services
    services.accounts.invite("Cia Ek", Role.LINKWORKER, by="chief")
    other = programme.another_browser("Cia Ek")

    check = looked_at(other, b"kod;erfarenhet 1\nK1;ny\nX1;annan\n", "b.csv")

    assert "This code cannot be used here." in unescape(other.get(check).text)


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


def test_the_stop_switch_ends_first_suggestions_and_is_told(programme, small, monkeypatch):
    programme.services.stop_switch.stop(by="Chief", reason="a test")
    monkeypatch.setattr(views, "WAIT_S", 60)

    answer = programme.post(f"{small}/first")
    page = programme.get(f"{small}/first").text

    assert answer.status_code == 423
    assert "It stopped half-way." in page
    assert "Make suggestions for 3 people" in page


def test_the_demo_says_that_a_list_stays_in_it(tmp_path):
    programme = build(tmp_path, programme="demo")
    page = programme.get("/imports").text

    assert "You are in the demo." in page
    assert "never part of your own programme" in page


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_pages_are_sound_in_each_language(programme, small, lang):
    from functional.test_web_pages import Outline  # noqa: PLC0415

    check = looked_at(programme)
    for path in ("/imports", check.removesuffix("/check"), check, small, f"{small}/first"):
        answer = programme.get(path, lang)
        outline = Outline(answer.text)
        assert answer.status_code == 200, path
        assert len(outline.all("h1")) == 1
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        labels = {attributes["for"] for attributes in outline.all("label")}
        fields = [*outline.all("input"), *outline.all("select"), *outline.all("progress")]
        assert {field["id"] for field in fields if field.get("type") != "hidden"} == labels
