"""What is written comes in again the same, in CSV and XLSX, and no cell is run as a formula."""

from __future__ import annotations

import csv
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from often import often
from openpyxl import load_workbook
from strategies import openings, participants

from matcher.domain.ids import EmployerId, OrganisationId, ParticipantCode
from matcher.domain.language import AreaLevel, LanguageArea, LanguageSource, Swedish
from matcher.domain.language import parse_cefr_range as levels
from matcher.domain.opening import Employer, OpeningKind, OpeningState, Site
from matcher.domain.participant import Participant
from matcher.domain.personal_number import has_personal_number
from matcher.domain.place import Place
from matcher.domain.skills import Experience, SkillClaim
from matcher.errors import InputError
from matcher.interchange.exports import opening_rows, participant_rows
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.openings import parse_openings
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
from matcher.interchange.participants import parse_participants
from matcher.interchange.programme import Programme
from matcher.interchange.table_writer import safe_cell, write_table
from matcher.interchange.tables import read_table

DEMO = Programme(OrganisationId("demo"))
EXACT_PERSON = (
    *("preferred_language", "state", "availability", "travel", "driving_licence", "place"),
    *("languages", "certificates", "wishes", "may_work", "is_adult"),
)
slowly = often(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
endings = st.sampled_from([".csv", ".xlsx"])


def people_again(folder, people, ending=".csv"):
    path = folder / f"people{ending}"
    rows = participant_rows(people)
    write_table(path, PARTICIPANT_COLUMNS, rows)
    parsed = parse_participants(read_table(path), DEMO)
    assert parsed.rejected == ()
    return [item.participant for item in parsed.good]


def openings_again(folder, jobs, employers, sites=(), ending=".csv"):
    path = folder / f"openings{ending}"
    rows = opening_rows(jobs, employers, sites)
    write_table(path, OPENING_COLUMNS, rows)
    parsed = parse_openings(read_table(path), DEMO)
    assert parsed.rejected == ()
    return parsed.good


@slowly
@given(
    people=st.lists(participants(), min_size=1, max_size=3, unique_by=lambda one: one.code),
    ending=endings,
)
def test_people_come_in_again_as_they_went_out(tmp_path, people, ending):
    people = [replace(one, protected_identity=False) for one in people]
    assume(all(_readable(told.text) for one in people for told in one.experiences))
    assume(not _private(participant_rows(people)))

    first = people_again(tmp_path, people, ending)

    for before, after in zip(people, first, strict=True):
        for name in EXACT_PERSON:
            assert getattr(after, name) == getattr(before, name)
        assert [told.months for told in after.experiences] == [
            told.months for told in before.experiences
        ]
    assert people_again(tmp_path, first, ending) == first


def _private(rows):
    return any(has_personal_number(cell) for row in rows for cell in row.values())


def _readable(text):
    return any(character.isprintable() and not character.isspace() for character in text)


EMPLOYER = Employer(OrganisationId("demo"), EmployerId("E1"), "Köket AB")
LEAD_STATES = {
    OpeningState.NEW,
    OpeningState.CALLED,
    OpeningState.NO_ANSWER,
    OpeningState.BECAME_OWN,
    OpeningState.APPLIED,
    OpeningState.ANSWERED,
}


@slowly
@given(job=openings(employers=["E1"]), ending=endings)
def test_openings_come_in_again_as_they_went_out(tmp_path, job, ending):
    assume((job.state in LEAD_STATES) == (job.kind is OpeningKind.LEAD))
    assume(job.terms or job.kind is OpeningKind.LEAD or job.state is OpeningState.DRAFT)
    assume(_readable(job.title) and _readable(job.text))
    said = [job.demands.swedish_for_task, *(vars_of(job.terms) if job.terms else [])]
    assume(all(_readable(text) for text in said if isinstance(text, str)))
    job = replace(job, employer=EMPLOYER.id)
    assume(not _private(opening_rows([job], [EMPLOYER])))

    ((first),) = openings_again(tmp_path, [job], [EMPLOYER], (), ending)

    exact = ("kind", "state", "places", "presentation_slots", "start", "deadline", "place")
    for name in (*exact, "step", "sector", "exposure_cap", "employer"):
        assert getattr(first.opening, name) == getattr(job, name)
    assert first.opening.hours == job.hours
    assert first.opening.demands.swedish == job.demands.swedish
    assert first.employer == EMPLOYER
    ((second),) = openings_again(tmp_path, [first.opening], [EMPLOYER], (), ending)
    assert second == first


def vars_of(terms):
    return [getattr(terms, field.name) for field in fields(terms)]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_site_comes_in_again(tmp_path, ending):
    place = Place("Göteborg", "Angered", 57.79, 12.05)
    site = Site(EMPLOYER.id, "Torget", place)
    path = tmp_path / f"o{ending}"
    row = {"opening_id": "O1", "employer_id": "E1", "employer": "Köket AB", "site": "Torget"}
    row |= {"title": "Kock", "text": "Laga mat", "state": "draft", "municipality": "Göteborg"}
    row |= {"district": "Angered", "lat": "57,79", "lon": "12,05"}
    write_table(path, OPENING_COLUMNS, [row])
    (item,) = parse_openings(read_table(path), DEMO).good

    (again,) = openings_again(tmp_path, [item.opening], [EMPLOYER], [site], ending)

    assert item.site == site
    assert again == item


def test_people_with_protected_identity_are_never_written():
    one = Participant(OrganisationId("demo"), ParticipantCode("P001"), protected_identity=True)

    assert participant_rows([one]) == []


def test_facts_of_several_sources_are_written_as_the_most_cautious(tmp_path):
    areas = {
        LanguageArea.READING: AreaLevel(levels("A2"), LanguageSource.TEST),
        LanguageArea.WRITING: AreaLevel(levels("A1"), LanguageSource.TEACHER),
    }
    claims = (SkillClaim("städa", confirmed_by="chef"), SkillClaim("diska"))
    one = Participant(
        OrganisationId("demo"), ParticipantCode("P001"), swedish=Swedish(areas), skills=claims
    )

    (after,) = people_again(tmp_path, [one])

    assert {known.source for known in after.swedish.areas.values()} == {LanguageSource.SELF}
    assert after.skills == (SkillClaim("städa"), SkillClaim("diska"))


DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "'=1", "''+x", "\t=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_written_cell_starts_like_a_formula_and_it_comes_in_as_it_was(tmp_path, text):
    one = Participant(
        OrganisationId("demo"), ParticipantCode("P001"), experiences=(Experience(text, "sv"),)
    )

    (from_csv,) = people_again(tmp_path, [one], ".csv")
    (from_xlsx,) = people_again(tmp_path, [one], ".xlsx")

    assert from_csv.experiences[0].text == from_xlsx.experiences[0].text == text.strip()
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not [cell for cell in written if cell[:1] in tuple("=+-@\t\r")]
    page = load_workbook(tmp_path / "people.xlsx").active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_negative_numbers_stay_numbers():
    assert safe_cell("-12.5") == "-12.5"
    assert safe_cell("+46 70") == "'+46 70"


def test_csv_has_a_byte_order_mark_and_other_endings_are_refused(tmp_path):
    write_table(tmp_path / "a.csv", PARTICIPANT_COLUMNS, [{"code": "Å1"}])

    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfcode;")
    with pytest.raises(InputError, match=r"\.csv or \.xlsx"):
        write_table(tmp_path / "a.ods", PARTICIPANT_COLUMNS, [])
