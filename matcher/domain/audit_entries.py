"""What the audit log says of each kind of event: one small function a kind.

No function here puts a name of a participant, her code, or a text into a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from matcher.domain.answer_link import AnswerLink
    from matcher.domain.caseload import Cover, Responsibility
    from matcher.domain.concept import Scheme
    from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
    from matcher.domain.ids import ParticipantCode, UserId
    from matcher.domain.importing import ImportBatch, ImportKind
    from matcher.domain.participant_move import ParticipantMove
    from matcher.domain.personal_link import PersonalLink
    from matcher.domain.replay import Place
    from matcher.domain.role import Role
    from matcher.domain.run import Run
    from matcher.domain.stop import Stop
    from matcher.domain.suggestion import Decision

RUN = "run"
SUGGESTED = "suggestions.made"


def run_made(run: Run, places: Sequence[Place], inputs: Mapping[str, str]) -> AuditEntry:
    """Say that suggestions were made: with what, from what, and what came out (L1).

    Parameters
    ----------
    run
        The record of the run.
    places
        What was listed: ids and scores, people by pseudonym.
    inputs
        Digests of what it was made from.
    """
    return AuditEntry(
        at=run.at,
        actor=run.by,
        action=SUGGESTED,
        object_kind=RUN,
        object_id=run.id,
        person=run.participant,
        details={
            "kind": run.kind.value,
            "opening": run.opening,
            "input_hash": run.input_hash,
            "encoder": run.encoder,
            "index": run.index,
            "weights": run.weights,
            "seed": run.seed,
            "top": run.top,
            "inputs": dict(inputs),
            "places": list(places),
        },
    )


def protected_matched(run: Run) -> AuditEntry:
    """Say that somebody looked for jobs for a person with protected identity; nothing of it."""
    return AuditEntry(run.at, run.by, "protected.matched", RUN, run.id, run.participant)


def decided(decision: Decision, person: ParticipantCode) -> AuditEntry:
    """Say that a suggestion was moved; a note that was written stays with the decision."""
    reason = None if decision.reason is None else decision.reason.value
    return AuditEntry(
        at=decision.at,
        actor=decision.by,
        action=f"suggestion.{decision.action.value}",
        object_kind="suggestion",
        object_id=decision.suggestion,
        person=person,
        details={
            "before": decision.before.value,
            "after": decision.after.value,
            "reason": reason,
        },
    )


def concept_moved(
    one: ConceptSuggestion, move: ConceptMove, by: str, at: datetime, person: ParticipantCode
) -> AuditEntry:
    """Say that a concept for what a participant told was confirmed, refused or taken back."""
    return AuditEntry(
        at, by, f"concept.{move.value}", "concept", _concept(one), person, _state_of(one)
    )


def occupation_moved(
    one: ConceptSuggestion, move: ConceptMove, by: str, at: datetime
) -> AuditEntry:
    """Say that an occupation for an opening was confirmed, refused or taken back."""
    details = _state_of(one) | {"concept": _concept(one)}
    return AuditEntry(at, by, f"occupation.{move.value}", "opening", one.whose, details=details)


def imported(batch: ImportBatch) -> AuditEntry:
    """Say that a file was imported; the name of the file may hold anything, so it stays there."""
    return AuditEntry(
        batch.at, batch.by, f"import.{batch.kind.value}", "import", batch.id, details=_rows(batch)
    )


def columns_remembered(kind: ImportKind, number: int, by: str, at: datetime) -> AuditEntry:
    """Say that it was kept what columns of the office's own lists hold; their words stay there."""
    return AuditEntry(at, by, "import.columns", "import", kind.value, details={"columns": number})


def import_undone(batch: ImportBatch, by: str, at: datetime) -> AuditEntry:
    """Say that an import was taken back."""
    action = f"import.undo_{batch.kind.value}"
    return AuditEntry(at, by, action, "import", batch.id, details=_rows(batch))


def taxonomies_switched(numbers: Mapping[Scheme, int], by: str, at: datetime) -> AuditEntry:
    """Say that imported versions of taxonomies came into use."""
    listed = {scheme.value: number for scheme, number in numbers.items()}
    named = " ".join(f"{scheme}:{number}" for scheme, number in sorted(listed.items()))
    return AuditEntry(at, by, "taxonomy.import", "taxonomy", named, details=listed)


def taxonomy_used(
    scheme: Scheme, before: int | None, after: int, by: str, at: datetime
) -> AuditEntry:
    """Say that another version of a taxonomy was chosen."""
    named = f"{scheme.value}:{after}"
    return AuditEntry(at, by, "taxonomy.use", "taxonomy", named, details={"before": before})


def stopped(stop: Stop) -> AuditEntry:
    """Say that suggestions were stopped, and why: whoever stops writes the reason for everybody."""
    details = {"reason": stop.reason}
    return AuditEntry(stop.at, stop.by, "suggestions.stop", "switch", "suggestions", None, details)


def started(by: str, at: datetime) -> AuditEntry:
    """Say that suggestions go on."""
    return AuditEntry(at, by, "suggestions.start", "switch", "suggestions")


def participant_moved(move: ParticipantMove) -> AuditEntry:
    """Say that a person's place in the programme was moved, in which role, and why she left."""
    details = {
        "before": move.before.value,
        "after": move.after.value,
        "actor": move.actor.value,
        "reason": None if move.reason is None else move.reason.value,
    }
    action = f"participant.{move.action.value}"
    return AuditEntry(move.at, move.by, action, "participant", "", move.participant, details)


def writing_allowed(code: ParticipantCode, by: str, at: datetime, *, may: bool) -> AuditEntry:
    """Say that a person may be written to, or that she is reached by telephone only."""
    action = "participant.may_be_written_to" if may else "participant.phone_only"
    return AuditEntry(at, by, action, "participant", "", code)


def participant_deleted(code: ParticipantCode | None, by: str, at: datetime) -> AuditEntry:
    """Say that everything about a person was deleted; her key goes with it, and the row stays."""
    return AuditEntry(at, by, "participant.delete", "participant", "", code)


def participants_merged(
    into: ParticipantCode, other: str | None, by: str, at: datetime
) -> AuditEntry:
    """Say that two rows about a person were made one; ``other`` is a pseudonym of the log."""
    details = {"other": other}
    return AuditEntry(at, by, "participant.merge", "participant", "", into, details)


def import_closed(batch_id: str, rows: int, by: str, at: datetime) -> AuditEntry:
    """Say that an import can no longer be undone: what stood there before is forgotten."""
    return AuditEntry(at, by, "import.close", "import", batch_id, details={"rows": rows})


def _concept(one: ConceptSuggestion) -> str:
    return f"{one.key.scheme.value}:{one.key.id}"


def _state_of(one: ConceptSuggestion) -> dict[str, object]:
    return {"after": one.state.value, "version": one.version, "found_by": one.found_by.value}


def _rows(batch: ImportBatch) -> dict[str, object]:
    return {
        "created": len(batch.created),
        "updated": len(batch.updated),
        "unchanged": batch.unchanged,
        "rejected": batch.rejected,
    }


def account_changed(
    what: str, user: UserId, by: str, at: datetime, details: Mapping[str, object] | None = None
) -> AuditEntry:
    """Say what happened to an account: ``invited``, ``reset``, ``signed_in`` and so on."""
    return AuditEntry(at, by, f"account.{what}", "user", user, details=dict(details or {}))


def assigned(row: Responsibility, at: datetime) -> AuditEntry:
    """Say that somebody became responsible for a participant."""
    details = {"role": row.role.value, "named": row.named}
    return AuditEntry(at, row.by, "caseload.assign", "user", row.user, row.participant, details)


def unassigned(
    code: ParticipantCode, role: Role, user: UserId, by: str, at: datetime
) -> AuditEntry:
    """Say that somebody is responsible for a participant no more, and nobody else is."""
    return AuditEntry(at, by, "caseload.end", "user", user, code, {"role": role.value})


def cover_ended(cover: Cover, last_day: date, by: str, at: datetime) -> AuditEntry:
    """Say that a cover ends with a day; one before its first day says that it never was."""
    details = {"first_day": cover.first_day.isoformat(), "last_day": last_day.isoformat()}
    return AuditEntry(at, by, "caseload.end_cover", "cover", cover.id, details=details)


def covered(cover: Cover) -> AuditEntry:
    """Say that a colleague stands in for some days."""
    details = {
        "absent": cover.absent,
        "colleague": cover.colleague,
        "role": cover.role.value,
        "first_day": cover.first_day.isoformat(),
        "last_day": cover.last_day.isoformat(),
    }
    return AuditEntry(cover.at, cover.by, "caseload.cover", "cover", cover.id, details=details)


def protected_viewed(by: str, at: datetime, person: ParticipantCode) -> AuditEntry:
    """Say that the named handler looked at somebody with protected identity."""
    return AuditEntry(at, by, "protected.viewed", "participant", "", person)


def protected_listed(by: str, at: datetime, person: ParticipantCode) -> AuditEntry:
    """Say that the named handler looked at the list in which this person stands."""
    return AuditEntry(at, by, "protected.listed", "participant", "", person)


def link_event(
    what: str, link: AnswerLink, by: str, at: datetime, person: ParticipantCode
) -> AuditEntry:
    """Say that a link for an answer was made, forwarded, or closed by wrong codes."""
    return AuditEntry(
        at, by, f"link.{what}", "suggestion", link.suggestion, person, {"role": link.role.value}
    )


def own_link_event(what: str, link: PersonalLink, by: str, at: datetime) -> AuditEntry:
    """Say that a link to a person's own page was made, or closed by wrong codes."""
    return AuditEntry(at, by, f"own_link.{what}", "participant", "", link.participant)


def wishes_changed(what: str, by: str, at: datetime, person: ParticipantCode) -> AuditEntry:
    """Say that a person changed ``hours``, or what she thinks of a ``step``; never which or why."""
    return AuditEntry(at, by, f"wishes.{what}", "participant", "", person)
