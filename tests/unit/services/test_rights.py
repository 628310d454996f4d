"""A person pauses and stops herself, or a LinkWorker does it for her; her slots are free."""

from __future__ import annotations

import pytest
from accounts import O1, P001, make_office

from matcher.domain.command import Request
from matcher.domain.machines.participant import LeaveReason
from matcher.domain.participant import ParticipantState
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import InvalidTransition
from matcher.indexing.shelf import MemoryShelf
from matcher.interchange.retention_plan import read_retention_plan
from matcher.services.review import AskingService, ReviewService, Withdrawals
from matcher.services.rights import RightsService, Vectors
from matcher.settings import shared_path


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


@pytest.fixture
def rights(office):
    plan = read_retention_plan(shared_path("data", "register", "retention.yaml"))
    return RightsService(
        office.units,
        plan,
        leave=Withdrawals(office.commands.put_messages).from_everything,
        vectors=Vectors(MemoryShelf(), HashingEncoder(), lambda _texts: None),
        now=office.clock,
    )


def in_line(office, *, asked):
    """Put P001 in line for the opening, asked or not yet."""
    one = office.suggest(SuggestionState.PROPOSED, O1)
    ReviewService(office.commands).confirm(Request(one, 0, "Anna"))
    if asked:
        AskingService(office.commands).ask(Request(one, 1, "Anna"))
    return one


def slots_taken(office):
    with office.units() as unit:
        return unit.rooms.get(O1).slots_taken


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(("by", "role"), [("Anna", Role.LINKWORKER), (BY_PERSON, Role.PARTICIPANT)])
def test_a_stop_gives_the_slot_back_whoever_records_it(office, rights, asked, by, role):
    suggestion = in_line(office, asked=asked)
    assert slots_taken(office) == 1

    rights.stop(P001, by=by, reason=LeaveReason.OWN_WISH, role=role)

    assert slots_taken(office) == 0
    with office.units() as unit:
        [last, *_] = unit.suggestions.history(suggestion)[::-1]
        [move] = unit.moves.of(P001)
    assert last.after is (SuggestionState.WITHDRAWN if asked else SuggestionState.OBSOLETE)
    assert (last.actor, last.by) == ((role, by) if asked else (Role.SYSTEM, "Stegvis"))
    assert (move.actor, move.by) == (role, by)


def test_a_person_pauses_and_goes_on_by_herself(office, rights):
    paused = rights.pause(P001, by=BY_PERSON, role=Role.PARTICIPANT)

    assert paused.state is ParticipantState.PAUSED
    with pytest.raises(InvalidTransition):
        rights.pause(P001, by=BY_PERSON, role=Role.PARTICIPANT)
    resumed = rights.resume(P001, by=BY_PERSON, role=Role.PARTICIPANT)
    assert resumed.state is ParticipantState.ACTIVE
    with office.units() as unit:
        assert {move.actor for move in unit.moves.of(P001)} == {Role.PARTICIPANT}


def test_a_pause_leaves_what_she_was_asked_where_it_is(office, rights):
    in_line(office, asked=True)

    assert rights.pause(P001, by="Anna").suggestions == 0
    assert slots_taken(office) == 1
