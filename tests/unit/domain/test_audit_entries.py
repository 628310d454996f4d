"""What the log says of each kind of event, compared whole: nothing is left out or put in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from matcher.domain import audit_entries as made
from matcher.domain.answer_link import AnswerLink
from matcher.domain.audit import AuditEntry
from matcher.domain.caseload import Cover, Responsibility
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptState, ConceptSuggestion
from matcher.domain.decision import Decision
from matcher.domain.ids import (
    OpeningId,
    ParticipantCode,
    RunId,
    SuggestionId,
    UserId,
)
from matcher.domain.importing import ImportBatch, ImportKind
from matcher.domain.link import FoundBy
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.suggestion import Action, DeclineReason, SuggestionState
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove
from matcher.domain.personal_link import PersonalLink
from matcher.domain.replay import make_place
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.stop import Stop

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEN = datetime(2026, 2, 1, 8, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 9)
ANNA = ParticipantCode("P001")
RUN = Run(
    RunId("r1"), RunKind.OPENING, AT, "Åsa", "digest", "e5", "index-1", "expert-1", 7, 10,
    ANNA, OpeningId("O1"),
)  # fmt: skip
SOUP = ConceptSuggestion(
    "O7", "w1", ConceptKey(Scheme.ESCO, "http://esco/soup"), ConceptKind.SKILL, {"sv": "soppa"},
    0.5, FoundBy.DENSE, ConceptState.CONFIRMED, 3,
)  # fmt: skip
BATCH = ImportBatch(
    "b1", ImportKind.OPENINGS, "Annas lista.xlsx", THEN, "Eva", ("O1", "O2"), ("O3",), 4, 5
)
COVER = Cover("c1", UserId("u1"), UserId("u2"), Role.LINKWORKER, FIRST, LAST, "chief", THEN)
ROWS = {"created": 2, "updated": 1, "unchanged": 4, "rejected": 5}
STATE = {"after": "confirmed", "version": 3, "found_by": "dense"}


def entry(action, kind, object_id, person=None, details=None, **signed):
    by, at = signed.get("by", "Åsa"), signed.get("at", AT)
    return AuditEntry(at, by, action, kind, object_id, person, details or {})


def decision(action, after, reason=None):
    return Decision(
        SuggestionId("s1"), action, SuggestionState.PROPOSED, after, Role.LINKWORKER, "Åsa", AT,
        reason, "A note that stays with the decision",
    )  # fmt: skip


def move(action, after, reason=None):
    return ParticipantMove(
        ANNA, action, ParticipantState.ACTIVE, after, Role.LINKWORKER, "Åsa", AT, reason
    )


def test_a_list_is_recorded_with_what_it_was_made_from_and_what_came_out():
    place = make_place(1, OpeningId("O1"), None, "f" * 64, 0.5)
    details = {
        "kind": "opening",
        "opening": "O1",
        "input_hash": "digest",
        "encoder": "e5",
        "index": "index-1",
        "weights": "expert-1",
        "seed": 7,
        "top": 10,
        "inputs": {"people": "d1"},
        "places": [place],
    }

    found = made.run_made(RUN, (place,), {"people": "d1"})

    assert found == entry("suggestions.made", "run", "r1", ANNA, details)


def test_of_a_list_for_somebody_protected_nothing_is_said_but_that_it_was_made():
    assert made.protected_matched(RUN) == entry("protected.matched", "run", "r1", ANNA)


@pytest.mark.parametrize(
    ("moved", "action", "details"),
    [
        (
            decision(Action.DECLINE, SuggestionState.DECLINED, DeclineReason.TOO_FAR),
            "suggestion.decline",
            {"before": "proposed", "after": "declined", "reason": "too_far"},
        ),
        (
            decision(Action.CONFIRM, SuggestionState.CONFIRMED),
            "suggestion.confirm",
            {"before": "proposed", "after": "confirmed", "reason": None},
        ),
    ],
)
def test_a_decision_is_recorded_with_its_reason_and_without_its_note(moved, action, details):
    assert made.decided(moved, ANNA) == entry(action, "suggestion", "s1", ANNA, details)


def test_a_concept_of_a_person_and_an_occupation_of_an_opening():
    concept = made.concept_moved(SOUP, ConceptMove.CONFIRM, "Åsa", AT, ANNA)
    occupation = made.occupation_moved(SOUP, ConceptMove.REFUSE, "Åsa", AT)

    assert concept == entry("concept.confirm", "concept", "esco:http://esco/soup", ANNA, STATE)
    assert occupation == entry(
        "occupation.refuse", "opening", "O7", None, STATE | {"concept": "esco:http://esco/soup"}
    )


def test_imports_are_counted_and_their_files_not_named():
    assert made.imported(BATCH) == entry(
        "import.openings", "import", "b1", None, ROWS, by="Eva", at=THEN
    )
    assert made.import_undone(BATCH, "Åsa", AT) == entry(
        "import.undo_openings", "import", "b1", None, ROWS
    )
    assert made.import_closed("b1", 3, "Åsa", AT) == entry(
        "import.close", "import", "b1", None, {"rows": 3}
    )
    assert made.columns_remembered(ImportKind.PARTICIPANTS, 4, "Åsa", AT) == entry(
        "import.columns", "import", "participants", None, {"columns": 4}
    )


def test_versions_of_taxonomies_are_named_in_the_order_of_their_schemes():
    switched = made.taxonomies_switched({Scheme.JOBTECH: 2, Scheme.ESCO: 1}, "Åsa", AT)
    used = made.taxonomy_used(Scheme.ESCO, 1, 2, "Åsa", AT)

    assert switched == entry(
        "taxonomy.import", "taxonomy", "esco:1 jobtech:2", None, {"esco": 1, "jobtech": 2}
    )
    assert used == entry("taxonomy.use", "taxonomy", "esco:2", None, {"before": 1})


def test_stopping_is_recorded_with_its_reason_and_starting_has_none():
    stopped = made.stopped(Stop("Eva", THEN, "Fel yrken"))

    assert stopped == entry(
        "suggestions.stop", "switch", "suggestions", None, {"reason": "Fel yrken"}, by="Eva",
        at=THEN,
    )  # fmt: skip
    assert made.started("Åsa", AT) == entry("suggestions.start", "switch", "suggestions")


@pytest.mark.parametrize(
    ("moved", "action", "details"),
    [
        (
            move(ParticipantAction.LEAVE, ParticipantState.LEFT, LeaveReason.FOUND_WORK),
            "participant.leave",
            {"before": "active", "after": "left", "actor": "linkworker", "reason": "found_work"},
        ),
        (
            move(ParticipantAction.PAUSE, ParticipantState.PAUSED),
            "participant.pause",
            {"before": "active", "after": "paused", "actor": "linkworker", "reason": None},
        ),
    ],
)
def test_a_move_in_the_programme_is_recorded_with_role_and_reason(moved, action, details):
    assert made.participant_moved(moved) == entry(action, "participant", "", ANNA, details)


def test_of_a_person_alone_only_her_pseudonym_is_kept():
    found = [
        made.writing_allowed(ANNA, "Åsa", AT, may=True),
        made.writing_allowed(ANNA, "Åsa", AT, may=False),
        made.participant_deleted(ANNA, "Åsa", AT),
        made.protected_viewed("Åsa", AT, ANNA),
        made.protected_listed("Åsa", AT, ANNA),
        made.wishes_changed("hours", "Åsa", AT, ANNA),
    ]
    actions = [
        "participant.may_be_written_to",
        "participant.phone_only",
        "participant.delete",
        "protected.viewed",
        "protected.listed",
        "wishes.hours",
    ]

    assert found == [entry(action, "participant", "", ANNA) for action in actions]


def test_of_two_rows_that_became_one_the_other_is_named_by_its_pseudonym():
    assert made.participants_merged(ANNA, "f" * 64, "Åsa", AT) == entry(
        "participant.merge", "participant", "", ANNA, {"other": "f" * 64}
    )


def test_what_happens_to_accounts():
    bare = made.account_changed("invited", UserId("u1"), "Åsa", AT)
    told = made.account_changed("invited", UserId("u1"), "Åsa", AT, {"role": "planner"})

    assert bare == entry("account.invited", "user", "u1")
    assert told == entry("account.invited", "user", "u1", None, {"role": "planner"})


def test_who_is_responsible_and_who_is_no_more():
    row = Responsibility(ANNA, Role.COORDINATOR, UserId("u1"), FIRST, "Åsa", named=True)

    assert made.assigned(row, AT) == entry(
        "caseload.assign", "user", "u1", ANNA, {"role": "coordinator", "named": True}
    )
    assert made.unassigned(ANNA, Role.COORDINATOR, UserId("u1"), "Åsa", AT) == entry(
        "caseload.end", "user", "u1", ANNA, {"role": "coordinator"}
    )


def test_a_cover_is_recorded_when_it_is_made_and_with_the_day_it_ends_by_then():
    details = {
        "absent": "u1",
        "colleague": "u2",
        "role": "linkworker",
        "first_day": "2026-03-02",
        "last_day": "2026-03-09",
    }
    ended = {"first_day": "2026-03-02", "last_day": "2026-03-05"}

    assert made.covered(COVER) == entry(
        "caseload.cover", "cover", "c1", None, details, by="chief", at=THEN
    )
    assert made.cover_ended(COVER, date(2026, 3, 5), "Åsa", AT) == entry(
        "caseload.end_cover", "cover", "c1", None, ended
    )


def test_links_are_recorded_without_what_opens_them():
    answer = AnswerLink("f" * 64, SuggestionId("s1"), Role.EMPLOYER, THEN, "Eva")
    own = PersonalLink("f" * 64, ANNA, THEN, "Eva", "e" * 64)

    assert made.link_event("made", answer, "Åsa", AT, ANNA) == entry(
        "link.made", "suggestion", "s1", ANNA, {"role": "employer"}
    )
    assert made.own_link_event("made", own, "Åsa", AT) == entry(
        "own_link.made", "participant", "", ANNA
    )
