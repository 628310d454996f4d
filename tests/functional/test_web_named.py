"""People with protected identity in the browser: for the named handler, masked, and not stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.web_programme import EverythingFits, NothingFits, build, openings, people

from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role

P003 = ParticipantCode("P003")
HERS = "/named/P003/suggestions"


def named_in(folder, kind=EverythingFits):
    """Anna Ek is named for P003, who lives in Hjällbo and told of her work."""
    programme = build(folder, kind=kind)
    told = people()[0]
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(told, code=P003, protected_identity=True)])
        unit.commit()
    anna = programme.services.accounts.named("Anna Ek")
    programme.services.caseloads.assign([P003], anna, Role.LINKWORKER, by="chief", named=True)
    return programme


@pytest.fixture
def programme(tmp_path):
    return named_in(tmp_path)


def actions(programme):
    with programme.services.units() as unit:
        return [(event.action, event.actor) for event in unit.audit.events()]


def stored(programme):
    with programme.services.units() as unit:
        counts = unit.erasure.counts("P003")
    return {table: number for table, number in counts.items() if number}


def test_the_handler_finds_whom_she_is_named_for_and_each_look_is_recorded(programme):
    assert 'href="/named"' in programme.get("/").text

    page = programme.get("/named").text

    assert ('href="/people/P003"' in page, "P001" in page) == (True, False)
    assert actions(programme)[-1] == ("protected.listed", "Anna Ek")


def test_suggestions_are_shown_and_nothing_of_them_is_stored(programme):
    person = programme.get("/people/P003").text
    assert f'action="{HERS}"' in person
    assert "<dd><bdi>masked</bdi></dd>" in person
    before = stored(programme)

    page = programme.post(HERS)

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "kitchen porter" in page.text.casefold()
    assert "O001" in page.text
    assert actions(programme)[-2:] == [
        ("protected.viewed", "Anna Ek"),
        ("protected.matched", "Anna Ek"),
    ]
    assert stored(programme) == before
    with programme.services.units() as unit:
        assert unit.suggestions.current(P003) == ()


def test_area_and_workplace_are_masked(programme):
    texts = [programme.get("/people/P003").text, programme.post(HERS).text]
    [_, opening] = openings()

    for text in texts:
        for marker in ("Hjällbo", "Göteborg", "Tallkotten", opening.title, "Köksbiträde sökes"):
            assert marker not in text
    assert "Tallkotten" in programme.get("/openings/O001").text


def test_what_was_stored_before_the_protection_is_not_shown(programme):
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P003)
        unit.participants.put([replace(person, protected_identity=False)])
        unit.commit()
    [first, *_] = programme.suggest("P003")
    title = programme.suggestion(first).title
    with programme.services.units(write=True) as unit:
        unit.participants.put([person])
        unit.commit()

    page = programme.get("/people/P003").text

    assert title not in page
    assert first not in page


def test_when_nothing_fits_the_shortest_way_is_masked_too(tmp_path):
    programme = named_in(tmp_path, kind=NothingFits)

    page = programme.post(HERS).text

    assert "No good match right now" in page
    assert "Hjällbo" not in page
    assert "Diskare till skolkök" not in page


def test_to_everybody_else_it_looks_like_nothing(programme):
    nothing = programme.another_browser().get("/nowhere").data
    programme.sign("Bo Ek")  # who stands in for Anna today

    answers = [
        programme.get("/named"),
        programme.get("/people/P003"),
        programme.post(HERS),
        programme.post("/named/P001/suggestions"),
        programme.post("/named/P999/suggestions"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    own_name = programme.get("/nowhere").data
    assert {answer.data for answer in answers} == {own_name}
    assert own_name.replace(b"Bo Ek", b"Anna Ek") == nothing
    assert 'href="/named"' not in programme.get("/").text


def test_somebody_who_is_not_protected_is_no_case_for_the_handler(programme):
    anna = programme.services.accounts.named("Anna Ek")
    code = ParticipantCode("P001")
    programme.services.caseloads.assign([code], anna, Role.LINKWORKER, by="chief", named=True)

    assert programme.post("/named/P001/suggestions").status_code == 404
    assert "P001" not in programme.get("/named").text


def test_a_coordinator_who_is_named_sees_the_person_and_asks_for_nothing(programme):
    services = programme.services
    services.accounts.invite("Cleo", Role.COORDINATOR, by="chief")
    cleo = services.accounts.named("Cleo")
    services.caseloads.assign([P003], cleo, Role.COORDINATOR, by="chief", named=True)
    programme.sign("Cleo", Role.COORDINATOR)

    assert "P003" in programme.get("/named").text
    assert HERS not in programme.get("/people/P003").text
    assert programme.post(HERS).status_code == 404


def test_a_stop_holds_for_the_named_handler_too(programme):
    programme.services.stop_switch.stop(by="chief", reason="Fel yrken")

    assert programme.post(HERS).status_code == 423
