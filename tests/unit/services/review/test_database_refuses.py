"""The database itself refuses what the services would never ask for (L4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from line import MORNING, own
from sqlalchemy import bindparam, text
from sqlalchemy.exc import IntegrityError

from matcher.persistence.base import UtcDateTime
from matcher.persistence.transactions import for_writing

INSERT = """
INSERT INTO placements (organisation_id, id, version, participant, suggestion, opening, trial,
    state, confirmed_by, confirmed_at, confirmed_version, yes_at, yes_mode, yes_version,
    taken_by, taken_at, first_day)
SELECT 'demo', :id, 0, :participant, CAST(:suggestion AS VARCHAR), :opening, false, 'planned',
    :confirmed_by, coalesce(:confirmed_at, c.at), :confirmed_version,
    coalesce(:yes_at, y.at), :yes_mode, :yes_version, :taken_by, c.at, '{}'
FROM decisions c LEFT JOIN decisions y
    ON y.suggestion = c.suggestion AND y.action = 'accept'
WHERE c.suggestion = CAST(:suggestion AS VARCHAR) AND c.action = 'confirm'
"""
WELL = {
    "id": "L1",
    "participant": "P001",
    "suggestion": "P001-O1",
    "opening": "O1",
    "confirmed_by": "Anna",
    "confirmed_at": None,
    "confirmed_version": 1,
    "yes_at": None,
    "yes_mode": "phone",
    "yes_version": 3,
    "taken_by": "Bo",
}


def execute(engine, statement, **values):
    with engine.connect() as connection, for_writing(connection).begin():
        said = text(statement)
        moments = [name for name in ("confirmed_at", "yes_at") if f":{name}" in statement]
        said = said.bindparams(*(bindparam(name, type_=UtcDateTime()) for name in moments))
        return connection.execute(said, values).rowcount


def test_a_backed_placement_is_taken(line, engine):
    [first] = line.put(1, own())
    line.present(first)
    assert execute(engine, INSERT, **WELL) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"confirmed_by": None},
        {"confirmed_by": " "},
        {"confirmed_by": "Nobody"},
        {"confirmed_at": MORNING - timedelta(days=1)},
        {"confirmed_version": None},
        {"confirmed_version": 2},
        {"yes_mode": None},
        {"yes_mode": "self"},
        {"yes_mode": "guessed"},
        {"yes_at": MORNING - timedelta(days=1)},
        {"yes_version": None},
        {"yes_version": 2},
        {"participant": "P002"},
        {"opening": "O2"},
        {"taken_by": ""},
    ],
)
def test_a_placement_without_a_named_confirm_and_the_yes_is_refused(line, engine, change):
    first = line.put(2, own(), own("O2"))[0]
    line.present(first)
    with pytest.raises(IntegrityError):
        execute(engine, INSERT, **WELL | change)


def test_no_yes_no_placement(line, engine):
    [first] = line.put(1, own())
    line.confirm(first)
    line.asking.ask(line.asks(first))
    at = MORNING
    with pytest.raises(IntegrityError, match="without a named confirm and the yes"):
        execute(engine, INSERT, **WELL | {"yes_version": 2, "yes_at": at})


def test_a_yes_that_was_taken_back_counts_no_longer(line, engine):
    [first] = line.put(1, own())
    line.present(first)
    line.placing.withdraw(line.asks(first))
    with pytest.raises(IntegrityError, match="without a named confirm and the yes"):
        execute(engine, INSERT, **WELL)


def test_a_person_has_one_active_place(line, engine):
    here, there = line.put(1, own(), own("O2"))
    line.present(here)
    line.present(there)
    execute(engine, INSERT, **WELL)
    second = {"id": "L2", "suggestion": "P001-O2", "opening": "O2"}
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        execute(engine, INSERT, **WELL | second)


@pytest.mark.parametrize("state", ["presented", "meeting", "trial", "hired"])
def test_nobody_is_presented_by_hand(line, engine, state):
    [first] = line.put(1, own())
    line.confirm(first)
    with pytest.raises(IntegrityError, match="nobody is presented without"):
        execute(engine, "UPDATE suggestions SET state = :state", state=state)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET by = 'Nobody'",
        "UPDATE placements SET confirmed_by = 'Nobody'",
        "UPDATE placements SET yes_mode = 'self'",
        "UPDATE openings SET places_taken = 2",
        "UPDATE openings SET slots_taken = -1",
        "DELETE FROM decisions",
    ],
)
def test_what_was_decided_stands(line, engine, statement):
    [first] = line.put(1, own())
    line.present(first)
    line.hire(first)
    with pytest.raises(IntegrityError):
        execute(engine, statement)


@pytest.mark.parametrize(
    ("action", "reason", "mode"),
    [
        ("decline", None, None),
        ("decline", "another_was_chosen", None),
        ("not_hire", "wrong_trade", None),
        ("confirm", "wrong_trade", None),
        ("accept", None, None),
        ("accept", None, "letter"),
        ("confirm", None, "phone"),
    ],
)
def test_reasons_and_modes_belong_to_actions(line, engine, action, reason, mode):
    line.put(1, own())
    row = (
        "INSERT INTO decisions (organisation_id, suggestion, version, action, state_before,"
        " state_after, actor, by, at, reason, mode) VALUES ('demo', 'P001-O1', 1, :action,"
        " 'proposed', 'confirmed', 'site_manager', 'Anna', '2026-11-23', :reason, :mode)"
    )
    with pytest.raises(IntegrityError, match=r"(?i)check"):
        execute(engine, row, action=action, reason=reason, mode=mode)


def test_deleting_a_person_frees_the_slot_and_the_place(line):
    first, second, third = line.put(3, own(places=2))
    line.present(first)
    line.hire(first)
    line.accept(second)
    line.present(third)
    line.hire(third)
    assert line.room().places_left == 0

    for code in ("P001", "P002"):
        with line.units(write=True) as unit:
            unit.erasure.erase(code)
            unit.commit()

    assert (line.room().state, line.room().places_taken, line.room().slots_taken) == ("open", 1, 0)
    line.check()
