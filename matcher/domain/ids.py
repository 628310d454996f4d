"""Identifiers, kept apart by type so that one is never handed in for another."""

from __future__ import annotations

from typing import NewType

OrganisationId = NewType("OrganisationId", str)
ParticipantCode = NewType("ParticipantCode", str)
EmployerId = NewType("EmployerId", str)
OpeningId = NewType("OpeningId", str)
StepId = NewType("StepId", str)
RunId = NewType("RunId", str)
SuggestionId = NewType("SuggestionId", str)
PlacementId = NewType("PlacementId", str)
UserId = NewType("UserId", str)
ActivityId = NewType("ActivityId", str)
RoundId = NewType("RoundId", str)
TokenId = NewType("TokenId", str)
