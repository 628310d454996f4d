"""Pausing, stopping, correcting, merging: what the commands leave and where."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing

import pytest
from functional import test_backup_commands as drill
from functional.test_backup_commands import MARK, Programme

from matcher import bootstrap
from matcher.domain.ids import ParticipantCode, RunId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.machines.suggestion import Action, AnswerMode
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Suggestion, SuggestionState
from matcher.errors import InputError, InvalidTransition, NotFound
from matcher.interchange.column_register import read_column_register
from matcher.persistence.bulk import insert_all, table_of
from matcher.persistence.suggestion_mapper import suggestion_values
from matcher.settings import load_settings, shared_path

# A home with two people who told of work, and a confirmed suggestion for the first.
prepared, programme = drill.prepared, drill.programme

ANNA = ("--by", "Anna")
TOLD = (f"{MARK} rinsed dishes", f"{MARK} cooking")


def services_of(programme: Programme):
    return bootstrap.build_services(load_settings(programme.environment))


def suggest(programme, number, *moves, code="P001"):
    """Store a suggestion, moved on as named."""
    now = bootstrap.now()
    run = Run(RunId(f"r{number}"), RunKind.TEXT, now, "Anna", *"abcd", 1, 1)
    made = Suggestion(
        SuggestionId(f"s{number}"), run.id, ParticipantCode(code), None, f"kitchens.{number}",
        "Diskare", 1, 0.5, Band.READY, {"experience": 0.5}, {},
    )  # fmt: skip
    with services_of(programme).units(write=True) as unit:
        unit.suggestions.add(run, [])
        unit.commit()
        _insert(unit, run, made)
        for action in moves:
            mode = AnswerMode.PHONE if action is Action.ACCEPT else None
            made, decision = made.move(action, Signature(Role.LINKWORKER, "Anna", now), mode=mode)
            unit.suggestions.save(made, decision)
        unit.commit()


def _insert(unit, run, made):
    """Store it beside what is open, which a run of its own would end."""
    connection = unit.suggestions._connection
    insert_all(connection, table_of("suggestions"), [suggestion_values(made, "local")])


def states(programme):
    services = services_of(programme)
    with closing(sqlite3.connect(services.settings.database_file)) as connection:
        return dict(connection.execute("SELECT id, state FROM suggestions"))


def person(programme, code="P001"):
    with services_of(programme).units() as unit:
        return unit.participants.get(ParticipantCode(code))


def listed(programme):
    return [row.code for row in services_of(programme).queues.people()]


def test_a_pause_takes_off_the_lists_at_once_and_is_ended_again(programme):
    suggest(programme, 2)
    suggest(programme, 3, Action.CONFIRM)
    assert listed(programme) == ["P001", "P002"]

    paused = programme.json("person", "pause", "P001", *ANNA)

    assert paused == {"state": "paused", "suggestions": 1}
    assert listed(programme) == ["P002"]
    assert states(programme) == {"s1": "confirmed", "s2": "obsolete", "s3": "confirmed"}
    again = programme.run("person", "pause", "P001", *ANNA)
    assert isinstance(again.exception, InvalidTransition)
    assert "Now 'active'" in programme.run("person", "resume", "P001", *ANNA).output
    assert listed(programme) == ["P001", "P002"]
    with services_of(programme).units() as unit:
        moves = unit.moves.of(ParticipantCode("P001"))
    assert [(one.action.value, one.by) for one in moves] == [("pause", "Anna"), ("resume", "Anna")]
    actions = [row["action"] for row in programme.json("audit", "list", "--subject", "P001")]
    assert actions == ["participant.resume", "suggestion.make_obsolete", "participant.pause"]
    for words in (("P404", *ANNA), ("P002", "--by", " ")):
        refused = programme.run("person", "pause", *words)
        assert isinstance(refused.exception, NotFound | InputError)


def test_stopping_ends_everything_in_the_same_command_and_shows_the_plan(programme):
    suggest(programme, 2)
    suggest(programme, 3, Action.CONFIRM, Action.ASK)
    suggest(programme, 4, Action.CONFIRM, Action.ASK, Action.ACCEPT)

    stopped = programme.json("person", "stop", "P001", *ANNA)

    assert person(programme).state is ParticipantState.LEFT
    assert states(programme) == {
        "s1": "obsolete",
        "s2": "obsolete",
        "s3": "withdrawn",
        "s4": "withdrawn",
    }
    assert (stopped["suggestions"], stopped["texts"], stopped["index_rows"]) == (4, 2, 2)
    assert stopped["decided_by"] is None
    assert stopped["archived_on"] < stopped["deleted_on"]
    assert stopped["retention"]["participants"] == "person"
    assert listed(programme) == ["P002"]
    assert isinstance(programme.run("person", "stop", "P001", *ANNA).exception, InvalidTransition)
    said = " ".join(programme.run("person", "stop", "P002", *ANNA).output.split())
    assert "nobody has decided on" in said
    assert "participant_experiences: 1 (person)" in said


def test_of_a_stopped_person_only_what_the_plan_names_is_left(programme, tmp_path):
    """Whatever a marker is found in: rows whose register names a retention, and nothing else."""
    digests = [hashlib.sha256(text.encode()).digest() for text in TOLD]
    marks = (MARK.encode(), *digests, *(digest.hex()[:12].encode() for digest in digests))
    assert [name for name in programme.files_with(digests[0]) if name.startswith("cache")]
    assert [name for name in programme.files_with(marks[-1]) if name.startswith("index")]

    assert programme.run("person", "stop", "P001", *ANNA).exit_code == 0
    programme.run("index", "build")  # brings nobody back
    left_open = programme.run("suggest", "--participant", "P001")
    out = programme.run("openings", "list", "--json").output + left_open.output
    out += programme.run("audit", "list", "--json").output
    out += programme.run("register", "show").output

    assert MARK not in out
    found = {name for mark in marks for name in programme.files_with(mark)}
    assert {name for name in found if not name.startswith("demo.db")} == set()
    register = read_column_register(shared_path("data", "register", "columns.yaml"))
    planned = {one.table: one.retention.id for one in register.columns}
    holding = tables_with(programme, MARK)
    assert holding
    assert {planned[table] for table in holding} <= {"person", "import", "log"}
    assert person(programme, "P002").experiences


def tables_with(programme, mark):
    file = services_of(programme).settings.database_file
    with closing(sqlite3.connect(file)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name
            for name in names
            if any(mark in str(row) for row in connection.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
        }


def test_no_file_and_no_suggesting_brings_a_stopped_person_back(programme, tmp_path):
    programme.json("person", "stop", "P001", *ANNA)
    (tmp_path / "again.csv").write_text("kod;status\nP001;aktiv\n", encoding="utf-8")

    programme.json("import", "participants", str(tmp_path / "again.csv"))

    assert person(programme).state is ParticipantState.LEFT
    with pytest.raises(InvalidTransition, match="nothing more is made"):
        services_of(programme).concepts.suggest(ParticipantCode("P001"))


def test_a_correction_reaches_index_and_open_suggestions_in_the_same_command(programme, tmp_path):
    suggest(programme, 2)
    corrected = drill.PEOPLE.replace("washed", "served")
    (tmp_path / "people.csv").write_text(corrected, encoding="utf-8")
    old = hashlib.sha256(TOLD[0].encode()).digest()
    new = hashlib.sha256(f"{MARK} served dishes".encode()).digest()
    began = time.monotonic()

    done = programme.json("import", "participants", str(tmp_path / "people.csv"))

    assert time.monotonic() - began < 60
    reached = done["reached"]
    assert (reached["people"], reached["texts"], reached["index_rows"]) == (1, 1, 2)
    assert (reached["ended"], reached["renewed"]) == (1, 1)
    assert states(programme)["s2"] == "obsolete"
    assert programme.files_with(old) == []
    assert programme.files_with(old.hex()[:12].encode()) == []
    assert [n for n in programme.files_with(new.hex()[:12].encode()) if n.startswith("index")]
    with services_of(programme).units() as unit:
        now = unit.suggestions.current(ParticipantCode("P001"))
    assert {one.state for one in now} == {SuggestionState.PROPOSED, SuggestionState.CONFIRMED}


def test_rows_of_the_log_about_her_are_a_look_at_her(programme):
    programme.run("person", "pause", "P001", *ANNA)
    programme.run("audit", "list")
    assert looks_at(programme) == []

    shown = programme.json("audit", "list", "--subject", "P001", "--by", "Kim Revisor")
    programme.json("audit", "list", "--subject", "P001")

    assert [row["action"] for row in shown] == ["participant.pause"]
    assert looks_at(programme) == [("Kim Revisor", "audit_log"), ("cli", "audit_log")]
    unknown = programme.run("audit", "list", "--subject", "P404")
    assert isinstance(unknown.exception, NotFound)
    assert looks_at(programme, "P404") == []


def looks_at(programme, code="P001"):
    with services_of(programme).units() as unit:
        rows = unit._connection.exec_driver_sql(
            "SELECT by, what FROM person_views WHERE participant = ? ORDER BY by", (code,)
        )
        return [tuple(row) for row in rows]
