"""The four trades the ladders lead through."""

from __future__ import annotations

from enum import StrEnum


class Sector(StrEnum):
    """Sector ids, as in ladder files and on the command line."""

    ELDERLY_CARE = "elderly_care"
    INDUSTRY = "industry"
    KITCHENS = "kitchens"
    CONSTRUCTION = "construction"
