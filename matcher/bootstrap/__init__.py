"""The composition root: every part is made here, once, from the settings.

A file makes the parts of one area, as a class; the classes it names as its bases are the areas it
rests on. All of them together are :class:`Services`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.bootstrap.accounts import AccountParts
from matcher.bootstrap.clock import ClockParts
from matcher.bootstrap.employers import EmployerParts
from matcher.bootstrap.figures import FigureParts
from matcher.bootstrap.given import now
from matcher.bootstrap.ladders import LadderParts
from matcher.bootstrap.matching import SEED
from matcher.bootstrap.planning import PlanningParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.settings import Settings

__all__ = ["BESIDE_LADDERS", "SEED", "Services", "build_services", "now"]

BESIDE_LADDERS = (
    *("_database", "_vectors_with_rows", "units", "encoder", "shelf", "uncentred_encoder"),
    *("fusion", "retention", "columns"),
    *("session_key", "accounts", "ladder_files", "_ladder_texts", "_model", "_background"),
)
"""Parts that are slow to make, or keep something, and do not rest on ladders."""


class Services(AccountParts, ClockParts, EmployerParts, FigureParts, LadderParts, PlanningParts):
    """Everything a command or a page needs; parts are made when first asked for."""

    def renewed(self) -> Services:
        """Return services on the ladders as they are now; what does not rest on them is kept."""
        fresh = replace(self)
        kept = {name: self.__dict__[name] for name in BESIDE_LADDERS if name in self.__dict__}
        fresh.__dict__.update(kept)
        return fresh


def build_services(settings: Settings, progress: Callable[[str], None] | None = None) -> Services:
    """Return the services; nothing is opened or loaded before it is needed."""
    return Services(settings, progress, now)
