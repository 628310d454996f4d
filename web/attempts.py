"""What somebody sent with a decision: read, checked, and kept when it cannot be saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.command import Request
from matcher.domain.suggestion import Action, DeclineReason
from web.faults import Fault
from web.forms import is_key, is_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import SuggestionId
    from matcher.services.queues import PersonPage
    from matcher.services.review import ReviewService

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Attempt:
    """A decision as it was sent.

    Parameters
    ----------
    seen_version
        The version of the suggestion that the person was looking at.
    by
        Who decides.
    looked
        Whether the person ticked that the reasons were read (for a confirm).
    reason, note
        For a decline.
    key
        The same when the same form is sent again.
    """

    suggestion: SuggestionId
    action: Action
    seen_version: int
    by: str
    looked: bool = False
    reason: DeclineReason | None = None
    note: str = ""
    key: str | None = None

    def save(self, decisions: ReviewService) -> None:
        """Take the decision.

        Raises
        ------
        Conflict
            Somebody else was first.
        OpeningFull
            No slot is left.
        """
        asked = Request(self.suggestion, self.seen_version, self.by, key=self.key)
        if self.action is Action.CONFIRM:
            decisions.confirm(asked)
        elif self.action is Action.UNDO:
            decisions.undo(asked)
        else:
            decisions.decline(asked, self.reason, self.note or None)

    def faults(self) -> tuple[Fault, ...]:
        """Return what has to be mended before it can be saved."""
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

    def done_in(self, page: PersonPage) -> bool:
        """Say whether the same person has just done exactly this: a form that was sent twice."""
        now = next((s for s in page.suggestions if s.id == self.suggestion), None)
        last = next(
            (row.decision for row in page.decisions if row.decision.suggestion == self.suggestion),
            None,
        )
        return (
            now is not None
            and last is not None
            and now.version == self.seen_version + 1
            and (last.action, last.by, last.reason) == (self.action, self.by, self.reason)
            and (last.note or "") == self.note
        )


def read_attempt(
    suggestion: SuggestionId, action: Action, form: Mapping[str, str], by: str
) -> Attempt | None:
    """Read a form; ``None`` when it was not made by our pages (the version is no number)."""
    version, key = form.get("seen_version", ""), form.get("key")
    if not is_version(version) or (key is not None and not is_key(key)):
        return None
    raw = form.get("reason", "")
    declining = action is Action.DECLINE
    return Attempt(
        suggestion=suggestion,
        action=action,
        seen_version=int(version),
        by=by,
        looked=form.get("looked") == "yes",
        reason=DeclineReason(raw) if declining and raw in tuple(DeclineReason) else None,
        note=" ".join(form.get("note", "").split()) if declining else "",
        key=key,
    )
