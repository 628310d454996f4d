"""The note of a municipality: every version kept, whoever is second told."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from refusals import refused

from matcher.domain.audit import AuditEntry
from matcher.domain.demand_note import LONGEST, DemandNote, NoteMove, NoteVersion, note_moved
from matcher.errors import Conflict, InputError, InvalidTransition

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def with_texts(*texts):
    note = DemandNote("Lerum")
    for text in texts:
        note = DemandNote("Lerum", (*note.versions, note.written(text, note.number, "Pia", AT)))
    return note


def undone(note):
    return DemandNote("Lerum", (*note.versions, note.undone(note.number, "Bo", AT)))


def test_a_text_is_tidied_and_its_lines_are_kept():
    note = with_texts("  Ny  förskola\n\n byggs   2027 ")

    assert note.text == "Ny förskola\n\nbyggs 2027"
    assert note.versions == (
        NoteVersion("Lerum", 1, NoteMove.WRITE, "Ny förskola\n\nbyggs 2027", "Pia", AT),
    )


def test_undo_brings_the_text_before_back_and_undone_again_it_is_there():
    note = with_texts("Ett", "Två")

    once, twice = undone(note), undone(undone(note))

    assert once.versions[-1] == NoteVersion("Lerum", 3, NoteMove.UNDO, "Ett", "Bo", AT)
    assert (twice.text, twice.number) == ("Två", 4)
    assert undone(with_texts("Ett")).text == ""
    assert undone(undone(with_texts("Ett"))).text == "Ett"


def test_whoever_is_second_is_told_who_was_first():
    for move in (with_texts("Ett").undone, partial(with_texts("Ett").written, "Två")):
        assert refused(Conflict, move, 0, "Bo", AT) == (
            (
                "This note was changed by Pia at 2026-11-26 09:00. Nothing was saved; look at it "
                "again."
            ),
            "changed",
            {"by": "Pia", "at": AT},
        )
    assert refused(Conflict, DemandNote("Lerum").undone, 4, "Bo", AT) == (
        "This note was changed. Nothing was saved; look at it again.",
        "changed",
        {"by": None, "at": None},
    )


def test_nothing_is_kept_where_nothing_changes():
    assert refused(InvalidTransition, with_texts("Ett").written, " Ett ", 1, "Bo", AT) == (
        "Nothing was changed, so nothing was saved. Write something else first, then save.",
        None,
        {},
    )
    assert refused(InvalidTransition, DemandNote("Lerum").undone, 0, "Bo", AT) == (
        "Nothing was written, so nothing can be undone. Write a note first.",
        None,
        {},
    )


@pytest.mark.parametrize(
    ("text", "said", "code", "values"),
    [
        (
            "x" * (LONGEST + 1),
            "A text of 2001 signs is too long: at most 2000. Shorten the note.",
            "text.length",
            {"most": LONGEST},
        ),
        (
            "Ring 19811218-9876",
            "A personal identity number is kept nowhere. Take it out of the note.",
            "personal_number",
            {},
        ),
    ],
)
def test_what_may_not_stand_there_is_refused(text, said, code, values):
    assert refused(InputError, DemandNote("Lerum").written, text, 0, "Pia", AT) == (
        said,
        code,
        values,
    )


def test_a_note_may_be_as_long_as_it_may_be():
    assert len(with_texts("x" * LONGEST).text) == LONGEST


def test_the_log_says_where_and_which_version_and_no_word_of_it():
    assert note_moved(with_texts("Ett", "Hemligt").versions[1]) == AuditEntry(
        AT,
        "Pia",
        "demand_note.write",
        "municipality",
        "Lerum",
        details={"number": 2, "length": 7},
    )
