"""What the audit log says of plans; the people in them are not named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.draft import Draft
    from matcher.domain.spread import SpreadPrices, SpreadReport

PRICES = "prices"


def draft_made(
    draft: Draft, draft_id: str, by: str, at: datetime, versions: Mapping[str, str | int]
) -> AuditEntry:
    """Say that a draft over all places was made: of how much, with what, and what came out.

    Parameters
    ----------
    versions
        Encoder, weights, ladders and software.
    """
    return AuditEntry(
        at,
        by,
        "plan.drafted",
        "draft",
        draft_id,
        details={
            "people": draft.people,
            "openings": draft.openings,
            "places": draft.places,
            "pairs": draft.pairs,
            "placed": draft.optimal.placed,
            "objective": draft.optimal.objective,
            "greedy": draft.greedy.objective,
            **versions,
        },
    )


def lists_spread(
    found: SpreadReport, spread_id: str, by: str, at: datetime, versions: Mapping[str, str | int]
) -> AuditEntry:
    """Say that lists for everybody were spread: how strongly, with what, and what came out.

    Parameters
    ----------
    versions
        Encoder, weights, ladders and software.
    """
    return AuditEntry(
        at,
        by,
        "plan.spread",
        "spread",
        spread_id,
        details={
            "people": found.people,
            "openings": found.openings,
            "pairs": found.pairs,
            "length": found.length,
            "minimum": found.minimum,
            "weighed_by": found.weighed_by.value,
            "strength": found.chosen.strength,
            "gini": found.chosen.gini,
            "ndcg": found.chosen.ndcg,
            **versions,
        },
    )


def prices_used(prices: SpreadPrices, found: SpreadReport, before: str | None) -> AuditEntry:
    """Say that lists are chosen at prices from now on: which, and what was to be expected.

    Parameters
    ----------
    found
        Where the prices come from.
    before
        Id of the prices that were in use until then.
    """
    suggested = found.chosen.suggested
    return AuditEntry(
        prices.at,
        prices.by,
        "prices.used",
        PRICES,
        prices.id,
        details={
            "strength": prices.strength,
            "weighed_by": prices.weighed_by.value,
            "length": prices.length,
            "minimum": prices.minimum,
            "seed": prices.seed,
            "openings": len(prices.price),
            "gini_before": found.curve[0].suggested.gini,
            "gini": suggested.gini,
            "ndcg": suggested.ndcg,
            "instead_of": before,
        },
    )


def prices_ended(prices_id: str, by: str, at: datetime) -> AuditEntry:
    """Say that lists are by score alone again."""
    return AuditEntry(at, by, "prices.ended", PRICES, prices_id)
