"""The facts of the flow report, from rows that services wrote, with rows that must not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from line import DEMO, EMPLOYER, Line, own

from matcher.domain.command import Request
from matcher.domain.flow import FlowFacts, FlowMeeting, FlowPerson, FlowPlacement, FlowPromise
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.placement import EndedEarlyReason, Party
from matcher.domain.opening import EmploymentForm, Terms
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove
from matcher.domain.relation import Event, EventKind, Promise
from matcher.domain.role import Role
from matcher.persistence.bulk import insert_all, table_of
from matcher.services.reports import ReportService
from matcher.services.review.ending import End

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 20)
AT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)


@pytest.fixture
def line(units):
    return Line(units)


def facts(units) -> FlowFacts:
    with units() as unit:
        return unit.flow.facts()


def person(code, state="active", **more):
    return FlowPerson(ParticipantCode(code), ParticipantState(state), **more)


def work(line, suggestion, on=FIRST):
    line.present(suggestion)
    made = line.hire(suggestion).made
    line.placements.start(line.moved(made), on)
    return made


def protect(line, code):
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), protected_identity=True)])
        unit.commit()


def test_a_placement_counts_from_its_first_day_with_its_last_answered_follow_up(line):
    [first] = line.put(1, own())
    made = work(line, first)
    assert facts(line.units).placements == (FlowPlacement(ParticipantCode("P001"), FIRST),)
    line.pass_to(FIRST + timedelta(days=14))
    asked = line.follow_ups_of(made)[0]
    line.follow_ups.answer(Request(made, asked.version, "Bo"), asked.point)
    closed = line.follow_ups_of(made)[0].closed_on
    assert closed is not None
    assert facts(line.units).placements[0].asked_on == closed


def test_planned_work_is_no_job_yet_and_praktik_is_none(line):
    praktik = Terms(EmploymentForm.PRAKTIK, "ingen lön", decided_by="AF", insured_by="AF", end=LAST)
    planned, started = line.put_one_each(own("O1"), own("O2", terms=praktik))
    line.present(planned)
    line.hire(planned)
    work(line, started)
    assert facts(line.units).placements == (
        FlowPlacement(ParticipantCode("P002"), FIRST, is_job=False),
    )


def test_an_end_for_studies_and_leaving_for_studies_are_told(line):
    first, _ = line.put_one_each(own("O1"), own("O2"))
    made = work(line, first)
    end = End(Party.PARTICIPANT, EndedEarlyReason.STARTED_STUDIES, LAST)
    line.placements.end(line.moved(made), end)
    with line.units(write=True) as unit:
        for action, reason, day in (
            (ParticipantAction.WITHDRAW, LeaveReason.STARTED_STUDIES, 3),
            (ParticipantAction.WITHDRAW, LeaveReason.OWN_WISH, 1),
            (ParticipantAction.MOVE_UP, None, 2),
        ):
            unit.moves.add(
                ParticipantMove(
                    ParticipantCode("P002"),
                    action,
                    ParticipantState.ACTIVE,
                    ParticipantState.LEFT,
                    Role.LINKWORKER,
                    "Anna",
                    AT.replace(day=day),
                    reason,
                )
            )
        unit.commit()
    found = facts(line.units)
    assert found.placements == (FlowPlacement("P001", FIRST, LAST, for_studies=True),)
    assert found.people == (
        person("P001"),
        person("P002", left_to_study_on=date(2026, 11, 3), moved_up_on=date(2026, 11, 2)),
    )


def test_people_enter_by_the_import_that_made_them(units, make):
    with units(write=True) as unit:
        unit.participants.put(
            [make.person(f"P00{n}") for n in (1, 2, 3)]
            + [make.person("P004", protected_identity=True)]
        )
        batch = {"organisation_id": DEMO, "file": "f", "by": "A", "unchanged": 0, "rejected": 0}
        batches = [("old", AT, None), ("new", AT + timedelta(days=9), None), ("gone", AT, AT)]
        insert_all(
            unit._connection,
            table_of("import_batches"),
            [
                batch | {"id": name, "kind": "participants", "at": at, "undone_at": undone}
                for name, at, undone in batches
            ]
            + [batch | {"id": "jobs", "kind": "openings", "at": AT, "undone_at": None}],
        )
        row = {"organisation_id": DEMO, "position": 0, "version": 1, "version_before": 0}
        made = [("old", "P001", None), ("new", "P001", {}), ("new", "P002", None)]
        made += [("old", "P002", {"code": "P002"}), ("gone", "P003", None), ("jobs", "P003", None)]
        insert_all(
            unit._connection,
            table_of("imported_rows"),
            [
                row | {"batch": name, "key": key, "created": was is None, "before_image": was}
                for name, key, was in made
            ],
        )
        unit.commit()
    assert facts(units).people == (
        person("P001", entered_on=date(2026, 11, 2)),
        person("P002", entered_on=date(2026, 11, 11)),
        person("P003"),
    )


def test_outreach_goes_from_the_first_meeting_to_who_was_hired(line):
    openings = [own("O1", places=3), own("O2"), own("O3")]
    first, second, other = line.put_one_each(*openings)
    with line.units(write=True) as unit:
        other_one = replace(EMPLOYER, id=EmployerId("E2"), name="Vård AB")
        unit.employers.put([other_one])
        for number, (employer, day) in enumerate((("E1", 9), ("E1", 4), ("E2", 6))):
            on = date(2026, 11, day)
            unit.relations.put(
                Event(f"e{number}", EmployerId(employer), EventKind.CALL, on, "", "Anna", AT)
            )
        for name, places in (("p1", 6), ("p2", 2)):
            unit.relations.put(
                Promise(name, EMPLOYER.id, places, None, date(2026, 11, 10), "", "Anna", AT)
            )
        unit.relations.keep("p1", [OpeningId("O1"), OpeningId("O2")])
        unit.commit()
    work(line, first)
    line.present(second)
    line.hire(second)
    work(line, other)
    found = facts(line.units)
    assert found.met == (
        FlowMeeting("E1", date(2026, 11, 4)),
        FlowMeeting("E2", date(2026, 11, 6)),
    )
    on = date(2026, 11, 10)
    assert found.promises == (
        FlowPromise(EMPLOYER.id, on, 6, posted=4, hired=2),
        FlowPromise(EMPLOYER.id, on, 2),
    )


def test_protected_people_are_in_no_figure(line):
    [first] = line.put(1, own())
    with line.units(write=True) as unit:
        on = date(2026, 11, 10)
        unit.relations.put(Promise("p1", EMPLOYER.id, 1, None, on, "", "Anna", AT))
        unit.relations.keep("p1", [OpeningId("O1")])
        unit.commit()
    work(line, first)
    assert facts(line.units).promises == (FlowPromise(EMPLOYER.id, on, 1, posted=1, hired=1),)
    protect(line, ParticipantCode("P001"))
    assert facts(line.units) == FlowFacts(promises=(FlowPromise(EMPLOYER.id, on, 1, posted=1),))


def test_another_office_is_not_counted(line, other_units):
    work(line, line.put(1, own())[0])
    assert facts(other_units) == FlowFacts()


def test_facts_of_some_are_those_of_all_without_the_others(line):
    first, second, _ = line.put_one_each(own("O1"), own("O2"), own("O3"))
    work(line, first)
    work(line, second)
    some = [ParticipantCode("P001"), ParticipantCode("P003"), ParticipantCode("P999")]

    with line.units() as unit:
        found, every = unit.flow.facts_of(some), unit.flow.facts()

    assert [one.code for one in found.people] == ["P001", "P003"]
    assert found.people == tuple(one for one in every.people if one.code in some)
    assert found.placements == tuple(one for one in every.placements if one.participant in some)
    assert len(found.placements) == 1
    assert (found.met, found.promises) == ((), ())
    protect(line, ParticipantCode("P001"))
    with line.units() as unit:
        assert [one.code for one in unit.flow.facts_of(some).people] == ["P003"]
        assert unit.flow.facts_of(some).placements == ()


def test_facts_of_some_are_two_selects_and_nobody_is_none(units, statements):
    with units() as unit:
        statements.clear()
        assert unit.flow.facts_of([]) == FlowFacts()
    assert sum(sent.startswith("SELECT") for sent in statements) == 2


def test_each_kind_of_fact_is_one_select(units, statements):
    statements.clear()
    facts(units)
    assert sum(sent.startswith("SELECT") for sent in statements) == 4


def test_the_service_counts_until_today(line):
    work(line, line.put(1, own())[0])
    service = ReportService(line.units, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    report = service.flow(exact=True)
    assert report.periods == ("2026-Q4", "2027-Q1", "2026", "2027", "all", "undated")
    rows = {figure.name: [cell.count for cell in cells] for figure, cells in report.rows}
    assert rows["first_job"] == [1, 0, 1, 0, 1, None]
    assert rows["entries"] == [0, 0, 0, 0, 0, 1]
