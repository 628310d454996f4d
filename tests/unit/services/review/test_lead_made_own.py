"""An import that makes an own opening of a lead finds the people who are in line for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FixedMapper
from line import TERMS, as_lead, own

from matcher.domain.ids import OpeningId
from matcher.domain.importing import IncomingOpening
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.suggestion import Action, AnswerMode
from matcher.errors import OpeningFull
from matcher.services.intake import IntakeService

FIELDS = frozenset({"kind", "terms", "state", "employer"})


def make_own(line, opening_id="O1"):
    """Import a lead as an opening that was agreed with its employer."""
    with line.units() as unit:
        lead = unit.openings.get(OpeningId(opening_id))
    agreed = replace(lead, kind=OpeningKind.OWN, state=OpeningState.OPEN, terms=TERMS)
    service = IntakeService(line.units, FixedMapper(), line.now)
    plan = service.plan_openings([IncomingOpening(agreed, FIELDS)])
    return service, service.apply(plan, by="Amina", file="openings.csv")


@pytest.fixture
def people(line):
    """Five people for a lead: in line by a confirm, a question and a yes; a no, and undecided."""
    found = line.put(5, as_lead(own()), own("O2"))
    mine = found[::2]
    for one in mine[:4]:
        line.confirm(one)
    for one, answer in ((mine[1], None), (mine[2], Action.ACCEPT), (mine[3], Action.REFUSE)):
        line.asking.ask(line.asks(one))
        if answer:
            line.asking.answer(line.asks(one), answer, AnswerMode.PHONE)
    line.confirm(found[1])
    return mine


def test_each_of_them_holds_a_slot(line, people):
    assert line.room().slots_taken == 0

    make_own(line)

    assert (line.room().kind, line.room().slots_taken) == (OpeningKind.OWN, 3)
    assert line.room("O2").slots_taken == 1
    with pytest.raises(OpeningFull, match="All 3 presentation slots"):
        line.confirm(people[4])
    line.placing.withdraw(line.asks(people[1]), AnswerMode.PHONE)
    line.confirm(people[4])
    line.check()


def test_the_same_file_again_changes_no_slot(line, people):
    make_own(line)
    line.placing.withdraw(line.asks(people[2]), AnswerMode.PHONE)

    _, batch = make_own(line)

    assert batch.unchanged == 1
    assert line.room().slots_taken == 2
    line.check()


def test_taking_the_import_back_leaves_a_lead_without_slots(line, people):
    service, batch = make_own(line)

    service.undo(batch.id, by="Amina")

    assert (line.room().kind, line.room().slots_taken) == (OpeningKind.LEAD, 0)
    line.check()
