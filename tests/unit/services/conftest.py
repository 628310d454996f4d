"""An office for tests of disclosures and the outbox."""

from __future__ import annotations

import pytest
from disclosing import Office, prepare
from fresh import copied


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(empty_office, tmp_path):
    made = Office(copied(empty_office, tmp_path))
    yield made
    made.engine.dispose()
