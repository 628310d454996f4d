"""Proposals that nobody decides on lapse."""

from __future__ import annotations

import json
from datetime import date, timedelta

from unit.services.clock.conftest import NOON, log_of, make, service, state_of, suggest

from matcher.domain.jobs import Due
from matcher.domain.machines.suggestion import Action
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import SuggestionState
from matcher.services.clock import (
    ProposalJob,
)


def test_an_undecided_proposal_lapses_silently_and_is_a_decision_of_the_clock(units, clock):
    suggest(units, make.suggestion())
    jobs = service(units, clock, ProposalJob(units))

    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 3, 29)
    clock.pass_days(27)
    assert jobs.run().runs[0].moved == 0
    clock.pass_days(1)
    assert len(jobs.list()[0].ahead.due) == 1
    assert state_of(units) is SuggestionState.PROPOSED

    [run] = jobs.run().runs

    assert (run.moved, run.next_on, run.problem) == (1, None, None)
    assert state_of(units) is SuggestionState.LAPSED
    with units() as unit:
        [row] = unit.suggestions.decisions("P001")
    assert (row.decision.actor, row.decision.by, row.decision.action) == (
        Role.CLOCK,
        "clock",
        Action.LAPSE,
    )
    [event] = log_of(units)
    assert (event.action, event.actor) == ("suggestion.lapse", "clock")
    assert json.loads(event.details)["after"] == "lapsed"
    assert jobs.run().runs[0].moved == 0


def test_the_time_is_counted_from_the_last_decision(units, clock):
    suggest(units, make.suggestion())
    asked = Signature(Role.LINKWORKER, "Anna", NOON + timedelta(days=20))
    with units(write=True) as unit:
        unit.suggestions.save(*make.suggestion().move(Action.NEED_INFO, asked))
        unit.commit()
    jobs = service(units, clock, ProposalJob(units))

    clock.pass_days(28)
    assert jobs.run().runs[0].moved == 0
    clock.pass_days(20)
    assert jobs.run().runs[0].moved == 1


def test_a_proposal_for_an_opening_past_its_deadline_lapses(units, clock):
    opening = make.lead(deadline=date(2025, 3, 5))
    suggest(units, make.suggestion(opening="O1"), make.suggestion("s2", rank=2), opening=opening)
    jobs = service(units, clock, ProposalJob(units))

    clock.pass_days(4)
    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 3, 6)
    clock.pass_days(1)
    assert jobs.run().runs[0].moved == 1
    assert (state_of(units, "s1"), state_of(units, "s2")) == (
        SuggestionState.LAPSED,
        SuggestionState.PROPOSED,
    )


def test_what_was_decided_on_stays(units, clock):
    suggest(units, make.suggestion())
    job = ProposalJob(units)
    clock.pass_days(90)
    [due] = job.look(clock()).due
    with units(write=True) as unit:
        unit.suggestions.save(*make.suggestion().confirm(by="Anna", at=clock()))
        unit.commit()

    assert not job.move(due, clock())
    assert not job.move(Due("gone", "lapse"), clock())
    assert job.look(clock()).due == ()
    assert state_of(units) is SuggestionState.CONFIRMED
