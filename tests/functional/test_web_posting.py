"""Posting a first-step job by a link: twelve answers, a look, and a LinkWorker who approves."""

from __future__ import annotations

import re

import pytest
from functional.test_web_answers import tap
from functional.test_web_pages import Outline
from functional.web_programme import build, found

from matcher.domain.ids import OpeningId
from matcher.domain.opening import EmploymentForm, OpeningState

STEP = "kitchens.kitchen_porter"
FULL = {
    "step": STEP,
    "places": "2",
    "start": "2099-01-05",
    "hours": "32,5",
    "shifts": ["day", "weekend"],
    "form": "permanent",
    "pay_line": "Kollektivavtal Visita",
    "place": "Göteborg, Hjällbo",
    "assets": ["ar", "cultures"],
    "support": ["mentor", "trainable"],
    "deadline": "2098-12-20",
    "more": "Vi äter lunch tillsammans.",
}
NOT_ANSWERS = {"csrf_token", "contact", "go"}


@pytest.fixture
def employer(tmp_path):
    """A programme, a browser at the employer, and the link its contact got."""
    programme = build(tmp_path)
    made = programme.post("/employers/E01/link", contact="Eva  Ek").text
    link = found(r"http://localhost(/e/[\w-]+)", made)
    assert "data:image/svg+xml" in made
    browser = programme.another_browser()
    browser.sign_out()
    return programme, browser, link


def opened(browser, link):
    return tap(browser, f"{link}/open", browser.get(link).text).text


def names(page):
    """What a form asks: fields by name, a group of ticks or of buttons once."""
    outline = Outline(page)
    asked = [*outline.all("input"), *outline.all("textarea"), *outline.all("select")]
    asked += [one for one in outline.all("button") if one.get("name") == "step"]
    return {one["name"] for one in asked if one.get("name") and one.get("type") != "hidden"}


def handed_in(programme):
    with programme.services.units() as unit:
        return [one for one in unit.openings.all() if one.id not in {"A001", "O001"}]


def post(browser, link, **changes):
    page = opened(browser, link)
    page = tap(browser, f"{link}/form", page, step=STEP).text
    return tap(browser, f"{link}/check", page, **{**FULL, **changes})


def again(page):
    """What the check page sends on."""
    fields = [one for one in Outline(page).all("input") if one.get("type") == "hidden"]
    sent: dict[str, list[str]] = {}
    half = fields[: len(fields) // 2 + 1]
    for one in half:
        if one["name"] not in NOT_ANSWERS:
            sent.setdefault(one["name"], []).append(one["value"])
    return sent


def test_from_link_to_handed_in_with_twelve_fields_none_that_the_ladder_knows(employer):
    programme, browser, link = employer
    steps = opened(browser, link)
    form = tap(browser, f"{link}/form", steps, step=STEP).text
    asked = (names(steps) | names(form)) - NOT_ANSWERS

    assert asked == set(FULL)
    assert len(asked) <= 12
    assert not asked & {"title", "tasks", "requirements", "swedish", "certificates", "contact"}
    step = programme.services.ladders.step(STEP)
    for known in (step.titles.en, step.tasks[0].texts.en, step.swedish.for_task.en):
        assert known in form

    checked = tap(browser, f"{link}/check", form, **FULL)
    assert checked.status_code == 200
    assert handed_in(programme) == []
    thanks = tap(browser, f"{link}/submit", checked.text, **again(checked.text))

    assert "A LinkWorker looks at it" in thanks.text
    assert "Do you want it taken back?" in thanks.text
    assert f'href="{link}">Change something</a>' in thanks.text
    [opening] = handed_in(programme)
    assert opening.state is OpeningState.SUBMITTED
    assert (opening.title, opening.step, opening.employer) == (step.titles.sv, STEP, "E01")
    assert (opening.contact, opening.places) == ("Eva Ek", 2)
    assert (opening.terms.form, opening.terms.pay_line) == (
        EmploymentForm.PERMANENT,
        "Kollektivavtal Visita",
    )
    assert (opening.hours.per_week_max, len(opening.hours.shifts)) == (32.5, 2)
    assert (opening.place.district, opening.place.lat is not None) == ("Hjällbo", True)
    assert (opening.offers.languages, opening.offers.mentor) == (("ar",), True)
    assert opening.offers.cultural_competence
    assert opening.text.startswith(step.tasks[0].texts.sv)
    assert opening.text.endswith(FULL["more"])
    with programme.services.units() as unit:
        actions = [event.action for event in unit.audit.events()]
    assert actions[-2:] == ["opening.draft", "opening.submit"]


def test_the_link_opens_to_a_neutral_page_and_looking_changes_nothing(employer):
    programme, browser, link = employer

    for lang in ("sv", "en", "ar"):
        page = browser.get(link, lang)
        assert page.status_code == 200
        assert "Stegvis" not in page.text
        assert "Tallkotten" not in page.text
    for act in ("form", "check", "submit"):
        assert "There is a form for you" in tap(browser, f"{link}/{act}", page.text, **FULL).text
    assert handed_in(programme) == []
    assert browser.get("/e/made-up").status_code == 404
    closed = {tap(browser, f"/e/made-up/{act}", page.text).data for act in ("open", "submit")}
    assert closed == {browser.get("/e/made-up").data}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("places", "0"),
        ("places", "many"),
        ("hours", "-3"),
        ("start", "soon"),
        ("deadline", "2099-13-01"),
        ("form", ""),
        ("form", "praktik"),
        ("pay_line", " "),
        ("place", ""),
        ("more", "x" * 601),
    ],
)
def test_a_fault_is_named_at_its_field_and_nothing_typed_is_lost(employer, field, typed):
    programme, browser, link = employer

    answer = post(browser, link, **{field: typed})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    if field != "place":
        assert "Göteborg, Hjällbo" in answer.text
    assert re.search(r'id="assets-ar"[^>]* checked', answer.text)
    assert handed_in(programme) == []


def test_a_step_that_is_none_is_asked_again(employer):
    _, browser, link = employer
    page = opened(browser, link)

    for act in ("form", "check", "submit"):
        answer = tap(browser, f"{link}/{act}", page, **{**FULL, "step": "moon.walker"})
        assert answer.status_code == 422
        assert "Choose one of the jobs." in answer.text


def test_words_that_should_be_others_are_shown_with_a_better_wording(employer):
    _, browser, link = employer

    checked = post(browser, link, more="Vi söker en ung kille med körkort.").text

    for words in ("ung", "kille", "körkort"):
        assert f"<q><bdi>{words}</bdi></q>" in checked
    assert "Name the job without a sex" in checked
    assert "Look at these words once more" not in post(browser, link).text


def test_words_are_looked_at_while_they_are_written_and_nothing_is_kept(employer):
    programme, browser, link = employer
    page = tap(browser, f"{link}/form", opened(browser, link), step=STEP).text
    assert 'data-wording="/posting/wording"' in page
    assert page.count("<script") == 1
    assert re.search(r'<div id="wording" role="status" data-findings></div>', page)

    def look(words, lang="en", step=STEP):
        token = found(r'name="csrf_token" value="([^"]+)"', page)
        form = {"csrf_token": token, "more": words, "step": step}
        headers = {"Accept-Language": lang}
        return browser.client.post("/posting/wording", data=form, headers=headers)

    bad = look("Vi söker en ung tjej.")
    assert bad.status_code == 200
    assert "Look at these words once more" in bad.text
    assert look("Vi söker en ung tjej.", "ar").text != bad.text
    assert "<html" not in bad.text
    assert "Nothing in these words" in look("Vi äter lunch tillsammans.").text
    assert look("  ").text.strip() == ""
    assert look("ung", step="no.such").status_code == 200
    assert browser.client.post("/posting/wording", data={"more": "ung"}).status_code == 400
    assert handed_in(programme) == []


@pytest.mark.parametrize(("lang", "direction"), [("sv", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_preview_is_what_a_participant_reads(employer, lang, direction):
    programme, browser, link = employer
    page = opened(browser, link)
    token = found(r'name="csrf_token" value="([^"]+)"', page)

    answer = browser.client.post(
        f"{link}/check", data={"csrf_token": token, **FULL}, headers={"Accept-Language": lang}
    )

    outline = Outline(answer.text)
    assert outline.all("html") == [{"lang": lang, "dir": direction}]
    assert len(outline.all("h1")) == 1
    step = programme.services.ladders.step(STEP)
    assert step.titles.get(lang) in answer.text
    assert step.tasks[0].texts.get(lang) in answer.text
    folded = found(r"<details>(.*?)</details>", answer.text)
    assert FULL["more"] in folded


def test_nothing_is_published_without_form_and_pay_line(employer):
    programme, browser, link = employer
    checked = post(browser, link, form="settle", pay_line="").text
    assert "without it nobody sees the job" in checked
    tap(browser, f"{link}/submit", checked, **again(checked))
    [opening] = handed_in(programme)
    assert (opening.state, opening.terms) == (OpeningState.SUBMITTED, None)
    page = programme.get(f"/openings/{opening.id}").text
    assert opening.title in found(r"<h1>(.*?)</h1>", page)
    seen = found(r'name="seen" value="(\d+)"', page)
    where = f"/openings/{opening.id}"

    refused = programme.post(f"{where}/move", action="approve", seen=seen)

    assert refused.status_code == 409
    assert "form" in refused.text
    # More digits than Python reads as a number.
    assert programme.post(f"{where}/move", action="approve", seen="9" * 5000).status_code == 422
    assert handed_in(programme)[0].state is OpeningState.SUBMITTED
    assert programme.post(f"{where}/terms", form="praktik", pay_line="ingen").status_code == 422
    assert programme.post(f"{where}/terms", form="", pay_line="x").status_code == 422
    assert programme.post(f"{where}/terms", form="hourly", pay_line=" ").status_code == 422
    programme.post(
        f"{where}/terms",
        form="praktik",
        pay_line="ingen lön",
        decided_by="Arbetsförmedlingen",
        insured_by="Kammarkollegiet",
        end="2099-03-01",
    )
    seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)
    said = programme.post(f"{where}/move", follow=True, action="approve", seen=seen)
    assert "Saved with your name." in said.text
    assert handed_in(programme)[0].state is OpeningState.OPEN
    assert programme.post(f"{where}/terms", form="hourly", pay_line="x").status_code == 409


def test_what_was_found_in_the_wording_is_read_before_it_is_approved(employer):
    programme, browser, link = employer
    checked = post(browser, link, more="Flytande svenska.").text
    tap(browser, f"{link}/submit", checked, **again(checked))
    [opening] = handed_in(programme)
    where = f"/openings/{opening.id}"
    seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)

    unread = programme.post(f"{where}/move", action="approve", seen=seen)
    assert unread.status_code == 422
    assert 'href="#looked"' in unread.text
    programme.post(f"{where}/move", action="approve", seen=seen, looked="yes")

    assert handed_in(programme)[0].state is OpeningState.OPEN


def test_a_returned_job_is_rewritten_by_the_same_link(employer):
    programme, browser, link = employer
    checked = post(browser, link).text
    tap(browser, f"{link}/submit", checked, **again(checked))
    [opening] = handed_in(programme)
    where = f"/openings/{opening.id}"
    seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)
    programme.post(f"{where}/move", action="return", seen=seen)
    assert handed_in(programme)[0].state is OpeningState.RETURNED

    form = opened(browser, link)
    assert 'value="Kollektivavtal Visita"' in form
    assert FULL["more"] in form
    changed = tap(browser, f"{link}/check", form, **{**FULL, "places": "3"})
    tap(browser, f"{link}/submit", changed.text, **again(changed.text))

    [after] = handed_in(programme)
    assert (after.state, after.places) == (OpeningState.SUBMITTED, 3)
    seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)
    programme.post(f"{where}/move", action="approve", seen=seen)
    assert "It stands as it was approved" in opened(browser, link)
    late = tap(browser, f"{link}/submit", changed.text, **again(changed.text))
    assert late.status_code == 409
    for action, form in (("pause", {}), ("resume", {}), ("close", {"reason": "not_needed"})):
        seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)
        if form:
            assert programme.post(f"{where}/move", action=action, seen=seen).status_code == 422
        assert programme.post(f"{where}/move", action=action, seen=seen, **form).status_code == 303
    assert handed_in(programme)[0].state is OpeningState.CLOSED


def test_a_link_worker_posts_for_an_employer_on_the_telephone(employer):
    programme, _, _ = employer
    here = "/employers/E01/post"
    assert STEP in programme.get(here).text

    form = programme.post(here, step=STEP, contact="Eva Ek").text
    assert set(FULL) - {"step"} == names(form) - NOT_ANSWERS
    assert programme.post(here, go="check", step=STEP, places="").status_code == 422
    assert programme.post(here, go="submit", step=STEP, places="").status_code == 422
    checked = programme.post(here, go="check", contact="Eva Ek", **FULL)
    assert "Check your answers" in checked.text
    done = programme.post(here, go="submit", contact="Eva Ek", **FULL)

    [opening] = handed_in(programme)
    assert done.headers["Location"] == f"/openings/{opening.id}"
    assert (opening.contact, opening.state) == ("Eva Ek", OpeningState.SUBMITTED)
    listed = programme.get("/openings").text
    assert "Handed in: waits for you" in listed
    assert listed.index(opening.id) < listed.index("/openings/O001")


def test_what_is_not_there_or_not_ours_is_not_found(employer):
    programme, _, _ = employer

    for path in ("/employers/E99/post", "/openings/X", "/openings/A001"):
        assert programme.get(path).status_code == 404
    for wrong in ("", "850709-9805"):
        assert programme.post("/employers/E01/link", contact=wrong).status_code == 422
    moved = programme.post("/openings/O001/move", action="fly", seen="0")
    assert moved.status_code == 422
    assert programme.services.employer_desk.opening(OpeningId("O001")).employer
