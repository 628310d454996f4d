"""Lists for people with protected identity say nothing of where."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from matcher.domain.ids import OpeningId, ParticipantCode, RunId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Suggestion
from matcher.services.suggest.masked import masked
from matcher.services.suggest.short_list import ShortList

AT = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
RUN = Run(RunId("r1"), RunKind.PARTICIPANT, AT, "Anna", "0" * 64, "e", "i", "w", 7, 10)
STEP = {"id": "k.p", "sector": "kitchens", "title": {"sv": "Diskare", "en": "", "ar": ""}}
OPENING = {"id": "O1", "title": "Diskare i Hjällbo", "kind": "own"}


def reason(code):
    return {"code": code, "facts": {"minutes": "9"}}


def job(**more):
    return {
        "opening": OPENING,
        "step": STEP,
        "reasons_for": [reason("travel_met"), reason("entry")],
        "reasons_against": [reason("travel_long")],
        "missing_facts": [reason("travel_unknown"), reason("hours_unknown")],
        "what_would_change": [],
        "next_steps": [],
        **more,
    }


def listed(explanation, nothing=None):
    one = Suggestion(
        SuggestionId("s1"), RUN.id, ParticipantCode("P001"), OpeningId("O1"), None,
        OPENING["title"], 1, 0.5, Band.READY, {"travel": 0.5}, explanation,
    )  # fmt: skip
    return ShortList(RUN, 1.0, () if nothing else (one,), nothing)


def codes(explanation, name):
    return [one["code"] for one in explanation[name]]


def test_title_way_and_parts_are_masked_and_the_rest_stays():
    [one] = masked(listed(job())).suggestions

    assert one.title == one.explanation["opening"]["title"] == "Diskare"
    assert one.contributions == {}
    assert codes(one.explanation, "reasons_for") == ["entry"]
    assert codes(one.explanation, "reasons_against") == []
    assert codes(one.explanation, "missing_facts") == ["hours_unknown"]
    assert (one.score, one.band, one.explanation["step"]) == (0.5, Band.READY, STEP)


def test_an_opening_on_no_step_is_called_by_its_id():
    [one] = masked(listed(job(step=None))).suggestions

    assert (one.title, one.explanation["opening"]["title"]) == ("O1", "O1")


def test_a_step_without_an_opening_keeps_its_title():
    made = listed(job(opening=None))
    [one] = masked(
        replace(made, suggestions=(replace(made.suggestions[0], title="x"),))
    ).suggestions

    assert (one.title, one.explanation["opening"]) == ("Diskare", None)


def test_the_shortest_way_is_masked_too():
    way = {
        "opening": OPENING,
        "step": STEP,
        "in_the_way": [reason("travel_bars"), reason("adult_bars")],
    }
    [shown] = masked(listed(job(), {"reason": reason("x"), "shortest_way": [way]})).none_because[
        "shortest_way"
    ]

    assert shown["opening"]["title"] == "Diskare"
    assert codes(shown, "in_the_way") == ["adult_bars"]
