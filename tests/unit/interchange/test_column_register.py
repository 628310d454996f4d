"""The register of columns as a file: read whole, or every fault with its line."""

from __future__ import annotations

import pytest

from matcher.domain.column_register import DecidedBy, Secrecy
from matcher.errors import InputErrors
from matcher.interchange.column_register import read_column_register

GOOD = """\
format: 1
bases:
  office: {text: a task of public interest, decided_by: organisation}
  none: {text: none is needed, decided_by: law}
retentions:
  person: {starts: she leaves, lasts: as the plan says, decided_by: organisation}
tables:
  people:
    about: who takes part
    basis: office
    retention: person
    secrecy: case
    personal: true
    exports: true
    columns:
      code: stands for the person
      shade: {purpose: colour of the card, basis: none, secrecy: none, personal: false}
"""


@pytest.fixture
def saved(tmp_path):
    def save(text):
        path = tmp_path / "columns.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return save


def faults_of(path):
    with pytest.raises(InputErrors) as caught:
        read_column_register(path)
    return [(fault.row, fault.column, str(fault)) for fault in caught.value.errors]


def test_a_column_answers_as_its_table_unless_it_says_otherwise(saved):
    register = read_column_register(saved(GOOD))

    code, shade = register.columns
    assert (code.name, code.purpose, code.basis.id) == (
        "people.code",
        "stands for the person",
        "office",
    )
    assert (code.secrecy, code.personal, code.exports) == (Secrecy.CASE, True, True)
    assert code.retention.decided_by is DecidedBy.ORGANISATION
    assert (shade.basis.id, shade.secrecy, shade.personal, shade.exports) == (
        "none", Secrecy.NONE, False, True,
    )  # fmt: skip
    assert register.tables == {"people": "who takes part"}


@pytest.mark.parametrize(
    ("before", "after", "row", "column", "words"),
    [
        ("basis: office\n", "basis: ofice\n", 10, "tables.people.basis", "Use one of office, none"),
        ("basis: none, sec", "basis: law, sec", 17, "tables.people.columns.shade.basis", "'law'"),
        ("retention: person", "retention: ever", 11, "tables.people.retention", "under retentions"),
        ("secrecy: case", "secrecy: open", 12, "tables.people.secrecy", "'health'"),
        ("personal: true", "personal: 'yes'", 13, "tables.people.personal", "neither true nor"),
        (
            "code: stands for the person",
            "code: ''",
            16,
            "tables.people.columns.code.purpose",
            "empty",
        ),
        ("code: stands for the person", "code:", 16, "tables.people.columns.code", "keys"),
        (
            "purpose: colour",
            "porpose: colour",
            17,
            "tables.people.columns.shade.purpose",
            "missing",
        ),
        ("about: who", "abuot: who", 9, "tables.people.abuot", "Did you mean 'about'?"),
        ("format: 1", "format: 2", 1, "format", "not allowed"),
        ("    exports: true\n", "", 9, "tables.people.exports", "'exports' is missing"),
        (
            "tables:\n  people:",
            "tables:\n  people:\n    about: twice",
            10,
            "tables.people.about",
            "already",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(saved, before, after, row, column, words):
    assert before in GOOD

    found = faults_of(saved(GOOD.replace(before, after, 1)))

    assert (row, column) in [fault[:2] for fault in found]
    assert any(words in fault[2] for fault in found if fault[1] == column)


@pytest.mark.parametrize("text", ["", "- one\n", "tables: []\n", "tables: {people: 1}\n", "a: [\n"])
def test_what_is_no_register_is_refused(saved, text):
    assert faults_of(saved(text))


def test_contradictions_are_faults(saved):
    text = GOOD.replace(
        "basis: none, secrecy: none, personal: false", "basis: none, secrecy: contact"
    )
    register = read_column_register(saved(text))

    assert register.faults({("people", "code"), ("people", "shade")}) == [
        "people.shade has the secrecy 'contact' and may not leave in exports.",
        "people.shade is about a person and has no basis. Name one.",
    ]
