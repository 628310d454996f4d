"""Weights, calibration, rows of the index, lists and ways onward."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at

from matcher.domain.judgement import Band
from matcher.domain.ladders import Ladders
from matcher.domain.opening import OpeningState
from matcher.domain.sector import Sector
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import ArtifactError, EmptyProgramme
from matcher.indexing.exact import ExactIndex
from matcher.ports import TextKind
from matcher.ranking.assess import assess
from matcher.ranking.calibration import Calibration, fit_calibration
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.ranking.onward import next_steps
from matcher.ranking.rows import bring_up_to_date, index_version, owner_of, people_rows, row_id
from matcher.ranking.shortlist import above_floor, assess_all, shortest_ways, varied
from matcher.ranking.targets import targets_on
from matcher.ranking.verbalise import facets_of, target_text
from matcher.ranking.weights import FEATURES, parse_weights
from matcher.settings import shared_path

DOCUMENT = shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8")


def changed(**changes) -> str:
    return json.dumps({**json.loads(DOCUMENT), **changes})


def test_the_shipped_weights_are_whole():
    weights = parse_weights(DOCUMENT)
    assert set(weights.weights) == set(FEATURES)
    assert sum(weights.weights.values()) == pytest.approx(1, abs=1e-12)
    assert weights.version.startswith("expert-1@")


def test_another_file_is_another_version():
    assert parse_weights(changed(floor=0.5)).version != parse_weights(DOCUMENT).version


@pytest.mark.parametrize(
    "document",
    [
        "not json",
        "{}",
        changed(weights={"work": 1.0}),
        changed(weights={**json.loads(DOCUMENT)["weights"], "work": 0.9}),
        changed(weights={**json.loads(DOCUMENT)["weights"], "work": -0.1, "requirements": 0.58}),
        changed(neutral={**json.loads(DOCUMENT)["neutral"], "work": 2}),
    ],
)
def test_weights_that_cannot_be_right_are_refused(document):
    with pytest.raises(ArtifactError):
        parse_weights(document)


def test_calibration_puts_unlike_at_zero_and_alike_at_one():
    people = np.eye(4, dtype=np.float32)[:2]
    work = np.array([[0.8, 0.1, 0.6, 0], [0.1, 0.6, 0, 0.8]], dtype=np.float32)
    sectors = [Sector.KITCHENS, Sector.INDUSTRY]
    calibration = fit_calibration(people, sectors, work, sectors)
    assert calibration.low == pytest.approx(0.1)
    assert calibration.high == pytest.approx(0.78)
    assert calibration.apply(np.array([0.05, 0.1, 0.78, 0.9])).tolist() == pytest.approx(
        [0, 0, 1, 1], abs=1e-6
    )


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=20))
def test_calibration_never_falls(cosines):
    values = Calibration(0.1, 0.5).apply(np.sort(np.array(cosines)))
    assert (np.diff(values) >= 0).all()
    assert values.min() >= 0
    assert values.max() <= 1


def test_rows_follow_the_texts():
    encoder = HashingEncoder()
    index = ExactIndex(encoder.dimension)
    person = make_person()
    rows = people_rows([person])
    assert bring_up_to_date(index, rows, encoder, TextKind.EXPERIENCE)
    assert not bring_up_to_date(index, rows, encoder, TextKind.EXPERIENCE)
    before = index_version(index)
    told = replace(person.experiences[0], text="Jag sydde kläder.")
    rows = people_rows([replace(person, experiences=(told,))])
    assert bring_up_to_date(index, rows, encoder, TextKind.EXPERIENCE)
    assert list(index.ids) == [row_id("P001", "Jag sydde kläder.")]
    assert index_version(index) != before
    assert owner_of(index.ids[0]) == "P001"
    bring_up_to_date(index, {}, encoder, TextKind.EXPERIENCE)
    assert index.ids == ()


def test_cards_and_profiles_hold_the_vectors_of_their_own_texts():
    encoder = HashingEncoder()
    step = make_step()
    targets = [Target(None, step), Target(make_opening(step), step)]
    cards = make_cards(targets, Ladders(()), encoder)
    for card, target in zip(cards, targets, strict=True):
        expected = encoder.encode([target_text(target)], TextKind.WORK)[0]
        np.testing.assert_allclose(card.work, expected, atol=1e-6)
        needs = encoder.encode([need.texts.sv for need in card.skills], TextKind.WORK)
        np.testing.assert_allclose(card.skill_vectors, needs, atol=1e-6)
    people = [make_person(), replace(make_person(), experiences=())]
    first, second = make_profiles(people, encoder, lambda _, v: np.zeros((len(v), 4)))
    assert first.facets == facets_of(people[0])
    assert first.vectors.shape == (1, encoder.dimension)
    assert second.vectors.shape == (0, encoder.dimension)


def test_lists_are_in_order_above_the_floor_and_varied():
    step, rules = make_step(), make_rules()
    openings = [replace(make_opening(step), id=f"O{n:03}") for n in range(6)]
    cards = [card_of(Target(opening, step)) for opening in openings]
    pairs = [(profile_at(make_person(), [c]), card) for card in cards for c in (0.1, 0.9)]
    found = assess_all(pairs, rules, TODAY)
    scores = [a.score for a in found]
    assert scores == sorted(scores, reverse=True)
    assert [a.card.target.id for a in found[:6]] == sorted(a.card.target.id for a in found[:6])
    kept = above_floor(found, scores[5])
    assert len(kept) == 6
    assert len(varied(kept, 10)) == 3
    assert len(varied(kept, 2)) == 2


def test_the_shortest_way_leads_over_first_jobs_only():
    step, rules = make_step(), make_rules()
    later = replace(step, id="kitchens.cook", entry=False)
    profile = profile_at(make_person(), [0.0])
    targets = [Target(None, later), Target(None, step), Target(make_opening(step), step)]
    found = [assess(profile, card_of(target), rules, TODAY) for target in targets]
    assert [a.card.target.step.id for a in shortest_ways(found)] == ["kitchens.porter"]


def test_targets_leave_out_what_is_closed_past_or_outside(opening_card):
    step = make_step()
    own = make_opening(step)
    closed = replace(own, id="O002", state=OpeningState.CLOSED)
    past = replace(own, id="O003", deadline=TODAY.replace(year=2025))
    outside = replace(own, id="O004", step=None, sector=None)
    sector_only = replace(own, id="O005", step=None, sector=Sector.KITCHENS)
    ladders = Ladders(())
    found = targets_on(TODAY, [own, closed, past, outside, sector_only], ladders)
    assert [target.id for target in found] == ["opening:O001", "opening:O005"]


def test_no_ladder_and_no_opening_says_what_to_do():
    with pytest.raises(EmptyProgramme, match="stegvis import openings"):
        targets_on(TODAY, [], Ladders(()))


def test_nothing_leads_on_from_a_step_without_ways():
    assert next_steps(Ladders(()), make_step().id) == ()


def test_what_lies_further_ahead_is_shown_where_there_is_room():
    step, rules = make_step(), make_rules()
    hard = replace(
        step,
        id="kitchens.manager",
        requirements=tuple(replace(need, train=None) for need in step.requirements),
    )
    novice = profile_at(make_person(), [0.2])
    found = assess_all(
        [(novice, card_of(Target(None, hard))), (novice, card_of(Target(None, step)))],
        rules,
        TODAY,
    )
    assert [a.band for a in varied(found, 2)].count(Band.STRETCH) == 1
    assert [a.card.target.id for a in varied(found, 1)] == ["step:kitchens.porter"]


def test_a_trade_without_a_ladder_does_not_shift_the_calibration():
    people = np.eye(4, dtype=np.float32)[:3]
    work = np.array([[0.8, 0.1, 0.2, 0], [0.6, 0.2, 0.1, 0]], dtype=np.float32)
    homes = [Sector.KITCHENS, Sector.INDUSTRY, Sector.CONSTRUCTION]
    found = fit_calibration(people, homes, work, [Sector.KITCHENS, Sector.KITCHENS])
    assert found.high == pytest.approx(0.8)
