"""What speaks for a way: values that can be counted by hand, and nothing leaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from register import NUMBER, OCCUPATIONS, WAYS, small_register

from matcher.planning.next_step_features import FEATURES, FROM_OWN_WAYS, next_step_features
from matcher.planning.occupations import Way
from matcher.planning.way_graph import WayGraph

if TYPE_CHECKING:
    from matcher.planning.register import Register

DISK, RESB, KALL, KOCK, KOKS, MURA, LAMU = range(7)


@pytest.fixture(scope="module")
def register() -> Register:
    return small_register()


def features_of(register: Register, ways: tuple[Way, ...], origin: int):
    found = next_step_features(register, WayGraph(OCCUPATIONS, ways), np.array([origin]))
    return {name: values[0] for name, values in found.items()}


def test_every_feature_is_there_and_in_range(register: Register):
    found = next_step_features(register, WayGraph(OCCUPATIONS, WAYS), np.arange(7))

    assert tuple(found) == FEATURES
    for name, values in found.items():
        assert values.shape == (7, 7), name
        assert values.min() >= 0, name
        assert values.max() <= 1, name
        assert name in {"name", "same_education"} or values.std() > 0, name


def test_values_counted_by_hand(register: Register):
    found = features_of(register, WAYS, RESB)

    # linked with disk and kall; kock is linked with kall and koks
    assert found["shared_links"][KOCK] == pytest.approx(1 / np.sqrt(2 * 2))
    # alike: kock and koks share kall, each one of two links; kock leads to koks
    assert found["alike_jobs_lead_there"][KOKS] == pytest.approx(0.5)
    # one way from SSYK 9412 to 5120, one of three ways that arrive there
    assert found["groups_linked"][KOCK] == 1
    assert found["group_share"][KOCK] == pytest.approx(1 / 3)
    # 9412 leads to itself (2 of 3) and to 5120 (1 of 3); 5120 leads to 3451 with 2 of 4
    assert found["groups_two_ways"][KOKS] == pytest.approx(1 / 3 * 2 / 4)
    assert found["same_group"].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert found["same_level"][KOCK] == pytest.approx(1 - 4 / 9)
    assert found["same_education"].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert found["many_lead_there"][KOKS] == pytest.approx(np.log(3) / 4)


def test_skills_and_zones_counted_by_hand(register: Register):
    found = features_of(register, WAYS, RESB)

    # use knives: four of the five that have skills; floors: the two of SSYK 9412
    knives, floors, soup = np.log1p(5 / 4), 0.5 * np.log1p(5 / 2), np.log1p(5 / 2)
    helper, cook = np.hypot(knives, floors), np.hypot(knives, soup)
    assert register.beside.zones[[DISK, RESB, KALL, KOCK]].tolist() == [1, 1, 2, 3]
    assert found["near_zone"][[RESB, KALL, KOCK]].tolist() == [1, 0.75, 0.5]
    assert found["near_zone"][MURA] == 0.5  # not known
    assert found["group_skills"][MURA] == 0
    assert found["group_skills"][DISK] == pytest.approx(1)
    assert found["shared_skills"][DISK] == pytest.approx(1)  # those of its SSYK group
    assert found["shared_skills"][KALL] == pytest.approx(knives**2 / helper / cook, abs=0.05)
    assert 0 < found["shared_skills"][KOCK] < found["shared_skills"][KALL]
    assert found["shared_skills"][RESB] == 0


def test_without_sources_all_candidates_are_alike():
    found = features_of(small_register(None), WAYS, RESB)

    for name in ("shared_skills", "group_skills", "near_zone"):
        assert not found[name].any(), name


def test_nearest_linked_is_the_most_alike_of_the_linked(register: Register):
    found = features_of(register, WAYS, RESB)

    likeness = register.titles.values
    expected = np.maximum(likeness[DISK], likeness[KALL])
    np.testing.assert_allclose(found["nearest_linked"], expected)
    # it leads to disk (9412) and kall (5120)
    assert found["group_of_known_next"].tolist() == [0.5, 0.5, 0.5, 0.5, 0, 0, 0]


def test_likeness_through_names_is_that_of_the_whole_matrices(register: Register):
    graph = WayGraph(OCCUPATIONS, WAYS)
    expected = (register.titles.nearest @ graph.alike).toarray()

    found = next_step_features(register, graph, np.arange(7))["like_names_share_links"]

    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_peers_of_an_apprentice_say_where_it_leads(register: Register):
    ways = (*WAYS, Way("mura", "koks", 25))

    found = features_of(register, ways, LAMU)

    assert found["peers_lead_there"][KOKS] == pytest.approx(1)


def test_many_rows_at_once_are_the_same_as_one(register: Register):
    graph = WayGraph(OCCUPATIONS, WAYS)
    together = next_step_features(register, graph, np.array([KOCK, DISK, MURA]))

    for place, origin in enumerate((KOCK, DISK, MURA)):
        alone = next_step_features(register, graph, np.array([origin]))
        for name in FEATURES:
            np.testing.assert_allclose(together[name][place], alone[name][0], atol=1e-6)


def test_without_own_ways_nothing_of_them_is_left(register: Register):
    without = WayGraph(OCCUPATIONS, WAYS).without(NUMBER["kall"])
    other = (
        *(way for way in WAYS if "kall" not in {way.origin, way.target}),
        Way("kall", "mura", 75),
        Way("lamu", "kall", 75),
    )
    also_without = WayGraph(OCCUPATIONS, other).without(NUMBER["kall"])

    one, two = (
        next_step_features(register, graph, np.array([KALL])) for graph in (without, also_without)
    )

    for name in FEATURES:
        np.testing.assert_array_equal(one[name], two[name])
    for name in FROM_OWN_WAYS:
        assert not one[name].any(), name
