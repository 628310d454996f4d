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
    """What suggesting stands on besides the database.

    Parameters
    ----------
    software
        The version of Stegvis.
    aside
        Where an index of a few jobs is made that must not replace the one of all.
    """

    ladders: Ladders
    encoder: TextEncoder
    shelf: IndexShelf
    rules: Rules
    trades: TradeReader
    seed: int = 0
    software: str = ""
    aside: IndexShelf | None = None

    @cached_property
    def ladders_mark(self) -> str:
        """A fingerprint of the ladders, for the record of a run."""
        return fingerprint(self.ladders)
