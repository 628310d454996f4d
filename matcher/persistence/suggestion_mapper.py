"""Between runs, suggestions, decisions and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import OpeningId, ParticipantCode, RunId, StepId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import (
    Action,
    AnswerMode,
    Decision,
    DeclineReason,
    NotHiredReason,
    Suggestion,
    SuggestionState,
)

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored, Values


def run_values(run: Run, organisation: OrganisationId) -> Values:
    """Return the columns of a run."""
    return {
        "organisation_id": str(organisation),
        "id": str(run.id),
        "kind": run.kind.value,
        "at": run.at,
        "by": run.by,
        "input_hash": run.input_hash,
        "encoder": run.encoder,
        "index": run.index,
        "weights": run.weights,
        "seed": run.seed,
        "top": run.top,
        "participant": run.participant,
        "opening": run.opening,
    }


def run_of(row: Stored) -> Run:
    """Return the run of a row."""
    return Run(
        id=RunId(row["id"]),
        kind=RunKind(row["kind"]),
        at=row["at"],
        by=row["by"],
        input_hash=row["input_hash"],
        encoder=row["encoder"],
        index=row["index"],
        weights=row["weights"],
        seed=row["seed"],
        top=row["top"],
        participant=None if row["participant"] is None else ParticipantCode(row["participant"]),
        opening=None if row["opening"] is None else OpeningId(row["opening"]),
    )


def suggestion_values(suggestion: Suggestion, organisation: OrganisationId) -> Values:
    """Return the columns of a suggestion."""
    return {
        "organisation_id": str(organisation),
        "id": str(suggestion.id),
        "version": suggestion.version,
        "run": str(suggestion.run),
        "participant": str(suggestion.participant),
        "opening": suggestion.opening,
        "step": suggestion.step,
        "title": suggestion.title,
        "rank": suggestion.rank,
        "score": float(suggestion.score),
        "band": suggestion.band.value,
        "contributions": dict(suggestion.contributions),
        "explanation": dict(suggestion.explanation),
        "state": suggestion.state.value,
        "handed_to": suggestion.handed_to,
    }


def suggestion_of(row: Stored) -> Suggestion:
    """Return the suggestion of a row."""
    return Suggestion(
        id=SuggestionId(row["id"]),
        run=RunId(row["run"]),
        participant=ParticipantCode(row["participant"]),
        opening=None if row["opening"] is None else OpeningId(row["opening"]),
        step=None if row["step"] is None else StepId(row["step"]),
        title=row["title"],
        rank=row["rank"],
        score=row["score"],
        band=Band(row["band"]),
        contributions=row["contributions"],
        explanation=row["explanation"],
        state=SuggestionState(row["state"]),
        version=row["version"],
        handed_to=row["handed_to"],
    )


def decision_values(decision: Decision, organisation: OrganisationId, version: int) -> Values:
    """Return the columns of a decision that led to a version of its suggestion."""
    return {
        "organisation_id": str(organisation),
        "suggestion": str(decision.suggestion),
        "version": version,
        "action": decision.action.value,
        "state_before": decision.before.value,
        "state_after": decision.after.value,
        "actor": decision.actor.value,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason.value if decision.reason else None,
        "note": decision.note,
        "mode": decision.mode.value if decision.mode else None,
    }


def decision_of(row: Stored) -> Decision:
    """Return the decision of a row."""
    return Decision(
        suggestion=SuggestionId(row["suggestion"]),
        action=Action(row["action"]),
        before=SuggestionState(row["state_before"]),
        after=SuggestionState(row["state_after"]),
        actor=Role(row["actor"]),
        by=row["by"],
        at=row["at"],
        reason=_reason(row),
        note=row["note"],
        mode=AnswerMode(row["mode"]) if row["mode"] else None,
    )


def _reason(row: Stored) -> DeclineReason | NotHiredReason | None:
    # Codes of the two may read the same, so the action says which it is.
    if row["reason"] is None:
        return None
    if row["action"] == Action.NOT_HIRE.value:
        return NotHiredReason(row["reason"])
    return DeclineReason(row["reason"])
