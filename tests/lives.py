"""DOMAIN.md section 3 written out again, arrow by arrow, for tests of the machines.

Nothing here is read from the machines: a change of a table has to be made twice, once on purpose.
Each line is: state, action, new state, who, then ``?codes`` where a reason is asked and ``+needs``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matcher.domain.ladder import StepState
from matcher.domain.machines.activity import ACTIVITY, ActivityAction, ActivityState
from matcher.domain.machines.follow_up import FOLLOW_UP, FollowUpAction, FollowUpState
from matcher.domain.machines.ladder_step import LADDER_STEP, StepAction
from matcher.domain.machines.lead import LEAD, LeadAction
from matcher.domain.machines.machine import Machine, Need
from matcher.domain.machines.own_opening import OWN_OPENING, OwnOpeningAction
from matcher.domain.machines.participant import PARTICIPANT, ParticipantAction
from matcher.domain.machines.placement import PLACEMENT, PlacementAction, PlacementState
from matcher.domain.machines.suggestion import SUGGESTION, Action, SuggestionState
from matcher.domain.opening import OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

WHO = {
    "link": ["linkworker"],
    "lead": ["linkworker", "coordinator"],
    "pace": ["linkworker", "coordinator", "participant"],
    "receives": ["linkworker", "coordinator", "front_desk", "ngo_leader"],
    "maps": ["linkworker", "coordinator", "job_coach", "study_counsellor"],
    "ladders": ["linkworker", "planner"],
    "work": ["linkworker", "employer", "site_manager"],
    "person": ["linkworker", "participant"],
    "system": ["system"],
    "clock": ["clock"],
    "admin": ["admin"],
    "participant": ["participant"],
    "plans": [
        *("coordinator", "job_coach", "health_coach"),
        *("study_coach", "digital_coach", "study_counsellor"),
    ],
}

PARTICIPANT_TABLE = """
    referred   inform     informed    receives           +BASIS,NOTICE
    informed   map        mapped      maps
    mapped     activate   active      lead
    active     pause      paused      pace
    paused     resume     active      pace
    active     place      placed      system
    paused     place      placed      system
    placed     end_place  active      system
    placed     move_up    moved_up    lead
    placed     complete   completed   lead
    placed     leave      left        lead               ?leave
    referred   withdraw   left        pace               ?leave
    informed   withdraw   left        pace               ?leave
    mapped     withdraw   left        pace               ?leave
    active     withdraw   left        pace               ?leave
    paused     withdraw   left        pace               ?leave
    placed     withdraw   left        pace               ?leave
    moved_up   withdraw   left        pace               ?leave
    completed  withdraw   left        pace               ?leave
    archived   withdraw   left        pace               ?leave
    moved_up   archive    archived    lead,clock
    completed  archive    archived    lead,clock
    left       archive    archived    lead,clock
    archived   anonymise  anonymised  admin,clock
"""
STEP_TABLE = """
    draft      agree      agreed      ladders            +WITH_WHOM,DAY
    agreed     publish    published   ladders            +TASKS,REQUIREMENTS,ONWARD_OR_TOP
    published  retire     retired     ladders
"""
OWN_TABLE = """
    draft      submit     submitted   work
    returned   submit     submitted   work
    submitted  approve    open        link               +TERMS
    submitted  return     returned    link
    open       fill       full        system
    full       free_place open        system
    open       pause      paused      work
    paused     resume     open        work
    open       close      closed      work               ?close
    full       close      closed      work               ?close
    paused     close      closed      work               ?close
"""
LEAD_TABLE = """
    new        call       called      link
    new        not_reach  no_answer   link
    called     become_own became_own  link
    no_answer  become_own became_own  link
    new        apply      applied     person
    called     apply      applied     person
    no_answer  apply      applied     person
    applied    answer     answered    person
"""
SUGGESTION_TABLE = """
    proposed   confirm       confirmed   link
    proposed   decline       declined    link            ?decline
    proposed   need_info     needs_info  link
    needs_info give_info     proposed    person,system
    confirmed  undo          proposed    link            +UNDO_OPEN
    declined   undo          proposed    link            +UNDO_OPEN
    confirmed  ask           asked       link
    asked      accept        accepted    person          +ANSWER_MODE
    asked      refuse        declined    person          +ANSWER_MODE
    asked      not_now       not_now     person          +ANSWER_MODE
    not_now    propose_again proposed    system
    accepted   present       presented   link            +OWN_OPENING,CONFIRMER,YES
    presented  meet          meeting     work
    meeting    try           trial       work            +NO_OTHER_PLACE
    presented  hire          hired       work            +NO_OTHER_PLACE
    meeting    hire          hired       work            +NO_OTHER_PLACE
    trial      hire          hired       work            +NO_OTHER_PLACE
    presented  not_hire      not_hired   work            ?not_hired
    meeting    not_hire      not_hired   work            ?not_hired
    trial      not_hire      not_hired   work            ?not_hired
    asked      withdraw      withdrawn   person
    accepted   withdraw      withdrawn   person
    presented  withdraw      withdrawn   person
    meeting    withdraw      withdrawn   person
    trial      withdraw      withdrawn   person
    proposed   lapse         lapsed      clock
    needs_info lapse         lapsed      clock
    proposed   make_obsolete obsolete    system
    needs_info make_obsolete obsolete    system
    confirmed  make_obsolete obsolete    system
    asked      make_obsolete obsolete    system
    accepted   make_obsolete obsolete    system
    presented  make_obsolete obsolete    system
    meeting    make_obsolete obsolete    system
    not_now    make_obsolete obsolete    system
"""
PLACEMENT_TABLE = """
    planned    start      started       work             +DAY
    started    go_on      ongoing       work,clock
    ongoing    complete   completed     work             +DAY
    started    end_early  ended_early   work,participant ?ended_early +PARTY,DAY
    ongoing    end_early  ended_early   work,participant ?ended_early +PARTY,DAY
    planned    not_start  did_not_start work,participant ?did_not_start +PARTY
"""
FOLLOW_UP_TABLE = """
    scheduled  become_due     due       clock
    due        become_overdue overdue   clock
    due        answer         answered  pace
    overdue    answer         answered  pace
    due        waive          waived    lead,system      ?waive
    overdue    waive          waived    lead,system      ?waive
"""
ACTIVITY_TABLE = """
    planned    begin      going_on    plans
    going_on   finish     done        plans
    planned    stop       stopped     plans           ?activity
    going_on   stop       stopped     plans           ?activity
"""

CODES = {
    "leave": "own_wish found_work started_studies moved_away other_support no_contact "
    "programme_ended",
    "close": "filled_by_us filled_elsewhere not_needed deadline_passed terms_not_agreed no_contact "
    "entered_twice",
    "decline": "wrong_trade too_far hours_do_not_fit language_not_yet skills_not_yet "
    "person_wants_other employer_not_suitable better_one_found",
    "not_hired": "another_was_chosen place_is_filled not_hiring_now hours_do_not_fit "
    "language_for_task_not_yet skills_not_yet certificate_not_yet terms_not_agreed did_not_meet "
    "no_answer",
    "did_not_start": "chose_other_work started_studies wants_other hours_do_not_fit "
    "travel_too_long terms_changed work_not_there certificate_not_in_time subsidy_not_granted "
    "no_contact",
    "ended_early": "found_other_work started_studies wants_other hours_do_not_fit travel_too_long "
    "not_as_agreed support_missing tasks_not_yet work_ran_out subsidy_ended no_contact",
    "waive": "person_declines no_contact placement_ended left_programme told_elsewhere",
    "activity": "found_job other_activity wants_other hours_do_not_fit travel_too_long "
    "not_as_agreed cancelled no_contact mistake",
}


@dataclass(frozen=True)
class Line:
    """One arrow as it is written above."""

    state: str
    action: str
    target: str
    roles: frozenset[str]
    codes: str | None
    needs: frozenset[Need]


@dataclass(frozen=True)
class Life:
    """A machine beside what is written of it."""

    machine: Machine[Any, Any]
    states: type[StrEnum]
    actions: type[StrEnum]
    initial: str
    text: str = field(repr=False)
    never: frozenset[str] = frozenset()

    @property
    def lines(self) -> Mapping[tuple[str, str], Line]:
        return {(line.state, line.action): line for line in _read(self.text)}

    def reasons(self, state: str, action: str) -> type[StrEnum] | None:
        arrow = self.machine.arrow(self.states(state), self.actions(action))
        return arrow.reasons if arrow else None

    def a_reason(self, state: str, action: str) -> StrEnum | None:
        kind = self.reasons(state, action)
        return next(iter(kind)) if kind else None


def _read(text: str) -> Iterator[Line]:
    for row in text.strip().splitlines():
        state, action, target, who, *more = row.split()
        yield Line(
            state,
            action,
            target,
            frozenset(role for group in who.split(",") for role in WHO[group]),
            next((one[1:] for one in more if one.startswith("?")), None),
            frozenset(
                Need[name] for one in more if one.startswith("+") for name in one[1:].split(",")
            ),
        )


_LEAD_ONLY = frozenset(["new", "called", "no_answer", "became_own", "applied", "answered"])
_OWN_ONLY = frozenset(["draft", "submitted", "open", "returned", "full", "paused", "closed"])

LIVES = {
    "participant": Life(
        PARTICIPANT, ParticipantState, ParticipantAction, "referred", PARTICIPANT_TABLE
    ),
    "ladder_step": Life(LADDER_STEP, StepState, StepAction, "draft", STEP_TABLE),
    "own_opening": Life(
        OWN_OPENING, OpeningState, OwnOpeningAction, "draft", OWN_TABLE, _LEAD_ONLY
    ),
    "lead": Life(LEAD, OpeningState, LeadAction, "new", LEAD_TABLE, _OWN_ONLY),
    "suggestion": Life(SUGGESTION, SuggestionState, Action, "proposed", SUGGESTION_TABLE),
    "placement": Life(PLACEMENT, PlacementState, PlacementAction, "planned", PLACEMENT_TABLE),
    "activity": Life(ACTIVITY, ActivityState, ActivityAction, "planned", ACTIVITY_TABLE),
    "follow_up": Life(FOLLOW_UP, FollowUpState, FollowUpAction, "scheduled", FOLLOW_UP_TABLE),
}
"""Every machine; ``never`` are states of the other kind of opening."""

ROLES = frozenset(role.value for role in Role)
EVERYTHING = frozenset(Need)
