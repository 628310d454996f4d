"""Reasons are codes that are said in three languages; what is stored can be said again."""

from __future__ import annotations

import json
import string
from dataclasses import replace

import numpy as np
import pytest
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at, text

from matcher.domain.ladder import (
    Fact,
    Ladder,
    Mark,
    RequirementKind,
    Span,
    TrainingModule,
    Transition,
    Weeks,
)
from matcher.domain.ladders import Ladders
from matcher.domain.language import LanguageArea, SpokenLanguage, Swedish, parse_cefr_range
from matcher.domain.opening import Demands, Offers, OpeningState
from matcher.domain.participant import ParticipantState, Wishes
from matcher.domain.sector import Sector
from matcher.domain.target import Target
from matcher.domain.text import LocalText
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import Profile
from matcher.ranking.explain import explain, explain_nothing
from matcher.ranking.phrases import SENTENCES, say
from matcher.ranking.reasons import Reason, Words, gate_reasons, missing_facts, reasons_against
from matcher.ranking.vocabulary import NAMES, name_of
from matcher.ranking.wire import reason_from_json, reason_to_json, say_explanation, say_nothing

RULES = make_rules()
LANGUAGES = ("sv", "en", "ar")


def small_ladders() -> Ladders:
    first = make_step()
    second = replace(first, id="kitchens.assistant", titles=text("Köksbiträde"), entry=False)
    module = TrainingModule("intro", "introduction", text("introduktion"), frozenset({"wash"}))
    way = Transition(
        "t", first.id, second.id, module, Weeks(Span(2, 4)), None, Fact(Mark.SOURCED, "TEST")
    )
    kitchens = text("Storkök")
    ladder = Ladder(
        Sector.KITCHENS, kitchens, kitchens, {}, frozenset(), (), (first, second), (way,)
    )
    return Ladders((ladder,))


def explained(profile, target):
    found = assess(profile, card_of(target), RULES, TODAY)
    return found, explain(found, small_ladders(), RULES, TODAY)


def codes(reasons) -> list[str]:
    return [reason.code if isinstance(reason, Reason) else reason["code"] for reason in reasons]


def test_reasons_name_strengths_and_what_is_not_there_yet():
    person = replace(
        make_person(),
        languages=(SpokenLanguage("so"),),
        wishes=Wishes(sectors=frozenset({Sector.KITCHENS})),
    )
    step = make_step()
    opening = replace(make_opening(step), offers=Offers(languages=("so", "ar"), mentor=True))
    _, told = explained(profile_at(person, [0.9]), Target(opening, step))
    assert codes(told["reasons_for"]) == [
        "done_like_work",
        "skill_met",
        "skill_met",
        "swedish_met",
        "wished",
        "language_asset",
        "mentor",
        "entry",
    ]
    assert told["reasons_for"][0]["facts"]["own_words"] == "Jag diskade på en restaurang."
    assert told["reasons_for"][5]["facts"]["languages"] == {"words": ["language.so"]}
    assert codes(told["reasons_against"]) == ["certificate_trainable"]
    assert told["opening"] == {"id": "O001", "title": "Diskare till skolkök", "kind": "own"}


def test_the_next_job_and_its_training_are_named():
    _, told = explained(profile_at(make_person(), [0.9]), Target(None, make_step()))
    assert [way["step"]["id"] for way in told["next_steps"]] == ["kitchens.assistant"]
    assert told["next_steps"][0]["weeks"] == {"min": 2, "max": 4}
    assert told["opening"] is None


def test_unknown_facts_are_asked_for_and_never_held_against():
    blank = replace(make_person(), experiences=(), swedish=Swedish(), certificates=None)
    profile = Profile(blank, (), np.zeros((0, 2), dtype=np.float32), np.zeros((0, 4)))
    found = assess(profile, card_of(Target(None, make_step())), RULES, TODAY)
    assert set(codes(missing_facts(found))) == {
        "swedish_unknown",
        "nothing_told",
        "certificates_unknown",
    }
    assert reasons_against(found) == ()


def test_own_levels_of_an_opening_name_the_gap():
    demands = Demands(
        swedish={LanguageArea.READING: parse_cefr_range("B1")}, swedish_for_task="läsa recept"
    )
    step = make_step()
    opening = replace(make_opening(step), demands=demands)
    _, told = explained(profile_at(make_person(), [0.9]), Target(opening, step))
    gap = next(r for r in told["reasons_against"] if r["code"] == "swedish_not_yet")
    assert (gap["facts"]["need"], gap["facts"]["have"]) == ("B1", "A2")


def test_what_was_stored_is_said_in_three_languages():
    found, told = explained(profile_at(make_person(), [0.9]), Target(None, make_step()))
    again = json.loads(json.dumps(told))
    for lang in LANGUAGES:
        said = say_explanation(again, lang)
        assert said["step"]["title"] == make_step().titles.get(lang)
        assert all(reason["text"] for reason in said["reasons_for"])
        assert said["what_would_change"][0]["band_after"] == "ready"
        assert make_step().certificates[0].names.get(lang) in said["what_would_change"][0]["change"]
    assert found.contributions == assess(found.profile, found.card, RULES, TODAY).contributions


def test_an_empty_list_says_why_and_shows_the_shortest_way():
    found = assess(
        profile_at(make_person(), [0.0]), card_of(Target(None, make_step())), RULES, TODAY
    )
    said = say_nothing(explain_nothing(Reason("nothing_above_floor"), [found], RULES, TODAY), "en")
    assert said["text"].startswith("No job fits well enough")
    way = said["shortest_way"][0]
    assert way["step"]["id"] == "kitchens.porter"
    assert way["in_the_way"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_said_with_its_facts(code, lang):
    template = SENTENCES[code].get(lang)
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    swedish = {n for _, n, _, _ in string.Formatter().parse(SENTENCES[code].sv) if n}
    assert fields == swedish
    said = say(Reason(code, {name: f"<{name}>" for name in fields}), lang)
    assert all(f"<{name}>" in said for name in fields)
    assert "{" not in said


@pytest.mark.parametrize("text", ["0–1", "B1+", "2026-11-22"])
def test_ranges_and_levels_stay_in_order_between_arabic_words(text):
    reason = Reason("change_hours", {"hours": text})
    assert f" \u2068{text}\u2069 " in say(reason, "ar")
    assert say(reason, "sv") == f"Arbeta {text} timmar i veckan"


def test_a_fact_that_is_not_there_is_not_isolated():
    assert "\u2068" not in say(Reason("change_hours", {"hours": ""}), "ar")


def test_every_name_has_three_languages():
    for key, names in NAMES.items():
        assert all(names.get(lang).strip() for lang in LANGUAGES), key


def test_an_unknown_name_shows_its_last_part():
    assert name_of("language.xx", "sv") == "xx"


def test_reasons_survive_json():
    reason = Reason("c", {"a": "x", "b": LocalText("s", "e", "a"), "c": Words(("area.reading",))})
    assert reason_from_json(json.loads(json.dumps(reason_to_json(reason)))) == reason


def test_gates_are_said():
    person = replace(make_person(), is_adult=True)
    step = replace(
        make_step(),
        certificates=tuple(
            replace(need, kind=RequirementKind.GATE, train=None)
            for need in make_step().certificates
        ),
    )
    found = assess(profile_at(person, [0.9]), card_of(Target(None, step)), RULES, TODAY)
    assert codes(gate_reasons(found)) == ["certificate_bars"]
    assert "livsmedelshygien" in say(gate_reasons(found)[0], "sv")


@pytest.mark.parametrize("state", [*ParticipantState, *OpeningState])
def test_every_state_has_a_name(state):
    assert f"state.{state}" in NAMES
