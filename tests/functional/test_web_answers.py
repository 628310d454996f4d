"""Links for answers: neutral, with a code, one answer; looking changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.test_web_pages import Outline
from functional.web_programme import build, found

from matcher.domain.answer_link import MOST_WRONG_CODES
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState

NEUTRAL = {
    "sv": "Det finns en fråga till dig",
    "en": "There is a question for you",
    "ar": "لديك سؤال",
}


@pytest.fixture
def asked(tmp_path):
    """A programme with a confirmed suggestion, and the link that the LinkWorker made."""
    programme = build(tmp_path)
    suggestion, *_ = programme.suggest()
    programme.post(f"/suggestions/{suggestion}/confirm", seen_version="0", looked="yes")
    assert "Ask the person with a link" in programme.get("/people/P001").text
    page = programme.post(f"/suggestions/{suggestion}/ask").text
    token = found(r"http://localhost/a/([\w-]+)", page)
    code = found(r'<strong dir="ltr">(\d{6})</strong>', page)
    assert "data:image/svg+xml" in page
    phone = programme.another_browser()
    phone.sign_out()
    return programme, phone, suggestion, f"/a/{token}", code


def tap(phone, path, page, **form):
    """Press a button of a page."""
    token = found(r'name="csrf_token" value="([^"]+)"', page)
    headers = {"Accept-Language": "en"}
    data = {"csrf_token": token, **form}
    return phone.client.post(path, data=data, headers=headers, follow_redirects=True)


def state(programme, suggestion):
    return programme.suggestion(suggestion).state


@pytest.mark.parametrize("lang", NEUTRAL)
def test_a_link_opens_to_a_page_that_says_nothing_of_anybody(asked, lang):
    programme, phone, suggestion, path, code = asked

    for _ in range(3):
        answer = phone.get(path, lang)

    assert answer.status_code == 200
    assert NEUTRAL[lang] in answer.text
    for telling in ("Stegvis", "P001", "Anna", code, programme.suggestion(suggestion).title):
        assert telling not in answer.text
    outline = Outline(answer.text)
    away, skip = outline.all("a")
    assert (away["rel"], skip["href"]) == ("noreferrer nofollow", "#main")
    assert state(programme, suggestion) is SuggestionState.ASKED


def test_the_code_and_a_second_tap_answer(asked):
    programme, phone, suggestion, path, code = asked

    question = tap(phone, f"{path}/open", phone.get(path).text, code=f"{code[:3]} {code[3:]}")
    assert question.status_code == 200
    assert state(programme, suggestion) is SuggestionState.ASKED
    missing = tap(phone, f"{path}/answer", question.text, answer="")
    assert missing.status_code == 422
    said = tap(phone, f"{path}/answer", missing.text, answer="yes")

    assert "Your answer is saved" in said.text
    assert state(programme, suggestion) is SuggestionState.ACCEPTED
    assert phone.get(path).status_code == 404


def test_nothing_is_answered_without_the_code(asked):
    programme, phone, suggestion, path, _ = asked

    page = phone.get(path).text
    for act, form in (("answer", {"answer": "yes"}), ("forward", {"name": "Siv"})):
        shown = tap(phone, f"{path}/{act}", page, **form)
        assert NEUTRAL["en"] in shown.text
    assert state(programme, suggestion) is SuggestionState.ASKED


def test_wrong_codes_close_the_link_and_it_looks_like_no_link(asked):
    _, phone, _, path, code = asked
    wrong = "000000" if code != "000000" else "111111"
    page = phone.get(path).text
    answers = [tap(phone, f"{path}/open", page, code=wrong) for _ in range(MOST_WRONG_CODES)]

    assert [one.status_code for one in answers] == [422] * (MOST_WRONG_CODES - 1) + [404]
    assert "six digits" in answers[0].text
    closed = tap(phone, f"{path}/open", page, code=code)
    assert closed.data == phone.get("/a/made-up").data == phone.get(path).data
    assert closed.status_code == 404


def test_a_link_that_does_not_exist_looks_alike_wherever_it_is_used(asked):
    _, phone, _, path, _ = asked
    page = phone.get(path).text

    bodies = {tap(phone, f"/a/no/{act}", page).data for act in ("open",)}
    bodies |= {tap(phone, "/a/no/answer", page, answer="yes").data, phone.get("/a/no").data}
    assert len(bodies) == 1


def test_nobody_is_asked_who_is_not_in_the_caseload(asked):
    programme, _, suggestion, _, _ = asked
    account = programme.services.accounts
    account.invite("Zoe Ek", Role.LINKWORKER, by="chief")
    other = programme.another_browser("Zoe Ek")

    answer = other.post(f"/suggestions/{suggestion}/ask")

    assert answer.status_code == 404
    assert answer.data == other.get("/nowhere").data
    assert other.post(f"/suggestions/{suggestion}/employer").status_code == 404


def test_an_employer_forwards_to_a_manager_who_answers(asked):
    programme, phone, suggestion, path, code = asked
    question = tap(phone, f"{path}/open", phone.get(path).text, code=code)
    tap(phone, f"{path}/answer", question.text, answer="yes")
    assert programme.post(f"/suggestions/{suggestion}/employer").status_code == 409
    present(programme, suggestion)
    made = programme.post(f"/suggestions/{suggestion}/employer").text
    assert not re.search(r"\d{6}</strong>", made)
    link = found(r"http://localhost(/a/[\w-]+)", made)

    question = tap(phone, f"{link}/open", phone.get(link).text)
    assert "P001" in question.text
    assert tap(phone, f"{link}/forward", question.text, name=" ").status_code == 422
    forwarded = tap(phone, f"{link}/forward", question.text, name="Siv Berg").text
    assert "Siv Berg" in forwarded
    manager = found(r"http://localhost(/a/[\w-]+)", forwarded)
    question = tap(phone, f"{manager}/open", phone.get(manager).text)
    assert "Forward to a manager" not in question.text
    tap(phone, f"{manager}/answer", question.text, answer="meet")

    assert state(programme, suggestion) is SuggestionState.MEETING
    question = tap(phone, f"{link}/open", phone.get(link).text)
    assert "You have agreed to meet" in question.text


def present(programme, suggestion):
    """Present the person, as the LinkWorker's own page will."""
    with programme.services.units(write=True) as unit:
        before = unit.suggestions.get(suggestion)
        made = [row.decision for row in unit.suggestions.decisions(before.participant)]
        history = [
            replace(one, mode=AnswerMode.SELF) if one.action is Action.ACCEPT else one
            for one in reversed(made)
        ]
        kind = unit.openings.get(before.opening).kind
        signed = Signature(Role.LINKWORKER, "Anna Ek", made[0].at)
        after, decision = before.present(signed, history, kind)
        assert decision.action is Action.PRESENT
        unit.suggestions.save(after, decision)
        unit.commit()
