"""A programme whose vectors are in its database: the services as the settings make them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest
from functional.web_programme import Programme, QuickServices, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.participant import LeaveReason
from matcher.embedding.hashing import HashingEncoder
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.pgvector_index import PgVectorIndex
from matcher.ranking.retrieve import PEOPLE, TARGETS
from matcher.ranking.rows import people_rows

if TYPE_CHECKING:
    from matcher.bootstrap import Services

ANNA = ParticipantCode("P001")


class OneEncoder(QuickServices):
    """Services in which whatever embeds does so with the same quick encoder."""

    @cached_property
    def _model(self) -> HashingEncoder:
        return HashingEncoder()


@pytest.fixture
def programme(pg_indexes, tmp_path) -> Programme:
    if pg_indexes is None:
        pytest.skip("is on a server: pytest --database postgresql")
    return build(tmp_path, kind=OneEncoder, index="pgvector")


def other(services: Services, index: str) -> OneEncoder:
    """Return services as another process has them, started with another setting."""
    return OneEncoder(replace(services.settings, index=index))


def listed(services: Services) -> list[tuple[str, float]]:
    found = services.suggest.for_participant(ANNA, 10, "Anna")
    return [(one.title, one.score) for one in found.suggestions]


def test_vectors_are_there_with_the_rows_before_anybody_asks(programme):
    services = programme.services
    with services.units() as unit:
        people, openings = unit.participants.all(), unit.openings.all()

    index = services.shelf.open(PEOPLE, services.encoder)
    assert isinstance(index, PgVectorIndex)
    assert set(index.ids) == set(people_rows(people))
    targets = services.shelf.open(TARGETS, services.encoder).ids
    assert len(targets) == len(openings)


def test_lists_are_those_of_files(programme, tmp_path):
    in_database = listed(programme.services)

    with_files = build(tmp_path / "files").services

    assert isinstance(with_files.shelf.open(PEOPLE, with_files.encoder), FaissIndex)
    assert in_database
    assert listed(with_files) == in_database


def test_the_indexes_are_built_and_verified(programme):
    built = programme.services.indexes.build(lambda *_: None)

    assert [one.problem for one in programme.services.indexes.verify()] == [None, None]
    assert programme.services.indexes.verify() == built


def test_who_stops_is_out_of_the_index_with_the_same_act(programme):
    services = programme.services
    index = services.shelf.open(PEOPLE, services.encoder)
    hers = [row for row in index.ids if row.startswith(f"{ANNA}@")]

    stopped = services.rights.stop(ANNA, by="Anna", reason=LeaveReason.OWN_WISH)

    assert stopped.index_rows == len(hers) > 0
    left = services.shelf.open(PEOPLE, services.encoder).ids
    assert left == tuple(row for row in index.ids if row not in hers)


def test_files_go_when_the_database_takes_over_and_the_other_way(programme):
    in_database = programme.services
    assert in_database.shelf.open(PEOPLE, in_database.encoder).ids

    in_files = other(in_database, "faiss")
    in_files.indexes.build(lambda *_: None)
    folder = in_files.settings.index_folder
    assert (folder / PEOPLE / "manifest.json").exists()
    assert in_database.shelf.open(PEOPLE, in_database.encoder).ids == ()

    again = other(in_database, "pgvector")
    again.indexes.build(lambda *_: None)
    assert not folder.exists()
    assert again.shelf.open(PEOPLE, again.encoder).ids
