"""The catalogue of messages: three languages, short, kind, and only the facts a template takes."""

from __future__ import annotations

import re
import string
from datetime import UTC, datetime

import pytest

from matcher.domain.message import Message, Recipient, Template
from matcher.domain.message_template import LINE_LABELS, render
from matcher.domain.message_texts import TEMPLATES
from matcher.domain.outbox import ENDED, MessageState, wait_in_outbox
from matcher.domain.permission import FieldGroup
from matcher.domain.text import LANGUAGES
from matcher.errors import InputError, InvalidTransition

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
UNKIND = re.compile(
    r"\b(tyvärr|brist|saknar|misslyck|avslag|nekad|unfortunately|fail|lack|reject|refus|deadline|"
    r"poäng|score|ålder|age|land|country|benefit|bidrag|sanktion)",
    re.IGNORECASE,
)
KEYS = sorted(TEMPLATES)


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def message(template="ask", to_kind="participant", to="K003", **facts):
    return Message(to_kind, to, template, {"opening": "O1", **facts})


def waiting(*args, **more):
    return wait_in_outbox(message(*args, **more), "m1", by="Anna", at=NOW)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_the_languages_have_the_same_places_and_those_are_known(key):
    template = TEMPLATES[key]
    found = [places(template.body.get(lang)) for lang in LANGUAGES]

    assert found[0] == found[1] == found[2]
    assert found[0] <= {"title", *template.needs, *template.takes}
    assert len({template.subject.get(lang) for lang in LANGUAGES}) == 3
    assert not any(places(template.subject.get(lang)) for lang in LANGUAGES)
    assert set(template.lines) <= set(LINE_LABELS)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_short_and_kind(key, lang):
    template = TEMPLATES[key]
    said = f"{template.subject.get(lang)} {template.body.get(lang)}"

    assert len(said.split()) <= 60
    assert UNKIND.search(said) is None


def test_every_code_has_a_text_and_no_text_is_left_over():
    assert {code for _, code in TEMPLATES} == {template.value for template in Template}


def test_the_rule_finds_what_it_looks_for():
    assert UNKIND.search("Tyvärr saknar du svenska")
    assert not UNKIND.search("vi berättar och handlar")


def test_whatever_tells_of_a_person_is_for_employers_and_never_beyond_skills():
    for (kind, _), template in TEMPLATES.items():
        assert (template.tells is None) or kind == "employer"
        assert template.tells is not FieldGroup.NAME_AND_CONTACT
        assert template.tells is None or "participant" in template.needs
        if template.then is not None:
            assert kind == "linkworker"
            assert TEMPLATES["participant", template.then].needs == ("opening",)
    assert {kind for kind, _ in TEMPLATES} == {kind.value for kind in Recipient}


def test_arabic_keeps_what_is_put_in_apart():
    text = render(TEMPLATES["participant", "ask"], "ar", {"title": "Diskare A2+"}, {}, "Anna")

    assert "\u2068Diskare A2+\u2069" in text.body
    assert text.body.endswith("\u2068Anna\u2069")
    assert render(TEMPLATES["participant", "ask"], "uk", {"title": "x"}, {}, "").lang == "sv"


def test_a_message_waits_with_whom_it_is_about():
    asked = waiting()
    assert (asked.to, asked.about, asked.opening, asked.state) == ("K003", "K003", "O1", "waiting")
    presented = waiting("present", "employer", "E1", participant="K003")
    assert (presented.to, presented.about) == ("E1", "K003")
    assert waiting("withdrawn", "employer", "E1").about is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"template": "sell"}, "Use one of: participant ask"),
        ({"to_kind": "police"}, "to 'police'"),
        ({"template": "present"}, "no message 'present' to 'participant'"),
        ({"template": "first_day", "day": "2026-12-01"}, r"missing facts \['time'\]"),
        ({"score": "0.93"}, r"does not take \['score'\]"),
        ({"opening": " "}, r"missing facts \['opening'\]"),
        ({"to": " "}, "whom the message is for"),
    ],
)
def test_what_does_not_fit_a_template_is_refused(wrong, why):
    with pytest.raises(InputError, match=why):
        waiting(**wrong)


def test_no_personal_identity_number_comes_in_or_is_repeated():
    with pytest.raises(InputError, match="personal identity number") as caught:
        waiting("first_day", day="2026-12-01", time="7", door="ring 19811218-9876")
    assert "9876" not in str(caught.value)


def test_a_text_that_was_copied_may_still_be_printed_said_and_sent():
    copied = waiting().handled(MessageState.COPIED, by=" Åsa  B ", at=NOW)
    assert (copied.state, copied.handled_by, copied.handled_at) == ("copied", "Åsa B", NOW)
    assert copied.handled(MessageState.SENT, by="Åsa", at=NOW).state in ENDED
    with pytest.raises(InputError, match="--by"):
        copied.handled(MessageState.SAID, by=" ", at=NOW)


@pytest.mark.parametrize("end", sorted(ENDED))
def test_what_was_sent_or_cancelled_stays_so(end):
    ended = waiting().handled(end, by="Åsa", at=NOW)
    for state in MessageState:
        with pytest.raises(InvalidTransition, match=f"was {end.value} by Åsa"):
            ended.handled(state, by="Bo", at=NOW)


def test_a_bad_outcome_is_told_by_a_person_before_any_text_is_given():
    bad = waiting("not_hired")
    for state in (MessageState.COPIED, MessageState.PRINTED, MessageState.SENT):
        with pytest.raises(InvalidTransition, match="told by a person first"):
            bad.handled(state, by="Åsa", at=NOW)
    told = bad.handled(MessageState.SAID, by="Åsa", at=NOW)
    assert told.handled(MessageState.COPIED, by="Åsa", at=NOW).state is MessageState.COPIED
    assert bad.handled(MessageState.CANCELLED, by="Åsa", at=NOW).state is MessageState.CANCELLED
