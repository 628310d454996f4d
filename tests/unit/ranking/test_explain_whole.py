"""Explanations of a small pair, whole: as they are stored, and as they are said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at, text
from judged import judged, named

from matcher.domain.judgement import Band, Outcome, Topic
from matcher.domain.ladder import (
    Fact,
    Ladder,
    Mark,
    Span,
    TrainingModule,
    Transition,
    Weeks,
)
from matcher.domain.ladders import Ladders
from matcher.domain.language import SpokenLanguage
from matcher.domain.opening import Offers
from matcher.domain.sector import Sector
from matcher.domain.target import Target
from matcher.domain.text import LocalText
from matcher.ranking.assess import assess
from matcher.ranking.explain import change_reason, change_to_json, explain, explain_nothing
from matcher.ranking.reasons import Reason, Words
from matcher.ranking.whatif import Change, WhatIf
from matcher.ranking.wire import say_explanation, say_nothing

RULES = make_rules()
FIRST = make_step()
SECOND = replace(FIRST, id="kitchens.assistant", titles=text("Köksbiträde"), entry=False)
MODULE = TrainingModule("intro", "introduction", text("introduktion"), frozenset({"wash"}))
WAY = Transition("t", FIRST.id, SECOND.id, MODULE, Weeks(Span(2, 4)), None, Fact(Mark.SOURCED))
KITCHENS = text("Storkök")
LADDERS = Ladders(
    (Ladder(Sector.KITCHENS, KITCHENS, KITCHENS, {}, frozenset(), (), (FIRST, SECOND), (WAY,)),)
)
OPENING = {"id": "O001", "title": "Diskare till skolkök", "kind": "own"}


def in_three(word):
    return {"sv": word, "en": f"{word} (en)", "ar": f"{word} (ar)"}


PORTER = {"id": "kitchens.porter", "sector": "kitchens", "title": in_three("Diskare")}
ASSISTANT = {"id": "kitchens.assistant", "sector": "kitchens", "title": in_three("Köksbiträde")}
CHANGE = {
    "change": {
        "code": "change_certificate",
        "facts": {"weeks": "1", "name": in_three("livsmedelshygien")},
    },
    "weeks": {"min": 1, "max": 1},
    "band_after": "ready",
}
HYGIENE = {
    "code": "certificate_trainable",
    "facts": {
        "name": in_three("livsmedelshygien"),
        "weeks": "1",
        "when": {"words": ["when.before"]},
    },
}
TOLD = {
    "opening": OPENING,
    "step": PORTER,
    "reasons_for": [
        {"code": "done_like_work", "facts": {"own_words": "Jag diskade på en restaurang."}},
        *(
            {
                "code": "skill_met",
                "facts": {"name": in_three(name), "own_words": "Jag diskade på en restaurang."},
            }
            for name in ("wash", "order")
        ),
        {"code": "swedish_met", "facts": {}},
        {"code": "language_asset", "facts": {"languages": {"words": ["language.so"]}}},
        {"code": "entry", "facts": {}},
    ],
    "reasons_against": [HYGIENE],
    "missing_facts": [
        {"code": f"{topic}_unknown", "facts": {}}
        for topic in ("hours", "shifts", "start", "travel")
    ],
    "what_would_change": [CHANGE],
    "next_steps": [
        {
            "step": ASSISTANT,
            "training": {
                "id": "intro",
                "title": in_three("introduktion"),
                "mark": "sourced",
            },
            "weeks": {"min": 2, "max": 4},
        }
    ],
}


def assessed(target, cosine=0.9):
    person = replace(make_person(), languages=(SpokenLanguage("so"),))
    return assess(profile_at(person, [cosine]), card_of(target), RULES, TODAY)


def with_opening():
    offers = Offers(languages=("so",))
    return assessed(Target(replace(make_opening(FIRST), offers=offers), FIRST))


def test_a_pair_is_explained_whole():
    assert explain(with_opening(), LADDERS, RULES, TODAY) == TOLD


def test_an_opening_without_a_step_leads_nowhere_that_is_known():
    told = explain(assessed(Target(make_opening(FIRST), None)), LADDERS, RULES, TODAY)

    assert (told["opening"], told["step"], told["next_steps"]) == (OPENING, None, [])
    assert list(told) == list(TOLD)


def said_as(code, words):
    return {"code": code, "text": words}


def test_an_explanation_is_said_whole():
    asked = say_explanation({**TOLD, "missing_facts": []}, "en")

    assert asked == {
        "opening": OPENING,
        "step": {**PORTER, "title": "Diskare (en)"},
        "reasons_for": [
            said_as("done_like_work", "Has done work like this: “Jag diskade på en restaurang.”"),
            said_as("skill_met", "Already true: “wash (en)”"),
            said_as("skill_met", "Already true: “order (en)”"),
            said_as("swedish_met", "The Swedish is enough for the tasks."),
            said_as("language_asset", "The workplace has use for Somali."),
            said_as("entry", "A first job: no Swedish education is needed."),
        ],
        "reasons_against": asked["reasons_against"],
        "missing_facts": [],
        "what_would_change": [
            {**CHANGE, "change": "livsmedelshygien (en): 1 weeks"},
        ],
        "next_steps": [
            {
                "step": {**ASSISTANT, "title": "Köksbiträde (en)"},
                "training": {
                    "id": "intro",
                    "title": "introduktion (en)",
                    "mark": "sourced",
                },
                "weeks": {"min": 2, "max": 4},
            }
        ],
    }
    [hygiene] = asked["reasons_against"]
    assert list(hygiene) == ["code", "text"]
    assert hygiene["text"].startswith("Not yet")
    assert "livsmedelshygien (en)" in hygiene["text"]


@pytest.mark.parametrize(
    ("lang", "title"),
    [("sv", "Diskare"), ("en", "Diskare (en)"), ("ar", "Diskare (ar)"), ("so", "Diskare")],
)
def test_a_title_is_said_in_the_language_or_else_in_swedish(lang, title):
    assert say_explanation(TOLD, lang)["step"]["title"] == title
    assert say_explanation({**TOLD, "step": None}, lang)["step"] is None


def test_an_empty_list_is_explained_and_said_whole():
    way = assessed(Target(make_opening(FIRST), FIRST))
    told = explain_nothing(Reason("nothing_above_floor"), [way], RULES, TODAY)

    assert told == {
        "reason": {"code": "nothing_above_floor", "facts": {}},
        "shortest_way": [
            {
                "opening": OPENING,
                "step": PORTER,
                "in_the_way": [HYGIENE],
                "what_would_change": [CHANGE],
            }
        ],
    }
    assert say_nothing(told, "en") == {
        "text": "No job fits well enough right now. The shortest way to a first job is shown.",
        "shortest_way": [
            {
                "opening": OPENING,
                "step": {**PORTER, "title": "Diskare (en)"},
                "in_the_way": [
                    said_as(
                        "certificate_trainable",
                        say_explanation(TOLD, "en")["reasons_against"][0]["text"],
                    )
                ],
                "what_would_change": [{**CHANGE, "change": "livsmedelshygien (en): 1 weeks"}],
            }
        ],
    }


def test_what_bars_stands_before_what_is_not_there_yet():
    barred = judged(Topic.ADULT, Outcome.MISSING, facts={"a": "b"})
    way = replace(assessed(Target(None, FIRST)), barred_by=(barred,))
    [told] = explain_nothing(Reason("x"), [way], RULES, TODAY)["shortest_way"]

    assert told["in_the_way"] == [{"code": "adult_bars", "facts": {"a": "b"}}, HYGIENE]
    assert told["opening"] is None


def area(name, need):
    return judged(Topic.SWEDISH, Outcome.TRAINABLE, name, facts={"need": need})


HOURS = judged(Topic.HOURS, Outcome.MISSING, facts={"asked_min": "38", "can_max": "20"})
LICENCE = named(Topic.DRIVING_LICENCE, Outcome.TRAINABLE, "körkort")
WORKING = Change("hours", Span(0, 0), (HOURS,))
LEARNING = Change("learn_on_job", Span(1, 2), (judged(Topic.SKILL, Outcome.TRAINABLE),))


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        (
            Change("swedish", Span(9, 18), (area("reading", "B1"), area("writing", "A2"))),
            {
                "weeks": "9–18",
                "areas": Words(("area.reading", "area.writing")),
                "need": "B1",
            },
        ),
        (
            Change("training", Span(2, 4), (LICENCE,), WAY),
            {"weeks": "2–4", "name": text("introduktion")},
        ),
        (WORKING, {"weeks": "0", "hours": "38"}),
        (
            Change("driving_licence", Span(8, 12), (LICENCE,)),
            {"weeks": "8–12", "name": text("körkort")},
        ),
        (LEARNING, {"weeks": "1–2"}),
        (
            Change("together", Span(1, 2), (HOURS,), parts=(WORKING, LEARNING)),
            {
                "weeks": "1–2",
                "parts": LocalText(
                    sv="Arbeta 38 timmar i veckan; Lära sig arbetet: 1–2 veckor",
                    en="Working 38 hours a week; Learning the work: 1–2 weeks",
                    ar="العمل \u206838\u2069 ساعة في الأسبوع; تعلّم العمل: \u20681–2\u2069 أسبوعاً",
                ),
            },
        ),
    ],
    ids=lambda one: one.code if isinstance(one, Change) else "",
)
def test_a_change_is_said_with_what_it_is_about(change, facts):
    assert change_reason(change) == Reason(f"change_{change.code}", facts)


def test_a_change_is_stored_with_its_weeks_and_what_it_leads_to():
    assert change_to_json(WhatIf(WORKING, Band.WITH_SUPPORT)) == {
        "change": {"code": "change_hours", "facts": {"weeks": "0", "hours": "38"}},
        "weeks": {"min": 0, "max": 0},
        "band_after": "with_support",
    }
