"""What was handed to a LinkWorker by colleagues, in the lists of her day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from day_rows import BO, MONDAY, asking, decide, give, know_users, suggest

from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.suggestion import Action


def hand_over(units, suggestion_id, to):
    with units(write=True) as unit:
        before = unit.suggestions.get(suggestion_id)
        after = replace(before, handed_to=to, version=before.version + 1)
        unit.suggestions.hand_over(after)
        unit.commit()


def test_what_was_handed_to_the_reader_is_listed_until_it_is_through(units, make):
    know_users(units)
    with units(write=True) as unit:
        hidden = make.person("P004", protected_identity=True)
        unit.participants.put([make.person("P001"), hidden, make.person("P005")])
        unit.openings.put([make.lead("O1"), make.lead("O2")])
        unit.commit()
    give(units, "P001")
    give(units, "P005", user=BO)
    first, second = suggest(units, make, "P005", "O1", None)
    for one in suggest(units, make, "P001", "O1"):
        hand_over(units, one, "Anna")
    for one in suggest(units, make, "P004", "O2"):
        hand_over(units, one, "Anna")

    def handed(**who):
        with units() as unit:
            return [
                (one.suggestion, one.state, one.since)
                for one in unit.day.under_way(asking(**who))
                if one.handed_over
            ]

    assert handed() == []
    for one in (first, second):
        hand_over(units, one, "Anna")
    assert handed() == [(first, "proposed", MONDAY), (second, "proposed", MONDAY)]
    assert handed(user=BO, name="Bo") == handed(role=Role.COORDINATOR) == []

    later = MONDAY + timedelta(hours=1)
    decide(units, first, Action.CONFIRM, at=later)
    decide(units, second)
    assert handed() == [(first, "confirmed", later)]

    with units(write=True) as unit:
        unit.participants.put([make.person("P005", state=ParticipantState.PAUSED)])
        unit.commit()
    assert handed() == []
