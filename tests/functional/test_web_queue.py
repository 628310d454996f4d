"""The queue in a browser without scripts: one person after the other."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.todays_queue import confirm, decline, earlier, go, section_of, with_opening
from functional.web_programme import EverythingFits, build, found

from matcher.domain.command import Request
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason, SuggestionState
from matcher.services.review import ReviewService


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def test_the_next_person_loads_at_once_after_the_last_decision(programme):
    first, *rest = programme.suggest("P001")
    programme.suggest("P002")
    page = programme.get("/queue").text
    assert "<bdi>P001</bdi>" in found(r"<h1>(.*?)</h1>", page)
    shown = re.findall(r'<article class="suggestion" id="s-([^"]+)"', page)
    assert shown == [first, *rest]

    answer = decline(programme, first)
    assert answer.headers["Location"] == f"/queue?code=P001&undo={first}#s-{rest[0]}"
    for one in rest:
        answer = decline(programme, one)
    page = go(programme, answer).text

    assert answer.headers["Location"] == f"/queue?code=P002&undo={rest[-1]}"
    assert "<bdi>P002</bdi>" in found(r"<h1>(.*?)</h1>", page)
    assert "1 of the day's 8 people are done." in page
    undo = found(r'<form class="undo-line"(.*?)</form>', page)
    assert f"/queue/{rest[-1]}/undo" in undo
    assert "<bdi>P001</bdi>" in undo


def test_both_decisions_have_the_same_number_of_steps_and_their_keys(programme):
    programme.suggest("P001")

    page = programme.get("/queue").text

    assert page.count("data-keys>") == 1
    assert page.count("data-item>") == page.count("<article")
    card = found(r"(<article.*?</article>)", page)
    ours, theirs = re.findall(r"<form.*?</form>", card, re.DOTALL)
    assert re.findall(r'data-key="(\w)"', ours) == ["a"]
    assert re.findall(r'data-key="(\w)"', theirs) == ["r"]
    assert theirs.count("data-digits") == 1
    for form in (ours, theirs):
        assert form.count("<button") == 1
        assert "btn btn-primary" in form
        assert "checked" not in form
    assert ours.count("<input class") == 1
    assert len(set(re.findall(r'<input class[^>]*name="(\w+)"', theirs))) == 1


def test_undo_takes_it_back_and_shows_it_again(programme):
    first, *_ = programme.suggest("P001")
    go(programme, confirm(programme, first))
    assert programme.suggestion(first).state is SuggestionState.CONFIRMED

    page = go(programme, programme.post(f"/queue/{first}/undo", seen_version="1")).text

    assert programme.suggestion(first).state is SuggestionState.PROPOSED
    assert f'id="s-{first}"' in page
    assert "Undone. You can decide again." in found(
        r'<p class="notice" role="status">(.*?)</p>', page
    )
    assert "undo-line" not in page


def test_a_decision_that_is_too_old_offers_no_undo(programme):
    first, *_ = programme.suggest("P001")
    ReviewService(earlier(programme, 1)).confirm(Request(first, 0, "Anna Ek"))

    assert "undo-line" not in programme.get(f"/queue?undo={first}").text


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        ("confirm", {}, "looked-{}"),
        ("decline", {}, "reason-{}"),
        ("decline", {"reason": "no_such"}, "reason-{}"),
        ("decline", {"reason": "too_far", "note": "x" * 301}, "note-{}"),
    ],
)
def test_what_is_missing_is_named_and_linked(programme, path, form, field):
    first, *_ = programme.suggest("P001")

    answer = programme.post(f"/queue/{first}/{path}", seen_version="0", **form)

    assert answer.status_code == 422
    assert f'<a href="#{field.format(first)}">' in answer.text
    assert f'id="{field.format(first)}"' in answer.text
    assert programme.suggestion(first).version == 0


def test_the_second_reviewer_is_told_who_was_first_and_keeps_the_note(programme):
    first, *_ = programme.suggest("P001")
    other = programme.another_browser()
    other.sign("Bo Berg")
    go(programme, confirm(programme, first))

    answer = decline(other, first, note="Ring på måndag")

    assert answer.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', answer.text)
    assert "<bdi>Anna Ek</bdi>" in box
    assert "Ring på måndag" in box
    assert programme.suggestion(first).state is SuggestionState.CONFIRMED


def test_a_full_line_says_so(programme):
    one = with_opening(programme, programme.suggest("P001"))
    theirs = with_opening(programme, programme.suggest("P002"))
    with programme.services.units(write=True) as unit:
        unit.openings.put([replace(unit.openings.get("O001"), presentation_slots=1)])
        unit.commit()
    programme.services.review.confirm(Request(theirs, 0, "Bo Berg"))

    answer = confirm(programme, one)

    assert answer.status_code == 409
    assert "Nobody more can be put in line for this job" in answer.text
    assert "<bdi>Bo Berg</bdi>" in answer.text


def test_a_form_sent_twice_is_one_decision(programme):
    first, *_ = programme.suggest("P001")

    key = found(r'name="key" value="(\w+)"', programme.get("/queue").text)
    answers = [decline(programme, first, note="Långt", key=key) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    [decision] = programme.decisions()
    assert (decision.reason, decision.note, decision.by) == (
        DeclineReason.TOO_FAR,
        "Långt",
        "Anna Ek",
    )


def test_a_form_that_is_not_ours_is_refused(programme):
    first, *_ = programme.suggest("P001")
    assert decline(programme, first, seen_version="x").status_code == 400
    assert programme.decisions() == []


def test_the_day_ends_with_its_budget_and_goes_on_when_wished(tmp_path):
    programme = build(tmp_path, kind=OneADay)
    ids = programme.suggest("P001")
    programme.suggest("P002")
    for one in ids:
        answer = decline(programme, one)

    page = go(programme, answer).text

    assert "The day's people are done" in page
    assert "1 more person waits for another day." in page
    assert "undo-line" in page
    assert "Go on with the queue" in section_of(programme.get("/today").text, "to-review")
    more = programme.get("/queue?more=yes").text
    assert "<bdi>P002</bdi>" in found(r"<h1>(.*?)</h1>", more)
    assert 'name="more" value="yes"' in more
    assert "<bdi>P002</bdi>" in found(r"<h1>(.*?)</h1>", programme.get("/queue?code=P002").text)


class OneADay(EverythingFits):
    """A programme in which one person a day is reviewed."""

    def __init__(self, settings):
        super().__init__(replace(settings, queue_budget=1))


def test_leaving_somebody_for_later_shows_the_next(programme):
    programme.suggest("P001")
    programme.suggest("P002")

    page = programme.get("/queue").text

    assert 'href="/queue?code=P002"' in found(r'<p class="queue-line">(.*?)</p>', page)


def test_somebody_for_whom_nothing_is_left_gives_way_to_the_first(programme):
    programme.suggest("P002")

    page = programme.get("/queue?code=P001").text

    assert "<bdi>P002</bdi>" in found(r"<h1>(.*?)</h1>", page)


@pytest.mark.parametrize("code", ["P003", "P999"])
def test_who_is_not_the_readers_looks_like_nobody(programme, code):
    nothing = programme.get("/nowhere")

    answer = programme.get(f"/queue?code={code}")

    assert (answer.status_code, answer.data) == (404, nothing.data)


def test_a_look_at_the_queue_is_on_record(programme):
    programme.suggest("P001")
    for _ in range(2):
        programme.get("/queue")

    with programme.services.units() as unit:
        rows = unit.erasure.rows("P001")["person_views"]
    assert {(row["by"], row["what"]) for row in rows} == {("Anna Ek", "queue")}


def test_another_role_has_no_queue(programme):
    programme.sign("Cia Dahl", Role.COORDINATOR)
    for path in ("/today", "/queue"):
        assert programme.get(path).status_code == 404
