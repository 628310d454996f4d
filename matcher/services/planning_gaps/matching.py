"""What people and jobs are judged with in plans: the same as for suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.course import UsualEntry
    from matcher.domain.ladders import Ladders
    from matcher.ports import TextEncoder
    from matcher.ranking.catalogue import TradeReader
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Matching:
    """What people and jobs are judged with, as for suggestions.

    Parameters
    ----------
    entry
        Who may usually come to a training, by its id.
    """

    ladders: Ladders
    encoder: TextEncoder
    trades: TradeReader
    rules: Rules
    seed: int
    entry: Mapping[str, UsualEntry] = field(default_factory=dict)
