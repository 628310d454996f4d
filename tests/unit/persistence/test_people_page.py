"""A page of the list of people: whose, which, in which order, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from matcher.domain.account import User
from matcher.domain.caseload import Responsibility
from matcher.domain.ids import ParticipantCode, StepId, UserId
from matcher.domain.judgement import Band
from matcher.domain.participant import ParticipantState, Wishes
from matcher.domain.people_list import PEOPLE_A_PAGE, PeopleSort, PeopleWanted
from matcher.domain.place import Place
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.domain.visibility import Viewer

ANNA, BO = UserId("u-anna"), UserId("u-bo")
MANY = 230


def assign(unit, make, code, user):
    day = make.now.date()
    row = Responsibility(ParticipantCode(code), Role.LINKWORKER, user, day, "chief")
    unit.caseloads.assign(row)


def put_users(unit, make):
    for user in (ANNA, BO):
        unit.accounts.put(User(user, str(user), str(user), f"stamp-{user}", True, make.now))


def page(unit, make, user=ANNA, role=Role.LINKWORKER, **wanted):
    found = unit.views.people_page(Viewer(user, role), make.now.date(), PeopleWanted(**wanted))
    return found, [row.code for row in found.rows]


@pytest.fixture
def programme(units, make):
    with units(write=True) as unit:
        unit.participants.put(
            [
                make.person("P001", place=Place("Göteborg", "Östra Angered")),
                make.person("P002", wishes=Wishes(sectors=frozenset({Sector.KITCHENS}))),
                make.person("P003", wishes=Wishes(steps=frozenset({StepId("elderly_care.aide")}))),
                make.person("P004", state=ParticipantState.PAUSED),
                make.person("P005", protected_identity=True),
                make.person("P006", place=Place("Göteborg", "100%_torg")),
                make.person("P007", place=Place("Borås")),
            ]
        )
        unit.suggestions.add(make.run("r1"), [make.suggestion("s1", "r1", band=Band.STRETCH)])
        two = [make.suggestion(f"t{n}", "r2", "P002", rank=n) for n in (1, 2)]
        unit.suggestions.add(make.run("r2", "P002", at=make.now + timedelta(hours=1)), two)
        put_users(unit, make)
        for code in ("P001", "P002", "P003", "P004", "P005", "P006"):
            assign(unit, make, code, ANNA)
        assign(unit, make, "P007", BO)
        unit.commit()
    return units


def test_the_numbers_are_those_of_the_list_of_everyone(programme, make):
    with programme() as unit:
        everyone = unit.views.people()
        found, codes = page(unit, make)

    assert codes == ["P002", "P001", "P003", "P006"]
    assert found.rows == tuple(row for row in everyone if row.code in codes)
    assert found.found == 4


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"letters": "p00"}, ["P002", "P001", "P003", "P006"]),
        ({"letters": "ÖSTRA"}, ["P001"]),
        ({"letters": "göteborg"}, ["P001", "P006"]),
        ({"letters": "ostra"}, []),
        ({"letters": "%_t"}, ["P006"]),
        ({"letters": "%t"}, []),
        ({"state": ParticipantState.PAUSED}, ["P004"]),
        ({"state": ParticipantState.PLACED}, []),
        ({"sector": Sector.KITCHENS}, ["P002"]),
        ({"sector": Sector.ELDERLY_CARE}, ["P003"]),
        ({"sector": Sector.INDUSTRY}, []),
        ({"band": Band.READY}, ["P002"]),
        ({"band": Band.STRETCH}, ["P001"]),
        ({"band": Band.STRETCH, "letters": "P002"}, []),
        ({"sort": PeopleSort.CODE}, ["P001", "P002", "P003", "P006"]),
        ({"sort": PeopleSort.PLACE}, ["P006", "P001", "P002", "P003"]),
        ({"sort": PeopleSort.LONGEST_AGO}, ["P003", "P006", "P001", "P002"]),
    ],
)
def test_people_are_filtered_and_sorted(programme, make, wanted, codes):
    with programme() as unit:
        found, seen = page(unit, make, **wanted)

    assert seen == codes
    assert found.found == len(codes)


def test_nobody_elses_people_are_listed(programme, make):
    with programme() as unit:
        assert page(unit, make, BO)[1] == ["P007"]
        assert page(unit, make, UserId("u-nobody"))[1] == []
        assert page(unit, make, ANNA, Role.COORDINATOR)[1] == []


@pytest.fixture
def many(units, make):
    """Anna has 230 people; the same number of Bo's are noise."""
    with units(write=True) as unit:
        unit.participants.put([make.person(f"P{n:03d}") for n in range(2 * MANY)])
        put_users(unit, make)
        for n in range(2 * MANY):
            code = f"P{n:03d}"
            unit.suggestions.add(make.run(f"r{n}", code), [make.suggestion(f"s{n}", f"r{n}", code)])
            assign(unit, make, code, ANNA if n % 2 else BO)
        unit.commit()
    return units


def test_the_pages_together_are_everyone_once(many, make):
    with many() as unit:
        pages = [page(unit, make, page=number) for number in range(1, 6)]
        beyond = page(unit, make, page=9)

    assert [len(codes) for _, codes in pages] == [PEOPLE_A_PAGE] * 4 + [MANY - 4 * PEOPLE_A_PAGE]
    assert [code for _, codes in pages for code in codes] == [f"P{n:03d}" for n in range(1, 460, 2)]
    assert {(found.found, found.last) for found, _ in pages} == {(MANY, 5)}
    assert beyond == pages[-1]


def test_a_page_is_one_select_that_returns_a_page_of_rows(many, make, statements):
    with many() as unit:
        statements.clear()
        found, _ = page(unit, make, page=2)

    assert [text.split(maxsplit=1)[0] for text in statements] in (["SELECT"], ["WITH"])
    assert len(found.rows) == PEOPLE_A_PAGE


@pytest.fixture
def work(engine):
    """Measure how many steps of SQLite's machine something takes: what is read, to its full."""
    count = 0

    def step():
        nonlocal count
        count += 1

    @event.listens_for(engine, "before_cursor_execute")
    def measure(connection, *_rest):
        connection.connection.driver_connection.set_progress_handler(step, 100)

    def work(act):
        nonlocal count
        count = 0
        act()
        return count

    return work


@pytest.mark.sqlite
def test_the_people_of_others_are_not_read(many, make, work):
    with many(write=True) as unit:
        alone = work(lambda: page(unit, make, UserId("u-nobody")))
        hers = work(lambda: page(unit, make))
        more = [f"Q{n:03d}" for n in range(4 * MANY)]
        unit.participants.put([make.person(code) for code in more])
        for code in more:
            run = make.run(f"r{code}", code)
            unit.suggestions.add(run, [make.suggestion(f"s{code}", run.id, code)])
            assign(unit, make, code, BO)
        among_more = work(lambda: page(unit, make))
        everyone = work(unit.views.people)

    assert alone < hers / 2
    assert among_more < 2 * hers
    assert among_more < everyone
