"""Versions of a person's CV and letter: written, undone, made as composed, one page each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.application import (
    LINES_OF,
    ApplicationMove,
    ApplicationVersion,
    Draft,
    Paper,
    Part,
    Target,
    TargetKind,
    draft_for,
    must_fit,
    target_of,
    tidied,
)
from matcher.domain.ids import ParticipantCode
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
JOB = Target(TargetKind.OPENING, "O1")
COMPOSED = {Part.SKILLS: "Diskar", Part.TIMES: "20 timmar"}


def version(number, texts, target=JOB):
    move = ApplicationMove.WRITE
    return ApplicationVersion(ParticipantCode("P1"), number, target, move, "Anna", AT, texts)


def test_only_what_differs_from_the_composed_text_is_kept():
    draft = Draft((version(1, {Part.TIMES: "Alltid"}),))

    after = draft.written({Part.SKILLS: " Diskar  och städar ", Part.TIMES: "20 timmar"}, COMPOSED)

    assert after == {Part.SKILLS: "Diskar och städar"}


def test_an_emptied_part_stays_empty():
    assert Draft().written({Part.TIMES: "  "}, COMPOSED) == {Part.TIMES: ""}


@pytest.mark.parametrize("texts", [{}, {Part.SKILLS: "Diskar"}, {Part.DRIVING: ""}])
def test_nothing_changed_is_nothing_saved(texts):
    with pytest.raises(InvalidTransition, match="Nothing was changed"):
        Draft().written(texts, COMPOSED)


def test_a_personal_number_is_refused():
    with pytest.raises(InputError, match="personal identity number") as refused:
        Draft().written({Part.SKILLS: "Jag är 19811218-9876"}, COMPOSED)

    assert refused.value.code == "personal_number"


@pytest.mark.parametrize(
    ("paper", "part"), [(Paper.CV, Part.SKILLS), (Paper.LETTER, Part.LETTER_END)]
)
def test_one_page_and_no_more(paper, part):
    full = "\n".join(["rad"] * LINES_OF[paper])

    must_fit({part: full})
    with pytest.raises(InputError, match=r"Shorten it by 1 lines"):
        must_fit({part: full + "\nen till"})
    with pytest.raises(InputError, match=f"The {paper.value} would need"):
        Draft().written({part: full + "\nen till"}, {})


def test_undo_goes_back_one_move_and_forth_again():
    first, second = {Part.SKILLS: "a"}, {Part.SKILLS: "b"}
    draft = Draft((version(1, first), version(4, second)))

    assert draft.before_last() == first
    assert Draft((*draft.versions, version(5, first))).before_last() == second
    assert Draft((version(1, first),)).before_last() == {}
    with pytest.raises(InvalidTransition, match="nothing to undo"):
        Draft().before_last()


def test_one_part_or_all_as_composed():
    own = {Part.SKILLS: "a", Part.TIMES: "b"}
    draft = Draft((version(1, own),))

    assert draft.without(Part.SKILLS) == {Part.TIMES: "b"}
    assert draft.without(None) == {}
    with pytest.raises(InvalidTransition, match="composed text already"):
        draft.without(Part.DRIVING)
    with pytest.raises(InvalidTransition, match="composed text already"):
        Draft().without(None)


def test_who_was_first_is_named():
    draft = Draft((version(3, {}),))

    draft.must_be_seen(3)
    Draft().must_be_seen(0)
    with pytest.raises(Conflict, match="by Anna at 2026-11-26 09:00"):
        draft.must_be_seen(0)
    with pytest.raises(Conflict, match=r"changed\. Nothing"):
        Draft().must_be_seen(2)


def test_a_draft_is_for_one_job():
    other = Target(TargetKind.STEP, "O1")
    versions = (version(1, {Part.SKILLS: "a"}), version(2, {Part.SKILLS: "b"}, other))

    assert draft_for(JOB, versions).texts == {Part.SKILLS: "a"}
    assert draft_for(other, versions).number == 2
    assert draft_for(Target(TargetKind.STEP, "x"), versions) == Draft()


def test_an_address_names_a_job():
    assert target_of("step", "s") == Target(TargetKind.STEP, "s")
    with pytest.raises(NotFound):
        target_of("lead", "s")


def test_lines_are_kept_and_space_is_not():
    assert tidied("\n\n a \r\n\n\n b\t c \n") == "a\n\nb c"
    assert tidied("\nXX-tre \n är ett X\n") == "XX-tre\när ett X"
