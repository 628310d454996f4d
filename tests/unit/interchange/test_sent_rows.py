"""Rows that programs send are read as the same rows of a file are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.ids import OrganisationId
from matcher.domain.incoming import MOST_SENT, Sent
from matcher.errors import InputErrors
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.programme import Programme
from matcher.interchange.sent_rows import read_sent, rows_of_json
from matcher.interchange.tables import read_table

DEMO = Programme(OrganisationId("demo"))
PEOPLE = [
    {"code": "P001", "preferred_language": "so", "hours_min": 20, "skills": ["Disk", "Städ"]},
    {"code": "P002", "hours_min": 37.5, "driving_licence": True, "skills": None},
]
CSV = (
    "code;preferred_language;hours_min;skills;driving_licence\n"
    "P001;so;20;Disk | Städ;\nP002;;37,5;;ja\n"
)


def sent(rows, what=Sent.PEOPLE_ROWS):
    data = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    return read_sent(data, "Case system", what, DEMO)


def test_rows_are_read_as_those_of_a_file(tmp_path):
    (tmp_path / "people.csv").write_text(CSV, encoding="utf-8")
    file = parse_participants(read_table(tmp_path / "people.csv"), DEMO)

    assert sent(PEOPLE).people == file.good
    assert sent(CSV.encode(), Sent.PEOPLE_TABLE).people == file.good
    assert sent(CSV.encode("cp1252"), Sent.PEOPLE_TABLE).people == file.good


def test_openings_are_read_as_those_of_a_file(tmp_path):
    csv = "opening_id,employer,title,text,state\nO1,Köket AB,Diskare,Du diskar,draft\n"
    (tmp_path / "openings.csv").write_text(csv, encoding="utf-8")
    file = parse_openings(read_table(tmp_path / "openings.csv"), DEMO)
    row = {"opening_id": "O1", "employer": "Köket AB", "title": "Diskare", "text": "Du diskar"}

    assert sent([row | {"state": "draft"}], Sent.OPENING_ROWS).openings == file.good
    assert sent(csv.encode(), Sent.OPENING_TABLE).openings == file.good


def test_each_fault_has_its_row_column_and_value():
    reading = sent([PEOPLE[0], {"code": "P9", "hours_min": "many"}, {"code": ""}, 7, {}])

    assert reading.rows == 5
    assert [one.participant.code for one in reading.people] == ["P001"]
    assert [(one.file, one.row, one.column, one.value) for one in reading.rejected] == [
        ("Case system", 2, "hours_min", "many"),
        ("Case system", 3, "code", None),
        ("Case system", 4, None, None),
        ("Case system", 5, None, None),
    ]
    of_table = sent(b"code,hours_min\nP1,1\nP2,many\n", Sent.PEOPLE_TABLE).rejected
    assert [(one.file, one.row, one.column) for one in of_table] == [
        ("Case system", 3, "hours_min")
    ]


def test_an_object_in_a_cell_or_a_bar_in_a_list_is_a_fault():
    reading = sent([{"code": "P1", "skills": [{"a": 1}]}, {"code": {"a": 1}}, {"skills": ["a|b"]}])

    assert [(one.row, one.column) for one in reading.rejected] == [
        (1, "skills"),
        (2, "code"),
        (3, "skills"),
    ]


def test_a_personal_number_is_refused_and_not_repeated():
    [fault] = sent([{"code": "P1", "experience_1": "Anna 811218-9876"}]).rejected

    assert "9876" not in str(fault)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"[1",
        b"\xff",
        b'[{"": 1}]',
        b'[{"personnummer": 1}]',
        b"[" * 99_999,
    ],
)
def test_what_is_no_list_of_rows_is_refused_as_a_whole(data):
    with pytest.raises(InputErrors):
        sent(data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"[]", b"%PDF", b"a\0b", b"code\n"])
def test_what_is_no_csv_is_refused_under_the_name_it_was_sent_with(data):
    with pytest.raises(InputErrors) as refused:
        sent(data, Sent.PEOPLE_TABLE)

    assert {one.file for one in refused.value.errors} == {"Case system"}


def test_more_rows_than_one_can_wait_for_are_refused():
    rows = [{"code": f"P{number}"} for number in range(MOST_SENT + 1)]
    csv = "\n".join(["code", *(one["code"] for one in rows)]).encode()

    assert len(sent(rows[:-1]).people) == MOST_SENT
    for data, what in ((rows, Sent.PEOPLE_ROWS), (csv, Sent.PEOPLE_TABLE)):
        with pytest.raises(InputErrors, match="more than"):
            sent(data, what)


def test_ads_are_called_by_the_name_they_were_sent_with():
    reading = sent([{"id": "1", "description": {"text": "Du diskar."}}, {}], Sent.JOB_ADS)

    assert [one.opening.id for one in reading.openings] == ["lead-1"]
    assert [(one.file, one.column) for one in reading.rejected] == [("Case system", "[1].id")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.sampled_from(["code", "skills", "x"]), VALUES), min_size=1))
def test_every_row_is_read_or_named(rows):
    table = rows_of_json(json.dumps(rows).encode(), "sent")
    numbers = {row.number for row in table.rows} | {fault.row for fault in table.faults}

    assert numbers == set(range(1, len(rows) + 1))
    assert not {row.number for row in table.rows} & {fault.row for fault in table.faults}
