"""What suggesting stands on besides the database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint

if TYPE_CHECKING:
    from matcher.domain.ladders import Ladders
    from matcher.ports import IndexShelf, TextEncoder
    from matcher.ranking.catalogue import TradeReader
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Engine:
    """What suggesting stands on besides the database; ``software`` is the version of Stegvis."""

    ladders: Ladders
    encoder: TextEncoder
    shelf: IndexShelf
    rules: Rules
    trades: TradeReader
    seed: int = 0
    software: str = ""

    @cached_property
    def ladders_mark(self) -> str:
        """A fingerprint of the ladders, for the record of a run."""
        return fingerprint(self.ladders)
