"""A ladder as a text that was read: plain data, the ladder, and every fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ladder import Ladder
    from matcher.errors import RowError


@dataclass(frozen=True, slots=True)
class LadderText:
    """What a text says.

    Parameters
    ----------
    text
        As it was written.
    data
        Dicts, lists and scalars; empty when it is no group of keys.
    ladder
        ``None`` when there are faults.
    faults
        Every one; ``row`` is the line and ``column`` the path inside the text.
    """

    text: str
    data: Mapping[str, Any]
    ladder: Ladder | None
    faults: tuple[RowError, ...]
