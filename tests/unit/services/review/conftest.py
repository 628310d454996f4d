"""A line of people in a migrated database."""

from __future__ import annotations

import pytest
from fresh import copied, new_database
from line import DEMO, Line

from matcher.domain.organisation import Organisation
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory


@pytest.fixture(scope="session")
def empty_line(tmp_path_factory):
    url = new_database(tmp_path_factory.mktemp("line"))
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    engine.dispose()
    return url


@pytest.fixture
def engine(empty_line, tmp_path):
    engine = open_engine(copied(empty_line, tmp_path))
    yield engine
    engine.dispose()


@pytest.fixture
def line(engine):
    return Line(unit_of_work_factory(engine, DEMO))
