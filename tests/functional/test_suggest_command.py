"""`stegvis suggest` on the demo programme with the real encoder: the shapes others rely on."""

from __future__ import annotations

import pytest

from matcher.bootstrap import build_services
from matcher.domain.judgement import Band
from matcher.errors import EmptyProgramme, InputError, NotFound
from matcher.ranking.weights import FEATURES
from matcher.settings import load_settings

pytestmark = pytest.mark.encoder

KITCHEN_SENTENCES = {
    "so": "Waxaan makhaayad ku dhaqi jiray weelka iyo suxuunta.",
    "sv": "Jag diskade tallrikar och grytor på en restaurang varje kväll.",
    "ar": "كنت أغسل الصحون والقدور في مطعم كبير.",
    "uk": "Я мила посуд на кухні ресторану.",
    "fa": "من در یک رستوران ظرف می‌شستم.",
    "ti": "ኣብ ቤት መግቢ ሸሓኒታት እሓጽብ ነይረ።",
}


def test_a_participant_gets_first_jobs_in_the_agreed_shape(demo):
    found = demo.json("suggest", "--participant", "P001")
    assert set(found["run"]) >= {"id", "encoder", "index", "weights", "seed"}
    assert found["participant"] == "P001"
    assert found["none_because"] is None
    assert found["elapsed_ms"] > 0
    floor = build_services(load_settings(demo.environment)).rules.weights.floor
    assert 3 <= len(found["suggestions"]) <= 10
    for one in found["suggestions"]:
        assert one["opening"] is None or set(one["opening"]) == {"id", "title", "kind"}
        assert set(one["step"]) == {"id", "sector", "title"}
        assert one["participant"] == "P001"
        assert set(one["contributions"]) == set(FEATURES)
        assert abs(sum(one["contributions"].values()) - one["score"]) < 1e-9
        assert floor <= one["score"] <= 1
        assert one["band"] in set(Band)
        for name in ("reasons_for", "reasons_against", "missing_facts"):
            assert all(set(reason) == {"code", "text"} and reason["text"] for reason in one[name])
        for change in one["what_would_change"]:
            assert set(change) == {"change", "weeks", "band_after"}
        for way in one["next_steps"]:
            assert set(way) == {"step", "training", "weeks"}
            assert set(way["weeks"]) == {"min", "max"}
    scores = [one["score"] for one in found["suggestions"]]
    assert scores == sorted(scores, reverse=True)


def test_the_same_list_comes_out_again(demo):
    def short(found):
        return [(one["opening"], one["step"]["id"], one["score"]) for one in found["suggestions"]]

    first = demo.json("suggest", "--participant", "P002", "--top", "5")
    second = demo.json("suggest", "--participant", "P002", "--top", "5")
    assert short(first) == short(second)
    assert first["run"]["index"] == second["run"]["index"]
    assert first["run"]["id"] != second["run"]["id"]


@pytest.mark.parametrize("lang", sorted(KITCHEN_SENTENCES))
def test_washing_dishes_leads_to_a_kitchen_in_any_language(demo, lang):
    text = KITCHEN_SENTENCES[lang]
    found = demo.json("suggest", "--text", "-", "--lang", lang, stdin=text)
    assert found["participant"] is None
    assert found["suggestions"][0]["step"]["sector"] == "kitchens"
    asked = {fact["code"] for fact in found["suggestions"][0]["missing_facts"]}
    assert {"swedish_unknown", "may_work_unknown"} <= asked


def test_work_of_quite_another_sort_finds_nothing_and_shows_a_way(demo):
    text = "I programmed databases and wrote software for a bank for ten years."
    found = demo.json("suggest", "--text", text, "--lang", "en", "--say-in", "en")
    assert found["suggestions"] == []
    assert found["none_because"]["text"].startswith("No job fits well enough")
    assert found["none_because"]["shortest_way"]


def test_people_for_an_opening(demo):
    first = demo.json("suggest", "--participant", "P001")["suggestions"]
    opening = next(one["opening"]["id"] for one in first if one["opening"])
    found = demo.json("suggest", "--opening", opening, "--top", "5")
    assert found["participant"] is None
    assert 1 <= len(found["suggestions"]) <= 5
    assert all(one["opening"]["id"] == opening for one in found["suggestions"])
    assert len({one["participant"] for one in found["suggestions"]}) == len(found["suggestions"])


def test_the_table_says_the_same(demo):
    said = demo.run("suggest", "--participant", "P001", "--top", "2", "--say-in", "en").output
    assert "1. " in said
    assert "Has done work like this" in said


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--participant", "P999"], NotFound),
        (["--opening", "nothing"], NotFound),
        (["--text", " "], InputError),
        ([], InputError),
        (["--participant", "P001", "--text", "x"], InputError),
    ],
)
def test_what_cannot_be_suggested_is_said(demo, arguments, error):
    result = demo.run("suggest", *arguments)
    assert isinstance(result.exception, error)


def test_an_empty_programme_says_what_to_do(empty):
    result = empty.run("suggest", "--participant", "P001")
    assert isinstance(result.exception, EmptyProgramme)
    assert "stegvis import participants" in str(result.exception)
