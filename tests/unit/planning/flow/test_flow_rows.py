"""The rows behind the figures add up to the report, and are those counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.flow import FlowFacts, FlowMeeting, FlowPerson, FlowPlacement, FlowPromise
from matcher.domain.participant import ParticipantState
from matcher.planning.flow.case_figures import EMPLOYER_FIGURES, PEOPLE_FIGURES
from matcher.planning.flow.counting import UNDATED, Window
from matcher.planning.flow.report import flow_report
from matcher.planning.flow.rows import employers_behind, people_behind

TODAY = date(2027, 2, 10)
days = st.dates(date(2025, 6, 1), date(2027, 6, 1))
maybe = st.none() | days


def person(code, entered=date(2026, 1, 15), **more):
    return FlowPerson(code, more.pop("state", ParticipantState.ACTIVE), entered, **more)


@st.composite
def programmes(draw):
    codes = [f"P{number}" for number in range(draw(st.integers(0, 6)))]
    states = st.sampled_from([ParticipantState.ACTIVE, ParticipantState.MOVED_UP])
    people = [
        FlowPerson(code, draw(states), draw(maybe), draw(maybe), draw(maybe)) for code in codes
    ]
    placement = st.builds(
        FlowPlacement,
        st.sampled_from(codes or ["P0"]),
        maybe,
        maybe,
        *[st.booleans()] * 4,
        maybe,
    )
    placements = draw(st.lists(placement, max_size=8)) if codes else []
    employers = st.sampled_from(["E1", "E2"])
    few = st.integers(0, 3)
    promises = draw(st.lists(st.builds(FlowPromise, employers, days, few, few, few), max_size=4))
    met = [FlowMeeting(one, draw(days)) for one in ("E1", "E2")]
    return FlowFacts(tuple(people), tuple(placements), tuple(met), tuple(promises))


@given(programmes())
def test_rows_add_up_to_every_exact_count_of_the_report(facts):
    report = flow_report(facts, TODAY, Window(), exact=True)
    counts = {
        figure.name: sum(cell.count or 0 for cell in cells if cell.period in {"all", UNDATED})
        for figure, cells in report.rows
        if figure.recorded
    }
    people, employers = people_behind(facts, TODAY), employers_behind(facts, TODAY)

    for figure in PEOPLE_FIGURES:
        rows = people[figure.name]
        assert len({row.participant for row in rows}) == len(rows)
        if figure.name in counts:
            assert sum(row.counted for row in rows) == counts[figure.name], figure.name
            quarters = Counter(row.on.year for row in rows if row.counted and row.on)
            cells = {
                cell.period: cell.count
                for one, some in report.rows
                if one.name == figure.name
                for cell in some
            }
            assert all(cells[str(year)] == number for year, number in quarters.items())
    for figure in EMPLOYER_FIGURES:
        assert sum(row.number for row in employers[figure.name]) == counts[figure.name]


@given(programmes())
def test_everybody_with_a_first_job_is_in_one_part_of_each_later_look(facts):
    people = people_behind(facts, TODAY)
    began = {row.participant for row in people["first_job"] if row.counted}

    for after in ("6", "12"):
        parts = [
            people[f"{part}_{after}"] for part in ("employed", "ended", "not_asked", "not_yet")
        ]
        assert all({row.participant for row in rows} == began for rows in parts)
        counted = Counter(row.participant for rows in parts for row in rows if row.counted)
        assert counted == dict.fromkeys(began, 1)


WITHIN = FlowFacts(
    people=(
        person("P1"),  # began after a month
        person("P2"),  # began on the last day of the six months
        person("P3"),  # began a day later
        person("P4"),  # no job
        person("P5", date(2026, 8, 11)),  # six months have not passed
        person("P6", None),  # no day of entry
        person("P7", date(2026, 8, 10)),  # six months have passed today
    ),
    placements=(
        FlowPlacement("P1", date(2026, 2, 15)),
        FlowPlacement("P2", date(2026, 7, 15)),
        FlowPlacement("P3", date(2026, 7, 16)),
        FlowPlacement("P4", date(2026, 3, 1), is_job=False),
        FlowPlacement("P5", date(2026, 9, 1)),
        FlowPlacement("P6", date(2026, 9, 1)),
        FlowPlacement("P7", date(2026, 9, 1)),
    ),
)


@pytest.mark.parametrize(
    ("after", "counted", "others"),
    [("6", ["P1", "P2", "P7"], ["P3", "P4"]), ("12", ["P1", "P2", "P3"], ["P4"])],
)
def test_a_first_job_within_some_months_is_counted_of_those_for_whom_they_have_passed(
    after, counted, others
):
    rows = people_behind(WITHIN, TODAY)[f"first_job_within_{after}"]

    assert [row.participant for row in rows if row.counted] == counted
    assert [row.participant for row in rows if not row.counted] == others
    assert all((row.on is not None) is row.counted for row in rows)


def test_employers_stand_with_the_latest_day_first():
    met = (FlowMeeting("E1", date(2026, 1, 5)), FlowMeeting("E2", date(2026, 2, 5)))
    promises = (
        FlowPromise("E1", date(2026, 1, 7), 5, posted=3),
        FlowPromise("E1", date(2026, 1, 7), 2),
        FlowPromise("E2", date(2026, 3, 1), 1),
    )
    found = employers_behind(FlowFacts(met=met, promises=promises), TODAY)

    assert [row.employer for row in found["contacted"]] == ["E2", "E1"]
    assert [(row.employer, row.number) for row in found["promised"]] == [("E2", 1), ("E1", 7)]
    assert found["hired"] == ()


def test_figures_have_definitions_and_say_who_sees_the_rows():
    for figure in (*PEOPLE_FIGURES, *EMPLOYER_FIGURES):
        assert figure.rows is not None
        assert figure.meaning.sv.startswith(figure.definition.sv)
        assert figure.meaning.en.endswith("planners see counts only.")
        assert len({figure.meaning.sv, figure.meaning.en, figure.meaning.ar}) == 3
