"""The graph of known ways: its links, who is alike in it, and what is left without a part."""

from __future__ import annotations

import numpy as np
import pytest
from register import NUMBER, OCCUPATIONS, WAYS

from matcher.planning.way_graph import WayGraph, shares


@pytest.fixture
def graph() -> WayGraph:
    return WayGraph(OCCUPATIONS, WAYS)


def test_ways_lead_one_way_and_links_both(graph: WayGraph):
    assert graph.onward(NUMBER["lamu"]).tolist() == [NUMBER["mura"]]
    assert graph.onward(NUMBER["mura"]).tolist() == []
    assert graph.before(NUMBER["mura"]).tolist() == [NUMBER["lamu"]]
    assert graph.linked(NUMBER["mura"]).tolist() == [NUMBER["lamu"]]
    assert sorted(graph.linked(NUMBER["kall"]).tolist()) == [1, 3, 4]
    assert graph.degree.tolist() == [1, 2, 3, 2, 2, 1, 1]
    assert graph.arriving.tolist() == [1, 1, 2, 1, 2, 1, 0]


def test_alike_is_the_cosine_of_the_links(graph: WayGraph):
    links = graph.links.toarray()
    lengths = np.linalg.norm(links, axis=1)
    expected = links @ links.T / np.outer(lengths, lengths)
    np.fill_diagonal(expected, 0)

    np.testing.assert_allclose(graph.alike.toarray(), expected, rtol=1e-6)
    np.testing.assert_allclose(
        graph.alike_rows(np.array([4, 2])).toarray(), expected[[4, 2]], rtol=1e-6
    )
    # Kitchen chef and cook share one of two neighbours each.
    assert graph.alike[NUMBER["kock"], NUMBER["koks"]] == pytest.approx(0.5)


def test_a_pair_is_taken_out_in_both_directions(graph: WayGraph):
    left = graph.without_pairs({("disk", "resb")})

    assert left.linked(NUMBER["disk"]).tolist() == []
    assert len(left.percentages) == len(WAYS) - 2
    assert len(graph.percentages) == len(WAYS)


def test_without_an_occupation_nothing_touches_it(graph: WayGraph):
    left = graph.without(NUMBER["kall"])

    assert left.links[NUMBER["kall"]].nnz == left.links[:, NUMBER["kall"]].nnz == 0
    assert left.onward(NUMBER["kock"]).tolist() == [NUMBER["koks"]]


def test_a_graph_without_ways_can_be_asked():
    empty = WayGraph(OCCUPATIONS, ())

    assert empty.degree.tolist() == [0] * len(OCCUPATIONS)
    assert empty.alike.nnz == 0


def test_an_empty_row_has_no_shares(graph: WayGraph):
    sums = np.asarray(shares(graph.ways).sum(axis=1)).ravel()

    assert sums.tolist() == pytest.approx([1, 1, 1, 1, 0, 0, 1])
