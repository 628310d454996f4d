"""A lead from the review on, in the browser: called, taken over, or opened by the employer."""

from __future__ import annotations

import pytest
from functional.web_walk import forms_of, press, walk

from matcher.domain.ids import OpeningId


@pytest.fixture
def way(tmp_path):
    return walk(tmp_path)


def test_a_lead_is_called_and_the_person_applies_alone(tmp_path):
    way = walk(tmp_path, "A001")
    way.confirm()
    page = way.page().text
    assert 'href="https://ads.example/1"' in page
    assert "No last day is stated." in page
    assert "what may be said now" not in page
    assert way.press("lead", move="dance").status_code == 422

    for move, said in (
        ("call", "Called"),
        ("apply", "The person has applied"),
        ("answer", "The employer has answered"),
    ):
        assert way.press("lead", move=move).status_code == 303
        assert f"<strong>{said}</strong>" in way.page().text
    assert way.programme.post(f"{way.path}/lead", move="call").status_code == 400


def test_a_lead_without_an_answer_becomes_ours(tmp_path):
    way = walk(tmp_path, "A001")
    way.press("lead", move="not_reach")

    made = way.press("lead", move="become_own")

    assert made.status_code == 303
    draft = made.headers["Location"].partition("draft=")[2]
    form = way.programme.get(made.headers["Location"])
    assert 'value="kitchens.kitchen_assistant" selected' in form.text
    typed = {
        "step": "kitchens.kitchen_assistant",
        "employer": "Skolköket <Tallkotten>",
        "places": "1",
        "start": "2026-12-07",
        "form": "permanent",
        "pay_line": "Kollektivavtal",
    }
    other = way.programme.get(made.headers["Location"])
    opened = press(way.programme, form, "/calls/new", **typed)
    assert opened.headers["Location"] == f"/calls/{draft}"
    late = press(way.programme, other, "/calls/new", **(typed | {"places": "7"}))
    assert late.status_code == 409
    assert "Somebody else was first" in late.text
    assert 'value="7"' in late.text
    with way.programme.services.units() as unit:
        assert unit.openings.get(OpeningId(draft)).state.value == "open"
        assert unit.openings.get(OpeningId("A001")).state.value == "became_own"


def test_a_lead_that_somebody_has_called_meanwhile(tmp_path):
    way = walk(tmp_path, "A001")
    page = way.page()
    way.press("lead", move="call")

    late = press(way.programme, page, f"{way.path}/lead", move="not_reach")
    ours = press(way.programme, page, f"{way.path}/lead", move="become_own")

    assert (late.status_code, ours.status_code) == (409, 409)
    assert "Somebody else was first" in late.text


def test_a_suggestion_about_an_own_opening_is_no_lead(way):
    page = way.page()
    form = dict(forms_of(page.text)[f"{way.path}/need-info"])

    answer = way.programme.client.post(f"{way.path}/lead", data=form | {"move": "call"})

    assert answer.status_code == 404
