"""The committed demo is what the generator makes, and holds what it promises."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import bars
from matcher.domain.language import LanguageArea
from matcher.domain.opening import EmploymentForm, OpeningKind, OpeningState
from matcher.domain.personal_number import has_personal_number
from matcher.domain.sector import Sector
from matcher.domain.target import Target
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.programme import Programme, read_gazetteer
from matcher.interchange.tables import read_table
from matcher.settings import shared_path
from training.cli import app
from training.demo_gaps import unknowns
from training.synthetic import ORGANISATION, SEED, make_programme, write_demo

FILES = ("README.md", "openings.csv", "participants.csv")
MADE_FOR = date(2026, 11, 22)
LADDERS = read_ladders(shared_path("data", "ladders"))


@pytest.fixture(scope="module")
def demo():
    return make_programme()


def open_ones(demo):
    return [opening for opening in demo.openings if opening.matchable_on(MADE_FOR)]


def test_the_committed_files_are_what_the_generator_writes(tmp_path) -> None:
    write_demo(tmp_path / "new" / "folder")
    for name in FILES:
        written = (tmp_path / "new" / "folder" / name).read_bytes()
        assert written == shared_path("data", "demo", name).read_bytes(), name


def test_the_command_writes_the_same_files_for_the_seed(tmp_path) -> None:
    result = CliRunner().invoke(app, ["demo", "--out", str(tmp_path), "--seed", str(SEED)])
    assert result.exit_code == 0
    assert "220 participants, 40 employers, 80 openings with 120 places" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_another_seed_gives_other_people_but_the_same_first(demo) -> None:
    other = make_programme(SEED + 1)
    assert other.participants[0] == demo.participants[0]
    assert other.participants[1:] != demo.participants[1:]


def test_counts(demo) -> None:
    assert [person.code for person in demo.participants] == [f"P{n:03d}" for n in range(1, 221)]
    assert len({employer.id for employer in demo.employers}) == 40
    assert len({opening.id for opening in demo.openings}) == 80
    assert sum(opening.places for opening in demo.openings) == 120


def test_every_language_has_at_least_twelve_people(demo) -> None:
    counts = Counter(person.preferred_language for person in demo.participants)
    assert set(counts) == {"sv", "en", "ar", "uk", "so", "fa", "prs", "ti"}
    assert min(counts.values()) >= 12


def test_about_a_third_have_something_unknown(demo) -> None:
    missing = [unknowns(person) for person in demo.participants]
    assert 0.28 <= sum(bool(names) for names in missing) / len(missing) <= 0.4
    assert {name for names in missing for name in names} == {
        *("home", "hours", "shifts", "start", "travel", "driving_licence", "education", "swedish"),
        *("experiences", "months", "certificates", "may_work", "is_adult"),
    }


def test_swedish_is_uneven_and_some_of_it_is_copied(demo) -> None:
    areas = [person.swedish.areas for person in demo.participants if person.swedish.areas]
    copied = [held for held in areas if all(level.to_be_confirmed for level in held.values())]
    uneven = [held for held in areas if len({level.level for level in held.values()}) > 1]
    assert 20 <= len(copied) <= 60
    assert len(uneven) > len(areas) / 2


def test_sfi_attended_is_never_below_passed(demo) -> None:
    courses = [person.swedish.sfi for person in demo.participants if person.swedish.sfi]
    both = [sfi for sfi in courses if sfi.attended and sfi.passed]
    assert len(both) > 50
    assert all(sfi.attended >= sfi.passed for sfi in both)
    assert {sfi.track for sfi in courses} == {1, 2, 3}


def test_nobody_tells_the_same_story_twice(demo) -> None:
    for person in demo.participants:
        texts = [told.text[:40] for told in person.experiences]
        assert len(set(texts)) == len(texts), person.code


def test_openings_cover_sectors_forms_and_states(demo) -> None:
    assert {opening.sector for opening in demo.openings} == set(Sector)
    assert {opening.kind for opening in demo.openings} == {OpeningKind.OWN}
    assert len(open_ones(demo)) >= 70
    assert {opening.state for opening in demo.openings} >= {
        *(OpeningState.DRAFT, OpeningState.PAUSED, OpeningState.CLOSED, OpeningState.FULL)
    }
    forms = {opening.terms.form for opening in demo.openings if opening.terms}
    assert forms == set(EmploymentForm)
    assert any(not opening.hours.shifts for opening in demo.openings)


def test_openings_do_not_expire_soon(demo) -> None:
    for opening in demo.openings:
        assert opening.deadline is None or opening.deadline >= date(2027, 4, 1)
        assert opening.start is None or opening.start > MADE_FOR
        if opening.start and opening.deadline:
            assert opening.deadline < opening.start


def test_opening_texts_have_two_to_five_sentences_and_no_empty_template(demo) -> None:
    for opening in demo.openings:
        assert 2 <= len(re.findall(r"[.!?](?= |$)", opening.text)) <= 5, opening.text
        assert "{" not in opening.title + opening.text


def test_levels_asked_are_tied_to_a_task(demo) -> None:
    asking = [opening for opening in demo.openings if opening.demands.swedish]
    assert len(asking) >= 10
    assert all(opening.demands.swedish_for_task for opening in asking)


def test_everything_comes_in_again_as_it_went_out(demo) -> None:
    programme = Programme(ORGANISATION, LADDERS, read_gazetteer(shared_path("data", "places.csv")))
    people = parse_participants(
        read_table(shared_path("data", "demo", "participants.csv")), programme
    )
    openings = parse_openings(read_table(shared_path("data", "demo", "openings.csv")), programme)
    assert people.rejected == ()
    assert openings.rejected == ()
    assert tuple(row.participant for row in people.good) == demo.participants
    assert tuple(row.opening for row in openings.good) == demo.openings
    assert {row.employer for row in openings.good} == set(demo.employers)
    assert {row.site for row in openings.good} == set(demo.sites)


def test_no_personal_identity_number_stands_in_the_files() -> None:
    for name in FILES:
        assert not has_personal_number(shared_path("data", "demo", name).read_text("utf-8"))


def test_ids_stand_in_the_ladders(demo) -> None:
    papers = {need.id for step in LADDERS.steps.values() for need in step.certificates}
    for person in demo.participants:
        assert person.wishes.steps <= set(LADDERS.steps)
        assert {held.id for held in person.certificates or ()} <= papers
    for opening in demo.openings:
        assert LADDERS.step(opening.step).sector is opening.sector
        assert set(opening.demands.certificates) <= papers


def test_the_first_participant_is_full_and_has_many_jobs_open(demo) -> None:
    first = demo.participants[0]
    reachable = [
        opening
        for opening in open_ones(demo)
        if not bars(judge_facts(first, Target(opening, LADDERS.step(opening.step)), MADE_FOR))
    ]
    assert (first.code, first.preferred_language, first.place.district) == ("P001", "so", "Hjällbo")
    assert unknowns(first) == ()
    assert set(first.swedish.areas) == set(LanguageArea)
    assert sum(opening.sector in first.wishes.sectors for opening in reachable) >= 10


def test_every_open_opening_has_somebody_and_most_people_have_several(demo) -> None:
    counts = dict.fromkeys((person.code for person in demo.participants), 0)
    for opening in open_ones(demo):
        target = Target(opening, LADDERS.step(opening.step))
        able = [p for p in demo.participants if not bars(judge_facts(p, target, MADE_FOR))]
        assert able, opening.id
        for person in able:
            counts[person.code] += 1
    assert sum(count >= 3 for count in counts.values()) >= 190


def test_unknown_names_only_what_is_missing(demo) -> None:
    first = demo.participants[0]
    assert unknowns(replace(first, place=None, certificates=None)) == ("home", "certificates")
    assert unknowns(replace(first, certificates=())) == ()
