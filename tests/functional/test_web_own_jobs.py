"""A participant's own pages about jobs: short, in her language, hers alone, answered with a tap."""

from __future__ import annotations

import re

import pytest
from functional.own_pages import Screen, asked, asked_about, office, own_page, ring_lines
from functional.test_web_pages import Outline
from functional.web_programme import EverythingFits

from matcher.domain.ids import ParticipantCode
from matcher.domain.outbox import MessageState
from matcher.domain.suggestion import AnswerMode, SuggestionState

MOST_WORDS = 60
SCREENS = ("work", "have", "learn", "next", "terms", "answer", "why")
LANGUAGES = ("sv", "en", "ar")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """P001 with two questions at the same time, and her own page open."""
    programme = office(tmp_path_factory.mktemp("jobs"), kind=EverythingFits)
    ids = [one.id for one in programme.services.queues.person("P001").suggestions]
    with_opening = [one for one in ids if programme.suggestion(one).opening == "O001"]
    without = [one for one in ids if programme.suggestion(one).opening is None]
    for suggestion in (with_opening[0], without[0]):
        asked_about(programme, suggestion)
    phone = own_page(programme)
    phone.enter()
    return programme, phone


@pytest.fixture
def one(tmp_path):
    """P001 who was asked about the opening, with the link of the question."""
    return asked(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_about_a_job_is_short_and_in_one_language(many, screen, number, lang):
    _, phone = many
    phone.speak(lang)

    answer = phone.get(f"/job/{number}/{screen}")

    assert answer.status_code == 200
    page = Screen(answer.text)
    assert 5 < page.words <= MOST_WORDS, page.on_screen
    outline = Outline(answer.text)
    assert len(outline.all("h1")) == 1
    assert "Stegvis" not in answer.text
    if lang == "ar":
        assert page.latin() == []
        assert all(len(name.split()) <= 4 for name in page.names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_choices_are_short_too(many, lang):
    _, phone = many
    phone.speak(lang)

    page = Screen(phone.get("/start").text)

    assert page.words <= MOST_WORDS
    assert (page.latin() == []) is (lang == "ar")


def test_the_detector_finds_a_swedish_sentence():
    page = Screen('<html><body><p>عمل <bdi lang="sv">CNC</bdi></p><p>Du diskar.</p></body></html>')

    assert (page.latin(), page.names, page.words) == (["Du", "diskar"], ["CNC"], 4)


def test_the_words_of_the_employer_stand_in_the_fold_only(many):
    _, phone = many
    phone.speak("ar")

    terms = Screen(phone.get("/job/1/terms").text)

    assert {"Diskare till skolkök", "Du diskar och städar köket.", "Kollektivavtal"} <= set(
        terms.folded_swedish
    )
    assert "حسب الاتفاقية الجماعية" in " ".join(terms.on_screen)
    assert "اسأل موظف ملفك" in " ".join(terms.on_screen)
    assert terms.names == ["Skolköket <Tallkotten>", "Hjällbo", "Göteborg"]


def test_a_job_says_what_one_does_has_learns_and_where_it_leads(many):
    _, phone = many
    phone.speak("en")
    pages = {screen: phone.get(f"/job/1/{screen}").text for screen in SCREENS}

    assert "Kitchen porter" in pages["work"]
    assert "Rinse, sort and wash" in pages["work"]
    assert "not confirmed yet" in pages["have"]
    assert re.search(r"weeks?, (before|beside) the job|beside the job", pages["learn"])
    assert len(re.findall(r"<li><strong>", pages["next"])) == 2
    assert "fixed term" in pages["terms"]
    assert 'href="' + phone.path + '/job/1/know"' in pages["answer"]
    assert 'name="answer" value="yes"' in phone.get("/job/2/answer").text


def test_at_least_two_options_where_two_exist(many):
    _, phone = many
    phone.speak("en")

    page = phone.get("/start").text

    assert page.count("A question for you") == 2
    assert "See other jobs" in page


def test_two_questions_about_the_same_kind_of_job_are_told_apart_by_the_employer(one):
    programme, phone, _ = one
    phone.enter()
    [employer] = programme.services.line_pages.employers()[0]

    page = Screen(phone.get("/start").text)

    assert employer.name in page.names


def test_every_screen_about_a_job_names_the_employer(one):
    programme, phone, _ = one
    phone.enter()
    [employer] = programme.services.line_pages.employers()[0]

    for screen in (*SCREENS, "know", "why"):
        assert employer.name in Screen(phone.get(f"/job/1/{screen}").text).names, screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_from_before_the_answer_leads_back_to_all_choices(one, lang):
    programme, _, suggestion = one
    phone = own_page(programme)
    phone.enter()
    assert phone.get("/job/1/answer").status_code == 200
    phone.post("/answer", about=suggestion, answer="no")
    phone.speak(lang)

    answer = phone.get("/job/1/answer")

    assert answer.status_code == 404
    assert f'href="{phone.path}/start"' in answer.text
    page = Screen(answer.text)
    assert page.words <= MOST_WORDS
    assert (page.latin() == []) is (lang == "ar")
    assert phone.get("/start").status_code == 200


def test_what_she_would_learn_has_the_comma_of_her_language(many):
    _, phone = many
    phone.speak("ar")

    lines = [text for text in Screen(phone.get("/job/1/learn").text).on_screen if "(" in text]

    assert lines
    assert all("، " in line and ", " not in line for line in lines), lines


def test_nothing_is_shown_that_nobody_has_asked_about(many):
    programme, phone = many
    current = programme.services.queues.person("P001").suggestions
    open_ones = [one for one in current if one.state is SuggestionState.PROPOSED]

    assert open_ones
    assert phone.get("/job/3/work").status_code == 404
    page = phone.get("/start").text
    assert not [one for one in open_ones if one.id in page]
    for marker in ("score", "0.", "P001"):
        assert marker not in page


def test_a_yes_is_recorded_as_hers_and_closes_the_question(one):
    programme, phone, suggestion = one
    assert phone.enter().headers["Location"] == f"{phone.path}/start"
    missing = phone.post("/answer", about=suggestion)
    assert missing.status_code == 422
    assert "Choose one of the answers." in missing.text

    said = phone.post("/answer", about=suggestion, answer="yes", know="skills")

    assert "Your answer is saved" in said.text
    assert programme.suggestion(suggestion).state is SuggestionState.ACCEPTED
    last = programme.decisions()[0]
    assert (last.by, last.mode) == ("participant", AnswerMode.SELF)
    with programme.services.units() as unit:
        assert len(unit.permissions.of(ParticipantCode("P001"))) == 2
    assert phone.get("/start").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_much_an_employer_may_know_is_a_question_of_its_own(many, lang):
    _, phone = many
    phone.speak(lang)

    page = Screen(phone.get("/job/1/know").text)

    assert page.words <= MOST_WORDS
    assert (page.latin() == []) is (lang == "ar")
    # Nobody has agreed to a step of a ladder, so nobody is told.
    assert phone.get("/job/2/know").status_code == 404


@pytest.mark.parametrize(("know", "steps"), [("code", 1), ("skills", 2), ("name_and_contact", 3)])
def test_a_yes_reaches_as_far_as_she_says(one, know, steps):
    programme, phone, suggestion = one
    phone.enter()
    unsaid = phone.post("/answer", about=suggestion, answer="yes")
    assert unsaid.status_code == 422
    assert "Choose what the employer may know." in unsaid.text
    assert programme.suggestion(suggestion).state is SuggestionState.ASKED

    phone.post("/answer", about=suggestion, answer="yes", know=know)

    with programme.services.units() as unit:
        given = unit.permissions.of(ParticipantCode("P001"))
    assert len(given) == steps
    assert {(one.by, one.mode) for one in given} == {("participant", AnswerMode.SELF)}


def test_an_answer_by_the_own_page_closes_the_link_of_the_question(one):
    programme, asked, suggestion = one
    mine = own_page(programme)
    mine.enter()

    said = mine.post("/answer", about=suggestion, answer="no")

    assert "All choices" in said.text
    assert programme.suggestion(suggestion).state is SuggestionState.DECLINED
    assert asked.get("").status_code == 404
    again = mine.post("/answer", about=suggestion, answer="yes", know="skills")
    assert again.status_code == 409
    assert "answered already" in again.text


def test_ring_me_leaves_one_line_for_the_linkworker(one):
    programme, phone, suggestion = one
    phone.enter()

    for _ in range(2):
        assert "Somebody will ring you" in phone.post("/ring", about=suggestion).text
    [line] = ring_lines(programme)
    assert (line.to, line.template, line.state) == ("Anna Ek", "ring_person", MessageState.WAITING)
    assert programme.suggestion(suggestion).state is SuggestionState.ASKED
    phone.post("/ring")
    lines = ring_lines(programme)
    assert len(lines) == 2
    shown = [programme.services.outbox.show(message.id).text.body for message in lines]
    assert all("P001 vill att du ringer." in text for text in shown)
