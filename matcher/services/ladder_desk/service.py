"""Write the next version of a ladder: draft, check, agree, publish; and what changed when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.domain.ladder import StepState
from matcher.domain.ladder_changes import (
    changed_steps,
    changes_between,
    in_states,
    with_states,
)
from matcher.domain.ladder_version import (
    LadderAction,
    LadderVersion,
    ladder_changed,
)
from matcher.domain.personal_number import has_personal_number
from matcher.domain.signature import Signature
from matcher.domain.step_move import Agreement, step_moved
from matcher.errors import Conflict, DecisionError, InputError, InputErrors
from matcher.services.ladder_desk.drafts import LadderDrafts, must_hold_steps
from matcher.services.ladder_desk.moves import publishing_moves

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from matcher.domain.ladder import Ladder
    from matcher.domain.ladder_changes import StepChange
    from matcher.domain.ladder_text import LadderText
    from matcher.domain.ladder_version import LadderHistory
    from matcher.domain.role import Role
    from matcher.domain.sector import Sector
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.services.ladder_desk.drafts import LadderDraft, LadderFormat

    Data = Mapping[str, Any]


class LadderDeskService:
    """Keeps the versions of ladders; each call is one transaction.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    files
        The texts of the ladder files by trade; asked for when a ladder was never published here.
    form
        The format of the texts.
    now
        The time now, with a zone.
    ahead
        Makes before anybody has to wait what publishing a ladder will need in its transaction.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        files: Callable[[], Mapping[Sector, LadderText]],
        form: LadderFormat,
        now: Callable[[], datetime],
        ahead: Callable[[Ladder], None] | None = None,
    ) -> None:
        self._ahead = ahead
        self._units = units
        self._drafts = LadderDrafts(files, form)
        self._form = form
        self._now = now

    def draft(self, sector: Sector) -> LadderDraft:
        """Return the next version; raises :class:`NotFound` when there is no such ladder."""
        with self._units() as unit:
            return self._drafts.draft(unit, sector)

    def history(self, sector: Sector) -> LadderHistory:
        """Return every change, the first one first."""
        with self._units() as unit:
            return unit.ladder_versions.history(sector)

    def version(self, sector: Sector, number: int) -> LadderText:
        """Return the ladder after a change, 0 for its file; raises :class:`NotFound`."""
        with self._units() as unit:
            return self._drafts.text(unit, sector, number)

    def differences(self, sector: Sector, before: int, after: int) -> tuple[StepChange, ...]:
        """Return what two versions say differently; raises :class:`NotFound`."""
        with self._units() as unit:
            old, new = (self._drafts.text(unit, sector, number) for number in (before, after))
        return changes_between(old.data, new.data)

    def read(self, text: str, name: str) -> LadderText:
        """Read a file that is not kept here, with every fault."""
        return self._form.read(text, name)

    def look(self, sector: Sector, text: str, name: str) -> tuple[StepChange, ...]:
        """Return what a file would change of the draft.

        Raises
        ------
        InputErrors
            It has faults; all of them are in it.
        InputError
            It is about another trade, or leaves out a step that is in use.
        """
        with self._units() as unit:
            draft = self._drafts.draft(unit, sector)
        return changes_between(draft.text.data, self._drafts.taken(draft, sector, text, name).data)

    def save(self, sector: Sector, data: Data, *, by: str, seen: int) -> LadderVersion | None:
        """Keep a changed draft, faults and all; ``None`` when it says what the draft says already.

        Parameters
        ----------
        data
            The whole ladder. Steps that say something new are drafts again.
        seen
            The number of the last change that was seen.

        Raises
        ------
        Conflict
            Somebody changed it since.
        InputError
            Nobody says who does it, or a step in use is left out.
        """
        with self._units(write=True) as unit:
            draft = self._drafts.draft(unit, sector)
            if changes_between(draft.text.data, data) == ():
                return None
            self._must_be_seen(draft.history, seen)
            return self._keep(unit, sector, draft, data, LadderAction.EDIT, by)

    def upload(
        self, sector: Sector, text: str, name: str, *, by: str, seen: int
    ) -> LadderVersion | None:
        """Take a file as the draft. Errors as for :meth:`look` and :meth:`save`."""
        with self._units(write=True) as unit:
            draft = self._drafts.draft(unit, sector)
            taken = self._drafts.taken(draft, sector, text, name)
            if changes_between(draft.text.data, taken.data) == ():
                return None
            self._must_be_seen(draft.history, seen)
            return self._keep(unit, sector, draft, taken.data, LadderAction.UPLOAD, by)

    def undo(self, sector: Sector, *, by: str, seen: int) -> LadderVersion:
        """Take the last change of the draft back.

        Raises
        ------
        Conflict
            Somebody changed it since.
        DecisionError
            There is no change to take back.
        """
        with self._units(write=True) as unit:
            draft = self._drafts.draft(unit, sector)
            history = draft.history
            self._must_be_seen(history, seen)
            if history.before is None:
                raise DecisionError(
                    "There is no change of the draft to take back. Change a step first."
                )
            earlier = self._drafts.text(unit, sector, history.before)
            return self._add(
                unit,
                LadderVersion(
                    sector,
                    history.number + 1,
                    LadderAction.UNDO,
                    _named(by),
                    self._now(),
                    history.before_that(history.before),
                    changed_steps(draft.text.data, earlier.data),
                ),
                earlier.text,
            )

    def agree(
        self, sector: Sector, steps: Collection[str], agreement: Agreement, *, by: str, seen: int
    ) -> LadderVersion:
        """Record that the trade agrees to changed steps as the draft has them.

        Raises
        ------
        Conflict
            Somebody changed the draft since.
        DecisionError
            None of the steps waits for an agreement, or it is not said with whom or on which day.
        InputError
            The day is still to come.
        """
        with self._units(write=True) as unit:
            draft, at = self._drafts.draft(unit, sector), self._now()
            self._must_be_seen(draft.history, seen)
            waiting = tuple(step for step in draft.not_agreed if step in steps)
            if not waiting:
                raise DecisionError("Choose at least one step that waits for an agreement.")
            if len(agreement.needs(at.date())) < len(("with whom", "on which day")):
                raise DecisionError("Say with whom in the trade it was agreed, and on which day.")
            states = dict.fromkeys(waiting, StepState.AGREED.value)
            return self._add(
                unit,
                LadderVersion(
                    sector,
                    draft.history.number + 1,
                    LadderAction.AGREE,
                    _named(by),
                    at,
                    _here(draft.history),
                    waiting,
                    " ".join((agreement.with_whom or "").split()),
                    agreement.on,
                ),
                self._form.write(in_states(draft.text.data, states)),
            )

    def publish(self, sector: Sector, *, by: str, role: Role, seen: int) -> LadderVersion:
        """Make the draft the ladder in use, and its changed steps published.

        Raises
        ------
        Conflict
            Somebody changed the draft since.
        DecisionError
            There is no draft, a changed step is not agreed, or something that publishing a step
            needs is not there.
        InputErrors
            The draft has faults; all of them are in it.
        InvalidTransition
            Not in this role.
        """
        self._make_ahead(sector)
        with self._units(write=True) as unit:
            draft, signed = (
                self._drafts.draft(unit, sector),
                Signature(role, _named(by), self._now()),
            )
            self._must_be_seen(draft.history, seen)
            if draft.text.faults or draft.text.ladder is None:
                raise InputErrors(draft.text.faults)
            if draft.not_agreed:
                raise DecisionError(
                    f"The trade has not agreed to {', '.join(draft.not_agreed)} as drafted. Record "
                    "the agreement on these steps first, or change them back."
                )
            if not draft.ready:
                raise DecisionError(
                    "The draft says nothing else than the ladder in use. Change a step first, then "
                    "publish."
                )
            for move in publishing_moves(draft, draft.text.ladder, signed):
                unit.steps.add(move)
                unit.audit.append(step_moved(move))
            states = dict.fromkeys(draft.changed, StepState.PUBLISHED.value)
            return self._add(
                unit,
                LadderVersion(
                    sector,
                    draft.history.number + 1,
                    LadderAction.PUBLISH,
                    signed.by,
                    signed.at,
                    None,
                    draft.changed,
                ),
                self._form.write(in_states(draft.text.data, states)),
            )

    def _make_ahead(self, sector: Sector) -> None:
        if self._ahead is None:
            return
        draft = self.draft(sector)
        if draft.ready and draft.text.ladder is not None:
            self._ahead(draft.text.ladder)

    def _keep(
        self,
        unit: UnitOfWork,
        sector: Sector,
        draft: LadderDraft,
        data: Data,
        action: LadderAction,
        by: str,
    ) -> LadderVersion:
        must_hold_steps(draft, data)
        return self._add(
            unit,
            LadderVersion(
                sector,
                draft.history.number + 1,
                action,
                _named(by),
                self._now(),
                _here(draft.history),
                changed_steps(draft.text.data, data),
            ),
            self._form.write(with_states(data, draft.text.data, draft.in_use.data)),
        )

    def _add(self, unit: UnitOfWork, version: LadderVersion, text: str) -> LadderVersion:
        if has_personal_number(f"{text} {version.with_whom}"):
            raise InputError(
                "A personal identity number stands in no ladder. Take it out.",
                code="personal_number",
            )
        unit.ladder_versions.add(version, text)
        unit.audit.append(ladder_changed(version))
        unit.commit()
        return version

    def _must_be_seen(self, history: LadderHistory, seen: int) -> None:
        latest = history.latest
        if latest is not None and latest.number != seen:
            raise Conflict(
                f"{latest.by} changed this ladder at {latest.at:%Y-%m-%d %H:%M} UTC. "
                "Look at it as it is now; nothing was saved."
            )


def _here(history: LadderHistory) -> int:
    """Return the version that a new change of the draft goes back to when it is undone."""
    return history.number if history.has_draft else history.in_use


def _named(by: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise InputError("Say who does it: it is kept with the ladder.", code="who.missing")
    return name
