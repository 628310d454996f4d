"""A past list made again: the same, another one, or impossible because something is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit import canonical

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId, StepId
    from matcher.domain.run import Run

Place = dict[str, object]
"""One place of a list as the audit log keeps it; see :func:`make_place`."""


def make_place(
    rank: int,
    opening: OpeningId | None,
    step: StepId | None,
    subject: str | None,
    score: float,
) -> Place:
    """Return a place of a list: ids and score.

    Parameters
    ----------
    subject
        Pseudonym of the person in this place, for a list of people.
    """
    return {
        "rank": rank,
        "opening": opening,
        "step": step,
        "subject": subject,
        "score": float(score),
    }


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a run found.

    Parameters
    ----------
    run
        The run.
    recorded, again
        The list in the log, and as it was made now; ``None`` when it could not be made.
    gone
        What is missing or another one by now, a sentence each; the list cannot be made the same.
    changed
        What has changed since and does not matter for the replay, which rests on what was kept.
    """

    run: Run
    recorded: tuple[Place, ...]
    again: tuple[Place, ...] | None
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether both lists are the same, byte by byte, made with what the run was made with."""
        if self.again is None or self.gone:
            return False
        return canonical(self.recorded) == canonical(self.again)
