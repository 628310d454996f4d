"""`stegvis taxonomy use`: back to an earlier version, and forth, with a look before."""

from __future__ import annotations

import json

import pytest
from taxonomies import COOK, NURSE_ASSISTANT, SOUP, jobtech, put, reduced

from matcher.cli.console import open_services
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode
from matcher.domain.link import FoundBy
from matcher.domain.opening import Opening, OpeningKind, OpeningState
from matcher.domain.participant import Participant
from matcher.errors import InputError, NotFound

LOCAL = OrganisationId("local")


@pytest.fixture
def two_versions(stegvis, tmp_path):
    """ESCO 1.1.1 is earlier and has no soup; 1.2.0 is in use and has no nurse assistant."""
    first, second = reduced(), reduced()
    first["esco_skills.csv"].pop()
    second["esco_occupations.csv"].pop()
    assert stegvis("import", put(tmp_path / "ESCO v1.1.1", first)).exit_code == 0
    assert stegvis("import", put(tmp_path / "ESCO v1.2.0", second)).exit_code == 0
    return stegvis


def said(result):
    assert result.exit_code == 0, result.output + repr(result.exception)
    return " ".join(result.output.split())


def states(stegvis):
    return {one["number"]: one["state"] for one in json.loads(stegvis("list", "--json").stdout)}


def confirm(key, kind, *, moved=True):
    """Let somebody confirm a concept for a person, and another for an opening."""
    with open_services().units(write=True) as unit:
        unit.participants.put([Participant(LOCAL, ParticipantCode("P1"))])
        lead = Opening(LOCAL, OpeningId("O1"), OpeningKind.LEAD, "Kock", "Text", OpeningState.NEW)
        unit.openings.put([lead])
        for shelf, whose in ((unit.concepts, "P1"), (unit.occupations, "O1")):
            one = ConceptSuggestion(whose, "w", key, kind, {"sv": "soppa"}, 0.5, FoundBy.DENSE)
            shelf.renew({whose: [one]}, by="Anna", at=open_services().taxonomy.versions()[0].at)
            if moved:
                at = open_services().taxonomy.versions()[0].at
                shelf.save(one.move(ConceptMove.CONFIRM, by="Anna", at=at), ConceptMove.CONFIRM)
        unit.commit()


def test_a_dry_run_says_what_would_change_and_writes_nothing(two_versions):
    result = two_versions("use", "esco", "1.1.1", "--dry-run")

    shown = said(result)
    assert "from esco 1.2.0 (no. 2" in shown
    assert "to esco 1.1.1 (no. 1" in shown
    assert "Concepts that come: 1 occupation." in shown
    assert "Concepts that go: 1 skill." in shown
    assert "everything is in it" in shown
    assert "Nothing was written" in shown
    assert states(two_versions) == {2: "in_use", 1: "earlier"}


def test_back_and_forth_again(two_versions):
    assert said(two_versions("search", "nurse", "--json")) == "[]"

    back = said(two_versions("use", "esco", "1"))

    assert "In use now; back with `stegvis taxonomy use esco 2`." in back
    assert "stegvis taxonomy prepare" in back
    assert states(two_versions) == {2: "earlier", 1: "in_use"}
    [found] = json.loads(two_versions("search", "nurse", "--json").stdout)
    assert found["id"] == NURSE_ASSISTANT
    assert json.loads(two_versions("search", "soup", "--json").stdout) == []
    said(two_versions("use", "esco", "1.2.0"))
    assert states(two_versions) == {2: "in_use", 1: "earlier"}


def test_the_log_says_who_brought_versions_in_and_who_went_back(two_versions):
    said(two_versions("use", "esco", "1", "--by", "Åsa"))
    said(two_versions("use", "esco", "1", "--by", "Bo"))  # it is in use already
    said(two_versions("use", "esco", "2", "--by", "Bo", "--dry-run"))

    events = open_services().audit.last(10)

    assert [(e.action, e.actor, e.object_id) for e in events] == [
        ("taxonomy.use", "Åsa", "esco:1"),
        ("taxonomy.import", "cli", "esco:2"),
        ("taxonomy.import", "cli", "esco:1"),
    ]
    assert events[0].details == '{"before":2}'
    assert open_services().audit.verify().ok


def test_confirmed_concepts_that_it_has_not_are_named(two_versions):
    confirm(ConceptKey(Scheme.ESCO, SOUP), ConceptKind.SKILL)

    shown = said(two_versions("use", "esco", "1", "--dry-run"))
    document = json.loads(two_versions("use", "esco", "1", "--dry-run", "--json").stdout)

    assert "Confirmed by people and not in it: 1 concepts, 2 times: soppa." in shown
    assert document["confirmed_lost"] == [
        {"scheme": "esco", "id": SOUP, "labels": {"sv": "soppa"}, "times": 2}
    ]
    assert (document["comes"], document["goes"]) == ({"occupation": 1}, {"skill": 1})
    said(two_versions("use", "esco", "1"))
    with open_services().units() as unit:
        assert [one.key.id for one in unit.concepts.of("P1")] == [SOUP]


@pytest.mark.parametrize(("key", "moved"), [(COOK, True), (SOUP, False)])
def test_what_stays_or_was_not_confirmed_is_not_lost(two_versions, key, moved):
    confirm(ConceptKey(Scheme.ESCO, key), ConceptKind.OCCUPATION, moved=moved)

    document = json.loads(two_versions("use", "esco", "1", "--dry-run", "--json").stdout)

    assert document["confirmed_lost"] == []


def test_the_one_in_use_stays(two_versions):
    assert "in use already; nothing was changed" in said(two_versions("use", "esco", "1.2.0"))
    assert json.loads(two_versions("use", "esco", "2", "--json").stdout)["unchanged"]
    assert states(two_versions) == {2: "in_use", 1: "earlier"}


def test_one_that_is_gone_says_what_there_is_and_what_to_do(two_versions):
    gone = two_versions("use", "esco", "1.0.9")
    none = two_versions("use", "jobtech", "1")

    assert isinstance(gone.exception, NotFound)
    assert "no. 2 (1.2.0), in use, no. 1 (1.1.1), earlier" in str(gone.exception)
    assert "stegvis taxonomy import FOLDER --scheme esco" in str(gone.exception)
    assert isinstance(none.exception, NotFound)
    assert "it has" not in str(none.exception)


def test_one_that_is_not_whole_and_one_of_two_names_are_refused(two_versions, tmp_path):
    broken = jobtech()
    broken["jobtech_substitutability.csv"][0]["to_concept_id"] = "gone"
    two_versions("import", put(tmp_path / "JobTech", broken))
    changed = reduced()
    changed["esco_occupations.csv"][0]["label_en"] = "chef"
    put(tmp_path / "ESCO v1.2.0", changed)
    two_versions("import", tmp_path / "ESCO v1.2.0")

    half = two_versions("use", "jobtech", "3")
    twice = two_versions("use", "esco", "1.2.0")

    assert isinstance(half.exception, InputError)
    assert "not imported whole" in str(half.exception)
    assert isinstance(twice.exception, InputError)
    assert "Use the number" in str(twice.exception)


def test_ladders_have_no_versions(stegvis):
    assert isinstance(stegvis("use", "ladder", "1").exception, InputError)


def test_the_list_marks_the_one_in_use_and_says_how_to_go_back(two_versions):
    rows = two_versions("list").output.splitlines()

    assert [row for row in rows if "◀" in row] == [row for row in rows if "in use" in row]
    assert "stegvis taxonomy use SCHEME NUMBER" in said(two_versions("list"))
