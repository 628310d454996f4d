"""Openings, ladders and gaps over the API: as the pages show them, to the same roles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.api_client import problem, program
from functional.web_programme import EMPLOYER, build, openings

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId
from matcher.domain.permissions import ACCOUNT_ROLES, Permission, may
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.domain.token_scope import scopes_of
from matcher.planning.gaps.parts import Part
from web.areas.api import gaps


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.fixture
def asking(programme):
    return program(programme)


def add_openings(programme, *ids):
    with programme.services.units(write=True) as unit:
        own = openings()[1]
        unit.openings.put([replace(own, id=OpeningId(one)) for one in ids])
        unit.commit()


def ids_of(answer):
    return [one["id"] for one in answer.json["items"]]


def test_openings_are_listed_by_id_and_narrowed(programme, asking):
    assert ids_of(asking.get("/openings")) == ["A001", "O001"]
    assert ids_of(asking.get("/openings?kind=own")) == ["O001"]
    assert ids_of(asking.get("/openings?state=new")) == ["A001"]
    assert ids_of(asking.get("/openings?kind=own&state=new")) == []
    assert problem(asking.get("/openings?kind=other")) == (422, "fields")


def test_openings_that_come_meanwhile_make_none_appear_twice(programme, asking):
    add_openings(programme, "O010", "O020")
    first = asking.get("/openings?limit=3")
    add_openings(programme, "O005", "O015", "O030")

    rest = asking.get(first.json["next"])

    assert ids_of(first) == ["A001", "O001", "O010"]
    assert ids_of(rest) == ["O015", "O020", "O030"]
    assert rest.json["next"] is None


def test_one_opening_with_its_room(programme, asking):
    answer = asking.get("/openings/O001")

    said = answer.json
    assert said["employer"] == {"id": "E01", "name": EMPLOYER.name}
    assert (said["places"], said["places_left"], said["slots"]) == (2, 2, 6)
    assert said["terms"]["pay_line"] == "Kollektivavtal"
    assert said["terms"]["end"] == "2099-01-01"
    assert said["place"] == {"municipality": "Göteborg", "district": "Hjällbo"}
    assert answer.headers["ETag"].startswith(f'"{said["version"]}-')
    assert asking.get("/openings/A001").json["origin"]["external_id"] == "1"
    assert problem(asking.get("/openings/O999")) == (404, "not_found")


def test_a_tag_of_an_opening_changes_when_a_slot_is_taken(programme, asking):
    before = asking.get("/openings/O001").headers["ETag"]
    about = next(one for one in programme.suggest() if programme.suggestion(one).opening == "O001")
    programme.services.review.confirm(Request(about, 0, "Anna Ek"))

    after = asking.get("/openings/O001", **{"If-None-Match": before})

    assert after.status_code == 200
    assert after.json["slots_taken"] == 1


def test_whom_to_ring_stays_on_the_pages(programme, asking):
    with programme.services.units(write=True) as unit:
        own = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(own, contact="Qxcontact 070")])
        unit.commit()

    assert "Qxcontact" not in asking.get("/openings/O001").text
    assert "Qxcontact" not in asking.get("/openings").text


def test_ladders_with_their_steps_and_ways(programme, asking):
    listed = asking.get("/ladders").json["items"]
    ladders = programme.services.ladders

    assert {one["sector"] for one in listed} == {one.sector for one in ladders.all}
    for one in listed:
        ladder = ladders.ladder(Sector(one["sector"]))
        said = asking.get(f"/ladders/{one['sector']}").json
        assert [step["id"] for step in said["steps"]] == [step.id for step in ladder.steps]
        assert [way["id"] for way in said["transitions"]] == [way.id for way in ladder.transitions]
        assert said["names"]["sv"] == ladder.names.sv
        assert {source["key"] for source in said["sources"]} == set(ladder.sources)


def test_a_step_with_what_it_asks(programme, asking):
    said = asking.get("/steps/kitchens.kitchen_porter").json
    step = programme.services.ladders.steps["kitchens.kitchen_porter"]

    assert said["titles"] == {"sv": step.titles.sv, "en": step.titles.en, "ar": step.titles.ar}
    assert [one["id"] for one in said["requirements"]] == [one.id for one in step.requirements]
    assert said["requirements"][0]["train"]["weeks"].keys() == {"min", "max"}
    assert {one["area"]: one["level"] for one in said["swedish"]["areas"]} == {
        area.value: level.label for area, level in step.swedish.areas.items()
    }
    assert said["open_now"] == 1
    assert problem(asking.get("/steps/kitchens.none")) == (404, "not_found")
    assert problem(asking.get("/ladders/none")) == (404, "not_found")


def test_gaps_are_for_planners_and_as_their_page_shows_them(programme, asking):
    services = programme.services
    services.accounts.invite("Per Plan", Role.PLANNER, by="chief")
    planner = program(programme, "Per Plan")

    said = planner.get("/gaps").json
    desk = services.planning_desk.tables(60).value

    assert problem(asking.get("/gaps")) == (404, "not_found")
    assert said["area"] is None
    assert said["people"] == desk.whole.people
    assert said["areas"] == list(desk.areas)
    assert "programme" not in {table["kind"] for table in said["tables"]}
    for table in said["tables"]:
        for row in table["rows"]:
            # Three people are too few to be counted.
            assert row["people"] == dict.fromkeys((one.value for one in Part), None)
    within = planner.get("/gaps?area=Göteborg").json
    assert within["area"] == "Göteborg"
    assert "area" not in {table["kind"] for table in within["tables"]}
    assert problem(planner.get("/gaps?area=Nowhere")) == (404, "not_found")


def test_tables_that_are_still_being_made_are_asked_for_again(programme, monkeypatch):
    programme.services.accounts.invite("Per Plan", Role.PLANNER, by="chief")
    monkeypatch.setattr(gaps, "WAIT_S", 0.0)

    answer = program(programme, "Per Plan").get("/gaps")

    assert problem(answer) == (503, "being_made")
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.parametrize("role", [role for role in ACCOUNT_ROLES if scopes_of(role)])
def test_each_role_reads_what_its_pages_show(programme, role):
    name = f"The {role}"
    employer = EMPLOYER.id if role is Role.EMPLOYER else None
    programme.services.accounts.invite(name, role, by="chief", employer=employer)
    asking = program(programme, name)

    for path, needs in (
        ("/participants", Permission.SEE_PEOPLE),
        ("/placements", Permission.SEE_PEOPLE),
        ("/follow-ups", Permission.SEE_PEOPLE),
        ("/openings", Permission.DECIDE),
        ("/openings/O001", Permission.DECIDE),
        ("/openings/O001/suggestions", Permission.DECIDE),
        ("/ladders", Permission.SEE_LADDERS),
        ("/steps/kitchens.kitchen_porter", Permission.SEE_LADDERS),
        ("/gaps", Permission.SEE_AGGREGATES),
        ("/events", Permission.SEE_PEOPLE),
    ):
        answer = asking.get(path)
        assert answer.status_code == (200 if may(role, needs) else 404), path
