"""Plans that are kept: who wrote what, who came second, what is undone, what goes with a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import P001, P002, P003, make_office
from programme import MemoryShelf

from matcher.domain.command import Request
from matcher.domain.machines.activity import ActivityAction, ActivityState, ActivityStopReason
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import move_participant
from matcher.domain.plan import PlanMove
from matcher.domain.plan_activity import ActivityKind, Timing, Written
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.services.duplicates import DuplicateService
from matcher.services.histories import HistoryService
from matcher.services.plans import PlanService


@pytest.fixture
def office(tmp_path):
    office = make_office(tmp_path)
    office.plans = PlanService(office.units, office.clock)
    return office


def written(office, kind=ActivityKind.SFI, **more):
    return Written(kind, office.clock.now.date(), **more)


def asks(about="a1", seen=0, by="Cleo", role=Role.COORDINATOR):
    return Request(about, seen, by, role)


def add(office, code=P001, about="a1", **more):
    return office.plans.add(code, asks(about), written(office, **more))


def change(office, code=P001, **facts):
    with office.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), **facts)])
        unit.commit()


def test_what_is_added_is_kept_whole_with_who_and_when_and_in_the_log(office):
    made = add(
        office, kind=ActivityKind.PRACTICE, run_by="Kök AB", text="Fyra dagar", timing=Timing.BEFORE
    )

    page = office.plans.read(P001)

    assert [one.versions for one in page.plan.activities] == [(made,)]
    assert (made.by, made.now.state) == ("Cleo", ActivityState.GOING_ON)
    assert office.plans.read(P002).plan.activities == ()
    assert office.actions()[-1] == "plan.add"
    assert (page.lacks_job, page.can_be_written, page.protected) == (False, True, False)


def test_a_form_that_is_sent_twice_adds_once_and_other_words_are_refused(office):
    made = add(office)

    assert add(office) == made
    with pytest.raises(Conflict) as caught:
        add(office, text="något annat")
    assert caught.value.code == "key.other"
    assert len(office.plans.read(P001).plan.activities) == 1


def test_moves_changes_and_undo_make_versions(office):
    add(office)
    add(office, about="a2")
    office.plans.change(P001, asks(seen=1), written(office, text="Tisdagar"))
    office.plans.move(P001, asks(seen=3, by="Jo", role=Role.JOB_COACH), ActivityAction.FINISH)
    office.plans.undo(P001, asks(seen=4))

    one = office.plans.read(P001).plan.get("a1")

    assert [version.move for version in one.versions] == [
        PlanMove.ADD, PlanMove.CHANGE, PlanMove.FINISH, PlanMove.UNDO,
    ]  # fmt: skip
    assert [version.by for version in one.versions] == ["Cleo", "Cleo", "Jo", "Cleo"]
    assert (one.now.state, one.now.written.text) == (ActivityState.GOING_ON, "Tisdagar")
    assert office.actions()[-4:] == ["plan.add", "plan.change", "plan.finish", "plan.undo"]


def test_stopping_needs_a_reason_and_keeps_it(office):
    add(office)

    with pytest.raises(InputError):
        office.plans.move(P001, asks(seen=1), ActivityAction.STOP)
    office.plans.move(P001, asks(seen=1), ActivityAction.STOP, ActivityStopReason.CANCELLED)

    [one] = office.plans.read(P001).plan.over
    assert one.now.reason is ActivityStopReason.CANCELLED
    with pytest.raises(InvalidTransition):
        office.plans.move(P001, asks(seen=2), ActivityAction.FINISH)
    with pytest.raises(InvalidTransition):
        office.plans.change(P001, asks(seen=2), written(office, text="mer"))


def test_the_second_of_two_hears_who_was_first_and_nothing_is_lost(office):
    add(office)
    office.plans.change(P001, asks(seen=1, by="Bo"), written(office, text="Först"))

    for late in (
        lambda: office.plans.change(P001, asks(seen=1), written(office, text="Sedan")),
        lambda: office.plans.move(P001, asks(seen=1), ActivityAction.FINISH),
        lambda: office.plans.undo(P001, asks(seen=1)),
    ):
        with pytest.raises(Conflict, match="changed by Bo"):
            late()
    assert office.plans.read(P001).plan.get("a1").now.written.text == "Först"
    assert office.actions()[-1] == "plan.change"


def test_what_does_not_fit_is_refused_and_nothing_is_stored(office):
    with pytest.raises(InputError):
        add(office, text="19811218-9876")
    with pytest.raises(InvalidTransition):
        office.plans.add(P001, asks(role=Role.LINKWORKER), written(office))
    with pytest.raises(NotFound):
        add(office, code="P009")
    with pytest.raises(NotFound):
        office.plans.undo(P001, asks("none"))
    with pytest.raises(NotFound):
        office.plans.read("P009")
    assert office.plans.read(P001).plan.activities == ()
    assert not [action for action in office.actions() if action.startswith("plan.")]


def test_of_a_protected_person_kinds_and_days_only(office):
    change(office, P003, protected_identity=False)
    add(office, code=P003, run_by="Kök AB", text="På Kungsgatan")
    change(office, P003, protected_identity=True)

    page = office.plans.read(P003)

    assert page.protected
    assert all(one.now.written.names_nobody for one in page.plan.activities[0].versions)
    with pytest.raises(InputError) as caught:
        add(office, code=P003, about="a2", run_by="Kök AB")
    assert caught.value.code == "plan.protected"
    with pytest.raises(InputError):
        office.plans.change(P003, asks(seen=1), written(office, text="Hos Kök AB"))
    add(office, code=P003, about="a2")
    assert len(office.plans.read(P003).plan.activities) == 2


@pytest.mark.parametrize(
    ("state", "lacks"),
    [
        (ParticipantState.ACTIVE, True),
        (ParticipantState.PAUSED, True),
        (ParticipantState.PLACED, False),
        (ParticipantState.LEFT, False),
    ],
)
def test_who_has_no_job_and_nothing_towards_one_is_named(office, state, lacks):
    add(office)
    change(office, state=state)

    assert office.plans.read(P001).lacks_job is lacks


def test_nothing_is_written_for_somebody_who_has_left(office):
    add(office)
    change(office, state=ParticipantState.LEFT)

    assert not office.plans.read(P001).can_be_written
    with pytest.raises(InvalidTransition):
        add(office, about="a2")
    with pytest.raises(InvalidTransition):
        office.plans.undo(P001, asks(seen=1))


def test_one_coordinator_at_a_time_and_those_before_her(office):
    cleo, siv = (office.user(name, Role.COORDINATOR) for name in ("Cleo", "Siv"))
    office.caseloads.assign([P001], office.user("Anna"), Role.LINKWORKER, by="chief")
    office.caseloads.assign([P001], cleo, Role.COORDINATOR, by="chief")
    office.clock.now += timedelta(days=3)
    office.caseloads.assign([P001], siv, Role.COORDINATOR, by="chief")

    page = office.plans.read(P001)

    assert page.coordinator.name == "Siv"
    assert [(one.name, one.until is None) for one in page.coordinators] == [
        ("Cleo", False), ("Siv", True),
    ]  # fmt: skip
    assert page.coordinators[0].until == page.coordinators[1].since
    assert office.plans.read(P002).coordinator is None


def test_a_plan_is_given_out_and_goes_with_the_person(office):
    add(office, text="Tisdagar")
    add(office, code=P002)

    with office.units(write=True) as unit:
        rows = unit.erasure.rows(P001)["plan_versions"]
        unit.erasure.erase(P001)
        unit.commit()

    assert [(row["kind"], row["text"], row["by"]) for row in rows] == [("sfi", "Tisdagar", "Cleo")]
    with office.units() as unit:
        assert unit.plans.of(P001) == ()
        assert len(unit.plans.of(P002)) == 1


def test_of_a_person_entered_twice_both_plans_stay(office):
    add(office)
    add(office, code=P002, about="a2")
    office.plans.undo(P002, asks("a2", seen=1, by="Bo"))
    duplicates = DuplicateService(office.units, MemoryShelf(), HashingEncoder(), office.clock)

    duplicates.merge(P001, P002, by="Anna")

    plan = office.plans.read(P001).plan
    assert [one.id for one in plan.activities] == ["a1", "a2"]
    assert [version.by for version in plan.get("a2").versions] == ["Cleo", "Bo"]


def test_the_history_has_her_way_and_whose_turn_ended(office):
    cleo = office.user("Cleo", Role.COORDINATOR)
    office.caseloads.assign([P001], cleo, Role.COORDINATOR, by="chief")
    office.clock.now += timedelta(days=2)
    signed = Signature(Role.LINKWORKER, "Anna", office.clock.now)
    with office.units(write=True) as unit:
        person = unit.participants.get(P001)
        _, left = move_participant(person, ParticipantAction.WITHDRAW, signed, LeaveReason.OWN_WISH)
        unit.moves.add(left)
        unit.caseloads.end(P001, Role.COORDINATOR, office.clock.now.date())
        unit.commit()

    told = HistoryService(office.units).of(P001, ())

    assert [(one.kind.value, one.what, one.by) for one in told] == [
        ("move", "left", "Anna"), ("turn_ended", "coordinator", None),
        ("turn", "coordinator", "chief"),
    ]  # fmt: skip
    assert told[0].reason is LeaveReason.OWN_WISH
    assert told[0].at == signed.at


def test_the_history_tells_everything_newest_first_and_of_the_protected_no_job(office):
    histories = HistoryService(office.units)
    office.caseloads.assign([P001], office.user("Cleo", Role.COORDINATOR), Role.COORDINATOR, by="x")
    office.clock.now += timedelta(days=1)
    office.present()
    with office.units() as unit:
        decisions = unit.suggestions.decisions(P001)

    told = histories.of(P001, decisions)

    assert [(one.kind.value, one.what) for one in told] == [
        ("decision", "presented"),
        ("decision", "accepted"),
        ("decision", "asked"),
        ("decision", "confirmed"),
        ("turn", "coordinator"),
    ]
    assert told[0].about == "Diskare"
    assert told[-1].about == "Cleo"
    change(office, protected_identity=True)
    assert [one.kind.value for one in histories.of(P001, decisions)] == ["turn"]
    with pytest.raises(NotFound):
        histories.of("P009", ())
