"""A key stands for one command with everything that was said in it."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from line import EMPLOYER, own

from matcher.domain.command import Command, Request
from matcher.domain.ids import EmployerId
from matcher.domain.machines.follow_up import WaiveReason
from matcher.domain.machines.own_opening import CloseReason
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.machines.placement import EndedEarlyReason, Party
from matcher.domain.opening import Hours, OpeningState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.permission import FieldGroup
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason, NotHiredReason
from matcher.errors import Conflict
from matcher.services.review import (
    AskingService,
    FollowUpService,
    LeadService,
    OwnOpeningService,
    PlacementService,
    PlacingService,
    PresentingService,
    ReviewService,
)
from matcher.services.review.ending import End

DRAFT = own(state=OpeningState.DRAFT)
REQUEST = Request("O1", 3, "Anna", key="k")
OTHER_REQUESTS = (
    replace(REQUEST, seen_version=4),
    replace(REQUEST, by="Bo"),
    replace(REQUEST, about="O2"),
    replace(REQUEST, role=Role.EMPLOYER, employer=EMPLOYER.id),
)
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
FIRST, LATER = date(2026, 12, 1), date(2026, 12, 2)
ENDS = tuple(
    End(party, EndedEarlyReason.WANTS_OTHER, day)
    for party, day in ((Party.PARTICIPANT, FIRST), (Party.EMPLOYER, FIRST), (Party.EMPLOYER, LATER))
)
SAID = {
    "request": (REQUEST, *OTHER_REQUESTS),
    "following": (REQUEST, replace(REQUEST, about="O9"), replace(REQUEST, seen_version=9)),
    "opening": (DRAFT, replace(DRAFT, title="Annat"), replace(DRAFT, hours=Hours(20, 30))),
    "suggestion_id": ("s1", "s2"),
    "seen": ((("s1", 1),), (("s1", 2),), (("s2", 1),), (("s1", 1), ("s2", 1))),
    "seen_version": (0, 1),
    "by": ("Anna", "Bo"),
    "role": (Role.LINKWORKER, Role.SITE_MANAGER),
    "employer": (None, EMPLOYER.id),
    "note": (None, "a", "b"),
    "to": ("Bo", "Cia"),
    "answer": (Action.ACCEPT, Action.REFUSE, Action.NOT_NOW),
    "mode": (AnswerMode.PHONE, AnswerMode.IN_PERSON),
    "up_to": (FieldGroup.SKILLS, FieldGroup.NAME_AND_CONTACT),
    "on": (FIRST, LATER),
    "starts_on": (None, FIRST, LATER),
    "times": ((), (NINE,), (NINE.replace(hour=10),)),
    "trial": (None, *ENDS),
    "end": ENDS,
    "card": (FirstDay("08:00"), FirstDay("09:00"), FirstDay("08:00", "Norra porten")),
    "then": (ParticipantAction.END_PLACE, ParticipantAction.MOVE_UP),
    "person": ("P001", "P002"),
    "point": (FollowUpPoint.TWO_WEEKS, FollowUpPoint.THREE_MONTHS),
}
"""Two values or more for each thing that is said in a command."""

REASONS = {
    "decline": DeclineReason,
    "decline_many": DeclineReason,
    "not_hire": NotHiredReason,
    "close": CloseReason,
    "waive": WaiveReason,
}
NOT_SAID = {"self", "key", "ways"}
"""The key itself, and the ladders, which are the same for everybody."""

FIXED = {("write", "request"): (REQUEST, *(one for one in OTHER_REQUESTS if one.about == "O1"))}
ONLY_LINKWORKERS = {"hand_over"}
SERVICES = (
    AskingService,
    FollowUpService,
    LeadService,
    OwnOpeningService,
    PlacementService,
    PlacingService,
    PresentingService,
    ReviewService,
)
NO_COMMANDS = {"can_undo", "store", "planned", "hired"}
COMMANDS = [
    (service, name)
    for service in SERVICES
    for name, method in inspect.getmembers(service, inspect.isfunction)
    if not name.startswith("_") and name not in NO_COMMANDS
]


class _Heard(Exception):
    """Ends a command before anything is done."""


@dataclass
class Listening:
    """Stands where commands are run, and hears what would be."""

    heard: Command | None = None

    def run(self, command, _act):
        self.heard = command
        raise _Heard


def digest_of(service, name, said):
    commands = Listening()
    parts = (commands, None) if service is PlacementService else (commands,)
    with pytest.raises(_Heard):
        getattr(service(*parts), name)(**said)
    return commands.heard.digest


def values_of(name, parameter):
    if parameter == "reason":
        return tuple(REASONS[name])[:2]
    values = FIXED.get((name, parameter), SAID[parameter])
    if name in ONLY_LINKWORKERS and parameter == "request":
        return tuple(one for one in values if one.role is Role.LINKWORKER)
    return values


def everything_said(service, name):
    """Yield what is said in a command, one thing at a time other than in the first one."""
    parameters = [
        one for one in inspect.signature(getattr(service, name)).parameters if one not in NOT_SAID
    ]
    first = {one: values_of(name, one)[0] for one in parameters}
    if name == "ask_all":
        first["seen"] = SAID["seen"][0]
    if name == "move_on":
        first["ways"] = ()
    yield None, first
    for one in parameters:
        for other in values_of(name, one)[1:]:
            changed = first | {one: other}
            if name == "draft" and one == "role":
                changed["employer"] = EMPLOYER.id
            yield one, changed


@pytest.mark.parametrize(("service", "name"), COMMANDS)
def test_whatever_is_said_otherwise_is_another_command(service, name):
    digests = [
        (said, digest_of(service, name, one)) for said, one in everything_said(service, name)
    ]

    assert len({digest for _, digest in digests}) == len(digests), digests
    [(_, first), *_] = digests
    assert digest_of(service, name, next(everything_said(service, name))[1]) == first


def test_there_is_no_command_without_a_key():
    without = [
        (service.__name__, name)
        for service, name in COMMANDS
        if not {"key", "request"} & set(inspect.signature(getattr(service, name)).parameters)
    ]
    assert without == []
    assert len(COMMANDS) > 25


def test_a_draft_sent_again_is_there_once_and_another_one_under_its_key_is_refused(line):
    line.put(1)
    first = line.openings.draft(DRAFT, by="Anna", key="k1")
    assert line.openings.draft(DRAFT, by="Anna", key="k1") == first
    for other in (replace(DRAFT, title="Annat"), replace(DRAFT, employer=EmployerId("E2"))):
        with pytest.raises(Conflict, match="this is another command"):
            line.openings.draft(other, by="Anna", key="k1")
    with line.units() as unit:
        assert unit.openings.get("O1").title == DRAFT.title
    assert line.actions() == ["opening.draft"]


@pytest.mark.process
def test_a_digest_is_the_same_in_every_process():
    """A command may be sent again after a restart; sets have another order then."""
    program = (
        "from matcher.domain.command import Command;"
        "print(Command('a', 'b', {'c': frozenset({'x', 'y', 'z', 'u', 'v'})}).digest)"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in (1, 2, 3)
    }  # fmt: skip
    assert len(digests) == 1
