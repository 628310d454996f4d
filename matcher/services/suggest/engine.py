"""What suggesting stands on besides the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ladders import Ladders
    from matcher.ports import IndexShelf, TextEncoder
    from matcher.ranking.catalogue import TradeReader
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Engine:
    """What suggesting stands on besides the database."""

    ladders: Ladders
    encoder: TextEncoder
    shelf: IndexShelf
    rules: Rules
    trades: TradeReader
    seed: int = 0
