"""The employer's link in a browser without scripts: two taps to an answer, a card, a follow-up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.test_web_answers import tap
from functional.test_web_pages import Outline
from functional.web_programme import build, found

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import FieldGroup, Yes
from matcher.domain.skills import SkillClaim
from matcher.domain.suggestion import Action, SuggestionState

P001 = ParticipantCode("P001")
NEVER = ("Hjällbo", "ready", "score", "0.", "كنت", "after_training", "Anna Ek</bdi> tells")


@pytest.fixture
def met(tmp_path):
    """A programme with a person who was presented, a phone at the employer, and the link."""
    programme = build(tmp_path)
    services = programme.services
    with services.units(write=True) as unit:
        skills = (SkillClaim("kan diska", confirmed_by="Anna Ek"), SkillClaim("okänt"))
        unit.participants.put([replace(unit.participants.get(P001), skills=skills)])
        unit.commit()
    [one] = [one for one in programme.suggest() if programme.suggestion(one).opening == "O001"]

    def about():
        return Request(one, programme.suggestion(one).version, "Anna Ek")

    services.review.confirm(Request(one, 0, "Anna Ek"))
    services.asking.ask(about())
    services.asking.answer(about(), Action.ACCEPT, AnswerMode.PHONE)
    services.presenting.present(about())
    made = programme.post(f"/suggestions/{one}/employer").text
    link = found(r"http://localhost(/a/[\w-]+)", made)
    phone = programme.another_browser()
    phone.sign_out()
    return programme, phone, one, link, made


def open_link(phone, link):
    return tap(phone, f"{link}/open", phone.get(link).text)


def told(programme):
    with programme.services.units() as unit:
        return [row.field_group.value for row in unit.disclosures.of(P001)]


def test_looking_tells_nothing_and_opening_is_recorded(met):
    programme, phone, _, link, _ = met
    for _ in range(3):
        assert "P001" not in phone.get(link).text
    assert told(programme) == []

    page = open_link(phone, link).text

    assert sorted(told(programme)) == ["code", "skills"]
    assert "P001" in page
    assert "kan diska" in page
    assert "okänt" not in page
    assert "A mentor at your workplace" in page
    assert [word for word in NEVER if word in page] == []


@pytest.mark.parametrize(("lang", "direction"), [("sv", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_page_is_sound(met, lang, direction):
    _, phone, _, link, _ = met
    token = found(r'name="csrf_token" value="([^"]+)"', phone.get(link, lang).text)
    headers = {"Accept-Language": lang}

    answer = phone.client.post(f"{link}/open", data={"csrf_token": token}, headers=headers)

    outline = Outline(answer.text)
    assert outline.all("html") == [{"lang": lang, "dir": direction}]
    assert len(outline.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {label["for"] for label in outline.all("label")} <= set(ids)
    assert "script" not in {tag for tag, _ in outline.tags}


def test_a_meeting_in_two_taps_at_one_of_three_times(met):
    programme, phone, one, link, made = met
    assert made.count('type="datetime-local"') == 3

    page = open_link(phone, link).text
    times = re.findall(r'value="(meet [^"]+)"', page)
    assert len(times) == 3
    thanks = tap(phone, f"{link}/answer", page, answer=times[1])

    assert "We tell the person" in thanks.text
    assert programme.suggestion(one).state is SuggestionState.MEETING
    assert "You have agreed to meet" in open_link(phone, link).text
    again = tap(phone, f"{link}/answer", page, answer=times[0])
    assert again.status_code == 409
    assert "answered already" in again.text


@pytest.mark.parametrize(
    ("said", "reason"), [("not_now", "not_hiring_now"), ("filled", "place_is_filled")]
)
def test_a_no_in_two_taps(met, said, reason):
    programme, phone, one, link, _ = met

    thanks = tap(phone, f"{link}/answer", open_link(phone, link).text, answer=said)

    assert "Your answer is saved" in thanks.text
    assert programme.decisions()[0].reason.value == reason
    assert phone.get(link).status_code == 404
    assert programme.suggestion(one).state is SuggestionState.NOT_HIRED


def test_what_is_no_answer_and_a_time_that_is_gone_change_nothing(met):
    programme, phone, one, link, _ = met
    page = open_link(phone, link).text

    for answer in ("", "yes", "meet 2020-01-01T10:00:00+00:00"):
        shown = tap(phone, f"{link}/answer", page, answer=answer)
        assert shown.status_code == 422
        assert "error-summary" in shown.text
    assert programme.suggestion(one).state is SuggestionState.PRESENTED


def test_nothing_is_done_before_the_link_is_opened(met):
    programme, phone, one, link, _ = met
    page = phone.get(link).text

    for act in ("answer", "decline", "hire", "going"):
        assert "There is a question for you" in tap(phone, f"{link}/{act}", page).text
    assert programme.suggestion(one).state is SuggestionState.PRESENTED
    assert told(programme) == []


def test_a_link_worker_offers_other_times(met):
    programme, phone, one, link, _ = met
    programme.sign()

    said = programme.post(f"/suggestions/{one}/times", follow=True, time="2099-01-05T08:30")
    assert "The employer is offered these times." in said.text
    assert "5 January 08:30" in open_link(phone, link).text
    assert programme.post(f"/suggestions/{one}/times", time="soon").status_code == 422


def test_hired_with_a_card_and_then_asked_how_it_goes(met):
    programme, phone, one, link, _ = met
    tap(phone, f"{link}/answer", open_link(phone, link).text, answer="meet")
    page = open_link(phone, link).text
    for form, field in (
        ({"time": "07:00"}, "#day"),
        ({"day": "2099-01-05"}, "#time"),
        ({"day": "2020-01-05", "time": "07:00"}, "#day"),
    ):
        missing = tap(phone, f"{link}/hire", page, **form, door="Port B")
        assert missing.status_code == 422
        assert f'href="{field}"' in missing.text
        assert "Port B" in missing.text

    thanks = tap(phone, f"{link}/hire", page, day="2099-01-05", time="07:00", door="Port B")

    assert "Congratulations" in thanks.text
    with programme.services.units() as unit:
        placement = unit.placements.of_suggestion(one)
    assert (placement.first_day.door, placement.starts_on.isoformat()) == ("Port B", "2099-01-05")
    after = open_link(phone, link).text
    assert "There is no question now" in after
    assert tap(phone, f"{link}/going", after, said="goes_well").status_code == 404
    with programme.services.units(write=True) as unit:
        due = unit.follow_ups.of(placement.id)[0]
        unit.follow_ups.put([replace(due, due_on=now().date() - timedelta(days=1))])
        unit.commit()
    asked = open_link(phone, link).text
    assert tap(phone, f"{link}/going", asked, said="well").status_code == 422
    assert "Somebody rings you" in tap(phone, f"{link}/going", asked, said="ring_us").text
    assert "You have answered" in open_link(phone, link).text


def test_not_this_time_after_a_meeting(met):
    programme, phone, one, link, _ = met
    tap(phone, f"{link}/answer", open_link(phone, link).text, answer="meet")
    page = open_link(phone, link).text

    assert tap(phone, f"{link}/decline", page, reason="too_young").status_code == 422
    tap(phone, f"{link}/decline", page, reason="hours_do_not_fit")

    assert programme.suggestion(one).state is SuggestionState.NOT_HIRED


def test_a_permission_taken_back_shows_nothing_more(met):
    programme, phone, _, link, _ = met
    services = programme.services
    services.disclosure.grant(
        P001, "O001", Yes(FieldGroup.NAME_AND_CONTACT, AnswerMode.PHONE, "Anna Ek")
    )
    page = open_link(phone, link).text
    assert "You may know name and contact too" in page
    services.disclosure.withdraw(P001, mode=AnswerMode.PHONE, by="Anna Ek")

    assert tap(phone, f"{link}/answer", page, answer="yes").status_code == 404
    assert phone.get(link).status_code == 404
    assert phone.get(link).data == phone.get("/a/made-up").data
