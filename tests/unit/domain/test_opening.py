from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from strategies import openings

from matcher.domain.ids import OpeningId, OrganisationId
from matcher.domain.language import LanguageArea, parse_cefr_range
from matcher.domain.opening import (
    Demands,
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)

TODAY = date(2026, 11, 22)
PAID = Terms(EmploymentForm.PERMANENT, "kollektivavtal")


def make_opening(**changes: object) -> Opening:
    plain = Opening(
        OrganisationId("demo"),
        OpeningId("O001"),
        OpeningKind.OWN,
        "Diskare",
        "Vi söker en diskare.",
        OpeningState.OPEN,
        terms=PAID,
    )
    return replace(plain, **changes)


def test_an_own_opening_is_not_open_without_form_and_pay_line():
    with pytest.raises(
        ValueError, match=r"^an own opening cannot be open without form and pay line$"
    ):
        make_opening(terms=None)


@pytest.mark.parametrize("state", [s for s in OpeningState if s is not OpeningState.OPEN])
def test_until_it_is_open_the_terms_may_wait(state: OpeningState):
    assert make_opening(terms=None, state=state).terms is None


def test_a_lead_is_open_as_it_was_found():
    lead = make_opening(terms=None, kind=OpeningKind.LEAD)

    assert lead.matchable_on(TODAY)


@pytest.mark.parametrize("pay_line", ["", "  \n"])
def test_a_pay_line_is_words(pay_line: str):
    with pytest.raises(
        ValueError, match=r"^an opening needs a pay line, for example 'collective agreement'$"
    ):
        Terms(EmploymentForm.PERMANENT, pay_line)


def test_a_subsidy_has_a_kind():
    with pytest.raises(ValueError, match=r"^a subsidised employment needs the kind of subsidy$"):
        Terms(EmploymentForm.SUBSIDISED, "avtal")
    assert Terms(EmploymentForm.SUBSIDISED, "avtal", subsidy_kind="nystartsjobb").subsidy_kind


@pytest.mark.parametrize("missing", ["decided_by", "insured_by", "end"])
def test_praktik_names_who_decides_who_insures_and_when_it_ends(missing: str):
    whole = {"decided_by": "AF", "insured_by": "AF", "end": TODAY}
    assert Terms(EmploymentForm.PRAKTIK, "ingen lön", **whole).end == TODAY

    with pytest.raises(
        ValueError, match=r"^praktik needs who decides, who insures and the end date$"
    ):
        Terms(EmploymentForm.PRAKTIK, "ingen lön", **{**whole, missing: None})


@pytest.mark.parametrize("task", [None, "", "  "])
def test_a_language_level_is_tied_to_a_task(task: str | None):
    said = "^a language level must be tied to a task: say what it is needed for$"
    with pytest.raises(ValueError, match=said):
        Demands(swedish={LanguageArea.READING: parse_cefr_range("A2")}, swedish_for_task=task)


@pytest.mark.parametrize("places", [0, -1])
def test_an_opening_has_a_place(places: int):
    with pytest.raises(ValueError, match="at least one"):
        make_opening(places=places)


@pytest.mark.parametrize("confidence", [-0.01, 1.01])
def test_confidence_is_a_share(confidence: float):
    with pytest.raises(ValueError, match="outside 0 to 1"):
        make_opening(mapping_confidence=confidence)


@pytest.mark.parametrize("confidence", [0, 1])
def test_nothing_and_everything_are_shares(confidence: float):
    assert make_opening(mapping_confidence=confidence).mapping_confidence == confidence


MATCHED = {OpeningState.OPEN, OpeningState.NEW, OpeningState.CALLED, OpeningState.NO_ANSWER}


@pytest.mark.parametrize("state", list(OpeningState))
def test_which_states_take_people(state: OpeningState):
    assert make_opening(state=state).matchable_on(TODAY) is (state in MATCHED)


def test_the_day_of_the_deadline_is_still_in_time():
    last = make_opening(deadline=TODAY)

    assert last.matchable_on(TODAY)
    assert not last.matchable_on(TODAY + timedelta(days=1))


@given(openings())
def test_whatever_is_drawn_holds_the_rules(opening: Opening):
    if opening.kind is OpeningKind.OWN and opening.state is OpeningState.OPEN:
        assert opening.terms.pay_line.strip()
