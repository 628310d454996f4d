"""A line of people in a migrated database."""

from __future__ import annotations

import shutil

import pytest
from fresh import new_database
from line import DEMO, Line

from matcher.domain.organisation import Organisation
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory


@pytest.fixture(scope="session")
def line_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("line") / "programme.db"
    new_database(f"sqlite:///{path}")
    engine = open_engine(f"sqlite:///{path}")
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    engine.dispose()
    return path


@pytest.fixture
def engine(line_file, tmp_path):
    engine = open_engine(f"sqlite:///{shutil.copy(line_file, tmp_path / 'programme.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def line(engine):
    return Line(unit_of_work_factory(engine, DEMO))
