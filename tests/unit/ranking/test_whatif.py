"""Only changes that really open a job are told, the smallest first."""

from __future__ import annotations

from dataclasses import replace

from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at, text

from matcher.domain.judgement import BAND_ORDER, Band
from matcher.domain.ladder import Fact, Mark, Span, TrainingModule, Transition, Weeks
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.opening import Hours
from matcher.domain.participant import Availability
from matcher.domain.skills import Certificate
from matcher.domain.target import Target
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import WayIn
from matcher.ranking.whatif import what_would_change

RULES = make_rules()


def way_in(gives: frozenset[str], weeks: Span) -> Transition:
    step = make_step()
    module = TrainingModule("intro", "introduction", text("introduktion"), gives)
    return Transition("t", step.id, step.id, module, Weeks(weeks), None, Fact(Mark.SOURCED, "TEST"))


def changes(profile, card, ways=()):
    ways_in = tuple(WayIn(way, make_step(), card.work) for way in ways)
    found = assess(profile, replace(card, ways_in=ways_in), RULES, TODAY)
    return found, what_would_change(found, RULES, TODAY)


def test_nothing_to_change_for_somebody_who_is_ready():
    person = replace(make_person(), certificates=(Certificate("food_hygiene"),))
    found, told = changes(profile_at(person, [0.9]), card_of(Target(None, make_step())))
    assert found.band is Band.READY
    assert told == ()


def test_one_certificate_away():
    found, told = changes(profile_at(make_person(), [0.9]), card_of(Target(None, make_step())))
    assert found.band is Band.WITH_SUPPORT
    assert [(w.change.code, w.change.weeks.low, w.band_after) for w in told] == [
        ("certificate", 1, Band.READY)
    ]


def test_swedish_is_raised_to_what_the_task_needs_and_no_further():
    low = AreaLevel(parse_cefr_range("A1"), LanguageSource.TEST)
    person = replace(
        make_person(),
        certificates=(Certificate("food_hygiene"),),
        swedish=Swedish({LanguageArea.LISTENING: low, LanguageArea.READING: low}),
    )
    found, told = changes(profile_at(person, [0.9]), card_of(Target(None, make_step())))
    assert found.band is Band.WITH_SUPPORT
    assert [w.change.code for w in told] == ["swedish"]
    assert [j.id for j in told[0].change.subjects] == ["listening"]
    assert (told[0].change.weeks.low, told[0].change.weeks.high) == (9, 18)
    assert told[0].band_after is Band.READY


def test_a_module_that_gives_the_missing_skill_is_told_with_its_weeks():
    person = replace(make_person(), certificates=(Certificate("food_hygiene"),))
    ways = (way_in(frozenset({"order", "wash"}), Span(3, 5)),)
    found, told = changes(profile_at(person, [0.0]), card_of(Target(None, make_step())), ways)
    assert found.band is Band.AFTER_TRAINING
    by_code = {w.change.code: w for w in told}
    assert by_code["training"].change.weeks == Span(3, 5)
    assert by_code["training"].band_after is Band.READY


def test_a_module_that_does_not_help_is_not_told():
    person = replace(make_person(), certificates=(Certificate("food_hygiene"),))
    ways = (way_in(frozenset({"wash"}), Span(3, 5)),)
    _, told = changes(profile_at(person, [0.0]), card_of(Target(None, make_step())), ways)
    assert "training" not in {w.change.code for w in told}


def test_when_no_single_change_helps_the_smallest_set_is_told():
    low = AreaLevel(parse_cefr_range("A1"), LanguageSource.TEST)
    person = replace(
        make_person(), swedish=Swedish({LanguageArea.LISTENING: low, LanguageArea.READING: low})
    )
    found, told = changes(profile_at(person, [0.9]), card_of(Target(None, make_step())))
    assert found.band is Band.WITH_SUPPORT
    assert [w.change.code for w in told] == ["together"]
    assert [part.code for part in told[0].change.parts] == ["certificate", "swedish"]
    assert told[0].change.weeks == Span(9, 18)
    assert told[0].band_after is Band.READY


def test_hours_that_do_not_fit_are_opened_by_other_hours():
    step = make_step()
    opening = replace(make_opening(step), hours=Hours(per_week_min=38, per_week_max=40))
    person = replace(
        make_person(),
        certificates=(Certificate("food_hygiene"),),
        availability=Availability(hours_per_week_min=10, hours_per_week_max=20),
    )
    found, told = changes(profile_at(person, [0.9]), card_of(Target(opening, step)))
    assert [j.id for j in found.barred_by] == ["hours"]
    assert [(w.change.code, w.band_after) for w in told] == [("hours", Band.READY)]


def test_every_told_change_leads_to_a_better_band():
    for cosine in (0.0, 0.2, 0.29, 0.31, 0.9):
        ways = (way_in(frozenset({"order"}), Span(2, 4)),)
        found, told = changes(
            profile_at(make_person(), [cosine]), card_of(Target(None, make_step())), ways
        )
        for what_if in told:
            assert BAND_ORDER.index(what_if.band_after) < BAND_ORDER.index(found.band)
        weeks = [what_if.change.weeks.low for what_if in told]
        assert weeks == sorted(weeks)


def test_the_set_that_is_told_has_no_needless_part():
    low = AreaLevel(parse_cefr_range("A1"), LanguageSource.TEST)
    person = replace(
        make_person(), swedish=Swedish({LanguageArea.LISTENING: low, LanguageArea.READING: low})
    )
    # A short module that gives the certificate too: certificate or module is needed, never both.
    ways = (way_in(frozenset({"food_hygiene"}), Span(2, 3)),)
    found, told = changes(profile_at(person, [0.9]), card_of(Target(None, make_step())), ways)
    assert [w.change.code for w in told] == ["together"]
    parts = told[0].change.parts
    assert {part.code for part in parts} == {"certificate", "swedish"}
    assert found.band is Band.WITH_SUPPORT
