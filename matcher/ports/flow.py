"""What the flow report counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.flow import FlowFacts


class FlowViews(Protocol):
    """Facts for reports; nobody with protected identity is in them, nor any answer."""

    def facts(self) -> FlowFacts:
        """Return all facts of the flow report."""
        ...
