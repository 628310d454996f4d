"""Shares of exposure: what planners see of lists, and that nobody is found in it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from pair_problems import make_problem, problems

from matcher.domain.exposure import ExposureBy, WhyFew
from matcher.domain.ids import EmployerId, OpeningId, OrganisationId
from matcher.domain.opening import (
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.planning.release.attack import Attack
from matcher.planning.release.hiding import publish
from matcher.planning.spread.exposure import (
    BY_SCORE,
    SPREAD,
    exposure_release,
    shown_exposure,
)
from matcher.planning.spread.groups import groups_of
from matcher.planning.spread.lists import by_score

SECTORS, AREAS, EMPLOYERS = tuple(Sector)[:2], ("Göteborg", "Lerum", ""), ("E1", "E2")


class NoLadders:
    steps: ClassVar[dict[str, object]] = {}


def opening(at, sector=0, area=0, employer=0):
    return Opening(
        OrganisationId("demo"),
        OpeningId(f"O{at}"),
        OpeningKind.OWN,
        f"Jobb {at}",
        "Text",
        OpeningState.OPEN,
        employer=EmployerId(EMPLOYERS[employer]),
        sector=SECTORS[sector],
        terms=Terms(EmploymentForm.PERMANENT, "Kollektivavtal"),
        place=Place(AREAS[area]) if AREAS[area] else None,
    )


def grouped(problem, openings):
    return groups_of(openings, problem.capacity.tolist(), NoLadders())


def shown_of(problem, openings, length=10, why=()):
    made = by_score(problem, length)
    groups = grouped(problem, openings)
    return shown_exposure(problem, openings, groups, {BY_SCORE: made, SPREAD: made}, why, 3)


def row(shown, by, name):
    return next(one for one in shown.rows[by] if one.id == name)


def test_shares_of_a_programme_counted_by_hand():
    # Twenty people suit O0 (one place), ten of them O1 and O2 (two places, one place) too.
    pairs = [(person, 0, 0.9) for person in range(20)]
    pairs += [(person, at, 0.5) for person in range(10) for at in (1, 2)]
    problem = make_problem(pairs, 20, [1, 2, 1])
    openings = [opening(0), opening(1, sector=1, area=1, employer=1), opening(2, sector=1)]

    shown = shown_of(problem, openings, why=[WhyFew.FAR] * 10)

    assert (shown.by_score, shown.spread) == (40, 40)
    first, second = (row(shown, ExposureBy.SECTOR, one.value) for one in SECTORS)
    assert (first.openings, first.places, first.by_score.times) == (1, 1, 20)
    assert (first.share_of_places, first.by_score.share) == (0.25, 0.5)
    assert first.by_score.ratio == pytest.approx(2.0)
    assert (second.openings, second.places, second.by_score.times) == (2, 3, 20)
    assert second.by_score.ratio == pytest.approx(0.5 / 0.75)
    assert [one.id for one in shown.rows[ExposureBy.OPENING]] == ["O0", "O1", "O2"]
    assert {one.id: one.places for one in shown.rows[ExposureBy.EMPLOYER]} == {"few": 4}
    assert (shown.few.people, shown.few.enough, shown.few.few) == (20, 10, 10)
    assert shown.few.why[WhyFew.FAR] == 10


def test_many_entries_of_few_people_are_few():
    """Two people have three openings each in Lerum: six entries, and two people."""
    pairs = [(person, at, 0.9) for person in range(2) for at in (0, 1, 2)]
    pairs += [(person, at, 0.4) for person in range(30) for at in (3, 4)]
    problem = make_problem(pairs, 30, [1] * 5)
    openings = [opening(at, area=1) for at in range(3)] + [opening(3), opening(4)]

    shown = shown_of(problem, openings, why=[WhyFew.FAR] * 28)

    assert row(shown, ExposureBy.AREA, "Lerum").by_score.times is None
    for at in range(3):
        assert row(shown, ExposureBy.OPENING, f"O{at}").by_score.times is None


def test_an_opening_in_no_list_says_so_and_a_hidden_one_names_a_wider_group():
    pairs = [(person, 0, 0.9) for person in range(40)]
    pairs += [(person, at, 0.5) for person in range(3) for at in (1, 2)]
    problem = make_problem(pairs, 40, [1, 1, 1, 1])

    shown = shown_of(problem, [opening(at) for at in range(4)], why=[WhyFew.FAR] * 37)

    assert row(shown, ExposureBy.OPENING, "O3").by_score.times == 0
    hidden = row(shown, ExposureBy.OPENING, "O1").by_score
    assert (hidden.times, hidden.share, hidden.ratio) == (None, None, None)
    by, name = hidden.wider
    assert by is None or row(shown, by, name).by_score.times is not None


def test_when_nobody_has_a_short_list_it_says_so_without_reasons():
    problem = make_problem([(p, at, 0.5) for p in range(12) for at in range(3)], 12, [1, 1, 1])

    few = shown_of(problem, [opening(at) for at in range(3)]).few

    assert (few.nobody, few.few, few.people, few.enough) == (True, 0, 10, 10)
    assert set(few.why.values()) == {None}


@given(problems(people=30, openings=6), st.data())
@often(40, suppress_health_check=[HealthCheck.too_slow])
def test_no_hidden_count_is_found_from_what_is_shown(problem, data):
    openings = [
        opening(at, *(data.draw(st.integers(0, most)) for most in (1, 2, 1)))
        for at in range(problem.openings)
    ]
    short, long = by_score(problem, 2), by_score(problem, 4)
    few = int((np.bincount(problem.person[short.listed], minlength=problem.people) < 3).sum())
    why = data.draw(st.lists(st.sampled_from(WhyFew), min_size=few, max_size=few))
    groups = grouped(problem, openings)
    release = exposure_release(problem, groups, {BY_SCORE: long, SPREAD: short}, why, 3)

    out = publish(release)

    assert list(Attack(out).found()) == []
    assert all(count % 5 == 0 for count in out.shown.values())
    for cell, count in release.counts.items():
        assert count == 0 or count >= 5 or cell in out.hidden
