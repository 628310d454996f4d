"""What a person's answer means for what an employer may be told: a yes opens it, a no ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.disclosure_entries import permission_granted, permission_withdrawn
from matcher.domain.opening import OpeningKind
from matcher.domain.permission import (
    Audience,
    FieldGroup,
    Withdrawal,
    Yes,
    may_be_said,
    opened_by,
)
from matcher.errors import DecisionError
from matcher.services.review.not_needed import drop_telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.domain.machines.suggestion import AnswerMode
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork


def permit(
    unit: UnitOfWork, suggestion: Suggestion, yes: Yes, signed: Signature, new_id: Callable[[], str]
) -> None:
    """Store what a yes permits; nothing when no employer has agreed to the opening."""
    audience = _audience(unit, suggestion)
    if audience is None:
        return
    before = unit.permissions.of(suggestion.participant)
    given = opened_by(yes, audience, before, signed.at, new_id)
    unit.permissions.grant(given)
    for one in given:
        unit.audit.append(permission_granted(one))


def refuse_unpermitted(unit: UnitOfWork, suggestion: Suggestion, signed: Signature) -> None:
    """Refuse to present somebody who does not let the employer know (any more).

    Raises
    ------
    DecisionError
        Not even the code may be told.
    """
    audience = _audience(unit, suggestion)
    if audience is not None:
        given = unit.permissions.of(suggestion.participant)
        if may_be_said(
            given, audience.participant, audience.employer, audience.opening, signed.at.date()
        ):
            return
    raise DecisionError(
        "This person has not permitted that the employer is told, or has taken it back. "
        "Nothing was saved. Ask the person first.",
        code="permission.none",
    )


def take_back(
    unit: UnitOfWork, suggestion: Suggestion, signed: Signature, mode: AnswerMode | None
) -> None:
    """End what was permitted for an opening, and cancel what still waits to be told about it."""
    if suggestion.opening is None:
        return
    withdrawal = Withdrawal(
        suggestion.participant, suggestion.opening, FieldGroup.CODE, mode, signed.by, signed.at
    )
    for one in unit.permissions.withdraw(withdrawal):
        unit.audit.append(permission_withdrawn(one, withdrawal))
    drop_telling(unit, suggestion.participant, suggestion.opening, signed)


def _audience(unit: UnitOfWork, suggestion: Suggestion) -> Audience | None:
    if suggestion.opening is None:
        return None
    opening = unit.openings.get(suggestion.opening)
    if opening.kind is not OpeningKind.OWN or opening.employer is None:
        return None
    return Audience(suggestion.participant, opening.employer, opening.id)
