"""Jobs people move on to: known ways first, then proposals that say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from register import OCCUPATIONS, WAYS, small_register

from matcher.embedding import HashingEncoder
from matcher.errors import NotFound
from matcher.planning.next_jobs import NextJobs
from matcher.planning.next_step import NextStepScorer
from matcher.planning.next_step_features import FEATURES, FROM_OTHERS, next_step_features
from matcher.planning.next_step_grounds import KINDS, Grounds
from matcher.planning.next_step_weights import NextStepWeights
from matcher.planning.register import Register
from matcher.planning.title_likeness import title_likeness
from matcher.planning.way_graph import WayGraph


@pytest.fixture(scope="module")
def jobs() -> NextJobs:
    known = dict.fromkeys(FEATURES, 1 / len(FEATURES))
    new = dict.fromkeys(FEATURES, 0.0) | dict.fromkeys(FROM_OTHERS, 1 / len(FROM_OTHERS))
    scorer = NextStepScorer(small_register(), NextStepWeights("even", known, new))
    return NextJobs(WayGraph(OCCUPATIONS, WAYS), scorer)


def texts_of(jobs: NextJobs, origin: str, target: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    (found,) = (one for one in jobs.proposals(jobs.find(origin), 10) if one.occupation.id == target)
    return {ground.code: (ground.text, ground.concepts) for ground in found.grounds}


def test_every_feature_is_said_once():
    assert sorted(name for names in KINDS.values() for name in names) == sorted(FEATURES)


def test_known_ways_come_with_most_of_the_work_first(jobs: NextJobs):
    known = jobs.known(jobs.find("kock"))

    assert [(way.occupation.id, way.percentage) for way in known] == [("kall", 75), ("koks", 25)]


def test_proposals_leave_out_what_is_known(jobs: NextJobs):
    proposals = jobs.proposals(jobs.find("resb"), 3)

    assert len(proposals) == 3
    assert {one.occupation.id for one in proposals} & {"resb", "disk", "kall"} == set()
    assert [one.score for one in proposals] == sorted((o.score for o in proposals), reverse=True)
    assert proposals[0].occupation.id == "kock"


def test_the_grounds_sum_to_the_score(jobs: NextJobs):
    for occupation in OCCUPATIONS:
        for proposal in jobs.proposals(occupation, 10):
            assert sum(g.worth for g in proposal.grounds) == pytest.approx(proposal.score, abs=1e-6)
            worths = [ground.worth for ground in proposal.grounds]
            assert worths == sorted(worths, reverse=True)
            assert all(ground.text.rstrip()[-1] != ":" for ground in proposal.grounds)


def test_the_grounds_name_what_they_rest_on(jobs: NextJobs):
    said = texts_of(jobs, "resb", "kock")

    assert said["shared_links"] == (
        "1 of 2 linked jobs are linked with it too: Kallskänka",
        ("kall",),
    )
    assert said["groups"] == ("1 known way leads from SSYK 9412 to SSYK 5120", ("9412", "5120"))
    assert said["many_lead_there"] == ("1 known way leads there", ())
    assert "same_group" not in said
    assert texts_of(jobs, "resb", "koks")["alike_jobs"] == (
        "jobs with the same links lead there: Kock (25 %)",
        ("kock",),
    )
    assert texts_of(jobs, "mura", "lamu")["same_group"] == ("both are SSYK 7112 Murare", ("7112",))


def test_skills_and_zones_are_said_with_their_names(jobs: NextJobs):
    said = texts_of(jobs, "resb", "kock")

    assert said["shared_skills"] == ("1 ESCO skills in common: use knives", ("knives",))
    assert said["group_skills"] == (
        "1 skills that JobTech names for both groups: Städning",
        ("clean",),
    )
    assert said["zone"][0] == "job zones 1.0 and 3.0, of 1 to 5 (from the United States)"
    unknown = texts_of(jobs, "resb", "koks")
    assert unknown["zone"] == ("the job zone is not known and counts half: Kökschef", ("koks",))
    assert "shared_skills" not in unknown


def test_education_that_is_not_known_counts_half_and_is_not_said():
    occupations = [replace(one, needs_no_education=None) for one in OCCUPATIONS]
    register = Register(occupations, title_likeness(occupations, HashingEncoder()))
    graph = WayGraph(occupations, WAYS)

    found = next_step_features(register, graph, np.array([0]))["same_education"]
    only_level = dict.fromkeys(FEATURES, 0.0) | {"same_level": 1.0}
    (ground,) = Grounds(register, graph, 0).of(2, only_level)

    assert set(found[0].tolist()) == {0.5}
    assert ground.text == "SSYK major group 9 and 5"


def test_without_sources_nothing_is_said_of_them():
    known = dict.fromkeys(FEATURES, 1 / len(FEATURES))
    new = dict.fromkeys(FEATURES, 0.0) | dict.fromkeys(FROM_OTHERS, 1 / len(FROM_OTHERS))
    scorer = NextStepScorer(small_register(None), NextStepWeights("even", known, new))

    said = texts_of(NextJobs(WayGraph(OCCUPATIONS, WAYS), scorer), "resb", "kock")

    assert set(said) & {"shared_skills", "group_skills", "zone"} == set()


def test_groups_are_followed_over_a_third(jobs: NextJobs):
    text, codes = texts_of(jobs, "disk", "koks")["groups"]

    assert text == "known ways lead from SSYK 9412 over 5120 to 3451"
    assert codes == ("9412", "5120", "3451")


def test_a_way_that_is_known_back_is_said(jobs: NextJobs):
    proposals = {one.occupation.id: one.back for one in jobs.proposals(jobs.find("mura"), 10)}

    assert proposals["lamu"] == 75
    assert proposals["kock"] is None


def test_an_occupation_is_found_by_id_or_name(jobs: NextJobs):
    assert jobs.find("kock") == jobs.find(" KOCK ") == OCCUPATIONS[3]
    with pytest.raises(NotFound, match="Near it: Murare, Lärling, murare"):
        jobs.find("mur")
    with pytest.raises(NotFound, match="no occupation ''"):
        jobs.find("")
