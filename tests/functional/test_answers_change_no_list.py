"""Permuting what people answer about themselves leaves every list and every draft as it is."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from matcher.bootstrap import now
from matcher.domain.ids import OpeningId
from matcher.domain.rounds import HowAnswered


@pytest.fixture
def services(tmp_path):
    return build(tmp_path).services


def lists(services):
    """Return every list that there is: for people, for openings, gaps, and the draft of all."""
    with services.units() as unit:
        people = [one.code for one in unit.participants.all() if not one.protected_identity]
        openings = [OpeningId(one.id) for one in unit.openings.all()]
    made = [services.suggest.for_participant(code, 10, "Bo Ek") for code in people]
    made += [services.suggest.for_opening(one, 10, "Bo Ek") for one in openings]
    ranked = [
        [(one.participant, one.opening, one.step, one.score, one.band) for one in each.suggestions]
        for each in made
    ]
    draft = services.drafts.draft("Bo Ek")
    return ranked, draft.rows, draft.optimal, draft.greedy


def answer(services, values):
    """Answer every question of everybody with the next of some values, ``None`` skips."""
    asked = iter(values)
    with services.units() as unit:
        people = unit.rounds.to_be_asked()
    for code in people:
        found = services.questions.open_for(code)
        for item in found.instrument.items:
            services.questions.answer(
                code, found.round.id, item.code, next(asked), HowAnswered.SELF
            )
    return people


def test_permuted_answers_change_no_list(services):
    services.questions.ask(now().date(), by="Siv")
    before = lists(services)
    values = [1, 5, None, 3, 2, 4] * 20
    people = answer(services, values)

    first = lists(services)
    answer(services, values[1:])
    permuted = lists(services)
    answer(services, reversed(values))

    assert len(people) > 1
    assert any(before[0])
    assert first == before
    assert permuted == before
    assert lists(services) == before
