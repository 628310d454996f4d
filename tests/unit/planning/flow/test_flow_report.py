"""The flow report of small programmes that were counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.flow import FlowFacts, FlowMeeting, FlowPerson, FlowPlacement, FlowPromise
from matcher.domain.participant import ParticipantState
from matcher.errors import InputError
from matcher.planning.flow.counting import Window
from matcher.planning.flow.events import PARTS
from matcher.planning.flow.figures import FIGURES
from matcher.planning.flow.quarters import Quarter, quarters
from matcher.planning.flow.report import flow_report
from matcher.planning.flow.shown import Shown

TODAY = date(2027, 2, 10)
ACTIVE = ParticipantState.ACTIVE


def person(code, entered=date(2026, 1, 15), **more):
    return FlowPerson(code, more.pop("state", ACTIVE), entered, **more)


SMALL = FlowFacts(
    people=(
        person("P1"),  # first job in January, asked in August: at work after six months
        person("P2"),  # first job in February, ended in May
        person("P3", date(2026, 4, 2)),  # first job in May, nobody asked
        person("P4", date(2026, 10, 1)),  # first job in December: six months have not passed
        person("P5", None),  # came without an import; praktik only
        person("P6", left_to_study_on=date(2026, 6, 1)),
        person("P7", state=ParticipantState.MOVED_UP),  # completed as moved up
        person("P8", moved_up_on=date(2026, 12, 31)),
    ),
    placements=(
        FlowPlacement("P1", date(2026, 1, 20), asked_on=date(2026, 8, 1)),
        FlowPlacement("P2", date(2026, 2, 1), date(2026, 5, 1), for_studies=True),
        FlowPlacement("P3", date(2026, 5, 5), asked_on=date(2026, 11, 4)),
        FlowPlacement("P4", date(2026, 12, 1)),
        FlowPlacement("P5", date(2026, 3, 1), is_job=False),
        FlowPlacement("P6", None, for_studies=True),
        FlowPlacement("P7", date(2026, 1, 2), date(2026, 8, 31), completed=True),
        FlowPlacement("P7", date(2026, 9, 1), is_job=False, is_next=True),
        FlowPlacement("P2", date(2026, 9, 1), is_next=True),
    ),
    met=(
        FlowMeeting("E1", date(2026, 1, 5)),
        FlowMeeting("E2", date(2026, 1, 6)),
        FlowMeeting("E3", date(2026, 7, 1)),
    ),
    promises=(
        FlowPromise("E1", date(2026, 1, 7), 5, posted=3, hired=2),
        FlowPromise("E1", date(2026, 7, 2), 4),
    ),
)


def counts(report, name):
    """Return the exact counts of a figure that are not 0, by period."""
    cells = next(cells for figure, cells in report.rows if figure.name == name)
    return {cell.period: cell.count for cell in cells if cell.count}


def exact(facts=SMALL, window=None, today=TODAY):
    return flow_report(facts, today, window or Window(), exact=True)


@pytest.mark.parametrize(
    ("figure", "by_hand"),
    [
        ("entries", {"2026-Q1": 5, "2026-Q2": 1, "2026-Q4": 1, "2026": 7, "undated": 1}),
        ("first_job", {"2026-Q1": 3, "2026-Q2": 1, "2026-Q4": 1, "2026": 5}),
        ("employed_6", {"2026-Q1": 2, "2026": 2}),
        ("ended_6", {"2026-Q1": 1, "2026": 1}),
        ("not_asked_6", {"2026-Q2": 1, "2026": 1}),
        ("not_yet_6", {"2026-Q4": 1, "2026": 1}),
        ("employed_12", {}),
        ("ended_12", {"2026-Q1": 1, "2026": 1}),
        ("not_asked_12", {"2026-Q1": 2, "2026": 2}),
        ("not_yet_12", {"2026-Q2": 1, "2026-Q4": 1, "2026": 2}),
        ("moved_up", {"2026-Q3": 2, "2026-Q4": 1, "2026": 3}),
        ("started_studies", {"2026-Q2": 2, "2026": 2}),
        ("contacted", {"2026-Q1": 2, "2026-Q3": 1, "2026": 3}),
        ("promised", {"2026-Q1": 5, "2026-Q3": 4, "2026": 9}),
        ("posted", {"2026-Q1": 3, "2026": 3}),
        ("hired", {"2026-Q1": 2, "2026": 2}),
    ],
)
def test_figures_are_those_counted_by_hand(figure, by_hand):
    whole = {"all": by_hand["2026"]} if "2026" in by_hand else {}
    assert counts(exact(), figure) == by_hand | whole


def test_what_is_not_recorded_has_no_count_and_says_so():
    rows = {figure.name: (figure, cells) for figure, cells in exact().rows}
    for name in ("resumed_school", "more_hours", "days_to_first_activity"):
        figure, cells = rows[name]
        assert not figure.recorded
        assert cells == ()
        assert "not recorded" in figure.definition.en.lower()


def test_every_figure_has_its_definition_in_three_languages():
    for figure in FIGURES:
        for text in (figure.label, figure.definition):
            assert text.sv
            assert text.en not in {"", text.sv}
            assert text.ar not in {"", text.sv, text.en}


def test_days_choose_what_is_counted_exactly():
    report = exact(window=Window(date(2026, 2, 1), date(2026, 5, 4)))
    assert report.periods == ("2026-Q1", "2026-Q2", "2026", "all")
    assert counts(report, "entries") == {"2026-Q2": 1, "2026": 1, "all": 1}
    assert counts(report, "first_job") == {"2026-Q1": 1, "2026": 1, "all": 1}


def test_an_empty_programme_has_the_running_quarter_and_noughts():
    report = exact(FlowFacts())
    assert report.periods == ("2027-Q1", "2027", "all")
    assert all(not counts(report, figure.name) for figure in FIGURES)
    for _, cells in flow_report(FlowFacts(), TODAY, Window(), exact=False).rows:
        assert all(cell.count in {0, None} for cell in cells)


def test_what_has_not_happened_yet_is_not_counted():
    facts = FlowFacts((person("P1"),), (FlowPlacement("P1", date(2027, 3, 1)),))
    assert counts(exact(facts), "first_job") == {}
    assert counts(exact(facts), "not_yet_6") == {}


def test_parts_that_the_calendar_rules_out_are_no_noughts():
    rows = {figure.name: cells for figure, cells in exact().rows}
    shown = {cell.period: cell.shown for cell in rows["employed_6"]}
    assert shown["2026-Q4"] is Shown.DOES_NOT_APPLY
    assert shown["2026-Q1"] is Shown.EXACT
    assert {cell.period: cell.shown for cell in rows["not_yet_6"]}["2026-Q1"] is (
        Shown.DOES_NOT_APPLY
    )


def many(quarter_counts):
    """People who entered and got a job in the first quarters of 2026, so many in each."""
    people, placements = [], []
    for month, number in quarter_counts.items():
        for one in range(number):
            code = f"P{month}-{one}"
            people.append(person(code, date(2026, month, 2)))
            placements.append(FlowPlacement(code, date(2026, month, 5)))
    people += [person(f"W{number}") for number in range(40)]
    return FlowFacts(tuple(people), tuple(placements))


def planners(facts, window=None):
    report = flow_report(facts, TODAY, window or Window(), exact=False)
    return report, {figure.name: {c.period: c for c in cells} for figure, cells in report.rows}


def test_planners_see_rounded_counts_and_where_too_few_are_the_wider_group():
    report, rows = planners(many({1: 23, 4: 3, 7: 9, 10: 31}))
    assert not report.exact
    assert rows["first_job"]["2026-Q1"].count == 25
    assert rows["first_job"]["2026"].count == 65
    few = rows["first_job"]["2026-Q2"]
    assert (few.shown, few.count, few.wider) == (Shown.TOO_FEW, None, ("first_job", "2026"))
    assert rows["first_job"]["2026-Q3"].shown is Shown.TOO_FEW  # its complement
    shown = [cell.count for cells in rows.values() for cell in cells.values() if cell.count]
    assert all(count % 5 == 0 for count in shown)


def test_asking_for_fewer_quarters_shows_the_same_cells():
    facts = many({1: 23, 4: 3, 7: 9, 10: 31})
    _, whole = planners(facts)
    report, some = planners(facts, Window(date(2026, 4, 1), date(2026, 12, 31)))
    assert report.periods == ("2026-Q2", "2026-Q3", "2026-Q4")
    for name, cells in some.items():
        assert cells == {period: whole[name][period] for period in cells}
    report, _ = planners(facts, Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert report.periods[-1] == "2026"


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (date(2026, 1, 2), None, "write --from 2026-01-01"),
        (None, date(2026, 5, 31), "write --to 2026-06-30"),
        (date(2026, 7, 1), date(2026, 3, 31), "end before they begin"),
    ],
)
def test_planners_ask_for_whole_quarters(first, last, says):
    with pytest.raises(InputError, match=says):
        planners(SMALL, Window(first, last))


def test_everybody_with_a_first_job_is_in_one_part():
    report = exact()
    for after in ("6", "12"):
        for period in report.periods:
            parts = sum(counts(report, f"{part}_{after}").get(period, 0) for part in PARTS)
            assert parts == counts(report, "first_job").get(period, 0)


def test_quarters_go_over_the_new_year():
    found = [str(one) for one in quarters(date(2026, 9, 30), date(2027, 1, 1))]
    assert found == ["2026-Q3", "2026-Q4", "2027-Q1"]
    assert Quarter(2026, 1).last == date(2026, 3, 31)
