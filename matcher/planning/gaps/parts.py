"""Where people stand, as planners see it."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """Where people stand, as planners see it; everybody is in one part.

    ``ABLE`` begins now, learning the rest beside the job; ``SOON`` after training of at most the
    weeks that were asked about; of ``UNKNOWN`` a fact has to be asked first; ``NOT`` is everybody
    else.
    """

    ABLE = "able"
    SOON = "soon"
    UNKNOWN = "unknown"
    NOT = "not"
