"""Places with source and certainty, counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planning_programme import NOW, opening
from programme import real_ladders

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, StepId
from matcher.domain.opening import Employer, OpeningKind, OpeningState
from matcher.domain.relation import Promise
from matcher.domain.sector import Sector
from matcher.planning.gaps.demand import (
    CERTAINTY_OF,
    Certainty,
    DemandSource,
    by_source,
    job_of,
    open_demand,
    promised_demand,
)
from matcher.planning.places import is_dated, there_on

TODAY = NOW.date()
PORTER = "kitchens.kitchen_porter"


def found(openings, left=None, day=TODAY):
    return open_demand(openings, left or {}, real_ladders(), TODAY, day)


def promise(places, step=None, *kept_by):
    at = StepId(step) if step else None
    ids = tuple(OpeningId(one) for one in kept_by)
    return Promise("p", EmployerId("E"), places, at, TODAY, "", "anna", NOW, ids)


def test_only_places_nobody_has_at_own_open_jobs_count():
    lead = replace(opening(2, PORTER, 4), kind=OpeningKind.LEAD, state=OpeningState.NEW)
    paused = opening(3, PORTER, 5, state=OpeningState.PAUSED)
    every = [opening(1, PORTER, 3), lead, paused, opening(4, PORTER, 2)]
    demand = found(every, {OpeningId("O001"): 2, OpeningId("O004"): 0})
    assert [(one.opening, one.places, one.certainty) for one in demand] == [
        ("O001", 2, Certainty.AGREED)
    ]
    assert demand[0].sector is Sector.KITCHENS
    assert job_of(demand[0]) == "opening:O001"


def test_on_a_later_day_only_what_can_still_be_begun():
    later = date(2027, 3, 1)
    begun = opening(1, PORTER, start=date(2027, 2, 1))
    closed = opening(2, PORTER, deadline=date(2027, 2, 28))
    there = opening(3, PORTER, start=later)
    undated = opening(4, PORTER)
    day = [one.opening for one in found([begun, closed, there, undated], day=later)]
    assert day == ["O003", "O004"]
    assert [is_dated(one) for one in (begun, closed, undated)] == [True, True, False]
    assert there_on(begun, TODAY, TODAY)


def test_a_promise_counts_what_is_not_posted_yet():
    employers = [Employer(OrganisationId("test"), EmployerId("E"), "E", Sector.INDUSTRY)]
    openings = [opening(1, PORTER, 2)]
    demand = promised_demand(
        [promise(5, PORTER, "O001"), promise(2, None, "O001"), promise(3)],
        openings,
        employers,
        real_ladders(),
    )
    assert [(one.places, one.step, one.sector) for one in demand] == [
        (3, PORTER, Sector.KITCHENS),
        (3, None, Sector.INDUSTRY),
    ]
    assert [job_of(one) for one in demand] == [f"step:{PORTER}", None]
    assert by_source([*found(openings), *demand]) == {
        DemandSource.OPEN: 2,
        DemandSource.PROMISED: 6,
    }


def test_every_source_has_a_certainty_of_its_own():
    assert set(CERTAINTY_OF) == set(DemandSource)
    assert set(CERTAINTY_OF.values()) == set(Certainty)
