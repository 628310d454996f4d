"""Events out of the log: in order, whole, and only of those whom somebody may see."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fresh import by_hand
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from line import DEMO, MORNING, TERMS, Line, own
from often import often
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from matcher.domain.caseload import Responsibility
from matcher.domain.command import Request
from matcher.domain.feed import FEED_ACTIONS, EventKind
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.machines.suggestion import Action, AnswerMode
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason
from matcher.domain.visibility import Viewer
from matcher.persistence.database import open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.feed import FeedService

ANNA, BO = (Viewer(UserId(f"u-{name}"), Role.LINKWORKER) for name in ("Anna", "Bo"))
DAY = MORNING.date()
KINDS = tuple(f"{kind}." for kind in EventKind)


def give(units, user, *codes):
    with units(write=True) as unit:
        for code in codes:
            row = Responsibility(ParticipantCode(code), Role.LINKWORKER, user, DAY, "chief")
            unit.caseloads.assign(row)
        unit.commit()


def feed(units, key=b"k"):
    return FeedService(units, lambda: MORNING + timedelta(hours=3), lambda: key)


def read_all(service, viewer, most=50, after=None):
    """Follow the feed to its end."""
    found = []
    while True:
        page = service.read(viewer, after, most)
        assert len(page.events) <= most
        found += page.events
        after = page.after
        if not page.more:
            return found


@pytest.fixture
def line(units):
    """Three people: P001 and P002 are Anna's, P003 is Bo's."""
    line = Line(units)
    line.colleagues("Anna", "Bo")
    line.ids = line.put(3, own("O1", places=2, terms=TERMS), own("O2"))
    give(units, ANNA.user, "P001", "P002")
    give(units, BO.user, "P003")
    return line


def of_person(line, number):
    return line.ids[2 * number - 2]


def live(line):
    """Let much happen to P001, a little to P002, something to P003."""
    mine, second, other = (of_person(line, number) for number in (1, 2, 3))
    line.present(mine)
    line.confirm(other, by="Bo")
    placed = line.hire(mine, starts_on=DAY, card=FirstDay("07:30")).made
    line.placements.start(line.moved(placed), DAY)
    line.review.decline(Request(second, 0, "Anna"), reason=DeclineReason.TOO_FAR)
    line.pass_to(DAY + timedelta(days=16))
    return placed


def test_events_are_those_of_the_log_in_its_order(line, units):
    live(line)
    with units() as unit:
        logged = [one for one in unit.audit.events() if str(one.action).startswith(KINDS)]
    found = read_all(feed(units), ANNA) + read_all(feed(units), BO)

    assert {str(one.action) for one in logged} <= set(FEED_ACTIONS)
    assert {one.hash for one in logged} == {one.id for one in found}
    assert [one.number for one in read_all(feed(units), ANNA)] == sorted(
        one.number for one in found if one.participant != "P003"
    )


def test_an_empty_page_reads_no_row_of_the_log(line, units):
    """They are large, and most are of others or no events."""
    live(line)
    last = read_all(feed(units), ANNA)[-1]
    line.confirm(line.ids[5], by="Bo")
    asked = []

    with units() as unit:
        engine = unit._connection.engine
        event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        assert unit.feed.after(last.number, 50, ANNA, DAY) == ()
        assert asked
        assert not any("audit_events" in one for one in asked)
        assert unit.feed.after(0, 50, ANNA, DAY)
        assert any("audit_events" in one for one in asked)


def test_what_the_log_does_not_say_is_no_event(line, units, database_url):
    """Whoever owns the database and takes its rules away can write there what she likes."""
    live(line)
    before = read_all(feed(units), ANNA)
    first, second, *others = before

    by_hand(
        database_url,
        f"UPDATE feed_rows SET object_id = '{of_person(line, 2)}'"  # noqa: S608
        f" WHERE sequence = {first.number}",
        rules=["feed_rows_stay"],
    )
    added = by_hand(
        database_url,
        "INSERT INTO feed_rows SELECT organisation_id, sequence, 'suggestion',"  # noqa: S608
        f" '{of_person(line, 1)}' FROM audit_events"
        " WHERE sequence NOT IN (SELECT sequence FROM feed_rows)",
    )

    assert added
    assert read_all(feed(units), ANNA) == [second, *others]


@pytest.mark.parametrize(
    "statement", ["UPDATE feed_rows SET object_id = 'x'", "DELETE FROM feed_rows"]
)
def test_which_rows_are_events_is_neither_changed_nor_forgotten(line, database_url, statement):
    live(line)

    with pytest.raises(IntegrityError, match="which rows are events"):
        by_hand(database_url, statement)


def test_an_event_says_who_did_what_in_which_role(line, units):
    placed = live(line)
    found = read_all(feed(units), ANNA)

    confirm = next(one for one in found if one.action == Action.CONFIRM)
    assert (confirm.kind, confirm.object_id) == (EventKind.SUGGESTION, of_person(line, 1))
    assert (confirm.participant, confirm.by, confirm.role) == ("P001", "Anna", Role.LINKWORKER)
    assert (confirm.changed.before, confirm.changed.after) == ("proposed", "confirmed")
    decline = next(one for one in found if one.action == Action.DECLINE)
    assert decline.changed.reason == DeclineReason.TOO_FAR
    plan = next(one for one in found if one.kind is EventKind.PLACEMENT)
    assert (plan.action, plan.object_id, plan.role) == ("plan", placed, Role.LINKWORKER)
    assert (plan.changed.suggestion, plan.changed.opening) == (of_person(line, 1), "O1")
    assert plan.changed.trial is False
    due = next(one for one in found if one.kind is EventKind.FOLLOW_UP)
    assert (due.object_id, due.action, due.changed.point) == (placed, "become_due", "two_weeks")
    assert all(one.role is not None for one in found)


def test_each_sees_her_own_people_and_no_trace_of_others(line, units):
    line.confirm(of_person(line, 1))
    before = feed(units).read(ANNA, None, 10)
    line.confirm(of_person(line, 3), by="Bo")

    assert feed(units).read(ANNA, None, 10) == before
    assert feed(units).read(ANNA, before.after, 10).events == ()
    assert feed(units).read(ANNA, before.after, 10).after == before.after
    assert {one.participant for one in read_all(feed(units), BO)} == {"P003"}
    nobody = Viewer(UserId("u-none"), Role.LINKWORKER)
    assert feed(units).read(nobody, None, 10).after is None


def test_whoever_has_protected_identity_is_in_nobodys_feed(line, units):
    line.confirm(of_person(line, 1))
    with units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put(
            [type(person)(person.organisation, person.code, protected_identity=True)]
        )
        unit.commit()

    assert read_all(feed(units), ANNA) == []


def test_another_organisation_has_a_feed_of_its_own(line, units, other_units):
    line.confirm(of_person(line, 1))

    assert read_all(feed(other_units), ANNA) == []


def test_reading_changes_nothing_and_gives_the_same_again(line, units):
    live(line)
    with units() as unit:
        rows = unit.feed.rows()
    first, second = read_all(feed(units), ANNA), read_all(feed(units), ANNA)

    assert first == second
    with units() as unit:
        assert unit.feed.rows() == rows


def test_a_cursor_of_another_key_or_of_a_longer_log_is_unknown(line, units):
    line.confirm(of_person(line, 1))
    page = feed(units).read(ANNA, None, 10)

    assert feed(units, b"other").read(ANNA, page.after, 10) is None
    assert feed(units).read(ANNA, "made up", 10) is None


@often(
    25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sizes=st.lists(st.integers(1, 7), min_size=1, max_size=20))
def test_pages_of_any_size_give_the_whole_in_order(once, sizes):
    service, whole = once
    found, after, turn = [], None, 0
    while True:
        page = service.read(ANNA, after, sizes[turn % len(sizes)])
        found += page.events
        assert page.more == (len(found) < len(whole))
        if not page.events:
            break
        after, turn = page.after, turn + 1

    assert found == whole


@pytest.fixture
def once(line, units):
    live(line)
    service = feed(units)
    whole = read_all(service, ANNA, most=200)
    assert len(whole) > 8
    return service, whole


WRITERS, PEOPLE = 4, 24


def write(units, start, mine):
    """Confirm, ask and answer as one of several who begin together."""
    writer = Line(units, mark=f"of {mine[0]} ")
    start.wait()
    for one in mine:
        writer.confirm(one)
        writer.asking.ask(writer.asks(one))
        writer.asking.answer(writer.asks(one), Action.ACCEPT, AnswerMode.PHONE)


def follow(units, start, written):
    """Read on from cursor to cursor until all is written and nothing comes any more."""
    service, found, after = feed(units), [], None
    start.wait()
    while True:
        last_turn = written.is_set()
        page = service.read(ANNA, after, 3)
        found += page.events
        after = page.after
        if last_turn and not page.events:
            return found


def test_nothing_comes_to_stand_before_a_cursor_while_several_write(database_url):
    """Several write at once and one reads on all the while: it gets each event once, in order."""
    engines = [open_engine(database_url, busy_timeout_ms=60_000) for _ in range(WRITERS + 1)]
    several = [unit_of_work_factory(engine, DEMO) for engine in engines]
    line = Line(several[0])
    line.colleagues("Anna")
    ids = line.put(PEOPLE, own("O1", places=PEOPLE, presentation_slots=PEOPLE))
    give(several[0], ANNA.user, *(f"P{number:03}" for number in range(1, PEOPLE + 1)))
    start, written = threading.Barrier(WRITERS + 1), threading.Event()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(follow, several[-1], start, written)
        turns = [ids[number::WRITERS] for number in range(WRITERS)]
        writing = [
            pool.submit(write, units, start, mine)
            for units, mine in zip(several, turns, strict=False)
        ]
        try:
            for one in writing:
                one.result(60)
        finally:
            written.set()
        followed = reading.result(60)

    assert len(followed) == 3 * PEOPLE
    assert followed == read_all(feed(several[0]), ANNA, most=200)
    for engine in engines:
        engine.dispose()
