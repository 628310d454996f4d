"""Several suggestions declined for one reason, all or none."""

from __future__ import annotations

import pytest
from functional.web_programme import EverythingFits, build, found
from functional.web_walk import press

from matcher.domain.suggestion import Action, DeclineReason

PATH = "/people/P001/decline"


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path, kind=EverythingFits)
    programme.suggest()
    return programme


def seen(programme, number):
    made = programme.services.queues.person("P001").suggestions
    return [f"{one.id}:{one.version}" for one in made[:number]]


def test_several_are_declined_for_one_reason_and_once(programme):
    page = programme.get(PATH)
    assert f'href="{PATH}"' in programme.get("/people/P001").text
    typed = {"seen": seen(programme, 3), "reason": "too_far"}

    answers = [press(programme, page, PATH, **typed) for _ in range(2)]

    assert [one.headers["Location"] for one in answers] == ["/people/P001"] * 2
    made = programme.decisions()
    assert [(one.action, one.reason) for one in made] == [
        (Action.DECLINE, DeclineReason.TOO_FAR)
    ] * 3


def test_what_is_missing_is_named_and_what_was_ticked_is_kept(programme):
    ticked = seen(programme, 1)
    answer = press(programme, programme.get(PATH), PATH, seen=ticked)

    assert answer.status_code == 422
    assert '<a href="#reason">' in answer.text
    assert f'value="{ticked[0]}" checked' in answer.text
    nothing = press(programme, programme.get(PATH), PATH, reason="too_far")
    assert '<a href="#seen">' in nothing.text
    assert programme.decisions() == []


def test_all_or_none(programme):
    page, ticked = programme.get(PATH), seen(programme, 2)
    about = ticked[0].partition(":")[0]
    programme.post(f"/suggestions/{about}/decline", seen_version="0", reason="wrong_trade")

    late = press(programme, page, PATH, seen=ticked, reason="too_far")

    assert late.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', late.text)
    assert "Somebody else was first" in box
    assert "<bdi>Anna Ek</bdi>, " in box
    assert len(programme.decisions()) == 1


def test_a_list_that_was_renewed_declines_nothing(programme):
    page, ticked = programme.get(PATH), seen(programme, 2)
    programme.suggest()

    late = press(programme, page, PATH, seen=ticked, reason="too_far")

    assert late.status_code == 409
    assert programme.decisions() == []
    assert press(programme, page, PATH, seen=["x:y"], reason="too_far").status_code == 400
