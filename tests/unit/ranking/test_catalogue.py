"""Cards and profiles: each text is encoded once, and its vector is where it belongs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from jobs import FACT, make_opening, make_person, make_step, text

from matcher.domain.ladder import Ladder, Span, TrainingModule, Transition, Weeks
from matcher.domain.ladders import Ladders
from matcher.domain.sector import Sector
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.ports import TextKind
from matcher.ranking.catalogue import Card, WayIn, make_cards, make_profiles
from matcher.ranking.verbalise import facets_of, target_text
from matcher.taxonomy.step_text import step_text

FIRST = replace(make_step(), titles=text("Diskare"))
SIDE = replace(make_step(), id="kitchens.side", titles=text("Serveringsbiträde"))
LATER = replace(
    make_step(),
    id="kitchens.cook",
    titles=text("Kock"),
    entry=False,
    requirements=FIRST.requirements[:1],
)


def way(name, before, after):
    module = TrainingModule(name, "komvux", text(name), frozenset())
    return Transition(name, before.id, after.id, module, Weeks(Span(2, 4)), None, FACT)


WAYS = (
    way("a", FIRST, LATER),
    way("b", SIDE, LATER),
    way("c", FIRST, SIDE),
    way("d", FIRST, LATER),
)
KITCHENS = text("Storkök")
LADDERS = Ladders(
    (Ladder(Sector.KITCHENS, KITCHENS, KITCHENS, {}, frozenset(), (), (FIRST, SIDE, LATER), WAYS),)
)


class Numbering:
    """An encoder whose vectors say which text they are of, and that keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def encode(self, texts, kind):
        self.asked.append((list(texts), kind))
        return np.array([vector(each) for each in texts]).reshape(len(texts), 2)


def vector(words):
    return [float(len(words)), float(sum(map(ord, words)))]


@pytest.fixture
def encoder():
    return Numbering()


def test_a_card_holds_its_own_vectors_and_the_ways_into_its_step(encoder):
    bare = replace(make_opening(FIRST), step=None, sector=Sector.KITCHENS)
    targets = [Target(None, LATER), Target(bare, None), Target(make_opening(FIRST), FIRST)]

    cards = make_cards(targets, LADDERS, encoder)

    assert [card.target for card in cards] == targets
    assert [card.skills for card in cards] == [LATER.skills, (), FIRST.skills]
    for card in cards:
        assert card.work.tolist() == vector(target_text(card.target))
        assert card.skill_vectors.tolist() == [vector(need.texts.sv) for need in card.skills]
    later, without_step, first = cards
    assert [(one.transition.id, one.before, one.work.tolist()) for one in later.ways_in] == [
        (name, before, vector(step_text(before)))
        for name, before in (("a", FIRST), ("b", SIDE), ("d", FIRST))
    ]
    assert (without_step.ways_in, first.ways_in) == ((), ())


def test_jobs_are_encoded_as_work_in_two_calls_and_each_job_before_once(encoder):
    targets = [Target(None, LATER), Target(None, SIDE)]

    make_cards(targets, LADDERS, encoder)

    needs = [need.texts.sv for step in (LATER, SIDE) for need in step.skills]
    assert encoder.asked == [
        ([step_text(LATER), step_text(SIDE), *needs], TextKind.WORK),
        ([step_text(FIRST), step_text(SIDE)], TextKind.WORK),
    ]


def test_profiles_are_encoded_as_experience_in_one_call(encoder):
    told = replace(
        make_person(),
        experiences=(Experience("Diskade", "sv"),),
        skills=(SkillClaim("Bakar bröd"),),
    )
    silent = replace(make_person(), code="P002", experiences=())
    other = replace(make_person(), code="P003")
    read = []

    def trades(texts, vectors):
        read.append((list(texts), vectors.tolist()))
        return np.arange(4.0 * len(texts)).reshape(len(texts), 4)

    profiles = make_profiles([told, silent, other], encoder, trades)

    texts = ["Diskade", "Bakar bröd", "Jag diskade på en restaurang."]
    assert encoder.asked == [(texts, TextKind.EXPERIENCE)]
    assert read == [(texts, [vector(each) for each in texts])]
    assert [one.person for one in profiles] == [told, silent, other]
    assert [one.facets for one in profiles] == [facets_of(one.person) for one in profiles]
    assert [one.vectors.tolist() for one in profiles] == [
        [vector(facet.text) for facet in one.facets] for one in profiles
    ]
    assert [one.trades.tolist() for one in profiles] == [
        [[0, 1, 2, 3], [4, 5, 6, 7]],
        [],
        [[8, 9, 10, 11]],
    ]
    assert [one.granted for one in profiles] == [frozenset()] * 3


def test_nobody_and_no_job_make_nothing(encoder):
    assert make_cards([], LADDERS, encoder) == ()
    assert make_profiles([], encoder, lambda _, vectors: np.zeros((len(vectors), 4))) == ()


def test_a_card_has_no_ways_in_unless_they_are_given():
    one = Card(Target(None, FIRST), np.zeros(2), (), np.zeros((0, 2)))

    assert one.ways_in == ()
    assert replace(one, ways_in=(WayIn(WAYS[0], FIRST, one.work),)).ways_in[0].before is FIRST
