"""Something missing in a form, and the field to mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something missing in a form, and the id of the field to mend."""

    field: str
    text: str
