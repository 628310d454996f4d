"""The note of a municipality: every version kept, whoever is second told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.demand_note import LONGEST, DemandNote, NoteMove, note_moved
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
    assert (note.number, note.versions[0].move, note.versions[0].by) == (1, NoteMove.WRITE, "Pia")


def test_undo_brings_the_text_before_back_and_undone_again_it_is_there():
    note = with_texts("Ett", "Två")

    once, twice = undone(note), undone(undone(note))

    assert (once.text, once.number, once.versions[-1].move) == ("Ett", 3, NoteMove.UNDO)
    assert (twice.text, twice.number) == ("Två", 4)
    assert undone(with_texts("Ett")).text == ""
    assert undone(undone(with_texts("Ett"))).text == "Ett"


def test_whoever_is_second_is_told_who_was_first():
    with pytest.raises(Conflict, match="changed by Pia") as told:
        with_texts("Ett").written("Två", 0, "Bo", AT)

    assert (told.value.code, told.value.values) == ("changed", {"by": "Pia", "at": AT})
    with pytest.raises(Conflict, match="This note was changed"):
        DemandNote("Lerum").undone(4, "Bo", AT)


def test_nothing_is_kept_where_nothing_changes():
    with pytest.raises(InvalidTransition, match="Nothing was changed"):
        with_texts("Ett").written(" Ett ", 1, "Bo", AT)
    with pytest.raises(InvalidTransition, match="nothing can be undone"):
        DemandNote("Lerum").undone(0, "Bo", AT)


@pytest.mark.parametrize(
    ("text", "said", "code", "values"),
    [
        ("x" * (LONGEST + 1), "too long", "text.length", {"most": LONGEST}),
        ("Ring 19811218-9876", "personal identity number", "personal_number", {}),
    ],
)
def test_what_may_not_stand_there_is_refused(text, said, code, values):
    with pytest.raises(InputError, match=said) as refused:
        DemandNote("Lerum").written(text, 0, "Pia", AT)

    assert (refused.value.code, refused.value.values) == (code, values)


def test_a_note_may_be_as_long_as_it_may_be():
    assert len(with_texts("x" * LONGEST).text) == LONGEST


def test_the_log_says_where_and_which_version_and_no_word_of_it():
    entry = note_moved(with_texts("Hemligt").versions[0])

    assert (entry.action, entry.object_id) == ("demand_note.write", "Lerum")
    assert "Hemligt" not in repr(entry)
