"""What a program can do: each move at the version that was seen, and under one key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from web.api_client.imports import Batch, Report, Written
from web.api_client.placements import ShownFirstDay
from web.api_client.suggestions import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from web.api_client.openings import Opening
    from web.api_client.people import Person
    from web.api_client.placements import FollowUp, OnePlacement
    from web.api_client.seen import Seen
    from web.api_client.suggestions import OneSuggestion

    Value = TypeVar("Value")
    Lead = Seen[OneSuggestion] | Outcome
    Job = Seen[OnePlacement] | Outcome


@dataclass(frozen=True, slots=True)
class End:
    """Whose decision an end was, why, and the last day at work."""

    party: str
    reason: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Yes:
    """What a person lets the employer of an opening know, how she said it, and for how long.

    Parameters
    ----------
    up_to
        ``code``, ``skills`` or ``name_and_contact``; what comes before is part of it.
    first_day, last_day
        From today when there is no first one; until it is taken back when there is no last one.
    """

    opening: str
    up_to: str
    mode: str
    first_day: date | None = None
    last_day: date | None = None


class Moves(ABC):
    """The moves of a client.

    Each takes what was read, or what the move before led to, and a ``key`` when the program has
    one of its own to send it again by; without one a new one is made, and kept through all tries.
    """

    @abstractmethod
    def _post(
        self,
        kind: type[Value],
        path: str,
        body: object = None,
        *,
        tag: str | None = None,
        key: str | None = None,
        method: str = "POST",
    ) -> Value: ...

    def add_participant(
        self, columns: Mapping[str, object], *, dry_run: bool = False, key: str | None = None
    ) -> Written:
        """Write down somebody who is new; ``columns`` are those of an import, ``code`` among them.

        With ``dry_run`` nothing is written; what would be refused is refused.
        """
        path = f"/participants?dry_run={str(dry_run).lower()}"
        return self._post(Written, path, _row(columns), key=key)

    def change_participant(
        self,
        seen: Seen[Person],
        columns: Mapping[str, object],
        *,
        dry_run: bool = False,
        key: str | None = None,
    ) -> Written:
        """Change what the columns speak of, and nothing else; ``None`` empties one."""
        path = f"/participants/{quote(seen.value.code, safe='')}?dry_run={str(dry_run).lower()}"
        return self._post(Written, path, _row(columns), tag=seen.tag, key=key, method="PATCH")

    def post_opening(self, posting: Mapping[str, Any], *, key: str | None = None) -> Outcome:
        """Post an opening for an employer; somebody approves it before anybody sees it."""
        return self._do("/openings", posting, key=key)

    def move_opening(
        self, seen: Seen[Opening], action: str, *, key: str | None = None, **said: object
    ) -> Outcome:
        """Approve an opening, return, pause, resume or close it, or write its terms."""
        path = f"/openings/{quote(seen.value.id, safe='')}/moves"
        return self._do(path, {"action": action, **said}, tag=seen.tag, key=key)

    def bring_in(
        self, what: str, sent: object, *, dry_run: bool = False, key: str | None = None
    ) -> Report:
        """Bring in rows of ``participants`` or ``openings``, or ``job-ads`` or ``job-postings``.

        All of them come in, or none; with ``dry_run`` it is only said what would come of it.
        """
        path = f"/imports/{quote(what, safe='')}?dry_run={str(dry_run).lower()}"
        return self._post(Report, path, sent, key=key)

    def take_back(self, batch_id: str, *, key: str | None = None) -> Batch:
        """Take a whole import back."""
        return self._post(Batch, f"/imports/{quote(batch_id, safe='')}/undo", key=key)

    @abstractmethod
    def _do(
        self,
        path: str,
        body: object = None,
        *,
        tag: str | None = None,
        key: str | None = None,
    ) -> Outcome: ...

    def suggest_for_person(self, code: str, *, key: str | None = None) -> Outcome:
        """Ask for new suggestions for a person."""
        return self._do(f"/participants/{quote(code, safe='')}/suggestions", key=key)

    def suggest_for_opening(self, opening_id: str, *, key: str | None = None) -> Outcome:
        """Look who can start at an own opening."""
        return self._do(f"/openings/{quote(opening_id, safe='')}/suggestions", key=key)

    def confirm(self, seen: Lead, *, reasons_read: bool, key: str | None = None) -> Outcome:
        """Confirm a suggestion; ``reasons_read`` says that a person has read the reasons."""
        return self._decide(seen, "confirm", key, reasons_read=reasons_read)

    def decline(
        self, seen: Lead, reason: str, note: str | None = None, *, key: str | None = None
    ) -> Outcome:
        """Decline a suggestion for a reason."""
        return self._decide(seen, "decline", key, reason=reason, note=note)

    def undo(self, seen: Lead, *, key: str | None = None) -> Outcome:
        """Take back what was decided last."""
        return self._decide(seen, "undo", key)

    def need_info(self, seen: Lead, note: str | None = None, *, key: str | None = None) -> Outcome:
        """Say that a fact is missing."""
        return self._decide(seen, "need_info", key, note=note)

    def give_info(self, seen: Lead, *, key: str | None = None) -> Outcome:
        """Say that the fact is there now."""
        return self._decide(seen, "give_info", key)

    def hand_over(self, seen: Lead, to: str, *, key: str | None = None) -> Outcome:
        """Hand a suggestion over to a colleague."""
        return self._decide(seen, "hand_over", key, to=to)

    def present(self, seen: Lead, *, key: str | None = None) -> Outcome:
        """Tell the employer what the person allowed."""
        return self._decide(seen, "present", key)

    def meet(
        self, seen: Lead, times: Sequence[datetime] = (), *, key: str | None = None
    ) -> Outcome:
        """Agree to meet, with up to three times to choose from; each with its zone."""
        return self._decide(seen, "meet", key, times=[one.isoformat() for one in times] or None)

    def begin_trial(self, seen: Lead, day: date, *, key: str | None = None) -> Outcome:
        """Agree a trial and its first day."""
        return self._decide(seen, "try", key, day=day)

    def hire(
        self,
        seen: Lead,
        day: date | None = None,
        card: ShownFirstDay | None = None,
        *,
        key: str | None = None,
    ) -> Outcome:
        """Record a job, with its first day and the card for it; neither after a trial."""
        return self._decide(seen, "hire", key, day=day, card=card)

    def not_hire(
        self, seen: Lead, reason: str, trial_end: End | None = None, *, key: str | None = None
    ) -> Outcome:
        """Record that it came to no job; after a trial how that ended."""
        return self._decide(seen, "not_hire", key, reason=reason, trial_end=trial_end)

    def ask(self, seen: Lead, *, key: str | None = None) -> Outcome:
        """Record that the person is asked."""
        return self._answer(seen, "ask", key)

    def accept(
        self, seen: Lead, mode: str, up_to: str | None = None, *, key: str | None = None
    ) -> Outcome:
        """Record a yes, and how much of her an employer may know."""
        return self._answer(seen, "accept", key, mode=mode, up_to=up_to)

    def refuse(self, seen: Lead, mode: str, *, key: str | None = None) -> Outcome:
        """Record a no."""
        return self._answer(seen, "refuse", key, mode=mode)

    def not_now(self, seen: Lead, mode: str, *, key: str | None = None) -> Outcome:
        """Record that it is not the time."""
        return self._answer(seen, "not_now", key, mode=mode)

    def withdraw(self, seen: Lead, mode: str, *, key: str | None = None) -> Outcome:
        """Record that she takes her yes back."""
        return self._answer(seen, "withdraw", key, mode=mode)

    def give_permission(self, code: str, yes: Yes, *, key: str | None = None) -> Outcome:
        """Record that a person lets an employer know more, and how she said it."""
        path = f"/participants/{quote(code, safe='')}/permissions"
        return self._do(path, _body("give", asdict(yes)), key=key)

    def take_back_permission(
        self,
        code: str,
        from_step: str,
        mode: str,
        opening: str | None = None,
        *,
        key: str | None = None,
    ) -> Outcome:
        """Record that she takes it back, from a step on; for all openings when none is named."""
        more = {"from_step": from_step, "mode": mode, "opening": opening}
        path = f"/participants/{quote(code, safe='')}/permissions"
        return self._do(path, _body("take_back", more), key=key)

    def tell(
        self, suggestion_id: str, told: Sequence[str], contact: str, *, key: str | None = None
    ) -> Outcome:
        """Record what an employer was told, and to whom there."""
        path = f"/suggestions/{quote(suggestion_id, safe='')}/disclosures"
        return self._do(path, {"told": list(told), "contact": contact}, key=key)

    def start(self, seen: Job, day: date, *, key: str | None = None) -> Outcome:
        """Record the first day at work."""
        return self._place(seen, "start", key, day=day)

    def go_on(self, seen: Job, *, key: str | None = None) -> Outcome:
        """Record that it goes on."""
        return self._place(seen, "go_on", key)

    def complete(self, seen: Job, day: date, *, key: str | None = None) -> Outcome:
        """Record the agreed end."""
        return self._place(seen, "complete", key, day=day)

    def end_early(
        self, seen: Job, party: str, reason: str, day: date, *, key: str | None = None
    ) -> Outcome:
        """Record an early end: whose decision it was, why, and the last day."""
        return self._place(seen, "end_early", key, party=party, reason=reason, day=day)

    def not_start(self, seen: Job, party: str, reason: str, *, key: str | None = None) -> Outcome:
        """Record that it never began: whose decision that was, and why."""
        return self._place(seen, "not_start", key, party=party, reason=reason)

    def write_card(self, seen: Job, card: ShownFirstDay, *, key: str | None = None) -> Outcome:
        """Write the card for the first day."""
        return self._place(seen, "write_card", key, card=card)

    def answer_follow_up(self, seen: Seen[FollowUp], *, key: str | None = None) -> Outcome:
        """Record that somebody has said how it goes."""
        return self._do(f"{seen.path}/moves", {"action": "answer"}, tag=seen.tag, key=key)

    def waive_follow_up(
        self, seen: Seen[FollowUp], reason: str, *, key: str | None = None
    ) -> Outcome:
        """Record that nobody asks, and why."""
        body = {"action": "waive", "reason": reason}
        return self._do(f"{seen.path}/moves", body, tag=seen.tag, key=key)

    def _decide(self, seen: Lead, action: str, key: str | None, **more: object) -> Outcome:
        about, tag = _at(seen)
        path = f"/suggestions/{quote(about, safe='')}/decisions"
        return self._do(path, _body(action, more), tag=tag, key=key)

    def _answer(self, seen: Lead, action: str, key: str | None, **more: object) -> Outcome:
        about, tag = _at(seen)
        path = f"/suggestions/{quote(about, safe='')}/answers"
        return self._do(path, _body(action, more), tag=tag, key=key)

    def _place(self, seen: Job, action: str, key: str | None, **more: object) -> Outcome:
        about, tag = _at(seen)
        path = f"/placements/{quote(about, safe='')}/moves"
        return self._do(path, _body(action, more), tag=tag, key=key)


def _row(columns: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in columns.items()}


def _at(seen: Lead | Job) -> tuple[str, str]:
    """Return what is moved, and the tag of the version that was seen."""
    if isinstance(seen, Outcome):
        return seen.id, f'"{seen.version}"'
    return seen.value.id, seen.tag


def _body(action: str, more: Mapping[str, object]) -> dict[str, object]:
    return {"action": action} | {
        name: _plain(said) for name, said in more.items() if said is not None
    }


def _plain(said: object) -> object:
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, End):
        told: dict[str, object] = {"party": said.party, "reason": said.reason}
        return told if said.day is None else told | {"day": said.day.isoformat()}
    if isinstance(said, ShownFirstDay):
        return {name: one for name, one in asdict(said).items() if one}
    return said
