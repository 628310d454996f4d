"""Some columns of one profile: what they speak of is read as in a file, the rest stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import participants

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.language import AreaLevel, LanguageArea, LanguageSource, Sfi, SfiCourse, Swedish
from matcher.domain.language import parse_cefr_range as levels
from matcher.domain.merging import merge_participant, new_participant
from matcher.domain.participant import MayWork, MayWorkStatus, Participant, ParticipantState
from matcher.domain.place import Place
from matcher.domain.skills import Experience, SkillClaim
from matcher.errors import InputErrors
from matcher.interchange.cells import kept
from matcher.interchange.exports import row_of
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
from matcher.interchange.participants import parse_participants
from matcher.interchange.profile_change import read_change
from matcher.interchange.programme import Programme
from matcher.interchange.tables import Table, TableRow

DEMO = Programme(OrganisationId("demo"))
ANNA = Participant(
    OrganisationId("demo"),
    ParticipantCode("P001"),
    place=Place("Göteborg", "Hjällbo", 57.77, 12.02),
    experiences=(Experience("'=disk", "sv", 12), Experience("Städ", "sv", 3)),
    skills=(SkillClaim("Disk", confirmed_by="handledare"), SkillClaim("Städ")),
    swedish=Swedish(
        {LanguageArea.READING: AreaLevel(levels("A2"), LanguageSource.TEACHER)},
        Sfi(2, SfiCourse.C),
    ),
    may_work=MayWork(MayWorkStatus.YES),
)


def changed(said, person=ANNA):
    """Return the profile after a change that can be used."""
    reading = read_change(said, "Case system", person, DEMO)
    assert reading.rejected == ()
    [incoming] = reading.people
    return merge_participant(person, incoming)


def faults(said, person=ANNA):
    reading = read_change(said, "Case system", person, DEMO)
    assert reading.people == ()
    return [(one.row, one.column) for one in reading.rejected]


NAMES = [column.name for column in PARTICIPANT_COLUMNS if column.name != "code"]


def stored(person):
    """Return a profile as a file has brought it."""
    cells = row_of(person)
    row = TableRow(1, tuple(kept(cell) for cell in cells.values()))
    parsed = parse_participants(Table("file", tuple(cells), (row,), (), "json"), DEMO)
    assert parsed.rejected == ()
    return new_participant(parsed.good[0])


@given(participants(), st.sampled_from(NAMES))
def test_the_value_that_is_stored_changes_nothing(person, name):
    person = stored(replace(person, state=ParticipantState.ACTIVE))
    value = row_of(person).get(name)
    if value is None:
        return
    reading = read_change({name: kept(value)}, "Case system", person, DEMO)
    if reading.rejected:
        # A level goes without its source, never the source without a level.
        assert name == "swedish_source"
        return
    [incoming] = reading.people

    after = merge_participant(person, incoming)

    # Whose level it is stands in a column of its own, and one for all areas is to be confirmed.
    assert replace(after, swedish=person.swedish) == person
    assert set(after.swedish.areas) == set(person.swedish.areas)
    assert after.swedish.sfi == person.swedish.sfi


def test_a_column_leaves_those_beside_it():
    assert changed({"may_work_until": "2030-01-01"}).may_work.status is MayWorkStatus.YES
    after = changed({"experience_2_months": 6})
    assert after.experiences == (ANNA.experiences[0], replace(ANNA.experiences[1], months=6))
    assert changed({"experience_1": ""}).experiences == (ANNA.experiences[1],)
    assert changed({"sfi_attended": "D"}).swedish.sfi == Sfi(2, SfiCourse.D)


def test_a_place_has_its_own_point():
    moved = changed({"district": "Angered"}).place
    assert (moved.municipality, moved.district, moved.lat) == ("Göteborg", "Angered", None)
    assert changed({"lat": 57.7, "lon": 12.0}).place == Place("Göteborg", "Hjällbo", 57.7, 12.0)
    assert changed({"district": None}).place == Place("Göteborg")


def test_who_has_confirmed_goes_with_the_skills_there_are():
    after = changed({"skills_confirmed_by": "lärare"})
    assert {one.text: one.confirmed_by for one in after.skills} == {
        "Disk": "lärare",
        "Städ": "lärare",
    }
    kept = changed({"skills": ["Disk", "Sy"]}).skills
    assert [(one.text, one.confirmed_by) for one in kept] == [("Disk", "handledare"), ("Sy", None)]


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"code": "P002"}, "code"),
        ({"state": None}, "state"),
        ({"swedish_reading": ""}, "swedish_reading"),
        ({"swedish_source": "test"}, "swedish_source"),
        ({"sfi_track": None, "sfi_attended": None}, "sfi_attended"),
        ({"hours_min": "many"}, "hours_min"),
        ({"skills": {"a": 1}}, "skills"),
    ],
)
def test_what_a_file_would_pass_over_is_a_fault(said, column):
    assert faults(said) == [(1, column)]


def test_swedish_names_of_columns_count():
    assert changed({"Körkort": "ja", "kod": "P001"}).driving_licence is True
    with pytest.raises(InputErrors, match="means the same"):
        read_change({"körkort": "ja", "driving_licence": "yes"}, "Case system", ANNA, DEMO)


def test_more_experiences_than_a_row_holds_are_not_lost():
    many = replace(ANNA, experiences=tuple(Experience(f"Jobb {n}", "sv") for n in range(7)))

    assert faults({"experience_1_months": 2}, many) == [(1, "experience_1_months")]
    assert changed({"driving_licence": True}, many).experiences == many.experiences


def test_somebody_who_may_not_be_written_is_refused():
    refusing = replace(DEMO, refused=lambda codes: dict.fromkeys(codes, ("gone", "Ask.")))

    reading = read_change({"hours_min": 3}, "Case system", ANNA, refusing)

    assert [(one.column, one.problem) for one in reading.rejected] == [("code", "gone")]
