"""What was read, with its tag: a move says by it what was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Seen(Generic[Value]):
    """Something that was read.

    Parameters
    ----------
    value
        What it is.
    tag
        The ETag that came with it.
    path, kind
        Where it was read, and as what.
    """

    value: Value
    tag: str
    path: str
    kind: type[Value]
