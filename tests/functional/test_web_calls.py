"""The 09:40 call: the kitchen rings, and up to six people are asked while it is on the phone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.web_programme import EMPLOYER, EverythingFits, NothingFits, build, found
from functional.web_walk import forms_of, press

from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
from matcher.domain.opening import Site
from matcher.domain.place import Place
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.errors import EmptyProgramme

AGREED = {
    "step": "kitchens.kitchen_porter",
    "employer": "skolköket <tallkotten>",
    "places": "2",
    "start": "2026-11-30",
    "form": "fixed_term",
    "pay_line": "Kollektivavtal",
}


@pytest.fixture
def kitchen(tmp_path):
    """A programme with eight people who can wash up."""
    programme = build(tmp_path, kind=EverythingFits)
    with programme.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        more = [replace(known, code=ParticipantCode(f"P0{number}")) for number in range(11, 18)]
        unit.participants.put(more)
        site = Site(EMPLOYER.id, "Tallkotten", Place("Göteborg", "Hjällbo", 57.769, 12.02))
        unit.employers.put([EMPLOYER], [site])
        unit.commit()
    programme.sign()
    return programme


def call(programme, **changes):
    return press(programme, programme.get("/calls/new"), "/calls/new", **(AGREED | changes))


def confirms(page):
    return [path for path in forms_of(page) if path.endswith("/can-start")]


def stored(programme, path):
    with programme.services.units() as unit:
        return unit.openings.get(OpeningId(path.rpartition("/")[2]))


def states(programme, opening):
    return [one.state for one in programme.services.line_pages.line_of(opening.id)]


def audited(programme):
    with programme.services.units() as unit:
        return [event.action for event in unit.audit.events()]


def test_from_the_call_to_six_people_asked(kitchen):
    form = kitchen.get("/calls/new")
    typed = 0
    presses = 0
    answer = press(kitchen, form, "/calls/new", **AGREED)
    typed, presses = len(AGREED), presses + 1
    path = answer.headers["Location"]
    opening = stored(kitchen, path)
    page = kitchen.get(path)
    assert len(confirms(page.text)) >= 6
    for one in confirms(page.text)[:6]:
        confirmed = press(kitchen, page, one, looked="yes")
        assert confirmed.headers["Location"] == path
        presses += 2  # the tick and the button: there is no confirming of several
        page = kitchen.get(path)
    asked = press(kitchen, page, f"{path}/ask")
    presses += 1

    assert (typed, presses) == (6, 14)
    assert asked.headers["Location"] == path
    assert states(kitchen, opening).count(SuggestionState.ASKED) == 6
    assert "6 people are asked." in kitchen.get(path).text
    waiting = [one.template for one in kitchen.services.outbox.messages()]
    assert waiting.count("ask") == 6


def test_what_the_step_knows_is_not_typed_and_each_move_is_on_record(kitchen):
    path = call(kitchen).headers["Location"]

    opening = stored(kitchen, path)
    assert (opening.state.value, opening.employer, opening.places) == ("open", EMPLOYER.id, 2)
    assert opening.title == kitchen.services.ladders.step(opening.step).titles.sv
    assert opening.terms.pay_line == "Kollektivavtal"
    assert opening.place.district == "Hjällbo"
    moves = [one for one in audited(kitchen) if one.startswith("opening.")]
    assert moves == ["opening.draft", "opening.submit", "opening.approve"]


def test_the_same_call_sent_twice_opens_once(kitchen):
    page = kitchen.get("/calls/new")

    to = {press(kitchen, page, "/calls/new", **AGREED).headers["Location"] for _ in range(2)}

    assert len(to) == 1
    assert audited(kitchen).count("opening.approve") == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("step", ""),
        ("step", "kitchens.nothing"),
        ("employer", " "),
        ("places", "0"),
        ("places", "two"),
        ("places", "100"),
        ("start", "monday"),
        ("form", "praktik"),
        ("form", ""),
        ("pay_line", ""),
    ],
)
def test_what_is_missing_is_named_and_the_rest_is_kept(kitchen, field, typed):
    answer = call(kitchen, **{field: typed})

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    kept = "Kollektivavtal" if field != "pay_line" else "2026-11-30"
    assert f'value="{kept}"' in answer.text
    assert "opening.draft" not in audited(kitchen)


def test_an_employer_that_nobody_knows_is_asked_about(kitchen):
    near = call(kitchen, employer="Skolköket Tallkoten")
    assert "Did you mean: Skolköket &lt;Tallkotten&gt;?" in near.text
    new = call(kitchen, employer="Zeppelin Luftfart")
    assert "Tick below when it is a new one." in new.text
    assert 'id="is_new"' in new.text

    answer = press(
        kitchen, new, "/calls/new", **(AGREED | {"employer": "Zeppelin", "is_new": "yes"})
    )

    employer = stored(kitchen, answer.headers["Location"]).employer
    names = {one.id: one.name for one in kitchen.services.line_pages.employers()[0]}
    assert names[EmployerId(employer)] == "Zeppelin"


def test_each_is_read_and_confirmed_by_herself(kitchen):
    path = call(kitchen).headers["Location"]
    page = kitchen.get(path)
    first = confirms(page.text)[0]

    missing = press(kitchen, page, first)
    assert missing.status_code == 422
    assert "Tick that you have read the reasons" in missing.text
    assert "/ask" not in "".join(forms_of(page.text))
    other = kitchen.another_browser()
    other.sign("Bo Berg")
    press(other, other.get(path), first, looked="yes")
    late = press(kitchen, page, first, looked="yes")

    assert late.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', late.text)
    assert "<bdi>Bo Berg</bdi>" in box


def test_asking_with_a_list_that_has_changed_asks_nobody(kitchen):
    path = call(kitchen).headers["Location"]
    page = kitchen.get(path)
    for one in confirms(page.text)[:2]:
        press(kitchen, page, one, looked="yes")
    page = kitchen.get(path)
    opening = stored(kitchen, path)
    [first, _] = [
        one
        for one in kitchen.services.line_pages.line_of(opening.id)
        if one.state is SuggestionState.CONFIRMED
    ]
    press(kitchen, kitchen.get(f"/suggestions/{first.id}"), f"/suggestions/{first.id}/asked")

    late = press(kitchen, page, f"{path}/ask")

    assert late.status_code == 409
    assert states(kitchen, opening).count(SuggestionState.ASKED) == 1
    for seen in ("none:1", f"{first.id}:{'9' * 5000}", f"{first.id}:"):
        assert press(kitchen, page, f"{path}/ask", seen=[seen]).status_code == 400


def test_people_of_colleagues_are_counted_and_not_shown(kitchen):
    services = kitchen.services
    services.accounts.invite("Zoe Ek", Role.LINKWORKER, by="chief")
    other = kitchen.another_browser("Zoe Ek")

    path = call(other).headers["Location"]
    page = other.get(path).text

    assert "people of colleagues fit too" in page
    assert "P011" not in page
    assert confirms(page) == []


def test_nobody_fits(tmp_path):
    programme = build(tmp_path, kind=NothingFits)
    path = call(programme).headers["Location"]

    assert "Nobody fits well enough right now" in programme.get(path).text
    again = press(programme, programme.get(path), f"{path}/look")
    assert again.headers["Location"] == path


def test_the_opening_is_open_when_nobody_could_be_looked_up(kitchen, monkeypatch):
    def fail(*_, **__):
        raise EmptyProgramme("There are no active participants.")

    monkeypatch.setattr(kitchen.services.suggest, "to_decide_for_opening", fail)

    path = call(kitchen).headers["Location"]

    assert stored(kitchen, path).state.value == "open"
    assert "Who can start could not be looked up just now." in kitchen.get(path).text


def test_a_draft_that_is_none_and_a_lead_are_not_found(kitchen):
    assert kitchen.get("/calls/new?draft=O001").status_code == 404
    assert kitchen.get("/calls/new?draft=none").status_code == 404
    assert kitchen.get("/calls/A001").status_code == 404
    assert kitchen.get("/calls/O001").status_code == 200
