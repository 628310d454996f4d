"""A placement from plan to end: days, parties, reasons, the next step, one place at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from decisions import FIRST_DAY, LAST_DAY, make_placement, signed
from lives import LIVES

from matcher.domain.ids import ParticipantCode, PlacementId, StepId, SuggestionId
from matcher.domain.machines.placement import (
    HOLDING,
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementAction,
    PlacementState,
)
from matcher.domain.placement import FirstDay, Placement, other_place
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition

LINES = LIVES["placement"].lines
OWN_PARTY = {"participant": Party.PARTICIPANT, "employer": Party.EMPLOYER}
OWN_PARTY |= {"site_manager": Party.EMPLOYER}


def do(placement: Placement, action: str, role: Role) -> Placement:
    sign, party = signed(role), OWN_PARTY.get(role.value, Party.NEITHER)
    if action == "start":
        return placement.start(sign, FIRST_DAY)
    if action == "go_on":
        return placement.go_on(sign)
    if action == "complete":
        return placement.complete(sign, LAST_DAY)
    if action == "end_early":
        return placement.end_early(sign, LAST_DAY, party, EndedEarlyReason.WORK_RAN_OUT)
    return placement.not_start(sign, party, DidNotStartReason.CHOSE_OTHER_WORK)


@pytest.mark.parametrize("state", PlacementState)
@pytest.mark.parametrize("action", PlacementAction)
def test_every_role_at_every_move(state: PlacementState, action: PlacementAction):
    line = LINES.get((state.value, action.value))
    for role in Role:
        before = make_placement(state)
        if line is not None and role.value in line.roles:
            after = do(before, action.value, role)
            assert (after.state, after.version) == (line.target, 1)
            assert (after.backing, after.suggestion) == (before.backing, before.suggestion)
        else:
            with pytest.raises(InvalidTransition, match=f"'{action}' as {role}"):
                do(before, action.value, role)


def test_days_party_and_reason_are_kept():
    planned = make_placement()
    started = planned.start(signed(Role.EMPLOYER), FIRST_DAY)
    ended = started.end_early(
        signed(Role.PARTICIPANT), LAST_DAY, Party.PARTICIPANT, EndedEarlyReason.STARTED_STUDIES
    )
    completed = started.go_on(signed(Role.CLOCK, "nightly")).complete(signed(), LAST_DAY)

    assert (planned.started_on, started.started_on) == (None, FIRST_DAY)
    assert (ended.started_on, ended.ended_on) == (FIRST_DAY, LAST_DAY)
    assert (ended.party, ended.reason) == ("participant", "started_studies")
    assert (completed.ended_on, completed.party, completed.version) == (LAST_DAY, None, 3)


@pytest.mark.parametrize(
    ("role", "party"),
    [
        (Role.PARTICIPANT, Party.EMPLOYER),
        (Role.PARTICIPANT, Party.NEITHER),
        (Role.EMPLOYER, Party.PARTICIPANT),
        (Role.SITE_MANAGER, Party.NEITHER),
    ],
)
def test_nobody_speaks_for_the_other_party(role: Role, party: Party):
    told = (
        (
            f"As {role} you speak for '{OWN_PARTY[role.value]}' only, not for '{party}'. Say it "
            "for your own side, or ask the other side."
        ),
        "party.not_yours",
    )

    with pytest.raises(InputError) as refused:
        make_placement().not_start(signed(role), party, DidNotStartReason.TERMS_CHANGED)
    assert (str(refused.value), refused.value.code) == told
    with pytest.raises(InputError) as refused:
        make_placement("started").end_early(
            signed(role), LAST_DAY, party, EndedEarlyReason.WORK_RAN_OUT
        )
    assert (str(refused.value), refused.value.code) == told


@pytest.mark.parametrize("party", Party)
def test_a_linkworker_writes_down_whose_decision_it_was(party: Party):
    after = make_placement("ongoing").end_early(
        signed(), LAST_DAY, party, EndedEarlyReason.HOURS_DO_NOT_FIT
    )

    assert after.party is party


def test_an_early_end_has_party_and_reason():
    started = make_placement("started")

    with pytest.raises(DecisionError, match="whose decision it was"):
        started.end_early(signed(), LAST_DAY, None, EndedEarlyReason.WORK_RAN_OUT)
    with pytest.raises(InputError, match="needs a reason"):
        started.end_early(signed(), LAST_DAY, Party.EMPLOYER, None)
    with pytest.raises(DecisionError, match="whose decision it was"):
        make_placement().not_start(signed(), None, DidNotStartReason.TERMS_CHANGED)
    with pytest.raises(InputError, match="'terms_changed' is none of them"):
        started.end_early(signed(), LAST_DAY, Party.EMPLOYER, DidNotStartReason.TERMS_CHANGED)


@pytest.mark.parametrize("move", ["complete", "end_early"])
def test_the_last_day_does_not_lie_before_the_first(move: str):
    ongoing = make_placement("ongoing")
    more = (Party.EMPLOYER, EndedEarlyReason.WORK_RAN_OUT) if move == "end_early" else ()

    one_day = getattr(ongoing, move)(signed(), FIRST_DAY, *more)

    assert one_day.ended_on == FIRST_DAY
    with pytest.raises(InputError) as refused:
        getattr(ongoing, move)(signed(), FIRST_DAY - timedelta(days=1), *more)
    assert (str(refused.value), refused.value.code) == (
        "The last day 2026-11-30 lies before the first, 2026-12-01. Look at the dates.",
        "days.order",
    )


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        ("planned", {"started_on": FIRST_DAY}),
        ("started", {"started_on": None}),
        ("ongoing", {"ended_on": LAST_DAY}),
        ("completed", {"ended_on": None}),
        ("completed", {"party": Party.EMPLOYER, "reason": EndedEarlyReason.WORK_RAN_OUT}),
        ("ended_early", {"party": None}),
        ("ended_early", {"reason": None}),
        ("did_not_start", {"party": None, "reason": None}),
        ("started", {"reason": EndedEarlyReason.WORK_RAN_OUT}),
    ],
)
def test_a_placement_that_contradicts_itself_is_none(state: str, changes: dict[str, object]):
    with pytest.raises(ValueError, match=f"a placement that is {state}"):
        make_placement(state, **changes)


@pytest.mark.parametrize(
    ("state", "trial"),
    [(s, False) for s in PlacementState] + [(s, True) for s in PlacementState if s not in HOLDING],
)
def test_only_a_running_trial_goes_on_as_a_job(state: PlacementState, trial: bool):
    with pytest.raises(DecisionError) as refused:
        make_placement(state, trial=trial).hired_after_trial()

    assert (str(refused.value), refused.value.code) == (
        (
            f"This {'trial' if trial else 'placement'} is '{state}'; only a trial that still runs "
            "goes on as a job. Nothing was saved. Look at where the placement stands now."
        ),
        "trial.over",
    )


@pytest.mark.parametrize("state", PlacementState)
def test_the_card_for_the_first_day_belongs_to_a_planned_placement(state: PlacementState):
    before, card = make_placement(state, version=3), FirstDay(time="07:00", person="Eva")

    if state is PlacementState.PLANNED:
        assert before.with_first_day(card) == replace(before, first_day=card, version=4)
        return
    with pytest.raises(DecisionError) as refused:
        before.with_first_day(card)
    assert (str(refused.value), refused.value.code) == (
        (
            f"This placement is '{state}': the card for the first day belongs to one that is "
            "planned. Nothing was saved. Tell the person of changes directly."
        ),
        "card.planned",
    )


class Way:
    """As much of a transition as is looked at."""

    def __init__(self, from_step: str, to_step: str) -> None:
        self.from_step, self.to_step = from_step, to_step


WAYS = (Way("kitchens.porter", "kitchens.assistant"), Way("kitchens.assistant", "kitchens.cook"))


def following(**changes: object) -> Placement:
    facts = {"id": PlacementId("L2"), "suggestion": SuggestionId("S2")}
    return make_placement(**(facts | {"step": StepId("kitchens.assistant")} | changes))


def test_reaching_a_next_step_opens_the_next_placement():
    before, after = make_placement("ongoing").reach_next_step(
        following(), WAYS, signed(Role.EMPLOYER), LAST_DAY
    )

    assert (before.state, before.ended_on) == (PlacementState.COMPLETED, LAST_DAY)
    assert after == following(previous=PlacementId("L1"))
    assert [one.holds_place for one in (before, after)] == [False, True]


NO_WAY = (
    "The ladder has no way from kitchens.porter to {}. Complete this placement and plan the other "
    "one by itself."
)
NOT_PLANNED = (
    "The next placement has to be planned, and the same person's. Nothing was saved. Plan one for "
    "this person first, then complete this one."
)


@pytest.mark.parametrize(
    ("changes", "text", "code"),
    [
        ({"step": StepId("kitchens.cook")}, NO_WAY.format("kitchens.cook"), "next.no_way"),
        ({"step": None}, NO_WAY.format(None), "next.no_way"),
        ({"participant": ParticipantCode("P002")}, NOT_PLANNED, None),
        ({"state": "started"}, NOT_PLANNED, None),
    ],
)
def test_what_is_no_next_step_is_not_opened(
    changes: dict[str, object], text: str, code: str | None
):
    with pytest.raises(DecisionError) as refused:
        make_placement("ongoing").reach_next_step(following(**changes), WAYS, signed(), LAST_DAY)

    assert (str(refused.value), refused.value.code) == (text, code)


def test_who_has_only_just_started_reaches_no_next_step():
    with pytest.raises(InvalidTransition, match="this placement is 'started'"):
        make_placement("started").reach_next_step(following(), WAYS, signed(), LAST_DAY)


@pytest.mark.parametrize("state", PlacementState)
def test_which_states_hold_a_place(state: PlacementState):
    one = make_placement(state)
    holds = state.value in {"planned", "started", "ongoing"}

    assert one.holds_place is holds
    assert other_place(one.participant, [one]) == (one if holds else None)
    assert other_place(one.participant, [one], besides=one.suggestion) is None
    assert other_place(ParticipantCode("P002"), [one]) is None


def test_a_place_counts_behind_others_that_do_not():
    over = make_placement("completed")
    noise = replace(make_placement(), participant=ParticipantCode("P002"))
    held = make_placement("started", id=PlacementId("L9"))

    assert other_place(held.participant, [over, noise, held]) == held
    assert other_place(held.participant, []) is None
