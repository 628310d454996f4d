"""What is written of employers: what has to be there, how long it may be, and no number."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from matcher.domain.relation import Assignment, Contact, Event, EventKind, Promise
from matcher.errors import InputError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONGEST = "x" * 600


def contact(name="Eva", role="", reach=""):
    return Contact("c1", "E1", name, role, reach, "Åsa", AT)


def event(note=""):
    return Event("v1", "E1", EventKind.VISIT, date(2026, 2, 1), note, "Åsa", AT)


def promise(note="", places=1):
    return Promise("l1", "E1", places, None, date(2026, 2, 1), note, "Åsa", AT)


def assignment(question="Vad saknas?", focus_group="", changed=""):
    return Assignment("a1", "E1", question, focus_group, changed, "Åsa", AT)


WRITTEN = [
    (contact, "name"), (contact, "role"), (contact, "reach"), (event, "note"), (promise, "note"),
    (assignment, "question"), (assignment, "focus_group"), (assignment, "changed"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "field"), WRITTEN)
def test_every_text_has_at_most_600_signs_and_no_personal_number(make, field):
    assert getattr(make(**{field: LONGEST}), field) == LONGEST

    with pytest.raises(InputError) as long:
        make(**{field: LONGEST + "x"})
    assert (str(long.value), long.value.code, long.value.values) == (
        "Write at most 600 signs.", "text.length", {"most": 600},
    )  # fmt: skip
    with pytest.raises(InputError) as number:
        make(**{field: "ring 19811218-9876"})
    assert (str(number.value), number.value.code) == (
        "A personal identity number is not kept here. Take it out.", "personal_number",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "given", "text", "code"),
    [
        (contact, {"name": " "}, "Write the name of the contact.", "contact.missing"),
        (assignment, {"question": "\n"}, "Write what the company asks.", "question.empty"),
    ],
)
def test_a_contact_has_a_name_and_an_assignment_a_question(make, given, text, code):
    with pytest.raises(InputError) as refused:
        make(**given)

    assert (str(refused.value), refused.value.code) == (text, code)


def test_from_1_to_500_places_are_promised():
    assert [promise(places=places).places for places in (1, 500)] == [1, 500]

    for places in (0, 501):
        with pytest.raises(InputError) as refused:
            promise(places=places)
        assert str(refused.value) == "Write how many places were promised, from 1 to 500."
        assert (refused.value.code, refused.value.values) == ("places.number", {"most": 500})
