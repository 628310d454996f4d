"""What was typed in the note of a municipality and is not saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.faults import Fault
    from web.overtaken import Overtaken


@dataclass(frozen=True, slots=True)
class Found:
    """Words that should be others, why, and what to write."""

    words: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A note that could not be saved.

    Parameters
    ----------
    is_typed
        Whether anything was sent; an empty text may be what was typed.
    findings
        What has to be looked at before it is saved.
    overtaken
        Who was first.
    """

    text: str = ""
    is_typed: bool = False
    faults: tuple[Fault, ...] = ()
    findings: tuple[Found, ...] = ()
    overtaken: Overtaken | None = None
