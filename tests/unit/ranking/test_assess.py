"""The score is the sum of its contributions, and never falls when the person's side improves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs import (
    FACT,
    TODAY,
    card_of,
    make_opening,
    make_person,
    make_rules,
    make_step,
    profile_at,
    text,
)

from matcher.domain.judgement import Band, Judgement, Outcome, Topic
from matcher.domain.ladder import Span, TrainingModule, Transition, Weeks, When
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Swedish,
)
from matcher.domain.opening import Demands, Hours
from matcher.domain.participant import Availability, MayWork, MayWorkStatus, Shift, Travel, Wishes
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, SkillClaim
from matcher.domain.target import Target
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import Profile, WayIn
from matcher.ranking.features import _mean_coverage
from matcher.ranking.reasons import missing_facts
from matcher.ranking.weights import FEATURES


def test_contributions_sum_to_the_score(able, novice, step_card, opening_card, rules, today):
    for profile in (able, novice):
        for card in (step_card, opening_card):
            found = assess(profile, card, rules, today)
            assert list(found.contributions) == list(FEATURES)
            assert abs(sum(found.contributions.values()) - found.score) < 1e-9
            assert 0 <= found.score <= 1
            for name, value in found.contributions.items():
                assert value == pytest.approx(
                    rules.weights.weights[name] * found.features[name].value
                )


def test_likeness_of_work_is_calibrated(able, novice, step_card, rules, today):
    assert assess(able, step_card, rules, today).features["work"].value == 1.0
    assert assess(novice, step_card, rules, today).features["work"].value == 0.0


def test_band_follows_the_needs(able, novice, step_card, rules, today):
    assert assess(able, step_card, rules, today).band is Band.WITH_SUPPORT
    certified = replace(
        able, person=replace(able.person, certificates=(Certificate("food_hygiene"),))
    )
    assert assess(certified, step_card, rules, today).band is Band.READY
    assert assess(novice, step_card, rules, today).band is Band.AFTER_TRAINING


def test_a_granted_requirement_counts_as_met(novice, step_card, rules, today):
    granted = replace(novice, granted=frozenset({"wash"}))
    judged = {j.id: j for j in assess(granted, step_card, rules, today).judgements}
    assert judged["wash"].outcome is Outcome.MET
    assert judged["order"].outcome is Outcome.TRAINABLE


def test_unknown_facts_take_the_neutral_value_and_are_marked(able, step_card, rules, today):
    blank = replace(able.person, experiences=(), swedish=Swedish(), certificates=None)
    profile = Profile(blank, (), np.zeros((0, 2), dtype=np.float32), np.zeros((0, 4)))
    found = assess(profile, step_card, rules, today)
    for name in ("work", "requirements", "swedish", "certificates", "experience", "wishes"):
        assert not found.features[name].known
        assert found.features[name].value == rules.weights.neutral[name]


def test_an_expired_right_to_work_bars(able, step_card, rules, today):
    ended = MayWork(MayWorkStatus.YES, until=today.replace(year=2025))
    found = assess(
        replace(able, person=replace(able.person, may_work=ended)), step_card, rules, today
    )
    assert [j.topic for j in found.barred_by] == [Topic.MAY_WORK]


def test_a_right_to_work_to_check_does_not_bar(able, step_card, rules, today):
    unchecked = replace(able.person, may_work=MayWork(MayWorkStatus.TO_CHECK))
    found = assess(replace(able, person=unchecked), step_card, rules, today)
    assert found.barred_by == ()


def test_wishes_count_and_tasks_to_avoid_count_more(able, step_card, rules, today):
    def wish_value(wishes: Wishes) -> float:
        person = replace(able.person, wishes=wishes)
        return (
            assess(replace(able, person=person), step_card, rules, today).features["wishes"].value
        )

    kitchens, industry = frozenset({Sector.KITCHENS}), frozenset({Sector.INDUSTRY})
    assert wish_value(Wishes(steps=frozenset({step_card.target.step.id}))) == 1.0
    assert wish_value(Wishes(sectors=kitchens)) > wish_value(Wishes())
    assert wish_value(Wishes()) > wish_value(Wishes(sectors=industry))
    assert wish_value(Wishes(sectors=kitchens, avoid=frozenset({"heat"}))) < wish_value(
        Wishes(sectors=industry)
    )


def test_travel_beyond_the_limit_bars_only_when_clearly_too_far(able, opening_card, rules, today):
    home = Place("Göteborg", lat=57.7, lon=11.97)

    def barred(km_north: float, max_minutes: int) -> bool:
        work = Place("Annanstans", lat=57.7 + km_north / 111.2, lon=11.97)
        person = replace(
            able.person, place=home, travel=Travel(TravelMode.PUBLIC_TRANSPORT, max_minutes)
        )
        target = replace(
            opening_card.target, opening=replace(opening_card.target.opening, place=work)
        )
        card = replace(opening_card, target=target)
        found = assess(replace(able, person=person), card, rules, today)
        return any(j.topic is Topic.TRAVEL for j in found.barred_by)

    assert not barred(10, 45)  # 44 minutes
    assert not barred(10, 40)  # a little longer than wished
    assert barred(10, 30)


def test_shifts_that_never_meet_bar(able, opening_card, rules, today):
    nights = replace(opening_card.target.opening, hours=Hours(shifts=frozenset({Shift.NIGHT})))
    card = replace(opening_card, target=replace(opening_card.target, opening=nights))
    days = replace(able.person, availability=Availability(shifts=frozenset({Shift.DAY})))
    found = assess(replace(able, person=days), card, rules, today)
    assert [j.topic for j in found.barred_by] == [Topic.SHIFTS]


levels = st.integers(min_value=0, max_value=16).map(Cefr)


@given(low=levels, high=levels)
def test_more_swedish_never_lowers_the_score(low, high):
    profile, card = profile_at(make_person(), [0.4]), card_of(Target(None, make_step()))
    rules = make_rules()
    low, high = min(low, high), max(low, high)

    def score(level: Cefr) -> float:
        area = AreaLevel(CefrRange(level, level), LanguageSource.TEST)
        swedish = Swedish(dict.fromkeys(LanguageArea, area))
        person = replace(profile.person, swedish=swedish)
        return assess(replace(profile, person=person), card, rules, TODAY).score

    assert score(low) <= score(high) + 1e-12


@given(
    a=st.floats(0, 0.99),
    b=st.floats(0, 0.99),
    months=st.integers(0, 400),
    wanted=st.integers(0, 3),
)
def test_more_alike_work_never_lowers_the_score(a, b, months, wanted):
    step = make_step()
    demands = Demands(must_have=tuple(f"krav {n}" for n in range(wanted)))
    opening = replace(make_opening(step), demands=demands)
    profile, card = profile_at(make_person(), [0.4]), card_of(Target(opening, step))
    rules = make_rules()
    low, high = min(a, b), max(a, b)

    def score(cosine: float) -> float:
        told = replace(profile.person.experiences[0], months=months)
        facet = replace(profile.facets[0], months=months)
        vectors = np.array([[cosine, np.sqrt(1 - cosine * cosine)]], dtype=np.float32)
        person = replace(profile.person, experiences=(told,))
        changed = replace(profile, person=person, facets=(facet,), vectors=vectors)
        return assess(changed, card, rules, TODAY).score

    assert score(low) <= score(high) + 1e-9


TEN_WEEKS = Span(10, 20)


def later_card(weeks: Span | None = TEN_WEEKS, *, entry: bool = True, kind: str = "komvux"):
    """A job that is not a first one, reached by a training from a job before it."""
    before = replace(make_step(), entry=entry)
    step = replace(make_step(), id="kitchens.cook", entry=False, certificates=())
    module = TrainingModule("course", kind, text("kockkurs"), frozenset())
    card = card_of(Target(None, step))
    if weeks is None:
        return card
    way = Transition("t", before.id, step.id, module, Weeks(weeks), None, FACT)
    return replace(card, ways_in=(WayIn(way, before, card.work),))


def ladder_of(months: int | None, cosine: float, card) -> Judgement:
    person = make_person()
    told = replace(person.experiences[0], months=months)
    profile = profile_at(replace(person, experiences=(told,)), [cosine])
    found = assess(profile, card, make_rules(), TODAY)
    return next(j for j in found.judgements if j.topic is Topic.LADDER)


def test_a_later_job_is_reached_by_work_like_it():
    assert ladder_of(12, 0.9, later_card()).outcome is Outcome.MET
    assert ladder_of(11, 0.9, later_card()).outcome is Outcome.TRAINABLE
    assert ladder_of(12, 0.2, later_card()).outcome is Outcome.TRAINABLE
    assert ladder_of(None, 0.9, later_card()).outcome is Outcome.TRAINABLE


def test_else_by_the_training_that_leads_there():
    judged = ladder_of(0, 0.9, later_card())
    assert (judged.weeks, judged.when) == (Span(10, 20), When.BEFORE)
    assert judged.facts["sv"] == "kockkurs"
    assert ladder_of(0, 0.9, later_card(weeks=None)).outcome is Outcome.MISSING


def test_a_way_that_begins_where_nobody_stands_leads_nowhere_yet():
    assert ladder_of(6, 0.9, later_card(entry=False)).outcome is Outcome.MISSING
    assert ladder_of(6, 0.9, later_card(kind="validation")).outcome is Outcome.MISSING
    assert ladder_of(6, 0.9, later_card(entry=True)).outcome is Outcome.TRAINABLE


def test_a_first_job_asks_for_no_step_before(able, step_card, rules, today):
    topics = {j.topic for j in assess(able, step_card, rules, today).judgements}
    assert Topic.LADDER not in topics


def test_an_employers_own_words_are_asked_about_and_never_held_against(novice, rules, today):
    step = make_step()
    opening = replace(make_opening(step), demands=Demands(must_have=("Orkar arbeta fysiskt",)))
    found = assess(novice, card_of(Target(opening, step)), rules, today)
    without = assess(novice, card_of(Target(make_opening(step), step)), rules, today)
    judged = next(j for j in found.judgements if j.id == "opening.1")
    assert (judged.outcome, judged.coverage) == (Outcome.UNKNOWN, None)
    assert found.band is without.band
    assert found.score == pytest.approx(without.score)
    assert "skill_unknown" in [reason.code for reason in missing_facts(found)]


def test_a_skill_is_worth_less_than_having_done_the_work(able, step_card, rules, today):
    skill = SkillClaim("Diskar")
    person = replace(able.person, experiences=(), skills=(skill,))
    claimed = profile_at(person, [0.9])
    done = assess(able, step_card, rules, today).features["work"].value
    told = assess(claimed, step_card, rules, today).features["work"].value
    assert told == pytest.approx(done * rules.weights.skill_worth)


def test_what_takes_over_a_year_leaves_nothing_of_the_training_time(novice, rules, today):
    step = make_step()
    hard = replace(step, requirements=tuple(replace(r, train=None) for r in step.requirements))
    found = assess(novice, card_of(Target(None, hard)), rules, today)
    assert found.band is Band.STRETCH
    assert found.features["training"].value == 0


@given(
    step_needs=st.lists(st.floats(0, 1), min_size=0, max_size=4),
    bonuses=st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=4),
    place=st.integers(0, 3),
    raised=st.floats(0, 1),
)
def test_meeting_an_employers_own_words_never_lowers_the_mean(step_needs, bonuses, place, raised):
    def mean(values: list[float | None]) -> float:
        judged = [
            Judgement(Topic.SKILL, f"s{n}", Outcome.MET, coverage=c)
            for n, c in enumerate(step_needs)
        ]
        judged += [
            Judgement(Topic.SKILL, f"b{n}", Outcome.MET, coverage=c, bonus=True)
            for n, c in enumerate(values)
        ]
        return _mean_coverage(judged) or 0.0

    place %= len(bonuses)
    better = list(bonuses)
    better[place] = max(raised, bonuses[place] or 0.0)
    assert mean(better) >= mean(bonuses) - 1e-12
