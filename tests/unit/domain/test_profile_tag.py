"""The mark of a profile: another one when anything in it is otherwise."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from strategies import participants

from matcher.domain.ids import ParticipantCode
from matcher.domain.place import Place
from matcher.domain.profile_tag import LENGTH, profile_tag, refuse_other
from matcher.errors import Conflict, InputErrors

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
    with pytest.raises(InputErrors, match="P001"):
        refuse_other([person], {P001: None}, "file")
    later = replace(person, phone_only=not person.phone_only)
    with pytest.raises(Conflict):
        refuse_other([later], {P001: profile_tag(person)}, "file")
