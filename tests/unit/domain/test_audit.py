"""The chain: any change of any row is found and named."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.audit import (
    FIRST,
    AuditEntry,
    AuditEvent,
    AuditHead,
    BrokenStorage,
    Verdict,
    next_event,
    pseudonym,
    seal,
    verify,
)
from matcher.domain.ids import ParticipantCode

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def chain(length: int) -> tuple[list[AuditEvent], AuditHead]:
    events: list[AuditEvent] = []
    last = FIRST
    for number in range(length):
        entry = AuditEntry(
            NOON, "Åsa", "suggestion.confirm", "suggestion", f"r1-{number}", None, {"n": number}
        )
        subject = "ab" * 32 if number % 2 else None
        events.append(next_event(entry, "demo", number, last, subject))
        last = str(events[-1].hash)
    return events, AuditHead(str(length), last)


EVENTS, HEAD = chain(6)


def test_a_chain_that_nobody_touched_is_in_order():
    assert verify(EVENTS, HEAD) == Verdict(6, str(HEAD.hash))
    assert verify([], None) == Verdict(0, FIRST)
    assert verify(EVENTS, HEAD).ok


@given(st.data())
def test_one_changed_letter_in_any_column_of_any_row_is_found_and_named(data):
    row = data.draw(st.integers(0, len(EVENTS) - 1))
    column = data.draw(st.sampled_from(AuditEvent._fields))
    value = getattr(EVENTS[row], column)
    if value is None:
        changed = data.draw(st.text(max_size=1))
    else:
        place = data.draw(st.integers(0, len(value) - 1))
        other = data.draw(st.characters(codec="utf-8").filter(lambda one: one != value[place]))
        changed = value[:place] + other + value[place + 1 :]
    events = [*EVENTS]
    events[row] = events[row]._replace(**{column: changed})

    found = verify(events, HEAD)

    assert found.first_broken == row + 1
    assert str(row + 1) in found.why
    assert found.rows == len(EVENTS)


@given(st.data())
def test_a_row_taken_out_moved_or_cut_off_is_named(data):
    row = data.draw(st.integers(0, len(EVENTS) - 1))
    without = EVENTS[:row] + EVENTS[row + 1 :]
    assert verify(without, HEAD).first_broken == row + 1
    assert verify(EVENTS[:row], HEAD).first_broken == row + 1
    other = data.draw(st.integers(0, len(EVENTS) - 1).filter(lambda place: place != row))
    swapped = [*EVENTS]
    swapped[row], swapped[other] = swapped[other], swapped[row]
    assert verify(swapped, HEAD).first_broken == min(row, other) + 1
    # with their numbers exchanged too, so that the order looks right
    for place in (row, other):
        swapped[place] = swapped[place]._replace(sequence=str(place + 1))
    assert verify(swapped, HEAD).first_broken == min(row, other) + 1


@pytest.mark.parametrize("row", range(5))
def test_a_row_written_anew_with_a_hash_that_fits_does_not_fit_the_next(row: int):
    events = [*EVENTS]
    events[row] = seal(events[row]._replace(actor="Somebody else"))

    found = verify(events, HEAD)

    assert found.first_broken == row + 2
    assert f"does not follow row {row + 1}" in found.why


def test_the_last_row_written_anew_does_not_fit_the_head():
    events = [*EVENTS[:-1], seal(EVENTS[-1]._replace(actor="Somebody else"))]

    assert verify(events, HEAD).first_broken == 6


MISSING = "The head of the log is missing: rows may be cut off at the end."
NO_COUNT = "The head of the log was changed: it counts no rows."
ANEW = "was written anew, or the head of the log was changed."


@pytest.mark.parametrize(
    ("rows", "head", "broken", "why"),
    [
        (6, None, 6, MISSING),
        (1, None, 1, MISSING),
        (6, AuditHead("x", HEAD.hash), 6, NO_COUNT),
        (6, AuditHead("06", HEAD.hash), 6, NO_COUNT),
        (6, AuditHead(None, None), 6, NO_COUNT),
        (0, AuditHead("-1", FIRST), 1, NO_COUNT),
        (6, AuditHead("7", HEAD.hash), 7, "Row 7 is missing: the log ends after 6 of 7 rows."),
        (0, HEAD, 1, "Row 1 is missing: the log ends after 0 of 6 rows."),
        (
            6, AuditHead("4", HEAD.hash), 5,
            "Row 5 was not written by Stegvis: the log should end before it.",
        ),
        (6, AuditHead("6", "0" * 64), 6, f"Row 6 {ANEW}"),
        (0, AuditHead("0", HEAD.hash), 1, f"Row 1 {ANEW}"),
    ],
)  # fmt: skip
def test_a_head_that_does_not_fit_the_rows_is_found(rows, head, broken, why):
    last = str(EVENTS[rows - 1].hash) if rows else FIRST

    assert verify(EVENTS[:rows], head) == Verdict(rows, last, broken, why)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("5", "Row 3 is missing: row 5 follows."),
        ("9" * 19, f"Row 3 is missing: row {'9' * 19} follows."),
        ("9" * 20, f"Where row 3 should be stands one numbered '{'9' * 20}'."),
        ("2", "Where row 3 should be stands one numbered '2'."),
        ("03", "Where row 3 should be stands one numbered '03'."),
        ("three", "Where row 3 should be stands one numbered 'three'."),
        (None, "Where row 3 should be stands one numbered ''."),
    ],
)
def test_a_row_with_another_number_is_named_with_the_last_hash_in_order(number, why):
    events = [*EVENTS]
    events[2] = events[2]._replace(sequence=number)

    assert verify(events, HEAD) == Verdict(6, str(EVENTS[1].hash), 3, why)


@pytest.mark.parametrize("row", range(len(EVENTS)))
@pytest.mark.parametrize("number", ["0", "-1", "-12"])
def test_a_row_renumbered_to_before_the_first_is_named_as_the_missing_one(row, number):
    without = [event for event in EVENTS if event is not EVENTS[row]]
    found = verify([EVENTS[row]._replace(sequence=number), *without], HEAD)
    assert found.first_broken == row + 1
    assert f"Row {row + 1} is missing" in found.why
    assert found.rows == len(EVENTS)


@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_row_added_before_the_first_is_found(number):
    found = verify([EVENTS[0]._replace(sequence=number), *EVENTS], HEAD)
    assert (found.first_broken, found.rows) == (1, len(EVENTS) + 1)
    assert f"numbered '{number}'" in found.why


@pytest.mark.parametrize(
    ("actor", "broken", "why"),
    [
        ("Åsa", 4, "Row 4 cannot be read: database disk image is malformed."),
        ("Eva", 2, "Row 2 was changed, or belongs elsewhere: its hash does not fit it."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_unless_one_before_it_is_broken(actor, broken, why):
    def damaged():
        yield EVENTS[0]
        yield EVENTS[1]._replace(actor=actor)
        yield EVENTS[2]
        raise BrokenStorage("database disk image is malformed")

    last = str(EVENTS[broken - 2].hash)

    assert verify(damaged(), HEAD) == Verdict(broken, last, broken, why)


def test_a_row_sealed_long_ago_is_still_in_order():
    sealed = AuditEvent(
        organisation="demo",
        sequence="1",
        at="2026-03-02T12:00:00.000000+00:00",
        actor="Åsa",
        action="suggestion.confirm",
        subject=None,
        object_kind="suggestion",
        object_id="r1-0",
        details='{"to":"\\u00c5ke"}',
        previous=FIRST,
        hash="87212957c7fd7757faeab3ced642cc95aa73eb78a4e0b165dca1138d86af0736",
    )
    entry = AuditEntry(NOON, "Åsa", "suggestion.confirm", "suggestion", "r1-0", None, {"to": "Åke"})

    assert next_event(entry, "demo", 0, FIRST, None) == sealed
    assert verify([sealed], AuditHead("1", sealed.hash)) == Verdict(1, str(sealed.hash))


def test_a_time_is_recorded_in_utc_wherever_the_programme_runs(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        event = next_event(AuditEntry(NOON, "Åsa", "a", "b", "c"), "demo", 0, FIRST, None)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert event.at == "2026-03-02T12:00:00.000000+00:00"


def test_an_entry_needs_a_time_with_a_zone_and_plain_details():
    naive = AuditEntry(NOON.replace(tzinfo=None), "Anna", "a", "b", "c")
    with pytest.raises(ValueError, match="no time zone"):
        next_event(naive, "demo", 0, FIRST, None)
    with pytest.raises(ValueError, match="JSON compliant"):
        next_event(
            AuditEntry(NOON, "Anna", "a", "b", "c", None, {"x": float("nan")}), "d", 0, FIRST, None
        )


def test_a_pseudonym_is_of_one_key_one_organisation_and_one_code():
    key = "11" * 32
    names = {
        pseudonym(key, "demo", "P001"),
        pseudonym(key, "demo", "P002"),
        pseudonym(key, "other", "P001"),
        pseudonym("22" * 32, "demo", "P001"),
    }
    assert len(names) == 4
    assert pseudonym(key, "demo", "P001") in names


@pytest.mark.parametrize("subject", [None, "ab" * 32])
def test_a_row_holds_all_that_was_entered_and_of_whom_only_the_pseudonym(subject):
    late = NOON.astimezone(timezone(timedelta(hours=1)))
    entry = AuditEntry(
        late, "Åsa", "run.make", "run", "r1", ParticipantCode("P001"), {"b": 1, "a": 2}
    )

    event = next_event(entry, "demo", 6, "cd" * 32, subject)

    assert event._replace(hash=None) == AuditEvent(
        organisation="demo",
        sequence="7",
        at="2026-03-02T12:00:00.000000+00:00",
        actor="Åsa",
        action="run.make",
        subject=subject,
        object_kind="run",
        object_id="r1",
        details='{"a":2,"b":1}',
        previous="cd" * 32,
        hash=None,
    )
    assert event == seal(event)
    assert "P001" not in repr(event)
