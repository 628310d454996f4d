"""Messages wait; taken out they say what is permitted at that moment, and it is on record first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from decisions import make_suggestion
from disclosing import CODE, K003, KITCHEN, MARKS, MORNING, NAME, O1, SKILLS, Office, marked_person
from programme import real_ladders

from matcher.domain.disclosure import How
from matcher.domain.ids import RunId
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.message_texts import TEMPLATES
from matcher.domain.outbox import MessageState, wait_in_outbox
from matcher.domain.run import Run, RunKind
from matcher.domain.text import LANGUAGES
from matcher.errors import Conflict, DecisionError, InputError, NotFound, SettingsError
from matcher.services.outbox import Taking

COPY = Taking(MessageState.COPIED, How.MESSAGE, "Åsa", contact="Eva")
MAIL = Taking(MessageState.SENT, How.MESSAGE, "Åsa")


def run_of(run_id, code):
    names = dict.fromkeys(("input_hash", "encoder", "index", "weights"), "x")
    return Run(
        RunId(run_id),
        RunKind.PARTICIPANT,
        MORNING,
        "Anna",
        participant=code,
        seed=1,
        top=9,
        **names,
    )


CARD = {"day": "2026-12-01", "time": "07.00", "door": "Port B", "person": "Eva"}


class Relay:
    """A mail relay that keeps what it is given, and whether it takes it."""

    def __init__(self):
        self.sent = []
        self.works = True

    def check(self, address):
        if "@" not in address:
            raise InputError("This is no mail address.")

    def __call__(self, address, text):
        if not self.works:
            raise SettingsError("The mail relay did not take the message.")
        self.sent.append((address, text))


def test_a_message_waits_until_somebody_takes_it_out(office):
    number = office.put("ask")
    shown = office.outbox.show(number)

    assert [one.id for one in office.outbox.messages()] == [number]
    assert shown.told == ()
    step = real_ladders().step("kitchens.kitchen_porter")
    assert step.titles.sv in shown.text.body
    assert shown.text.body.endswith("Anna")
    assert office.outbox.take(number, COPY).message.state is MessageState.COPIED
    assert office.outbox.cancel(number, by="Åsa").state is MessageState.CANCELLED
    assert office.outbox.messages() == ()
    assert [one.handled_by for one in office.outbox.messages(ended=True)] == ["Åsa"]
    assert office.actions() == ["message.wait", "message.copied", "message.cancelled"]


def test_a_person_reads_it_in_her_own_language(office):
    office.keep(marked_person(preferred_language="ar"))
    number = office.put("ask")

    assert office.outbox.show(number).text.lang == "ar"
    assert office.outbox.show(number, "en").text.subject == "A question for you"
    with pytest.raises(InputError, match="Use one of sv, en, ar"):
        office.outbox.show(number, "fi")


def test_the_first_day_card_lists_what_is_known(office):
    text = office.outbox.show(office.put("first_day", **CARD), "en").text

    assert "Day: 2026-12-01\nTime: 07.00\nDoor: Port B\nAsk for: Eva" in text.body
    assert "Telephone" not in text.body


def test_what_an_employer_reads_grows_and_shrinks_with_the_permission(office):
    number = office.present()
    with pytest.raises(DecisionError, match="no permission now"):
        office.outbox.show(number)
    office.grant(CODE)
    first = office.outbox.show(number)
    assert "Kod: K003" in first.text.body
    assert "Diska för hand" not in first.text.body
    assert first.told == (CODE,)
    office.grant(NAME)
    then = office.outbox.show(number, "en")
    assert "Can do: Diska för hand" in then.text.body
    assert "Languages you asked for: Arabic" in then.text.body
    assert "Driving licence: yes" in then.text.body
    assert "A2" in then.text.body
    assert then.told == (CODE, SKILLS)
    office.withdraw(SKILLS)
    assert office.outbox.show(number).told == (CODE,)


def test_taking_it_out_is_a_disclosure_on_record(office):
    office.grant(SKILLS)
    number = office.present()
    assert office.disclosure.told(K003) == ()
    office.outbox.take(number, COPY)

    rows = office.disclosure.told(K003)
    assert [(one.field_group, one.contact, one.how, one.message) for one in rows] == [
        (CODE, "Eva", How.MESSAGE, number),
        (SKILLS, "Eva", How.MESSAGE, number),
    ]


def test_a_reminder_tells_the_code_and_no_more(office):
    office.grant(NAME)
    number = office.put("remind_employer", "employer", KITCHEN, participant=K003)
    shown = office.outbox.take(number, COPY)

    assert shown.told == (CODE,)
    assert "Diska för hand" not in shown.text.body


def test_without_whom_it_is_told_nothing_is_taken_out(office):
    office.grant(SKILLS)
    number = office.present()
    with pytest.raises(InputError, match="--contact"):
        office.outbox.take(number, replace(COPY, contact=None))
    with pytest.raises(InputError, match="identity number"):
        office.outbox.take(number, replace(COPY, contact="19811218-9876"))
    assert office.outbox.show(number).message.state is MessageState.WAITING
    assert office.disclosure.told(K003) == ()


def test_a_withdrawal_cancels_what_would_still_tell(office):
    office.grant(SKILLS)
    number, ask = office.present(), office.put("ask")
    done = office.put("withdrawn", "employer", KITCHEN)
    assert office.withdraw(opening_id="O1").messages == 1

    assert [one.id for one in office.outbox.messages()] == [ask, done]
    assert office.outbox.messages(ended=True)[0].state is MessageState.CANCELLED
    assert office.actions()[-2:] == ["permission.withdraw", "message.cancelled"]
    with pytest.raises(DecisionError):
        office.outbox.take(number, COPY)
    later = office.present()
    with pytest.raises(DecisionError, match=f"stegvis outbox cancel {later}"):
        office.outbox.take(later, COPY)
    assert office.disclosure.told(K003) == ()


def test_an_employer_who_is_not_the_openings_is_told_nothing(office):
    office.grant(SKILLS)
    number = office.put("present", "employer", "E2", participant=K003)
    with pytest.raises(DecisionError):
        office.outbox.take(number, COPY)


def test_messages_of_protected_people_are_not_there(office):
    number = office.put("ask")
    office.keep(marked_person(protected_identity=True))

    assert office.outbox.messages(ended=True) == ()
    for call in (
        lambda: office.outbox.show(number),
        lambda: office.outbox.take(number, COPY),
        lambda: office.outbox.cancel(number, by="Åsa"),
        lambda: office.put("ask"),
    ):
        with pytest.raises(NotFound):
            call()
    with pytest.raises(NotFound) as unknown:
        office.outbox.show("m404")
    with pytest.raises(NotFound) as hidden:
        office.outbox.show(number)
    assert str(hidden.value).replace(number, "m404") == str(unknown.value)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("tell_not_hired", "not_hired"),
        ("tell_place_filled", "place_filled"),
        ("tell_opening_closed", "opening_closed"),
    ],
)
def test_what_was_told_by_a_person_is_there_in_writing_then(office, asked, written):
    number = office.put(asked, "linkworker", "Anna", participant=K003)
    office.outbox.take(number, COPY)
    assert len(office.outbox.messages()) == 1
    said = replace(COPY, state=MessageState.SAID, how=How.CALL)
    office.outbox.take(number, said)
    office.outbox.take(number, said)

    [told, sentence] = office.outbox.messages()
    assert told.id == number
    assert (sentence.to_kind, sentence.to, sentence.about) == ("participant", K003, K003)
    assert (sentence.template, sentence.state, sentence.by) == (written, "said", "Åsa")
    assert office.outbox.take(sentence.id, COPY).text.body.startswith("Hej!")
    assert office.actions().count("message.wait") == 2


def test_two_who_take_the_same_message_are_told_apart(office):
    number = office.put("ask")
    seen = office.outbox.show(number).message
    office.outbox.take(number, COPY)
    with office.units(write=True) as unit, pytest.raises(Conflict, match="Somebody else"):
        unit.outbox.save(replace(seen, state=MessageState.SAID), seen.state)


def test_a_message_about_nobody_there_does_not_wait(office):
    with pytest.raises(NotFound):
        office.put("ask", to="K404")
    with pytest.raises(NotFound):
        office.put("ask", opening="O404")
    assert office.outbox.messages() == ()


@pytest.fixture
def mailing(office):
    relay = Relay()
    return Office(office.url, relay), relay


def test_nothing_is_sent_without_a_relay(office):
    number = office.put("ask")
    with pytest.raises(SettingsError, match="STEGVIS_MAIL_RELAY"):
        office.outbox.send(number, "a@example.se", MAIL)
    assert office.outbox.show(number).message.state is MessageState.WAITING


def test_a_message_goes_by_the_relay_and_the_address_is_not_kept(mailing):
    office, relay = mailing
    office.grant(SKILLS)
    asked = office.put("ask")
    sent = office.outbox.send(asked, "amina@example.se", MAIL)
    office.outbox.send(office.present(), "eva@example.se", replace(MAIL, contact="Eva"))

    assert sent.message.state is MessageState.SENT
    assert [address for address, _ in relay.sent] == ["amina@example.se", "eva@example.se"]
    assert {one.contact for one in office.disclosure.told(K003)} == {"Eva"}
    kept = office.in_log() + str(office.outbox.messages(ended=True))
    assert "example.se" not in kept


def test_what_the_relay_does_not_take_waits_again_and_is_on_record(mailing):
    office, relay = mailing
    office.grant(CODE)
    number = office.present()
    relay.works = False
    with pytest.raises(SettingsError):
        office.outbox.send(number, "eva@example.se", MAIL)
    assert office.outbox.show(number).message.state is MessageState.WAITING
    assert office.actions()[-2:] == ["message.sent", "message.not_sent"]
    relay.works = True
    office.outbox.send(number, "eva@example.se", MAIL)
    assert len(relay.sent) == 1


def test_no_address_no_record(mailing):
    office, relay = mailing
    office.grant(CODE)
    with pytest.raises(InputError):
        office.outbox.send(office.present(), "nowhere", MAIL)
    assert (relay.sent, office.disclosure.told(K003)) == ([], ())


FACTS = {
    "first_day": CARD,
    "handed_over": {"participant": K003, "from": "Bo"},
    "meeting_at": {"participant": K003, "day": "2026-12-01", "time": "09.30"},
    "fact_ends": {"participant": K003, "fact": "may_work", "until": "2027-01-31"},
}


@pytest.mark.parametrize("key", sorted(TEMPLATES), ids="-".join)
def test_no_text_holds_what_is_not_for_its_reader(office, key):
    office.grant(NAME)
    kind, template = key
    to = {"participant": K003, "employer": KITCHEN, "linkworker": "Anna"}[kind]
    facts = FACTS.get(template, {"participant": K003})
    number = office.put(template, kind, to, **facts)
    texts = [office.outbox.show(number, lang).text for lang in LANGUAGES]
    said = " ".join(text.subject + text.body for text in texts)

    assert [mark for mark in MARKS if re.search(rf"\b{mark}\b", said)] == []
    named = kind == "linkworker" or template in {"present", "remind_employer"}
    assert ("K003" in said) == named
    assert O1 not in said


def test_a_message_may_name_the_suggestion_it_comes_from(office):
    suggested = make_suggestion(
        "asked", id="S1", run="R1", participant=K003, opening=O1, score=0.93
    )
    with office.units(write=True) as unit:
        unit.suggestions.add(run_of("R1", K003), [suggested])
        unit.commit()
    facts = {"suggestion": "S1", "title": "Ett gammalt namn"}
    office.grant(CODE)
    asked, presented, returned = office.outbox.put(
        [
            Message(Recipient.PARTICIPANT, K003, Template.ASK, facts),
            Message(Recipient.EMPLOYER, O1, Template.PRESENT, facts),
            Message(Recipient.EMPLOYER, O1, Template.OPENING_RETURNED),
        ],
        by="Anna",
    )

    assert (asked.opening, asked.about) == (O1, K003)
    assert (presented.to, presented.opening, presented.about) == (KITCHEN, O1, K003)
    assert (returned.to, returned.opening, returned.about) == (KITCHEN, O1, None)
    said = "".join(office.outbox.show(one.id).text.body for one in (asked, presented, returned))
    assert "gammalt" not in said
    assert "0.93" not in said


def test_an_id_made_by_chance_is_no_number_of_a_person():
    """`811218-9876` is a number with a right check digit, and may stand in an id of ours."""
    facts = {"opening": O1, "suggestion": "ff8112189876-1"}
    asked = Message("participant", K003, "ask", facts)

    assert wait_in_outbox(asked, "m1", by="Anna", at=MORNING).facts == facts
    with pytest.raises(InputError, match="identity number"):
        wait_in_outbox(replace(asked, facts={"opening": "8112189876"}), "m1", by="A", at=MORNING)
