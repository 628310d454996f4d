"""Who and what becomes a candidate: the nearest, what is wished for, and first jobs always."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from jobs import make_opening, make_person, make_step, profile_at
from programme import MemoryShelf

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.participant import Wishes
from matcher.domain.sector import Sector
from matcher.domain.skills import Experience
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.ports import Hit, TextKind
from matcher.ranking.retrieve import CANDIDATES, PEOPLE, TARGETS, Retriever
from matcher.ranking.rows import index_version, people_rows, row_id, target_rows


@dataclass
class Encoder(HashingEncoder):
    """Remembers what it was asked for."""

    asked: list[tuple[list[str], TextKind]] = field(default_factory=list)

    def encode(self, texts, kind):
        self.asked.append((list(texts), kind))
        return super().encode(texts, kind)


@dataclass
class Index:
    """An index whose answers are given: the rows of these owners, one list a query."""

    near: list[list[str]]
    rows: set[str] = field(default_factory=set)
    asked: list[tuple] = field(default_factory=list)

    @property
    def ids(self):
        return tuple(sorted(self.rows))

    def add(self, ids, vectors):
        self.rows |= set(ids)

    def remove(self, ids):
        self.rows -= set(ids)

    def search(self, queries, k, allowed=None):
        self.asked.append((queries.tolist(), k, allowed))
        return [[Hit(f"{owner}@0", 0.5) for owner in owners] for owners in self.near]


@dataclass
class Shelf(MemoryShelf):
    """A shelf on which one index lies already."""

    opened: list[tuple[str, object]] = field(default_factory=list)
    kept_by: list[object] = field(default_factory=list)

    def open(self, name, encoder):
        self.opened.append((name, encoder))
        return super().open(name, encoder)

    def keep(self, name, index, encoder):
        super().keep(name, index, encoder)
        self.kept_by.append(encoder)


def retriever(name, index):
    return Retriever(Shelf({name: index}), Encoder())


def step(name, *, entry=False, sector=Sector.INDUSTRY):
    return Target(None, replace(make_step(), id=StepId(name), entry=entry, sector=sector))


BARE = Target(
    replace(make_opening(make_step()), id=OpeningId("O9"), step=None, sector=Sector.KITCHENS), None
)
FIRST, FAR, NEAR = step("first", entry=True), step("far"), step("near")
CARE = step("care", sector=Sector.ELDERLY_CARE)
JOBS = (FAR, FIRST, NEAR, BARE, CARE)


def profile(**wishes):
    person = replace(make_person(), wishes=Wishes(**wishes))
    return profile_at(person, [0.5])


def jobs(near, **wishes):
    """The candidates when these are near."""
    chosen, _ = retriever(TARGETS, Index([list(near)])).jobs_for(profile(**wishes), JOBS)
    return [one.id for one in chosen]


def test_the_nearest_and_first_jobs_are_candidates_in_the_order_of_the_targets():
    assert jobs(["step:near", "step:gone"]) == ["step:first", "step:near"]
    assert jobs(["opening:O9", "step:far"]) == ["step:far", "step:first", "opening:O9"]
    assert jobs([]) == ["step:first"]


def test_what_is_wished_for_is_a_candidate_by_its_step_or_its_sector():
    by_step = jobs([], steps=frozenset({StepId("far")}))
    by_sector = jobs([], sectors=frozenset({Sector.KITCHENS, Sector.ELDERLY_CARE}))

    assert by_step == ["step:far", "step:first"]
    assert by_sector == ["step:first", "opening:O9", "step:care"]


def test_what_she_said_no_to_is_none_however_near_and_wished_for():
    unwanted = frozenset({StepId("first"), StepId("near")})
    wished = {"steps": unwanted, "sectors": frozenset({Sector.INDUSTRY})}

    assert jobs(["step:near", "step:first"], unwanted=unwanted, **wished) == ["step:far"]


def test_what_is_near_to_any_of_her_words_is_near():
    index = Index([["step:near"], ["step:far", "step:care"]])

    chosen, _ = retriever(TARGETS, index).jobs_for(profile(), JOBS)

    assert [one.id for one in chosen] == ["step:far", "step:first", "step:near", "step:care"]


def test_jobs_are_looked_for_among_all_of_them_with_everything_she_told():
    index, asked = Index([[]]), profile()
    finder = retriever(TARGETS, index)

    _, version = finder.jobs_for(asked, JOBS)

    rows = target_rows(JOBS)
    assert CANDIDATES == 200
    assert index.ids == tuple(sorted(rows))
    assert index.asked == [(asked.vectors.tolist(), 200, None)]
    assert version == index_version(index)
    assert finder.shelf.opened == [("targets", finder.encoder)]
    assert finder.encoder.asked == [([rows[row] for row in sorted(rows)], TextKind.WORK)]


def test_an_index_is_kept_when_it_changed_and_only_then():
    finder = Retriever(Shelf(), Encoder())
    told = replace(profile(), vectors=Encoder().encode(["Diskade"], TextKind.EXPERIENCE))

    first, version = finder.jobs_for(told, JOBS[:2])
    kept = finder.shelf.kept[TARGETS]
    again, same = finder.jobs_for(told, JOBS[:2])

    assert (finder.shelf.keeps, list(finder.shelf.kept)) == (1, ["targets"])
    assert finder.shelf.kept_by == [finder.encoder]
    assert (again, same) == (first, version)
    assert kept.ids == tuple(sorted(target_rows(JOBS[:2])))


def test_nothing_is_looked_for_by_nobodys_words_or_where_nothing_is():
    told_nothing = replace(profile(), vectors=np.zeros((0, 2), dtype=np.float32))
    full, empty = Index([["step:far"]]), Index([["step:far"]])

    chosen, _ = retriever(TARGETS, full).jobs_for(told_nothing, JOBS)
    none, version = retriever(TARGETS, empty).jobs_for(profile(), ())

    assert [one.id for one in chosen] == ["step:first"]
    assert (none, version) == ([], index_version(Index([])))
    assert (full.asked, empty.asked) == ([], [])


@pytest.fixture
def known():
    """Three people, the last with two things to tell."""
    told = [("Diskade",), ("Lagade mat",), ("Bakade", "Städade")]
    return [
        replace(
            make_person(),
            code=ParticipantCode(f"P00{number}"),
            experiences=tuple(Experience(text, "sv") for text in texts),
        )
        for number, texts in enumerate(told, start=1)
    ]


def test_people_are_those_who_told_something_near_in_the_order_they_are_known(known):
    index = Index([["P003", "P001"]])
    finder = retriever(PEOPLE, index)

    found, version = finder.people_for(np.array([1.0, 0.0]), known, {"P001", "P003"})

    assert [person.code for person in found] == ["P001", "P003"]
    assert version == index_version(index)


def test_all_are_in_the_index_and_only_the_wanted_are_looked_among(known):
    index = Index([[]])
    finder = retriever(PEOPLE, index)

    finder.people_for(np.array([1.0, 0.0]), known, {"P001", "P003"})

    rows = people_rows(known)
    assert index.ids == tuple(sorted(rows))
    wanted = [row_id("P001", "Diskade"), row_id("P003", "Bakade"), row_id("P003", "Städade")]
    assert index.asked == [([[1.0, 0.0]], 200, wanted)]
    assert finder.shelf.opened == [("people", finder.encoder)]
    assert finder.encoder.asked == [([rows[row] for row in sorted(rows)], TextKind.EXPERIENCE)]


def test_on_a_real_index_the_nearest_people_are_found(known):
    finder = Retriever(MemoryShelf(), HashingEncoder())
    [work] = HashingEncoder().encode(["Diskade"], TextKind.WORK)

    found, _ = finder.people_for(work, known, {"P001"})

    assert [person.code for person in found] == ["P001"]
