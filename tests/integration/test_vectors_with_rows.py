"""Vectors are committed together with the people and openings they belong to, or not at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fresh import by_hand, new_database
from jobs import make_opening, make_person
from programme import NOW, real_ladders
from sqlalchemy import text

from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
from matcher.domain.importing import ImportBatch, ImportKind, IncomingParticipant
from matcher.domain.opening import OpeningState
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant, ParticipantState
from matcher.domain.skills import Experience
from matcher.embedding.cache import CachedEncoder
from matcher.embedding.hashing import HashingEncoder
from matcher.embedding.vector_store import VectorStore
from matcher.indexing.pgvector_rows import VectorRows
from matcher.indexing.pgvector_shelf import PgShelf, VectorsWithRows, forget_vectors
from matcher.indexing.pgvector_tables import has_graph
from matcher.persistence.connections import Connections
from matcher.persistence.database import downgrade, ensure_organisation, open_engine, upgrade
from matcher.persistence.scrub import scrub_server
from matcher.persistence.unit_of_work import SqlUnitOfWorkFactory, unit_of_work_factory
from matcher.ports import TextKind
from matcher.ranking.retrieve import PEOPLE, TARGETS, Retriever
from matcher.ranking.rows import owner_of, people_rows, target_rows
from matcher.ranking.targets import open_targets
from matcher.services.intake import IntakeService

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from matcher.ports import Vectors

OURS = OrganisationId("ours")
LOCKED = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass
class CountingEncoder:
    """Notes what it embeds, and fails when it is told to."""

    id: str = "counting"
    dimension: int = 256
    texts: list[str] = field(default_factory=list)
    fails: bool = False

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        if self.fails:
            raise RuntimeError("the encoder is gone")
        self.texts += texts
        return HashingEncoder().encode(texts, kind)[:, : self.dimension]


@dataclass
class OnServer:
    """Units of an organisation whose vectors are in the database."""

    url: str
    engine: Engine
    encoder: CountingEncoder = field(default_factory=CountingEncoder)

    def __post_init__(self) -> None:
        ensure_organisation(self.engine, Organisation(OURS, "Ours"))
        self.connections = Connections(self.engine, OURS)
        self.shelf = PgShelf(self.connections, OURS)
        self.shelf.prepare()
        self.vectors = VectorsWithRows(
            self.shelf,
            lambda: self.encoder,
            lambda openings: open_targets(NOW.date(), openings, real_ladders()),
        )

    @property
    def units(self) -> SqlUnitOfWorkFactory:
        return unit_of_work_factory(
            self.engine,
            OURS,
            (),
            lambda connection, written: self.vectors.bring(
                connection, written.people.values(), written.openings.values()
            ),
        )

    def put(self, *items: object) -> None:
        people = [item for item in items if isinstance(item, Participant)]
        with self.units(write=True) as unit:
            unit.participants.put(people)
            unit.openings.put([item for item in items if not isinstance(item, Participant)])
            unit.commit()

    def ids(self, name: str = PEOPLE) -> set[str]:
        return set(self.shelf.open(name, self.encoder).ids)


@pytest.fixture
def programme(pg_indexes, tmp_path):
    if pg_indexes is None:
        pytest.skip("is on a server: pytest --database postgresql")
    url = new_database(tmp_path)
    engine = open_engine(url)
    yield OnServer(url, engine)
    engine.dispose()


def person(code: str = "P001", *told: str, **more: object) -> Participant:
    texts = told or ("diskat och städat",)
    fields = {"code": ParticipantCode(code), "organisation": OURS} | more
    listed = tuple(Experience(text, "sv", 12) for text in texts)
    return replace(make_person(), experiences=listed, **fields)


def opening(**more: object):
    made = make_opening(real_ladders().step(StepId("kitchens.kitchen_porter")))
    return replace(made, organisation=OURS, **({"employer": None} | more))


def test_a_person_and_her_vectors_are_there_at_once(programme):
    anna = person("P001", "diskat", "lagat mat")

    programme.put(anna)

    wanted = people_rows([anna])
    assert programme.ids() == set(wanted)
    index = programme.shelf.open(PEOPLE, programme.encoder)
    for row, told in wanted.items():
        vector = programme.encoder.encode([told], TextKind.EXPERIENCE)
        [[hit]] = index.search(vector, 1)
        assert hit.id == row
        assert hit.score == pytest.approx(1, abs=index.precision)


def test_what_is_rolled_back_leaves_no_vector(programme):
    programme.put(person("P001"))
    before = programme.ids()

    with programme.units(write=True) as unit:
        unit.participants.put([person("P002")])
    with programme.units(write=True) as unit:
        unit.participants.put([person("P001", "kört truck")])
        programme.vectors.bring(unit._connection, [person("P001", "kört truck")], [])

    assert programme.ids() == before


def test_without_its_vector_no_row_is_stored(programme):
    programme.put(person("P001"))
    programme.encoder.fails = True

    with pytest.raises(RuntimeError, match="encoder is gone"):
        programme.put(person("P001", "kört truck"), person("P002"))

    with programme.units() as unit:
        assert unit.participants.all() == (person("P001"),)
    assert programme.ids() == set(people_rows([person("P001")]))


def test_what_changes_no_text_embeds_nothing(programme):
    anna = person("P001")
    programme.put(anna)
    programme.encoder.texts.clear()

    programme.put(replace(anna, state=ParticipantState.PAUSED))

    assert programme.encoder.texts == []
    assert programme.ids() == set(people_rows([anna]))


def test_a_corrected_text_is_another_row_and_the_old_one_is_gone(programme):
    programme.put(person("P001", "diskat", "lagat mat"), person("P002"))

    corrected = person("P001", "diskat", "kört truck")
    programme.put(corrected)

    assert programme.ids() == set(people_rows([corrected, person("P002")]))


@pytest.mark.parametrize("change", [{"state": ParticipantState.LEFT}, {"protected_identity": True}])
def test_of_whom_no_vector_may_be_none_is_left(programme, change):
    programme.put(person("P001"), person("P002"))

    programme.put(person("P001", **change))

    assert programme.ids() == set(people_rows([person("P002")]))


def test_the_last_of_two_changes_in_a_unit_counts_and_a_second_commit_is_its_own(programme):
    with programme.units(write=True) as unit:
        unit.participants.put([person("P001", "diskat")])
        unit.participants.put([person("P001", "lagat mat")])
        unit.commit()
        assert programme.ids() == set(people_rows([person("P001", "lagat mat")]))
        unit.participants.put([person("P002")])
        unit.commit()

    wanted = people_rows([person("P001", "lagat mat"), person("P002")])
    assert programme.ids() == set(wanted)


@pytest.mark.parametrize("way", ["erase", "remove", "by hand"])
def test_whoever_is_deleted_takes_her_vectors_along(programme, way):
    programme.put(person("P001"), person("P002"))

    if way == "by hand":
        by_hand(programme.url, "DELETE FROM participants WHERE code = 'P001'")
    else:
        with programme.units(write=True) as unit:
            if way == "erase":
                unit.erasure.erase(ParticipantCode("P001"))
            else:
                unit.participants.remove([ParticipantCode("P001")])
            unit.commit()

    assert programme.ids() == set(people_rows([person("P002")]))


def test_who_is_stored_and_deleted_in_one_unit_has_none(programme):
    with programme.units(write=True) as unit:
        unit.participants.put([person("P001"), person("P002")])
        unit.participants.remove([ParticipantCode("P001")])
        unit.commit()

    assert programme.ids() == set(people_rows([person("P002")]))


def test_whoever_read_a_profile_before_it_was_deleted_brings_no_vector_back(programme):
    programme.put(person("P001"), person("P002"))
    index = programme.shelf.open(PEOPLE, programme.encoder)
    gone = sorted(people_rows([person("P003")]))

    index.add(gone, programme.encoder.encode(["diskat"], TextKind.EXPERIENCE))

    assert not set(gone) & set(index.ids)
    assert programme.ids() == set(people_rows([person("P001"), person("P002")]))


def test_an_import_that_is_taken_back_takes_its_vectors_back(programme):
    was, corrected, new = person("P001"), person("P001", "kört truck"), person("P002")
    programme.put(was)
    batch = ImportBatch(
        "b1", ImportKind.PARTICIPANTS, "a.csv", NOW, "Anna", ("P002",), ("P001",), 0, 0
    )
    with programme.units(write=True) as unit:
        unit.participants.put([corrected, new])
        unit.imports.record(batch, [was])
        unit.commit()
    assert programme.ids() == set(people_rows([corrected, new]))

    with programme.units(write=True) as unit:
        unit.imports.undo("b1", NOW)
        unit.commit()

    assert programme.ids() == set(people_rows([was]))


def test_openings_have_theirs_while_somebody_can_be_matched_to_them(programme):
    place = opening()
    programme.put(place)
    wanted = set(target_rows(open_targets(NOW.date(), [place], real_ladders())))
    assert programme.ids(TARGETS) == wanted
    assert len(wanted) == 1

    programme.put(replace(place, title="Någonting annat"))
    [row] = programme.ids(TARGETS)
    assert row not in wanted
    assert owner_of(row) == f"opening:{place.id}"

    programme.put(replace(place, state=OpeningState.CLOSED))
    assert programme.ids(TARGETS) == set()


def test_an_opening_that_is_removed_takes_its_vector_along(programme):
    place = opening()
    programme.put(place)

    with programme.units(write=True) as unit:
        unit.openings.remove([place.id])
        unit.commit()

    assert programme.ids(TARGETS) == set()


def test_a_vector_of_a_text_that_is_no_longer_told_is_never_used(programme):
    """Whoever puts one there past everything: it is gone with the next question."""
    anna, bo = person("P001", "diskat"), person("P002", "kört truck")
    programme.put(anna, bo)
    work = programme.encoder.encode(["svetsat i verkstad"], TextKind.WORK)
    stale = sorted(people_rows([person("P001", "svetsat i verkstad")]))
    programme.shelf.open(PEOPLE, programme.encoder).add(stale, work)
    retriever = Retriever(programme.shelf, programme.encoder)

    found, version = retriever.people_for(work[0], [anna, bo], {anna.code, bo.code})

    assert {one.code for one in found} == {"P001", "P002"}
    assert version.startswith("2@")
    assert programme.ids() == set(people_rows([anna, bo]))


@pytest.mark.parametrize("other", [CountingEncoder("another"), CountingEncoder("short", 64)])
def test_what_another_encoder_made_is_not_used_and_goes(programme, other):
    anna = person("P001")
    programme.put(anna)
    of_before = programme.encoder

    programme.encoder = other
    assert programme.ids() == set()
    retriever = Retriever(programme.shelf, other)
    work = other.encode(["disk"], TextKind.WORK)
    found, _ = retriever.people_for(work[0], [anna], {anna.code})

    assert [one.code for one in found] == ["P001"]
    assert programme.ids() == set(people_rows([anna]))
    programme.encoder = of_before
    assert programme.ids() == set()


def test_what_many_rows_need_is_embedded_before_anybody_waits(programme):
    anna, hidden = person("P001", "diskat"), person("P002", "hemligt", protected_identity=True)

    programme.vectors.embed_ahead([anna, hidden], [opening()])

    assert "diskat" in programme.encoder.texts
    assert "hemligt" not in programme.encoder.texts
    assert programme.ids() == set()


def test_an_import_embeds_ahead_and_then_only_looks_up(programme, tmp_path):
    locked = []

    class Watching(CountingEncoder):
        def encode(self, texts, kind):
            with programme.connections.reading() as connection:
                locked.append(connection.scalar(text(LOCKED)))
            return super().encode(texts, kind)

    programme.encoder = CachedEncoder(Watching(), VectorStore(tmp_path / "embeddings.db", 100))
    intake = IntakeService(
        programme.units, None, lambda: NOW, embed_ahead=programme.vectors.embed_ahead
    )
    people = [person("P001"), person("P002", "kört truck")]
    incoming = [IncomingParticipant(one, frozenset({"experiences"})) for one in people]

    intake.apply(intake.plan_participants(incoming), by="Anna", file="a.csv")

    assert locked == [0]
    assert programme.ids() == set(people_rows(people))


def test_an_index_of_many_rows_gets_a_graph_when_it_is_built(programme):
    programme.put(person("P001"), person("P002"))
    few = PgShelf(programme.connections, OURS, exact_up_to=2)
    many = PgShelf(programme.connections, OURS, exact_up_to=1)
    graph = few.space(PEOPLE, programme.encoder).table

    few.make_graph(PEOPLE, programme.encoder)
    with programme.connections.reading() as connection:
        assert not has_graph(connection, graph)
    many.make_graph(PEOPLE, programme.encoder)
    with programme.connections.reading() as connection:
        assert has_graph(connection, graph)

    programme.put(person("P003"))
    work = programme.encoder.encode(["diskat och städat"], TextKind.EXPERIENCE)
    [found] = many.open(PEOPLE, programme.encoder).search(work, 3)
    assert [owner_of(hit.id) for hit in found] == ["P001", "P002", "P003"]


def test_the_shelf_keeps_no_other_index(programme):
    with pytest.raises(TypeError, match="dict"):
        programme.shelf.keep(PEOPLE, {}, programme.encoder)


def test_vectors_of_one_organisation_are_forgotten_and_the_others_stay(programme):
    programme.put(person("P001"))
    theirs = OrganisationId("theirs")
    ensure_organisation(programme.engine, Organisation(theirs, "Theirs"))
    shelf = PgShelf(Connections(programme.engine, theirs), theirs)
    index = shelf.open("steps", programme.encoder)
    index.add(["step:a@1"], np.eye(256, dtype=np.float32)[:1])

    forget_vectors(programme.connections, OURS)

    assert programme.ids() == set()
    assert shelf.open("steps", programme.encoder).ids == ("step:a@1",)


def test_older_schemas_have_none_and_newer_ones_are_filled_again(programme):
    programme.put(person("P001"))
    programme.engine.dispose()

    downgrade(programme.url, "base")
    upgrade(programme.url)

    ensure_organisation(programme.engine, Organisation(OURS, "Ours"))
    programme.put(person("P002"))
    assert programme.ids() == set(people_rows([person("P002")]))


def test_deleted_vectors_are_taken_out_of_their_tables_too(programme):
    programme.put(person("P001"), person("P002"))
    programme.put(person("P001", protected_identity=True))
    vacuumed = "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'vectors_people_256'"

    scrub_server(programme.url)

    by_hand(programme.url, "SELECT pg_stat_force_next_flush()")
    assert by_hand(programme.url, vacuumed) == [(1,)]


def test_nobody_ever_sees_a_row_without_its_vector(programme):
    """One corrects a profile again and again; others compare row and vectors in one snapshot."""
    programme.put(person("P001", "text 0"))
    space, ended = programme.shelf.space(PEOPLE, programme.encoder), threading.Event()

    def write():
        try:
            for number in range(1, 60):
                programme.put(person("P001", f"text {number}"))
        finally:
            ended.set()

    def look():
        seen = set()
        while not ended.is_set():
            with programme.units() as unit:
                wanted = people_rows(unit.participants.all())
                ids, _ = VectorRows(unit._connection, space).ids()
            assert set(ids) == set(wanted)
            seen.update(ids)
        return len(seen)

    with ThreadPoolExecutor() as pool:
        writer, *lookers = (pool.submit(one) for one in (write, look, look))
        writer.result()
        assert min(one.result() for one in lookers) > 5
