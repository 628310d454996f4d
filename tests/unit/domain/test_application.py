"""Versions of a person's CV and letter: written, undone, made as composed, one page each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from refusals import refused

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
    words_of,
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
    assert refused(InvalidTransition, Draft().written, texts, COMPOSED) == (
        "Nothing was changed, so nothing was saved. Write something else first, then save.",
        None,
        {},
    )


def test_a_personal_number_is_refused():
    texts = {Part.SKILLS: "Jag är 19811218-9876", Part.TIMES: "Alltid"}

    assert refused(InputError, Draft().written, texts, COMPOSED) == (
        "The text holds a personal identity number. Take it out: an employer needs none.",
        "personal_number",
        {},
    )


@pytest.mark.parametrize(
    ("paper", "part"), [(Paper.CV, Part.SKILLS), (Paper.LETTER, Part.LETTER_END)]
)
def test_one_page_and_no_more(paper, part):
    room = LINES_OF[paper]
    full = "\n".join(["en rad"] * room)
    said = (
        (
            f"The {paper.value} would need {room + 2} lines and one page has {room}. Shorten it by "
            "2 lines."
        ),
        "paper.long",
        {"taken": room + 2, "room": room},
    )

    must_fit({part: full})
    assert refused(InputError, must_fit, {part: f"{full}\nen\ntill"}) == said
    assert refused(InputError, Draft().written, {part: f"{full}\nen\ntill"}, {}) == said


def test_undo_goes_back_one_move_and_forth_again():
    first, second = {Part.SKILLS: "a"}, {Part.SKILLS: "b"}
    draft = Draft((version(1, first), version(4, second)))

    assert draft.before_last() == first
    assert Draft((*draft.versions, version(5, first))).before_last() == second
    assert Draft((version(1, first),)).before_last() == {}
    assert refused(InvalidTransition, Draft().before_last) == (
        "Nothing was written yet, so there is nothing to undo. Write a text of your own first.",
        None,
        {},
    )


def test_one_part_or_all_as_composed():
    own = {Part.SKILLS: "a", Part.TIMES: "b"}
    draft = Draft((version(1, own),))

    assert draft.without(Part.SKILLS) == {Part.TIMES: "b"}
    assert draft.without(None) == {}
    for composed, part in ((draft, Part.DRIVING), (Draft(), None)):
        assert refused(InvalidTransition, composed.without, part) == (
            (
                "This is the composed text already; nothing was changed. Write a text of your own "
                "to have another one."
            ),
            None,
            {},
        )


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
    assert refused(NotFound, target_of, "lead", "s") == (
        (
            "There is no kind of job 'lead'. `stegvis ladders list` shows the steps, each of which "
            "is a kind of job."
        ),
        None,
        {},
    )


def test_the_words_of_a_letter_are_those_of_all_its_parts():
    assert words_of(["Jag heter Åsa.", "", " Jag  diskar \n gärna. "]) == 6
    assert words_of(()) == 0


def test_lines_are_kept_and_space_is_not():
    assert tidied("\n\n a \r\n\n\n b\t c \n") == "a\n\nb c"
    assert tidied("\nXX-tre \n är ett X\n") == "XX-tre\när ett X"
