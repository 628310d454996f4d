"""Openings from a phone call to their close, and what becomes of leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from line import EMPLOYER, TERMS, as_lead, own

from matcher.domain.command import Request
from matcher.domain.ids import EmployerId
from matcher.domain.machines.own_opening import CloseReason
from matcher.domain.message import Template
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, NotFound

DRAFT = own(state=OpeningState.DRAFT, terms=None)


def asks(line, opening="O1", by="Anna", role=Role.LINKWORKER, employer=None):
    return Request(opening, line.room(opening).version, by, role, employer=employer)


def theirs(line, role=Role.EMPLOYER, employer=EMPLOYER.id):
    return asks(line, by="Eva", role=role, employer=employer)


def opening_of(line, opening="O1"):
    with line.units() as unit:
        return unit.openings.get(opening)


def test_an_opening_on_the_phone_needs_terms_to_be_approved(line):
    line.openings.draft(DRAFT, by="Anna")
    line.openings.submit(asks(line))
    with pytest.raises(DecisionError, match="form of employment and pay line"):
        line.openings.approve(asks(line))
    returned = line.openings.hand_back(asks(line))
    assert [one.template for one in returned.messages] == [Template.OPENING_RETURNED]
    line.openings.write(asks(line), own(title="Diskare, kväll"))
    assert (opening_of(line).title, line.room().state) == ("Diskare, kväll", OpeningState.RETURNED)
    line.openings.submit(theirs(line, Role.SITE_MANAGER))

    approved = line.openings.approve(asks(line))

    assert approved.state == "open"
    assert opening_of(line).terms == TERMS
    assert line.actions() == [
        "opening.draft",
        "opening.submit",
        "opening.return",
        "message.wait",
        "opening.write",
        "opening.submit",
        "opening.approve",
    ]


def test_what_a_draft_is_and_who_writes_it(line):
    with pytest.raises(InputError, match="begins as a draft"):
        line.openings.draft(own(), by="Anna")
    with pytest.raises(InvalidTransition, match="As planner"):
        line.openings.draft(DRAFT, by="Anna", role=Role.PLANNER)
    line.openings.draft(DRAFT, by="Anna")
    with pytest.raises(Conflict, match="There is an opening O1 already"):
        line.openings.draft(DRAFT, by="Anna")
    with pytest.raises(InputError, match="another opening"):
        line.openings.write(asks(line), own("O2"))
    with pytest.raises(InvalidTransition):
        line.openings.approve(theirs(line))


EMPLOYERS_MOVES = {
    "write": lambda line, request: line.openings.write(request, replace(DRAFT, title="Annat")),
    "submit": lambda line, request: line.openings.submit(request),
    "pause": lambda line, request: line.openings.pause(request),
    "resume": lambda line, request: line.openings.resume(request),
    "close": lambda line, request: line.openings.close(request, CloseReason.NOT_NEEDED),
}
FROM = {"pause": OpeningState.OPEN, "resume": OpeningState.PAUSED, "close": OpeningState.OPEN}


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.SITE_MANAGER])
@pytest.mark.parametrize("move", EMPLOYERS_MOVES)
def test_an_employer_moves_its_own_openings_only(line, move, role):
    state = FROM.get(move, OpeningState.DRAFT)
    line.put(1, own(state=state, terms=TERMS))
    before = opening_of(line)
    for stranger in (EmployerId("E2"), None):
        with pytest.raises(NotFound, match="There is no opening O1"):
            EMPLOYERS_MOVES[move](line, theirs(line, role, stranger))
    assert opening_of(line) == before
    assert line.actions() == []

    EMPLOYERS_MOVES[move](line, theirs(line, role))

    assert line.actions() == [f"opening.{move}"]


def test_an_employer_drafts_for_itself_only_and_gives_nothing_away(line):
    more = {"by": "Eva", "role": Role.EMPLOYER}
    for stranger in (EmployerId("E2"), None):
        with pytest.raises(InputError, match="of its own only"):
            line.openings.draft(DRAFT, employer=stranger, **more)
    line.openings.draft(DRAFT, employer=EMPLOYER.id, **more)
    with pytest.raises(InputError, match="stays with its employer"):
        line.openings.write(theirs(line), replace(DRAFT, employer=EmployerId("E2")))
    assert opening_of(line).employer == EMPLOYER.id


def test_an_approved_opening_is_not_rewritten(line):
    line.put(1, own())
    with pytest.raises(InvalidTransition, match="cannot be rewritten"):
        line.openings.write(asks(line), own(title="Annat"))


def test_the_second_to_change_an_opening_is_told(line):
    line.put(1, own())
    stale = asks(line, by="Cilla")
    line.openings.pause(asks(line, by="Bo"))
    with pytest.raises(Conflict, match=r"by Bo on 2026-11-23 at 08:\d\d UTC and is now 'paused'"):
        line.openings.pause(stale)
    with pytest.raises(NotFound):
        line.openings.pause(Request("O9", 1, "Bo"))
    with pytest.raises(NotFound, match="of the kind 'lead'"):
        line.leads.called(asks(line))


def test_a_paused_opening_can_still_hire_and_is_full_when_it_is_resumed(line):
    first, second = line.put(2, own())
    line.present(first)
    line.openings.pause(asks(line))
    with pytest.raises(DecisionError, match="is 'paused'"):
        line.accept(second)
    line.hire(first)
    assert line.room().state is OpeningState.PAUSED
    resumed = line.openings.resume(asks(line))
    assert resumed.state == "full"
    assert line.actions()[-2:] == ["opening.resume", "opening.fill"]
    line.check()


def test_nobody_is_presented_to_a_paused_opening(line):
    [first] = line.put(1, own())
    line.accept(first)
    line.openings.pause(asks(line))
    with pytest.raises(DecisionError, match="nobody is presented now"):
        line.presenting.present(line.asks(first))


def test_closing_needs_a_reason_and_tells_those_in_line(line):
    first, second = line.put(2, own(places=2))
    line.present(first)
    line.confirm(second)
    with pytest.raises(InputError, match="needs a reason"):
        line.openings.close(asks(line), None)

    closed = line.openings.close(asks(line), CloseReason.NOT_NEEDED)

    assert (closed.state, set(closed.also)) == ("closed", {first, second})
    assert [one.template for one in closed.messages] == [Template.TELL_OPENING_CLOSED]
    assert line.state(first) is SuggestionState.OBSOLETE
    with pytest.raises(Conflict, match=r"by Stegvis on 2026.*now 'obsolete'"):
        line.placing.hire(Request(first, 4, "Bo"))
    line.check()


def test_a_lead_is_called_and_becomes_an_own_draft(line):
    [first] = line.put(1, as_lead(own()))
    line.leads.no_answer(asks(line))
    made = line.leads.become_own(asks(line)).made
    draft = opening_of(line, made)
    assert (draft.kind, draft.state) == (OpeningKind.OWN, OpeningState.DRAFT)
    assert line.room().state is OpeningState.BECAME_OWN
    assert line.state(first) is SuggestionState.OBSOLETE
    assert line.actions() == ["opening.not_reach", "opening.become_own"]


def test_a_person_applies_for_a_lead_alone(line):
    line.put(1, as_lead(own()))
    line.leads.called(asks(line))
    line.leads.apply(asks(line, by="P001", role=Role.PARTICIPANT), "P001")
    line.leads.answer(asks(line), "P001")
    assert line.room().state is OpeningState.ANSWERED
    with pytest.raises(InvalidTransition):
        line.leads.become_own(asks(line))


def test_an_opening_never_has_fewer_places_than_are_taken(line):
    first, second = line.put(2, own(places=3))
    for one in (first, second):
        line.present(one)
        line.hire(one)
    with (
        line.units(write=True) as unit,
        pytest.raises(InputError, match="O1 would have 1 places, and 2 are taken"),
    ):
        unit.openings.put([own(places=1)])
    assert line.room().places == 3
