"""The mark of a profile: another one when anything in it is otherwise."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from strategies import participants

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.place import Place
from matcher.domain.profile_tag import LENGTH, profile_tag, refuse_other
from matcher.errors import Conflict, InputErrors, RowError

P001 = ParticipantCode("P001")


@given(participants(), participants())
def test_it_is_otherwise_when_anything_shown_is(one, other):
    for field in fields(one):
        changed = replace(one, **{field.name: getattr(other, field.name)})
        same = changed == one or (field.name == "place" and one.protected_identity)
        if field.name != "protected_identity":
            assert (profile_tag(changed) == profile_tag(one)) == same, field.name
    assert len(profile_tag(one)) == LENGTH


@given(participants())
def test_where_somebody_protected_lives_makes_no_difference(person):
    hidden = replace(person, protected_identity=True)
    assert profile_tag(replace(hidden, place=Place("Malmö"))) == profile_tag(
        replace(hidden, place=None)
    )


@given(participants())
def test_only_what_was_seen_is_written_over(person):
    person = replace(person, code=P001)
    refuse_other([person], {P001: profile_tag(person)}, "file")
    refuse_other([person], {"P002": None}, "file")
    with pytest.raises(InputErrors):
        refuse_other([person], {P001: None}, "file")
    later = replace(person, phone_only=not person.phone_only)
    with pytest.raises(Conflict):
        refuse_other([later], {P001: profile_tag(person)}, "file")


def test_the_mark_tells_where_somebody_lives_only_of_who_is_not_protected():
    person = Participant(OrganisationId("demo"), P001, place=Place("Malmö"))

    assert profile_tag(person) != profile_tag(replace(person, place=None))
    assert profile_tag(person) != profile_tag(replace(person, is_adult=True))


def test_who_is_refused_hears_why_whoever_else_is_stored():
    nobody_asked = Participant(OrganisationId("demo"), ParticipantCode("P000"))
    person = replace(nobody_asked, code=P001)

    with pytest.raises(InputErrors) as refused:
        refuse_other([nobody_asked, person], {P001: None}, "people.csv")
    assert refused.value.errors == (
        RowError(
            "people.csv",
            1,
            "code",
            "P001",
            "somebody has this code already",
            "Write another code, or change the profile of whoever has this one.",
        ),
    )
    with pytest.raises(Conflict) as changed:
        refuse_other([nobody_asked, person], {P001: "another"}, "people.csv")
    assert changed.value.code == "changed"
    assert str(changed.value) == (
        "The profile of P001 was changed since it was read. Nothing was saved; read it again."
    )
