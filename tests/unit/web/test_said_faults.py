"""Every fault that a list can have is said in the language of the page, with what to write."""

from __future__ import annotations

import pytest
from flask import Flask
from programme import NOW, real_ladders

from matcher.domain.ids import OrganisationId, UserId
from matcher.domain.importing import ImportKind
from matcher.domain.upload import CellFault, Upload
from matcher.errors import InputErrors
from matcher.interchange.programme import Programme
from matcher.interchange.tables import read_table
from matcher.interchange.uploads import UploadReader
from web.areas.imports.said import say_fault, say_file_faults
from web.languages import speak

OTHERWISE = "This does not fit with the other cells of the row."


@pytest.fixture(scope="module")
def page():
    """A page in English."""
    app = Flask(__name__, root_path="web")
    app.secret_key = "x" * 32
    speak(app)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def faults_of(tmp_path, kind, header, *rows):
    path = tmp_path / "0a1b2c3d4e5f"
    path.write_text("\n".join([";".join(header), *(";".join(row) for row in rows)]) + "\n")
    reader = UploadReader(Programme(OrganisationId("demo"), real_ladders()))
    upload = Upload(path.name, kind, "a.csv", UserId("u"), NOW, dict(enumerate(header)))
    return reader.read(path, upload).faults


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("code", "P 1 / 2", "Use letters, digits"),
        ("code", "", "every row needs it"),
        ("code", "811218-9876", "A personal identity number stood here"),
        ("preferred_language", "xx", "short tag"),
        ("state", "sovande", "Use one of: referred, informed"),
        ("hours_min", "x", "This is no number."),
        ("hours_max", "75", "Write a number from 0 to 60."),
        ("max_travel_minutes", "1,5", "Write a whole number"),
        ("driving_licence", "kanske", "ja or nej"),
        ("available_from", "snart", "year, month and day"),
        ("swedish_overall", "B9", "Write a level such as A2"),
        ("wished_steps", "kitchens.nothing", "No ladder has this."),
        ("wished_steps", "kök !", "as the ladders have it"),
        ("district", "Ingenstans", "Write the municipality."),
        ("experience_1_months", "12", "There is no text to this experience."),
        ("hours_max", "=1+1", "There is a formula here."),
        ("experience_1", "x" * 10_001, "The text is too long"),
    ],
)
def test_a_fault_of_a_person_is_said(page, tmp_path, column, value, said):
    header = ["code", column] if column != "code" else ["code", "experience_1"]
    row = ["P1", value] if column != "code" else [value, "x"]

    (fault,) = faults_of(tmp_path, ImportKind.PARTICIPANTS, header, row)

    assert said in say_fault(fault)
    assert ".." not in say_fault(fault)


def test_rows_that_belong_together_are_said(page, tmp_path):
    header = ["code", "hours_min", "hours_max"]

    same = faults_of(tmp_path, ImportKind.PARTICIPANTS, header, ["P1", "", ""], ["P1", "", ""])
    above = faults_of(tmp_path, ImportKind.PARTICIPANTS, header, ["P1", "30", "20"])

    assert say_fault(same[0]) == "Row 3 has the same. Keep one of them."
    assert say_fault(above[0]) == "The least hours are above the most."


def test_a_job_without_form_and_pay_is_said(page, tmp_path):
    header = ["opening_id", "employer", "title", "text"]

    faults = faults_of(tmp_path, ImportKind.OPENINGS, header, ["J1", "Köket", "Diskare", "Diska"])

    assert {say_fault(fault) for fault in faults} == {
        "An agreed job needs a form and a line on the pay."
    }


def test_what_is_not_known_is_said_too(page):
    assert say_fault(CellFault((2,), "end", "x", "something new", "Do it.")) == OTHERWISE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There are no rows in the file."),
        (b"\x89PNG", "This is no table"),
        (b"a\x00b\nc", "The letters cannot be read."),
        (b"a" + b";b" * 400 + b"\nc", "The file is too large"),
    ],
)
def test_a_file_is_said(page, tmp_path, data, said):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(InputErrors) as caught:
        read_table(path)

    assert said in say_file_faults(caught.value)
