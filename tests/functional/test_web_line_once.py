"""Moves in the browser that two people make, or one person twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.web_programme import found
from functional.web_walk import another, press, walk

from matcher.domain.ids import OpeningId, ParticipantCode


@pytest.fixture
def way(tmp_path):
    return walk(tmp_path)


def audited(programme):
    with programme.services.units() as unit:
        return [event.action for event in unit.audit.events()]


def test_a_form_that_is_sent_twice_is_saved_once(way):
    way.confirm()
    pages = {}
    for act, typed in (
        ("asked", {}),
        ("answer", {"answer": "yes", "mode": "phone", "up_to": "skills"}),
        ("told", {"told": ["code"], "contact": "Eva"}),
    ):
        pages[act] = way.page()
        again = [press(way.programme, pages[act], f"{way.path}/{act}", **typed) for _ in range(2)]
        assert [one.status_code for one in again] == [303, 303], act
    check = way.programme.get(f"{way.path}/present")
    for _ in range(2):
        assert press(way.programme, check, f"{way.path}/present").status_code == 303
    checked = way.press("hired/check", first_day="2026-12-01", time="07:30")
    to = {press(way.programme, checked, f"{way.path}/hired").headers["Location"] for _ in range(2)}

    assert to == {f"/placements/{way.placement.id}"}
    assert len(way.programme.services.disclosure.told(ParticipantCode("P001"))) == 1
    assert audited(way.programme).count("suggestion.hire") == 1


def test_whoever_comes_second_reads_who_and_when_and_keeps_what_was_typed(way):
    way.present()
    mine = way.page()
    other = way.programme.another_browser()
    other.sign("Bo Berg")
    theirs = replace(way, programme=other)
    theirs.press("meeting")

    answer = press(way.programme, mine, f"{way.path}/meeting", time1="2026-12-24T11:15")

    assert answer.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', answer.text)
    assert "Somebody else was first" in box
    assert "<bdi>Bo Berg</bdi>" in box
    assert "2026-12-24T11:15" in box
    assert way.state == "meeting"


def test_the_last_place_is_taken_once_and_says_by_whom(way):
    with way.programme.services.units(write=True) as unit:
        opening = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(opening, places=1)])
        unit.commit()
    way.present()
    rival = another(way.programme, "O001", "P002")
    rival.present()
    page = rival.press("hired/check", first_day="2026-12-01", time="08:00", door="Röd dörr")
    way.hire()

    answer = press(way.programme, page, f"{rival.path}/hired")

    assert answer.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', answer.text)
    assert "The last place is taken" in box
    assert "<bdi>Anna Ek</bdi>" in box
    assert "Röd dörr" in box
    assert (way.state, rival.state) == ("hired", "obsolete")
