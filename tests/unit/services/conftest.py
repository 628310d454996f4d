"""An office for tests of disclosures and the outbox."""

from __future__ import annotations

import shutil

import pytest
from disclosing import Office, prepare


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory):
    file = tmp_path_factory.mktemp("office") / "office.db"
    prepare(file)
    return file


@pytest.fixture
def office(empty_office, tmp_path):
    made = Office(f"sqlite:///{shutil.copy(empty_office, tmp_path / 'office.db')}")
    yield made
    made.engine.dispose()
