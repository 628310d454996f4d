"""A decision as it was sent from the queue: read, and checked for what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.suggestion import Action, DeclineReason
from web.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import SuggestionId

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Attempt:
    """A decision that somebody wants to take.

    Parameters
    ----------
    seen_version
        The version of the suggestion that was looked at.
    looked
        Whether it was ticked that the reasons were read (for a confirm).
    reason, note
        For a decline.
    """

    suggestion: SuggestionId
    action: Action
    seen_version: int
    looked: bool
    reason: DeclineReason | None
    note: str

    def faults(self) -> tuple[Fault, ...]:
        """Return what has to be mended first."""
        found = []
        if self.action is Action.CONFIRM and not self.looked:
            text = gettext("Tick that you have read the reasons, then confirm.")
            found.append(Fault(f"looked-{self.suggestion}", text))
        if self.action is Action.DECLINE and self.reason is None:
            text = gettext("Choose a reason for the decline.")
            found.append(Fault(f"reason-{self.suggestion}", text))
        if len(self.note) > LONGEST_NOTE:
            text = gettext("The note is too long: at most %(most)s characters.", most=LONGEST_NOTE)
            found.append(Fault(f"note-{self.suggestion}", text))
        return tuple(found)

    def key(self, by: str) -> str:
        """Return what makes a form that is sent twice one command."""
        return f"queue/{self.suggestion}/{self.seen_version}/{self.action}/{by}"


def read_attempt(
    suggestion: SuggestionId, action: Action, form: Mapping[str, str]
) -> Attempt | None:
    """Read a form; ``None`` when it is not one of our pages'."""
    version, raw = form.get("seen_version", ""), form.get("reason", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        return None
    declining = action is Action.DECLINE
    return Attempt(
        suggestion,
        action,
        int(version),
        looked=form.get("looked") == "yes",
        reason=DeclineReason(raw) if declining and raw in tuple(DeclineReason) else None,
        note=" ".join(form.get("note", "").split()) if declining else "",
    )
