"""Questions on a phone: how, one a screen, skipped as easily as answered, and seen by her alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.own_pages import Screen, own_page
from functional.web_programme import build, found

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.domain.rounds import AnswerStatus, HowAnswered

P001, P002 = ParticipantCode("P001"), ParticipantCode("P002")
QUESTION = "Do you feel closer to work or studies than when you began?"


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.fixture
def phone(programme):
    phone = own_page(programme)
    phone.enter()
    return phone


def ask(programme, *only, days=0):
    due = now().date() + timedelta(days=days)
    return programme.services.questions.ask(due, by="Siv", only=only or (P001,))


def say(phone, value, number=1, how="self"):
    page = phone.get(f"/questions/{how}/{number}").text
    about = found(r'name="about" value="([^"]+)"', page)
    return phone.post(f"/questions/{how}/{number}", about=about, value=value)


def main(page):
    """Return what stands on a page, without the token of its form."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", found(r"<main(.*?)</main>", page))


def said(programme):
    return programme.services.questions.open_for(P001).responses


def test_before_a_round_there_is_nothing_to_answer(programme, phone):
    assert "Questions for you" not in phone.get("/start").text
    assert "There is no question for you now." in phone.get("/questions").text
    assert phone.get("/questions/self/1").status_code == 404
    ask(programme, days=1)
    assert "Questions for you" not in phone.get("/start").text


def test_she_goes_through_them_one_by_one_and_is_thanked(programme, phone):
    ask(programme)
    assert "Questions for you" in phone.get("/start").text
    page = phone.get("/questions").text
    assert page.index("I answer alone") < page.index("An interpreter helps me")
    assert "Your coach does not see what you answer." in page

    first = say(phone, "4", how="interpreter")
    assert first.headers["Location"].endswith("/questions/interpreter/2")
    assert "2 of 4" in phone.get("/questions/interpreter/2").text
    say(phone, "skip", 2)
    say(phone, "1", 3)
    last = say(phone, "5", 4)

    assert last.headers["Location"].endswith("/questions")
    assert "Your answers are saved." in phone.get("/questions").text
    assert "Questions for you" not in phone.get("/start").text
    found_ = said(programme)
    assert (found_["closer"].value, found_["closer"].mode) == (4, HowAnswered.INTERPRETER)
    assert found_["knows_jobs"].status is AnswerStatus.SKIPPED
    assert [found_[one].value for one in ("looks_for_work", "would_manage")] == [1, 5]


def test_looking_changes_nothing_and_nothing_is_chosen_beforehand(programme, phone):
    ask(programme)
    first = main(phone.get("/questions/self/1").text)
    assert said(programme) == {}
    say(phone, "5")

    again = main(phone.get("/questions/self/1").text)

    assert QUESTION in first
    assert first.count("<button") == 6
    assert again == first


def test_an_answer_can_be_given_again_and_both_are_kept(programme, phone):
    ask(programme)
    for number in range(1, 5):
        say(phone, "2", number)
    assert "I answer alone" in phone.get("/questions?again=1").text
    say(phone, "5")

    assert said(programme)["closer"].value == 5
    with programme.services.units() as unit:
        assert len(unit.erasure.rows(P001)["responses"]) == 5


@pytest.mark.parametrize("value", ["", "0", "6", "yes", "٣", "9" * 12])
def test_what_is_no_answer_is_told_and_nothing_is_saved(programme, phone, value):
    ask(programme)

    answer = say(phone, value)

    assert answer.status_code == 422
    assert "Choose one of the answers, or skip the question." in answer.text
    assert QUESTION in answer.text
    assert said(programme) == {}


def test_a_form_of_another_round_or_another_person_is_refused(programme, phone):
    mine, other = ask(programme, P001, P002)
    assert {mine.participant, other.participant} == {P001, P002}
    hers = mine if mine.participant == P001 else other
    his = other if hers is mine else mine

    assert phone.post("/questions/self/1", about=his.id, value="5").status_code == 404
    assert phone.post("/questions/self/9", about=hers.id, value="5").status_code == 404
    assert phone.post("/questions/alone/1", about=hers.id, value="5").status_code == 404
    assert said(programme) == {}


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_every_screen_has_at_most_sixty_words_in_her_language(programme, phone, lang):
    ask(programme)
    phone.speak(lang)
    for path in ("/start", "/questions", *(f"/questions/self/{number}" for number in range(1, 5))):
        screen = Screen(phone.get(path).text)
        assert screen.words <= 60, (path, screen.words)
        if lang == "ar":
            assert screen.latin() == [], path
    for number in range(1, 5):
        say(phone, "4", number)
    for path in ("/questions", "/data/answers", "/data"):
        screen = Screen(phone.get(path).text)
        assert screen.words <= 60, (path, screen.words)
        if lang == "ar" and path != "/data":
            assert screen.latin() == [], path


def test_her_first_and_latest_answer_stand_side_by_side(programme, phone):
    assert "Nothing yet." in phone.get("/data/answers").text
    ask(programme, days=-100)
    say(phone, "2")
    ask(programme)
    say(phone, "5")

    page = Screen(phone.get("/data/answers").text)

    [line] = [one for one in page.on_screen if QUESTION in one]
    assert line.index("A little further away") < line.index("→") < line.index("Much closer")
    assert not any(word in line for word in ("total", "others", "%"))
    assert "My answers" in phone.get("/data").text


def test_whoever_stopped_is_asked_nothing(programme, phone):
    ask(programme)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.LEFT)])
        unit.commit()

    assert "Questions for you" not in phone.get("/start").text
    assert "There is no question for you now." in phone.get("/questions").text


def test_her_answers_are_in_what_she_takes_along(programme, phone):
    ask(programme)
    say(phone, "4")

    text = phone.post("/data/file", form="json").text

    assert '"responses"' in text
    assert '"closer"' in text


def test_without_the_code_there_is_no_question(programme, phone):
    ask(programme)
    with phone.programme.client.session_transaction() as session:
        session.clear()

    for path in ("/questions", "/questions/self/1", "/data/answers"):
        answer = phone.get(path)
        assert answer.status_code == 303
        assert QUESTION not in answer.text
