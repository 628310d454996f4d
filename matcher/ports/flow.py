"""What the flow report counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from matcher.domain.flow import FlowFacts
    from matcher.domain.ids import ParticipantCode


class FlowViews(Protocol):
    """Facts for reports; nobody with protected identity is in them, nor any answer."""

    def facts(self) -> FlowFacts:
        """Return all facts of the flow report."""
        ...

    def facts_of(self, codes: Collection[ParticipantCode]) -> FlowFacts:
        """Return the facts about some people; nothing about employers."""
        ...

    def outreach(self) -> FlowFacts:
        """Return the facts about employers; nothing about people but how many were hired."""
        ...
