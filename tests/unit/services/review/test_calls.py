"""What is agreed on the phone is open at once, or not there at all."""

from __future__ import annotations

import pytest
from line import DEMO, own

from matcher.domain.ids import EmployerId
from matcher.domain.opening import Employer, OpeningState
from matcher.errors import Conflict, DecisionError, InputError
from matcher.services.review import CallService


@pytest.fixture
def calls(line):
    return CallService(line.commands)


def draft(**more):
    return own("C1", state=OpeningState.DRAFT, **more)


def openings(line):
    with line.units() as unit:
        return [one.id for one in unit.openings.all()]


def test_written_down_handed_in_and_opened_in_one_go(line, calls):
    new = Employer(DEMO, EmployerId("E9"), "Bageriet")

    first = calls.agree(draft(employer=new.id), by="Anna", key="k1", employer=new)
    again = calls.agree(draft(employer=new.id), by="Anna", key="k1", employer=new)

    assert first == again
    assert (first.state, line.room("C1").state) == ("open", OpeningState.OPEN)
    assert line.actions() == ["opening.draft", "opening.submit", "opening.approve"]


def test_without_form_and_pay_line_nothing_is_stored(line, calls):
    with pytest.raises(DecisionError, match="form of employment and pay line"):
        calls.agree(draft(terms=None), by="Anna", key="k1")

    assert openings(line) == []
    assert line.actions() == []


def test_only_a_draft_of_an_own_opening_with_a_stored_employer(line, calls):
    with pytest.raises(InputError, match="begins as a draft"):
        calls.agree(own("C1"), by="Anna", key="k1")
    with pytest.raises(InputError, match="not stored"):
        calls.agree(draft(employer=EmployerId("E9")), by="Anna", key="k2")
    assert openings(line) == []


def test_a_draft_that_is_there_is_written_and_opened(line, calls):
    line.openings.draft(draft(terms=None), by="Bo")

    seen = line.room("C1").version
    outcome = calls.agree(draft(places=3), by="Anna", key="k1", seen_version=seen)

    assert outcome.state == "open"
    assert line.room("C1").places == 3
    assert "opening.write" in line.actions()


def test_a_draft_that_somebody_changed_or_opened_is_left_alone(line, calls):
    line.openings.draft(draft(), by="Bo")
    line.openings.submit(line.about("C1"))
    line.openings.approve(line.about("C1"))

    with pytest.raises(Conflict, match="changed by Anna"):
        calls.agree(draft(), by="Anna", key="k1", seen_version=0)
    with pytest.raises(InputError, match="no draft any more"):
        calls.agree(draft(), by="Anna", key="k2", seen_version=line.room("C1").version)
