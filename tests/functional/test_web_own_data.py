"""A participant sees everything about herself, takes it along, pauses, stops, takes back a yes."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from functional.own_pages import Screen, asked_about, office, own_page
from functional.web_programme import OWN_WORDS, EverythingFits

from matcher.domain.disclosure import Saying
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.domain.permission import FieldGroup
from matcher.domain.suggestion import SuggestionState

P001 = ParticipantCode("P001")
LANGUAGES = ("sv", "en", "ar")


@pytest.fixture
def mine(tmp_path):
    """P001 has said yes to the opening on her own page."""
    programme = office(tmp_path, kind=EverythingFits)
    ids = [one.id for one in programme.services.queues.person("P001").suggestions]
    suggestion = next(one for one in ids if programme.suggestion(one).opening == "O001")
    asked_about(programme, suggestion)
    phone = own_page(programme)
    phone.enter()
    phone.post("/answer", about=suggestion, answer="yes", know="skills")
    return programme, phone, suggestion


def permitted(programme):
    return [one for one in programme.services.disclosure.permissions(P001) if not one.withdrawn_at]


def state(programme):
    with programme.services.units() as unit:
        return unit.participants.standing(P001).state


def slots_left(programme):
    with programme.services.units() as unit:
        room = unit.rooms.get(OpeningId("O001"))
    return room.slots - room.slots_taken


def test_everything_on_the_pages_is_short_and_in_one_language(mine):
    programme, phone, _ = mine
    programme.get("/people/P001")
    programme.services.disclosure.said(
        P001, OpeningId("O001"), [FieldGroup.CODE], Saying("Siv", "Anna Ek")
    )
    for lang in LANGUAGES:
        phone.speak(lang)
        for path in ("/data", "/data/known", "/data/looks", "/data/yes", "/data/stop"):
            answer = phone.get(path)
            page = Screen(answer.text)
            assert answer.status_code == 200
            assert page.words <= 60, (path, lang, page.on_screen)
            if lang == "ar":
                assert page.latin() == [], path
                assert all(len(name.split()) <= 4 for name in page.names), page.names


def test_she_reads_what_is_known_in_her_own_words_and_who_saw_it(mine):
    programme, phone, _ = mine
    programme.get("/people/P001")
    programme.services.disclosure.said(
        P001, OpeningId("O001"), [FieldGroup.CODE], Saying("Siv", "Anna Ek")
    )

    known, looks = phone.get("/data/known").text, phone.get("/data/looks").text

    assert OWN_WORDS in known
    assert "Hjällbo, Göteborg" in known
    assert "Anna Ek: your page" in looks
    assert "Tallkotten" in looks
    assert "your code" in looks


def test_she_takes_everything_along_and_nothing_of_others(mine):
    programme, phone, _ = mine
    programme.suggest("P002")

    text, archive = (phone.post("/data/file", form=form) for form in ("json", "csv"))

    assert text.headers["Content-Disposition"] == 'attachment; filename="own-data.json"'
    document = json.loads(text.data)
    assert document["participants"]["rows"][0]["code"] == "P001"
    assert {"suggestions", "permissions", "personal_links", "audit_events"} <= set(document)
    assert "P002" not in text.text
    packed = zipfile.ZipFile(io.BytesIO(archive.data))
    assert {f"{table}.csv" for table in document} == set(packed.namelist())
    assert OWN_WORDS in packed.read("participant_experiences.csv").decode("utf-8-sig")
    assert "you: all data" in phone.get("/data/looks").text


def test_she_lets_an_employer_know_one_thing_more(mine):
    programme, phone, _ = mine
    page = phone.get("/data/yes").text
    assert "Let them know what I can do" not in page
    assert "Let them know my name and contact" in page

    sent = phone.post("/data/yes/more", opening="O001", more="name_and_contact")

    assert sent.status_code == 303
    page = phone.get("/data/yes").text
    assert "The employer may know more now." in page
    assert 'name="more"' not in page
    assert [(one.field_group, one.by) for one in permitted(programme)][-1] == (
        FieldGroup.NAME_AND_CONTACT,
        "participant",
    )
    again = phone.post("/data/yes/more", opening="O001", more="name_and_contact")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("opening", "more"), [("O001", "code"), ("O001", "everything"), ("A001", "skills")]
)
def test_an_employer_without_her_yes_is_let_know_nothing_more(mine, opening, more):
    programme, phone, _ = mine

    assert phone.post("/data/yes/more", opening=opening, more=more).status_code == 404
    assert len(permitted(programme)) == 2


def test_she_takes_a_yes_back_and_nothing_may_be_told(mine):
    programme, phone, suggestion = mine
    assert len(permitted(programme)) == 2
    free = slots_left(programme)
    assert "your code, what you can do" in phone.get("/data/yes").text

    answer = phone.post("/data/yes", opening="O001")

    assert answer.status_code == 303
    assert permitted(programme) == []
    assert programme.suggestion(suggestion).state is SuggestionState.WITHDRAWN
    assert slots_left(programme) == free + 1
    assert "not let any employer" in phone.get("/data/yes").text
    assert phone.post("/data/yes", opening="O001").status_code == 409


def test_she_takes_a_yes_back_where_she_gave_it(mine):
    programme, phone, suggestion = mine
    assert "Take my yes back" in phone.get("/job/1/answer").text

    phone.post("/withdraw", about=suggestion)

    assert programme.suggestion(suggestion).state is SuggestionState.WITHDRAWN
    assert phone.post("/withdraw", about=suggestion).status_code == 404


def test_a_permission_by_phone_can_be_taken_back_too(mine):
    from matcher.domain.machines.suggestion import AnswerMode  # noqa: PLC0415
    from matcher.domain.permission import Yes  # noqa: PLC0415

    programme, phone, _ = mine
    phone.post("/data/yes", opening="O001")
    yes = Yes(FieldGroup.CODE, AnswerMode.PHONE, "Anna Ek")
    programme.services.disclosure.grant(P001, OpeningId("O001"), yes)

    phone.post("/data/yes", opening="O001")

    assert permitted(programme) == []


def test_she_pauses_and_goes_on_by_herself(mine):
    programme, phone, _ = mine

    phone.post("/data/pause")
    assert state(programme) is ParticipantState.PAUSED
    with programme.services.units() as unit:
        last = unit.moves.of(P001)[-1]
    assert (last.actor, last.by) == ("participant", "participant")
    assert "Go on again" in phone.get("/data").text
    assert "You are paused. Nothing new is suggested." in phone.get("/start").text
    phone.post("/data/pause", go_on="1")
    assert state(programme) is ParticipantState.ACTIVE
    assert "You are paused" not in phone.get("/start").text
    assert phone.post("/data/pause", go_on="1").status_code == 409


def test_she_stops_after_a_look_at_what_that_means(mine):
    programme, phone, suggestion = mine
    free = slots_left(programme)
    assert "Every yes is taken back." in phone.get("/data/stop").text
    assert state(programme) is ParticipantState.ACTIVE

    page = phone.post("/data/stop").text

    assert "You have stopped" in page
    assert "to be deleted on" in page
    assert Screen(page).words <= 60
    assert state(programme) is ParticipantState.LEFT
    assert permitted(programme) == []
    assert programme.suggestion(suggestion).state is SuggestionState.WITHDRAWN
    assert slots_left(programme) == free + 1
    # What she has is still hers to take along.
    assert "data/stop" not in phone.get("/data").text
    # No jobs are looked for any more, and the first page says why.
    start = phone.get("/start").text
    assert "You have stopped." in start
    assert "See other jobs" not in start
    assert "My working hours" not in start
    assert phone.post("/data/file", form="json").status_code == 200


def test_a_stop_by_the_linkworker_gives_the_slot_back(mine):
    from matcher.domain.machines.participant import LeaveReason  # noqa: PLC0415

    programme, _, _ = mine
    free = slots_left(programme)

    programme.services.rights.stop(P001, by="Anna Ek", reason=LeaveReason.OWN_WISH)

    assert slots_left(programme) == free + 1


def test_who_finds_something_wrong_can_ask_to_be_rung(mine):
    programme, phone, _ = mine
    page = phone.get("/data/known").text
    assert "Is something wrong?" in page
    assert f'action="{phone.path}/ring"' in page

    phone.post("/ring")

    with programme.services.units() as unit:
        assert [one for one in unit.outbox.about(P001) if one.to_kind == "linkworker"]


def test_a_yes_names_the_employer_it_was_given_to(mine):
    programme, phone, _ = mine
    [employer] = programme.services.line_pages.employers()[0]

    assert employer.name in Screen(phone.get("/data/yes").text).names
