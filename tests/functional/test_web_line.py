"""One suggestion from the review to the job, in the browser, each move with its refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.web_programme import found
from functional.web_walk import Walk, forms_of, press, walk

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from matcher.domain.skills import SkillClaim
from matcher.domain.suggestion import AnswerMode


@pytest.fixture
def way(tmp_path):
    return walk(tmp_path)


def audited(programme):
    with programme.services.units() as unit:
        return [event.action for event in unit.audit.events()]


def waiting(programme):
    return [(one.to_kind, one.template) for one in programme.services.outbox.messages()]


def test_from_the_confirm_to_the_first_day(way):
    with way.programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        skill = SkillClaim("Diska för hand", confirmed_by="Anna Ek")
        unit.participants.put([replace(person, skills=(skill, SkillClaim("Okänt")))])
        unit.commit()
    way.confirm()
    assert f'href="{way.path}"' in way.programme.get("/people/P001").text
    assert way.press("asked").status_code == 303
    answered = way.press("answer", answer="yes", mode="interpreter", up_to="skills")
    assert (answered.status_code, way.state) == (303, "accepted")

    page = way.page().text
    said = found(r"what may be said now(.*?)</section>", page)
    assert "P001" in said
    assert "Diska för hand" in said
    assert "Okänt" not in page
    assert "Name and contact" not in found(r'id="told"(.*?)</fieldset>', page)
    told = way.press("told", told=["code", "skills"], contact="Eva, kökschef")
    assert told.status_code == 303
    rows = way.programme.services.disclosure.told(ParticipantCode("P001"))
    assert [(row.field_group, row.contact, row.by) for row in rows] == [
        (FieldGroup.CODE, "Eva, kökschef", "Anna Ek"),
        (FieldGroup.SKILLS, "Eva, kökschef", "Anna Ek"),
    ]

    check = way.programme.get(f"{way.path}/present")
    assert "Diska för hand" in check.text
    assert "Said already: The code, What the person can do" in check.text
    assert press(way.programme, check, f"{way.path}/present").status_code == 303
    assert way.state == "presented"
    assert "Make a link for the employer" in way.page().text

    way.press("meeting", time1="2026-12-01T09:00", time2="2026-12-02T13:30")
    assert way.state == "meeting"
    assert "2026-12-01 09:00, 2026-12-02 13:30" in way.page().text
    checked = way.press(
        "hired/check", first_day="2026-12-07", time="07:30", door="Gula dörren", phone="031-1"
    )
    assert way.state == "meeting"
    assert "Gula dörren" in checked.text
    hired = press(way.programme, checked, f"{way.path}/hired")

    assert (hired.status_code, way.state) == (303, "hired")
    assert hired.headers["Location"] == f"/placements/{way.placement.id}"
    assert way.placement.first_day.door == "Gula dörren"
    assert str(way.placement.starts_on) == "2026-12-07"
    assert f'href="/placements/{way.placement.id}"' in way.page().text
    assert ("participant", "first_day") in waiting(way.programme)
    log = audited(way.programme)
    assert log.index("suggestion.hire") < log.index("placement.plan")
    assert "placement.write_first_day" in log


def test_what_was_offered_stands_in_the_message_to_the_person(way):
    way.present()

    way.press("meeting", time1="2026-12-01T09:00")

    outbox = way.programme.services.outbox
    [message] = [one for one in outbox.messages() if one.template == "meeting"]
    assert "Times to choose from: 2026-12-01 09:00" in outbox.show(message.id, "en").text.body


def test_times_that_cannot_be_read_or_stand_twice_are_named(way):
    way.present()

    for times in (("soon",), ("2026-12-01T09:00", "2026-12-01T09:00")):
        typed = {f"time{number}": time for number, time in enumerate(times, start=1)}
        answer = way.press("meeting", **typed)
        assert answer.status_code == 422
        assert '<a href="#time1">' in answer.text
        assert f'value="{times[0]}"' in answer.text
    assert way.state == "presented"


@pytest.mark.parametrize(
    ("act", "typed", "fields"),
    [
        ("answer", {}, ["answer", "mode"]),
        ("answer", {"answer": "yes", "mode": "self"}, ["mode", "up_to"]),
        ("answer", {"answer": "perhaps", "mode": "phone"}, ["answer"]),
        ("withdraw", {}, ["withdraw_mode"]),
    ],
)
def test_what_is_missing_in_an_answer_is_named(way, act, typed, fields):
    way.confirm()
    way.press("asked")

    answer = way.press(act, **typed)

    assert answer.status_code == 422
    for field in fields:
        assert f'<a href="#{field}">' in answer.text
        assert f'id="{field}"' in answer.text
    assert way.state == "asked"


@pytest.mark.parametrize(
    ("act", "typed", "field"),
    [
        ("told", {"contact": "Eva"}, "told"),
        ("told", {"told": ["code", "name_and_contact"], "contact": "Eva"}, "told"),
        ("told", {"told": ["code"]}, "contact"),
        ("permit", {"permit_mode": "phone"}, "permit_up_to"),
        ("permit", {"permit_up_to": "code"}, "permit_mode"),
    ],
)
def test_what_is_missing_before_the_employer_is_named(way, act, typed, field):
    way.accept()

    answer = way.press(act, **typed)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert way.programme.services.disclosure.told(ParticipantCode("P001")) == ()


def test_a_person_lets_an_employer_know_more_step_by_step(way):
    way.accept("code")
    assert "Name and contact" not in found(r'id="told"(.*?)</fieldset>', way.page().text)

    page = way.page()
    path = f"{way.path}/permit"
    more = {"permit_up_to": "name_and_contact", "permit_mode": "in_person"}
    first, second = (press(way.programme, page, path, **more) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    given = way.programme.services.disclosure.permissions(ParticipantCode("P001"))
    assert len(given) == 3
    assert {one.field_group: one.mode for one in given} == {
        FieldGroup.CODE: AnswerMode.PHONE,
        FieldGroup.SKILLS: AnswerMode.IN_PERSON,
        FieldGroup.NAME_AND_CONTACT: AnswerMode.IN_PERSON,
    }
    assert "You may give them; they are not kept here." in way.page().text


def test_what_was_taken_back_is_not_said_and_nobody_is_presented(way):
    way.accept()
    page = way.page()
    disclosure = way.programme.services.disclosure
    disclosure.withdraw(ParticipantCode("P001"), mode=AnswerMode.PHONE, by="Bo")

    told = press(way.programme, page, f"{way.path}/told", told=["code"], contact="Eva")

    assert told.status_code == 422
    assert way.state == "withdrawn"
    assert "Present the person" not in way.page().text
    assert way.programme.get(f"{way.path}/present").status_code == 409
    assert disclosure.told(ParticipantCode("P001")) == ()


def test_something_can_be_changed_before_the_place_is_taken(way):
    way.present()
    checked = way.press("hired/check", first_day="2026-12-01", time="07:30", route="Buss 17")

    back = press(way.programme, checked, f"{way.path}/hired", change="yes")

    assert (back.status_code, way.state) == (200, "presented")
    assert 'value="Buss 17"' in back.text
    missing = way.press("hired/check", first_day="first of may", time="")
    assert missing.status_code == 422
    assert '<a href="#first_day">' in missing.text
    assert '<a href="#time">' in missing.text


def test_a_trial_takes_the_place_and_goes_on_as_the_job(way):
    way.present()
    way.press("meeting")
    assert way.press("trial", trial_day="").status_code == 422
    way.press("trial", trial_day="2026-12-01")
    assert (way.state, way.placement.trial) == ("trial", True)

    checked = way.press("hired/check")
    hired = [press(way.programme, checked, f"{way.path}/hired") for _ in range(2)]

    assert [one.status_code for one in hired] == [303, 303]
    assert (way.state, way.placement.trial) == ("hired", False)


def test_not_hired_needs_a_reason_and_after_a_trial_how_it_ended(way):
    way.present()
    assert way.press("not-hired").status_code == 422
    way.press("meeting")
    way.press("trial", trial_day="2026-12-01")
    way.programme.services.placements.start(
        Request(way.placement.id, way.placement.version, "Anna Ek"), way.placement.starts_on
    )
    missing = way.press("not-hired", not_hired_reason="skills_not_yet")
    assert missing.status_code == 422
    assert '<a href="#end_party">' in missing.text

    page = way.page()
    typed = {
        "not_hired_reason": "skills_not_yet",
        "end_party": "employer",
        "end_reason": "tasks_not_yet",
        "end_day": "2026-12-04",
    }
    answers = [press(way.programme, page, f"{way.path}/not-hired", **typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert way.state == "not_hired"
    assert way.placement.state.value == "ended_early"
    assert ("linkworker", "tell_not_hired") in waiting(way.programme)


@pytest.mark.parametrize("stage", ["asked", "accepted", "presented"])
def test_a_person_withdraws_at_any_time(way, stage):
    if stage == "asked":
        way.confirm()
        way.press("asked")
    elif stage == "accepted":
        way.accept()
    else:
        way.present()

    answer = way.press("withdraw", withdraw_mode="phone")

    assert (answer.status_code, way.state) == (303, "withdrawn")
    code = ParticipantCode("P001")
    assert way.programme.services.disclosure.may_say(code, OpeningId("O001")) == ()
    left = set(forms_of(way.page().text))
    assert left == {"/sign-out", "/language"}


def test_a_fact_is_asked_for_and_given(way):
    assert way.press("need-info", fact_note=" ").status_code == 422

    way.press("need-info", fact_note="Kan hon börja klockan sex?")

    assert way.state == "needs_info"
    assert "Kan hon börja klockan sex?" in way.page().text
    way.press("give-info")
    assert way.state == "proposed"


def test_a_step_where_nothing_is_open_is_asked_about_and_says_what_comes_next(way):
    step = next(
        one
        for one in way.programme.suggest("P001")
        if way.programme.suggestion(one).opening is None
    )
    asked = Walk(way.programme, step)
    asked.confirm()

    assert asked.press("asked").status_code == 303
    assert waiting(way.programme) == [("participant", "ask")]
    assert "find a job of this kind" not in asked.page().text
    asked.press("answer", answer="yes", mode="phone")

    assert asked.state == "accepted"
    said = found(r"Now: find a job of this kind</h2>(.*?)</section>", asked.page().text)
    assert 'href="/calls/new"' in said


def test_with_no_colleague_the_page_says_whom_to_ask(way):
    text = found(r"Hand over to a colleague</h2>(.*?)</section>", way.page().text)

    assert "There is no colleague in your role" in text
    assert "Ask the person who runs Stegvis" in text


def test_a_colleague_takes_over_and_is_told(way):
    way.programme.services.accounts.invite("Bo Berg", Role.LINKWORKER, by="chief")
    assert way.press("hand-over", colleague="Nobody").status_code == 422

    way.press("hand-over", colleague="Bo Berg")

    assert way.programme.suggestion(way.suggestion).handed_to == "Bo Berg"
    assert ("linkworker", "handed_over") in waiting(way.programme)


@pytest.mark.parametrize("key", ["", "short", "x" * 32])
def test_a_form_without_our_key_is_refused(way, key):
    answer = way.programme.post(f"{way.path}/asked", seen_version="0", key=key)

    assert answer.status_code == 400
    assert way.state == "proposed"


def test_a_move_that_is_not_possible_says_so_and_changes_nothing(way):
    page = way.page()
    form = dict(forms_of(page.text)[f"{way.path}/need-info"])

    answer = way.programme.client.post(
        f"{way.path}/meeting", data=form, headers={"Accept-Language": "en"}
    )

    assert answer.status_code == 409
    assert "That is not possible right now" in answer.text
    assert way.state == "proposed"
