"""A programme whose vectors are in its database: the services as the settings make them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest
from functional.web_programme import Programme, PublishingServices, QuickServices, build

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.ladder_version import LadderAction, LadderVersion
from matcher.domain.machines.participant import LeaveReason
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.domain.step_move import Agreement
from matcher.embedding.hashing import HashingEncoder
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.pgvector_index import PgVectorIndex
from matcher.ranking.retrieve import PEOPLE, TARGETS
from matcher.ranking.rows import owner_of, people_rows, target_rows
from matcher.ranking.targets import targets_on

if TYPE_CHECKING:
    from matcher.bootstrap import Services

ANNA = ParticipantCode("P001")
PORTER = "kitchens.kitchen_porter"
KITCHENS = Sector.KITCHENS
LOCKED = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class OneEncoder(QuickServices):
    """Services in which whatever embeds does so with the same quick encoder."""

    @cached_property
    def _model(self) -> HashingEncoder:
        return HashingEncoder()


class FailingEncoder(HashingEncoder):
    """Embeds until it is told to fail."""

    fails = False

    def encode(self, texts, kind):
        if self.fails and texts:
            raise RuntimeError("the encoder is gone")
        return super().encode(texts, kind)


class Publishing(PublishingServices):
    """Services whose ladders are published in their own database."""

    @cached_property
    def encoder(self) -> FailingEncoder:
        return FailingEncoder()


@pytest.fixture
def publishing(pg_indexes, tmp_path) -> Publishing:
    if pg_indexes is None:
        pytest.skip("is on a server: pytest --database postgresql")
    services = build(tmp_path, kind=Publishing, index="pgvector").services
    services.indexes.build(lambda *_: None)
    return services


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


def agreed_draft(services: Publishing, title: str) -> int:
    """Draft another title for a step, agree to it, and return the number of the last change."""
    desk = services.ladder_desk
    data = deepcopy(desk.draft(KITCHENS).text.data)
    step = next(one for one in data["steps"] if one["id"] == PORTER)
    step["titles"]["sv"] = title
    desk.save(KITCHENS, data, by="Pia", seen=desk.history(KITCHENS).number)
    agreement = Agreement("Kök AB", now().date())
    seen = desk.history(KITCHENS).number
    return desk.agree(KITCHENS, [PORTER], agreement, by="Pia", seen=seen).number


def kept_jobs(services: Publishing) -> set[str]:
    """Return what the index of jobs holds; nothing brings it up to date here."""
    return set(services.shelf.open(TARGETS, services.encoder).ids)


def wanted_jobs(services: Publishing) -> set[str]:
    with services.units() as unit:
        openings = unit.openings.all()
    ladders = services.renewed().ladders
    return set(target_rows(targets_on(now().date(), openings, ladders)))


def test_a_published_ladder_brings_the_vectors_of_its_steps_and_of_what_is_open_on_them(publishing):
    before, seen = kept_jobs(publishing), agreed_draft(publishing, "Diskare och städare")
    assert kept_jobs(publishing) == before

    publishing.ladder_desk.publish(KITCHENS, by="Pia", role=Role.PLANNER, seen=seen)

    after = kept_jobs(publishing)
    assert after == wanted_jobs(publishing)
    new = {owner_of(row) for row in after - before}
    assert new == {owner_of(row) for row in before - after}
    assert new == on_the_step(publishing)


def on_the_step(services: Publishing) -> set[str]:
    with services.units() as unit:
        openings = [one for one in unit.openings.all() if one.step == PORTER]
    ids = {f"opening:{one.id}" for one in openings if one.matchable_on(now().date())}
    return ids or {f"step:{PORTER}"}


def test_a_step_where_nothing_is_open_has_its_vector_at_once(publishing):
    with publishing.units(write=True) as unit:
        unit.openings.remove([one.id for one in unit.openings.all() if one.step == PORTER])
        unit.commit()
    assert on_the_step(publishing) == {f"step:{PORTER}"}
    seen = agreed_draft(publishing, "Diskare och städare")

    publishing.ladder_desk.publish(KITCHENS, by="Pia", role=Role.PLANNER, seen=seen)

    assert f"step:{PORTER}" in {owner_of(row) for row in kept_jobs(publishing)}
    assert kept_jobs(publishing) == wanted_jobs(publishing)


def test_a_publication_that_is_rolled_back_leaves_no_vector(publishing, monkeypatch):
    before, seen = kept_jobs(publishing), agreed_draft(publishing, "Diskare och städare")
    brought = []

    class GoneAfterVectors(Exception):
        pass

    def bring(services, vectors, connection, written):
        real(services, vectors, connection, written)
        brought.append(set(written.ladders))
        raise GoneAfterVectors

    real = Publishing._bring_written
    monkeypatch.setattr(Publishing, "_bring_written", bring)
    with pytest.raises(GoneAfterVectors):
        publishing.ladder_desk.publish(KITCHENS, by="Pia", role=Role.PLANNER, seen=seen)

    assert brought == [{KITCHENS}]
    assert kept_jobs(publishing) == before == wanted_jobs(publishing)
    assert publishing.ladder_desk.draft(KITCHENS).ready


def test_without_its_vectors_no_ladder_is_published(publishing):
    desk, before = publishing.ladder_desk, kept_jobs(publishing)
    seen = agreed_draft(publishing, "Diskare och städare")
    text = desk.draft(KITCHENS).text.text
    publishing.encoder.fails = True

    with pytest.raises(RuntimeError, match="encoder is gone"):
        desk.publish(KITCHENS, by="Pia", role=Role.PLANNER, seen=seen)
    with publishing.units(write=True) as unit:
        version = LadderVersion(
            KITCHENS, seen + 1, LadderAction.PUBLISH, "Pia", now(), None, (PORTER,)
        )
        unit.ladder_versions.add(version, text)
        with pytest.raises(RuntimeError, match="encoder is gone"):
            unit.commit()

    assert desk.draft(KITCHENS).ready
    assert kept_jobs(publishing) == before


def test_what_a_publication_needs_is_embedded_before_anybody_waits(publishing, monkeypatch):
    desk, seen = publishing.ladder_desk, agreed_draft(publishing, "Diskare och städare")
    asked_while_free = []

    class Watched(FailingEncoder):
        def encode(self, texts, kind):
            if texts:
                asked_while_free.append(free(publishing))
            return super().encode(texts, kind)

    monkeypatch.setattr(publishing.encoder, "__class__", Watched)
    desk.publish(KITCHENS, by="Pia", role=Role.PLANNER, seen=seen)

    assert asked_while_free[0]


def free(services: Publishing) -> bool:
    """Say whether nobody holds the organisation's lock at this moment."""
    with services.units() as unit:
        return unit._connection.exec_driver_sql(LOCKED).scalar() == 0
