"""All rows about a person are found and go; nobody else's do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.ids import ParticipantCode
from matcher.domain.link import FoundBy
from matcher.domain.machines.suggestion import Action
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.skills import Experience, SkillClaim
from matcher.errors import Conflict
from matcher.persistence import scrub as module
from matcher.persistence.erasure import people_in, tables_of_people
from matcher.persistence.rows import Base
from matcher.persistence.scrub import scrub
from matcher.persistence.sqlite_database import file_of

MARK = "zebraffe"
CONCEPT = Concept(Scheme.JOBTECH, "o1", ConceptKind.OCCUPATION, labels={"sv": "Diskare"})


# Tables that lead to a person through another table, and name nobody themselves.
OF_A_PERSON = {
    "answer_links", "participants", "decisions", "follow_ups", "meeting_times", "responses",
    "workplace_answers",
}  # fmt: skip


def code(text):
    return ParticipantCode(text)


@pytest.fixture
def filled(units, make):
    """Two people with a row in every table that can hold one, one of them marked."""
    with units(write=True) as unit:
        for who, mark in (("P001", MARK), ("P002", "okapi")):
            told = Experience(f"{mark} washing", "en", 12)
            before = make.person(who, experiences=(replace(told, text=f"{mark} of before"),))
            after = make.person(
                who,
                experiences=(told,),
                skills=(SkillClaim(f"{mark} care"),),
            )
            unit.participants.put([before])
            unit.participants.put([after])
            unit.imports.record(make.batch(f"b-{who}", updated=[who]), [before])
            concept = ConceptSuggestion(
                who, told.text, CONCEPT.key, CONCEPT.kind, CONCEPT.labels, 0.5, FoundBy.DENSE
            )
            unit.concepts.renew({who: [concept]}, by=None, at=make.now)
            unit.concepts.save(
                concept.move(ConceptMove.CONFIRM, by="Anna", at=make.now), ConceptMove.CONFIRM
            )
            run = make.run(f"r-{who}", who)
            suggested = make.suggestion(
                f"s-{who}", run.id, who, explanation={"reasons_for": [{"text": f"{mark} reason"}]}
            )
            unit.suggestions.add(run, [suggested])
            unit.suggestions.save(
                *suggested.move(
                    Action.CONFIRM, Signature(Role.LINKWORKER, "Anna", make.now), note=mark
                )
            )
        unit.commit()
    return units


def test_every_table_that_refers_to_a_person_is_reached():
    named = {table.name for table in tables_of_people()}
    reached = {
        table.name
        for table in Base.metadata.sorted_tables
        if "participant" in table.columns or table.name in OF_A_PERSON
    }

    assert named | {"runs"} == reached


def test_all_about_one_person_is_found(filled):
    with filled() as unit:
        rows, counts = unit.erasure.rows(code("P001")), unit.erasure.counts(code("P001"))

    assert {name: len(held) for name, held in rows.items()} == counts
    assert {"participants", "participant_experiences", "participant_skills", "suggestions"} < set(
        counts
    )
    assert {"decisions", "runs", "imported_rows", "participant_concepts"} < set(counts)
    assert counts["participant_concept_moves"] == 2
    assert MARK in str(rows)
    assert "okapi" not in str(rows)


def test_one_person_goes_and_the_other_stays_as_she_was(filled):
    with filled() as unit:
        before = unit.erasure.rows(code("P002"))

    with filled(write=True) as unit:
        unit.erasure.erase(code("P001"))
        unit.commit()

    with filled() as unit:
        assert unit.erasure.counts(code("P001")) == {}
        assert unit.erasure.rows(code("P002")) == before
        run = unit.suggestions.run("r-P001")
        assert (run.participant, run.input_hash, run.by) == (None, "", "Anna")
        assert unit.imports.get("b-P001").updated == ()


def test_people_are_those_of_whom_any_row_speaks(filled, other_units, make, engine):
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P009", "other")])
        unit.commit()
    with filled(write=True) as unit:
        unit.suggestions.add(make.run("r9", "P777"), [])
        unit.commit()

    with engine.connect() as connection:
        found = people_in(connection)

    assert found == [("demo", "P001"), ("demo", "P002"), ("demo", "P777"), ("other", "P009")]


def test_a_person_of_another_organisation_is_none_of_ours(filled, other_units, make):
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P001", "other")])
        assert unit.erasure.counts(code("P001")) == {"participants": 1}
        unit.erasure.erase(code("P001"))
        unit.commit()

    with filled() as unit:
        assert unit.erasure.counts(code("P001"))["participants"] == 1


def bytes_of(database):
    parts = database.parent.glob(f"{database.name}*")
    return b"".join(part.read_bytes() for part in parts)


@pytest.mark.sqlite
def test_no_byte_of_the_person_is_left_in_the_file_or_its_log(filled, engine, database_url):
    database = file_of(database_url)
    assert MARK.encode() in bytes_of(database)
    with filled(write=True) as unit:
        unit.erasure.erase(code("P001"))
        unit.commit()
    assert MARK.encode() in bytes_of(database), "free pages hold it still, or this proves nothing"

    scrub(database)

    assert MARK.encode() not in bytes_of(database)
    assert b"okapi" in bytes_of(database)
    with filled() as unit:
        assert [one.code for one in unit.participants.all()] == ["P002"]


@pytest.mark.sqlite
def test_traces_that_may_be_left_are_told(filled, engine, database_url, monkeypatch):
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    database = file_of(database_url)
    with filled() as unit:
        unit.participants.all()
        with pytest.raises(Conflict, match="in a quiet moment"):
            scrub(database)
    with filled(write=True), pytest.raises(Conflict, match="The rows are deleted"):
        scrub(database)
    scrub(database)


def test_scrubbing_what_is_no_database_is_no_quiet_success(tmp_path):
    (tmp_path / "one.db").write_bytes(b"no database at all" * 300)
    with pytest.raises(sqlite3.DatabaseError):
        scrub(tmp_path / "one.db")
    with closing(sqlite3.connect(tmp_path / "two.db")) as link:
        link.execute("CREATE TABLE t (a)")
    (tmp_path / "two.db").chmod(0o644)
    scrub(tmp_path / "two.db")
