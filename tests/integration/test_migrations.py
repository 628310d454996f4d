"""The migrations go there and back, with rows in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fresh import by_hand, empty_database
from line import Line, own
from migrated import DEMO, NOON, OPENING, SUGGESTED, fill, tables

from matcher.domain.audit import AuditEntry
from matcher.domain.command import Request
from matcher.domain.concept_suggestion import ConceptMove, moved
from matcher.domain.disclosure import How, Telling
from matcher.domain.feed import FEED_ACTIONS
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, RunId
from matcher.domain.message import Message
from matcher.domain.opening import Employer
from matcher.domain.organisation import Organisation
from matcher.domain.outbox import wait_in_outbox
from matcher.domain.permission import FieldGroup, Permission
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.run_inputs import RunInputs
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.domain.suggestion import AnswerMode, DeclineReason, NotHiredReason
from matcher.persistence.database import (
    downgrade,
    ensure_organisation,
    open_engine,
    upgrade,
)
from matcher.persistence.unit_of_work import SqlUnitOfWork, unit_of_work_factory


@pytest.fixture
def url(tmp_path):
    return empty_database(tmp_path)


def test_up_down_up_with_rows(url):
    upgrade(url)
    fill(url)
    downgrade(url, "base")
    assert tables(url) == {"alembic_version"}
    upgrade(url)
    fill(url)


def test_down_to_each_version_and_up_again_keeps_what_it_has(url):
    upgrade(url)
    fill(url)

    downgrade(url, "0003")
    assert not {"opening_concepts", "opening_concept_moves"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.openings.all() == (OPENING,)
        assert unit.concepts.of("P001") == (replace(SUGGESTED, whose="P001"),)
        assert unit.occupations.of("O1") == ()
    engine.dispose()


def test_the_audit_log_comes_and_goes_with_its_version(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.audit.append(AuditEntry(NOON, "Anna", "a", "b", "c", ParticipantCode("P001")))
        unit.commit()
    engine.dispose()

    downgrade(url, "0005")
    assert not {"audit_events", "audit_heads", "subject_keys", "run_inputs"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.audit.head() is None
        assert [one.code for one in unit.participants.all()] == ["P001"]
    engine.dispose()


def test_rows_of_the_log_that_are_events_are_found_again_after_the_upgrade(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    said = [*FEED_ACTIONS, "suggestions.made", "people.looked_at"]
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        for action in said:
            unit.audit.append(AuditEntry(NOON, "Anna", action, action.split(".")[0], "x1", None))
        unit.commit()
    engine.dispose()
    rows = "SELECT sequence, object_kind, object_id FROM feed_rows ORDER BY sequence"
    before = by_hand(url, rows)
    assert [number for number, *_ in before] == list(range(1, len(FEED_ACTIONS) + 1))

    downgrade(url, "0023")
    assert "feed_rows" not in tables(url)
    upgrade(url)

    assert by_hand(url, rows) == before


def test_permissions_and_what_was_told_come_and_go_with_their_version(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.employers.put([Employer(DEMO, EmployerId("E1"), "Köket AB")])
        unit.openings.put([replace(OPENING, employer=EmployerId("E1"))])
        given = ("P001", "E1", "O1", FieldGroup.CODE)
        unit.permissions.grant(
            [Permission("p1", *given, NOON.date(), None, NOON, AnswerMode.PHONE, "Anna")]
        )
        told = unit.disclosures.tell(
            Telling("d1", *given[:3], "Eva", FieldGroup.CODE, How.CALL, "Anna", NOON)
        )
        unit.outbox.put(
            [wait_in_outbox(Message("participant", "P001", "ask", {"opening": "O1"}), "m1",
                            by="Anna", at=NOON)]
        )  # fmt: skip
        unit.commit()
    assert told is not None
    engine.dispose()

    downgrade(url, "0006")
    assert not {"permissions", "disclosures", "outbox_messages"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert [one.code for one in unit.participants.all()] == ["P001"]
        assert unit.permissions.of(ParticipantCode("P001")) == ()
        assert unit.outbox.all(ended=True) == ()


def test_placements_come_and_go_with_their_version_and_slots_are_counted_anew(url):
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    line = Line(unit_of_work_factory(engine, DEMO))
    first, second, third = line.put(3, own(places=2))
    line.present(first)
    line.placing.hire(line.asks(first, "Site", role=Role.SITE_MANAGER))
    line.present(second)
    line.placing.not_hire(line.asks(second), NotHiredReason.ANOTHER_WAS_CHOSEN)
    line.accept(third)
    engine.dispose()

    downgrade(url, "0006")
    assert not {"placements", "follow_ups", "commands"} & tables(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT action, actor, reason FROM decisions WHERE action IN ('hire', 'not_hire')"
        )
        assert set(told) == {("hire", "employer", None), ("not_hire", "linkworker", None)}
    engine.dispose()

    upgrade(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        history = unit.suggestions.history(second)
        assert unit.rooms.get("O1").slots_taken == 1
    assert history[2].mode is AnswerMode.PHONE
    assert history[-1].reason is NotHiredReason.ANOTHER_WAS_CHOSEN
    engine.dispose()


def test_who_is_in_line_already_holds_a_slot_after_the_upgrade(url):
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    line = Line(unit_of_work_factory(engine, DEMO))
    first, second, third = line.put(3, own())
    line.confirm(first)
    line.confirm(second)
    line.review.decline(Request(third, 0, "Bo"), reason=DeclineReason.TOO_FAR)
    engine.dispose()

    downgrade(url, "0006")
    upgrade(url)

    engine = open_engine(url)
    line = Line(unit_of_work_factory(engine, DEMO))
    assert line.room().slots_taken == 2
    with line.units() as unit:
        [declined] = unit.suggestions.history(third)
    assert (declined.reason, declined.by) == (DeclineReason.TOO_FAR, "Bo")
    line.check()
    engine.dispose()


def test_the_last_moves_of_before_are_taken_over(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        confirmed = SUGGESTED.move(ConceptMove.CONFIRM, by="Anna", at=NOON)
        unit.occupations.save(confirmed, ConceptMove.CONFIRM)
        unit.commit()
    engine.dispose()

    downgrade(url, "0004")
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        [last] = unit.occupations.moves("O1")
        assert last == moved(confirmed, ConceptMove.CONFIRM, "Anna", NOON)
        assert unit.concepts.moves("P001") == ()
    engine.dispose()


def test_prices_come_and_go_with_their_version_and_runs_keep_what_else_they_have(url):
    prices = SpreadPrices(NOON, "Bo", 0.9, SpreadBy.PLACES, 10, 3, 7, {OpeningId("O1"): 0.1 + 0.2})
    run = Run(RunId("r1"), RunKind.TEXT, NOON, "Anna", "h", "e", "i", "w", 7, 10)
    inputs = RunInputs(NOON.date(), (), (OPENING,), "ladders", "1.0", prices=prices)

    def use(engine):
        with SqlUnitOfWork(engine, DEMO, write=True) as unit:
            unit.prices.use(prices)
            unit.commit()

    upgrade(url)
    fill(url)
    engine = open_engine(url)
    use(engine)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.suggestions.add(run, ())
        unit.inputs.keep(run.id, inputs)
        unit.commit()
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.inputs.of(run.id) == inputs
    engine.dispose()

    downgrade(url, "0021")
    assert not {"spread_prices", "spread_opening_prices"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.inputs.of(run.id) == replace(inputs, prices=None)
        assert unit.prices.in_use() is None
    use(engine)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.prices.in_use() == prices
    engine.dispose()
