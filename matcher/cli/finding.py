"""What `stegvis doctor` says about one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at: in order or not, with what there is or what to do."""

    name: str
    ok: bool
    text: str
