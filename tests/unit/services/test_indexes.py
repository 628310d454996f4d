"""Building and verifying the indexes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_person
from programme import SmallProgramme

from matcher.services.indexes import IndexService


@pytest.fixture
def programme() -> SmallProgramme:
    hidden = replace(make_person(), code="P009", protected_identity=True)
    return SmallProgramme(people=(make_person(), hidden))


@pytest.fixture
def indexes(programme) -> IndexService:
    return IndexService(
        programme.store.units,
        programme.ladders,
        programme.encoder,
        programme.shelf,
        programme.now,
    )


def test_building_holds_jobs_and_what_people_told(indexes):
    seen = []
    targets, people = indexes.build(lambda done, total: seen.append((done, total)))
    assert (targets.name, targets.rows) == ("targets", 27)
    assert (people.name, people.rows) == ("people", 1)
    assert seen[-1][0] == seen[-1][1] > 200
    assert [report.problem for report in indexes.verify()] == [None, None]


def test_building_again_changes_nothing_and_writes_nothing(programme, indexes, monkeypatch):
    first = indexes.build(lambda *_: None)
    kept = []
    monkeypatch.setattr(programme.shelf, "keep", lambda name, *_: kept.append(name))
    assert indexes.build(lambda *_: None) == first
    assert kept == []


def test_an_index_without_rows_is_kept_too(programme, indexes, monkeypatch):
    with programme.store.units(write=True) as unit:
        unit.participants.remove([person.code for person in unit.participants.all()])
        unit.commit()
    kept = []
    monkeypatch.setattr(programme.shelf, "keep", lambda name, *_: kept.append(name))
    assert [report.rows for report in indexes.build(lambda *_: None)] == [27, 0]
    assert kept == ["targets", "people"]


def test_what_an_index_needs_besides_is_done_when_it_is_complete(programme):
    seen = []
    service = IndexService(
        programme.store.units,
        programme.ladders,
        programme.encoder,
        programme.shelf,
        programme.now,
        lambda name, _encoder: seen.append((name, len(programme.shelf.kept[name].ids))),
    )

    reports = service.build(lambda *_: None)

    assert seen == [(one.name, one.rows) for one in reports]
    service.verify()
    assert len(seen) == 2


def test_verifying_names_rows_that_are_missing(indexes):
    targets, people = indexes.verify()
    assert targets.problem.startswith("27 rows are missing and 0 are out of date")
    assert "stegvis index build" in people.problem


def test_verifying_finds_rows_of_a_changed_profile(programme, indexes):
    indexes.build(lambda *_: None)
    told = replace(make_person().experiences[0], text="Jag byggde hus.")
    with programme.store.units(write=True) as unit:
        unit.participants.put([replace(make_person(), experiences=(told,))])
        unit.commit()
    assert indexes.verify()[1].problem.startswith("1 rows are missing and 1 are out of date")


def test_verifying_finds_a_foreign_vector(programme, indexes):
    indexes.build(lambda *_: None)
    index = programme.shelf.kept["people"]
    other = programme.encoder.encode(["något helt annat"], "experience")
    index.update(list(index.ids), other)
    assert "is not its own" in indexes.verify()[1].problem
