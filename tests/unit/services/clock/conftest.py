"""A real database, and a clock that is set by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from fresh import copied, new_database
from unit.persistence.conftest import DEMO, Make

from matcher.domain.audit import verify
from matcher.domain.organisation import Organisation
from matcher.domain.periods import Interval
from matcher.domain.retention import RetentionPlan
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.clock import (
    JobService,
)

NOON = Make.now


PLAN = RetentionPlan(
    "Nämnden", date(2024, 1, 1), Interval(months=3), Interval(months=24), Interval(days=90)
)


PROPOSAL = replace(PLAN, decided_by=None, decided_on=None)


make = Make()


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days):
        self.now += timedelta(days=days)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    url = new_database(tmp_path_factory.mktemp("clock"))
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    engine.dispose()
    return url


@pytest.fixture
def url(migrated, tmp_path):
    return copied(migrated, tmp_path)


@pytest.fixture
def units(url):
    engine = open_engine(url)
    yield unit_of_work_factory(engine, DEMO)
    engine.dispose()


@pytest.fixture
def clock():
    return Clock()


def service(units, clock, *jobs):
    names = iter(f"runner-{number}" for number in range(1000))
    return JobService(units, jobs, clock, lambda: next(names))


def suggest(units, *suggestions, opening=None, **run):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.openings.put([opening] if opening else [])
        unit.suggestions.add(make.run(**run), list(suggestions))
        unit.commit()


def state_of(units, suggestion="s1"):
    with units() as unit:
        return unit.suggestions.get(suggestion).state


def log_of(units):
    with units() as unit:
        events = list(unit.audit.events())
        assert verify(events, unit.audit.head()).ok
        return events
