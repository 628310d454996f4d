"""`stegvis plan allocate` on the demo programme with the real encoder: the shape others rely on."""

from __future__ import annotations

from collections import Counter

import pytest

from matcher.bootstrap import build_services
from matcher.domain.judgement import Band
from matcher.domain.participant import REVIEWED
from matcher.errors import SuggestionsStopped
from matcher.settings import load_settings

pytestmark = pytest.mark.encoder


def test_a_draft_is_allowed_and_no_other_is_worth_more(demo):
    found = demo.json("plan", "allocate")

    best, first = found["optimal"], found["greedy"]
    assert best["placed"] == len(found["rows"]) > 20
    assert best["objective"] == pytest.approx(found["dual_bound"], abs=1e-9)
    assert found["difference"]["objective"] == best["objective"] - first["objective"] >= 0
    assert found["difference"]["placed"] == best["placed"] - first["placed"]

    services = build_services(load_settings(demo.environment))
    with services.units() as unit:
        people = {one.code: one for one in unit.participants.all()}
        left = unit.drafts.places_left()
    codes = [row["participant"] for row in found["rows"]]
    assert codes == sorted(set(codes))
    taken = Counter(row["opening"]["id"] for row in found["rows"])
    assert all(count <= left[opening] for opening, count in taken.items())
    for row in found["rows"]:
        person = people[row["participant"]]
        assert person.state in REVIEWED
        assert not person.protected_identity
        assert services.rules.weights.floor <= row["score"] <= 1
        assert row["band"] in set(Band)
        assert set(row["opening"]) == {"id", "title"}


def test_the_same_draft_comes_out_as_a_table(demo):
    found = demo.json("plan", "allocate")
    shown = demo.run("plan", "allocate", "--say-in", "en")
    assert shown.exit_code == 0
    assert found["rows"][0]["participant"] in shown.stdout
    assert f"{found['optimal']['placed']} of {found['people']} people" in shown.stdout
    assert "This is a draft for LinkWorkers" in shown.stdout


def test_there_is_no_draft_while_suggestions_are_stopped(demo):
    demo.run("suggestions", "stop", "--by", "Bo", "--reason", "a fault")
    try:
        result = demo.run("plan", "allocate", "--json")
        assert isinstance(result.exception, SuggestionsStopped)
    finally:
        demo.run("suggestions", "start", "--by", "Bo")
