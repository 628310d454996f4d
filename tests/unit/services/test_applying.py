"""What a person and her LinkWorker write of a CV: kept with who, undone, deleted with her."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import O1, P001, P002, P003, make_office
from programme import MemoryShelf, real_ladders

from matcher.domain.application import ApplicationMove, Part, Target, TargetKind
from matcher.domain.participant import ParticipantState
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.skills import SkillClaim
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.services.applying import ApplicationService
from matcher.services.duplicates import DuplicateService

JOB = Target(TargetKind.OPENING, O1)
STEP = Target(TargetKind.STEP, "kitchens.kitchen_porter")


@pytest.fixture
def office(tmp_path):
    office = make_office(tmp_path)
    change(office, skills=(SkillClaim("Diskar", confirmed_by="coach"), SkillClaim("Lagar mat")))
    office.applying = ApplicationService(office.units, real_ladders(), office.clock)
    return office


def change(office, code=P001, **facts):
    with office.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), **facts)])
        unit.commit()


def write(office, text="Diskar snabbt", seen=0, by="Anna", **where):
    texts = {Part.SKILLS: text}
    return office.applying.write(where.get("code", P001), JOB, texts, by=by, seen=seen)


def test_before_anybody_writes_the_papers_are_composed_anew(office):
    assert office.applying.read(P001, JOB).texts[Part.SKILLS] == "Diskar"
    change(office, skills=(SkillClaim("Lagar mat", confirmed_by="Anna"),))

    page = office.applying.read(P001, JOB)

    assert page.texts[Part.SKILLS] == "Lagar mat"
    assert "hos Kök AB" in page.texts[Part.LETTER_JOB]
    assert page.draft.number == 0
    assert page.is_short == (page.words < 120)


def test_what_is_written_is_kept_with_who_and_the_rest_follows_the_facts(office):
    write(office)
    change(office, driving_licence=True)

    page = office.applying.read(P001, JOB)

    assert page.texts[Part.SKILLS] == "Diskar snabbt"
    assert page.texts[Part.DRIVING] == "Körkort"
    assert [(one.number, one.by) for one in page.draft.versions] == [(1, "Anna")]
    assert office.applying.read(P001, STEP).texts[Part.SKILLS] == "Diskar"
    assert office.applying.read(P002, JOB).texts[Part.SKILLS] == ""
    assert office.actions()[-1] == "application.write"


def test_undo_and_the_composed_text_again(office):
    write(office)
    write(office, "Diskar", seen=1, by=BY_PERSON)
    office.applying.undo(P001, JOB, by="Anna", seen=2)
    assert office.applying.read(P001, JOB).texts[Part.SKILLS] == "Diskar snabbt"

    office.applying.restore(P001, JOB, by="Anna", seen=3)

    page = office.applying.read(P001, JOB)
    assert page.texts[Part.SKILLS] == "Diskar"
    assert [one.move for one in page.draft.versions] == [
        ApplicationMove.WRITE, ApplicationMove.WRITE, ApplicationMove.UNDO, ApplicationMove.RESTORE,
    ]  # fmt: skip
    assert [action for action in office.actions() if action.startswith("application.")] == [
        "application.write", "application.write", "application.undo", "application.restore",
    ]  # fmt: skip


def test_one_part_as_composed(office):
    office.applying.write(P001, JOB, {Part.SKILLS: "a", Part.TIMES: "Alltid"}, by="Anna", seen=0)

    office.applying.restore(P001, JOB, Part.SKILLS, by="Anna", seen=1)

    page = office.applying.read(P001, JOB)
    assert (page.texts[Part.SKILLS], page.texts[Part.TIMES]) == ("Diskar", "Alltid")


def test_the_second_to_write_is_told_and_nothing_is_lost(office):
    write(office)

    with pytest.raises(Conflict, match="by Anna"):
        write(office, "annat", by=BY_PERSON)

    assert office.applying.read(P001, JOB).texts[Part.SKILLS] == "Diskar snabbt"


def test_what_is_refused_is_not_kept(office):
    with pytest.raises(InputError):
        write(office, "19811218-9876")
    with pytest.raises(InvalidTransition):
        write(office, "Diskar")

    assert office.applying.begun(P001) == ()


def test_jobs_that_something_was_written_for(office):
    write(office)
    office.applying.write(P001, STEP, {Part.TIMES: "Alltid"}, by=BY_PERSON, seen=0)

    begun = office.applying.begun(P001)

    assert [(one.target, one.last.number) for one in begun] == [(STEP, 2), (JOB, 1)]


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("P9", JOB),
        (P003, JOB),
        (P001, Target(TargetKind.OPENING, "O9")),
        (P001, Target(TargetKind.STEP, "none")),
    ],
)
def test_who_and_what_is_not_there_is_not_found(office, code, target):
    with pytest.raises(NotFound):
        office.applying.read(code, target)


def test_nothing_is_made_for_somebody_who_stopped(office):
    change(office, state=ParticipantState.LEFT)

    with pytest.raises(InvalidTransition):
        office.applying.read(P001, JOB)
    with pytest.raises(InvalidTransition):
        office.applying.begun(P001)


def test_the_texts_are_in_her_export_and_go_with_her(office):
    write(office)

    with office.units(write=True) as unit:
        [row] = unit.erasure.rows(P001)["application_versions"]
        assert row["texts"] == {"skills": "Diskar snabbt"}
        unit.erasure.erase(P001)
        unit.commit()

    with office.units() as unit:
        assert unit.applications.of(P001) == ()


def test_of_a_person_entered_twice_every_version_stays(office):
    write(office)
    write(office, "Annan text", code=P002, by=BY_PERSON)
    duplicates = DuplicateService(office.units, MemoryShelf(), HashingEncoder(), office.clock)

    duplicates.merge(P001, P002, by="Anna")

    with office.units() as unit:
        kept = unit.applications.of(P001)
    assert [(one.number, one.by) for one in kept] == [(1, "Anna"), (3, BY_PERSON)]
