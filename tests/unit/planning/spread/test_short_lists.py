"""Why somebody has a short list: the first reason that holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from drafting import FLOOR, PORTER, job
from jobs import make_person, make_rules
from line import MORNING
from programme import no_trades, real_ladders

from matcher.domain.exposure import WhyFew
from matcher.domain.participant import MayWork, MayWorkStatus, Wishes
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.planning.spread.short_lists import why_few
from matcher.ranking.catalogue import make_cards, make_profiles

DAY = MORNING.date()


def why(person, openings=3, refused=frozenset(), floor=FLOOR):
    ladders, encoder, rules = real_ladders(), HashingEncoder(), make_rules()
    targets = [Target(job(f"O{at}"), ladders.step(PORTER)) for at in range(openings)]
    cards = make_cards(targets, ladders, encoder)
    [profile] = make_profiles([person], encoder, no_trades)
    rules = replace(rules, weights=replace(rules.weights, floor=floor))
    return why_few(profile, cards, rules, DAY, refused, minimum=3)


def test_there_are_too_few_openings_for_anybody():
    assert why(make_person(), openings=2) is WhyFew.OPENINGS


@pytest.mark.parametrize("unwanted", [False, True])
def test_a_no_is_told_from_what_does_not_suit(unwanted):
    person = make_person()
    if unwanted:
        person = replace(person, wishes=Wishes(unwanted=frozenset({PORTER})))
        assert why(person) is WhyFew.NO
    else:
        assert why(person, refused={(person.code, "O1")}) is WhyFew.NO


def test_a_gate_is_told_from_what_is_too_far():
    barred = replace(make_person(), may_work=MayWork(MayWorkStatus.YES, date(2020, 1, 1)))
    assert why(barred) is WhyFew.GATE
    assert why(make_person(), floor=1.0) is WhyFew.FAR
