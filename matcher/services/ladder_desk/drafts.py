"""The next version of a ladder as it is now, read from its versions and its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from matcher.domain.ladder import StepState
from matcher.domain.ladder_changes import changed_steps, state_of, steps_of
from matcher.domain.ladder_version import FROM_FILE
from matcher.errors import InputError, InputErrors, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.ladder_text import LadderText
    from matcher.domain.ladder_version import LadderHistory
    from matcher.domain.sector import Sector
    from matcher.ports import UnitOfWork

    Data = Mapping[str, Any]


class LadderFormat(Protocol):
    """Reads and writes ladders as texts."""

    def read(self, text: str, name: str) -> LadderText:
        """Read a text with every fault; ``name`` stands in faults."""
        ...

    def write(self, data: Data) -> str:
        """Write plain data."""
        ...


@dataclass(frozen=True, slots=True)
class LadderDraft:
    """The next version of a ladder as it is now; without a draft it is the ladder in use.

    Parameters
    ----------
    changed
        Steps that say something else than the ladder in use, or are new.
    not_agreed
        Those of them to which the trade has not agreed as they are now.
    """

    history: LadderHistory
    text: LadderText
    in_use: LadderText
    changed: tuple[str, ...]
    not_agreed: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be published."""
        whole = not self.text.faults and not self.not_agreed
        return whole and self.history.has_draft and self.text.data != self.in_use.data


class LadderDrafts:
    """Reads versions of ladders in a transaction that somebody else has begun.

    Parameters
    ----------
    files
        The texts of the ladder files by trade; asked for when a ladder was never published here.
    form
        The format of the texts.
    """

    def __init__(
        self, files: Callable[[], Mapping[Sector, LadderText]], form: LadderFormat
    ) -> None:
        self._files = files
        self._form = form

    def draft(self, unit: UnitOfWork, sector: Sector) -> LadderDraft:
        """Return the next version; raises :class:`NotFound` when there is no such ladder."""
        history = unit.ladder_versions.history(sector)
        used = self.text(unit, sector, history.in_use)
        text = self.text(unit, sector, history.number) if history.has_draft else used
        changed = changed_steps(used.data, text.data)
        waiting = tuple(
            step for step in changed if state_of(text.data, step) != StepState.AGREED.value
        )
        return LadderDraft(history, text, used, changed, waiting)

    def text(self, unit: UnitOfWork, sector: Sector, number: int) -> LadderText:
        """Return a version, 0 for the file; raises :class:`NotFound`."""
        if number == FROM_FILE:
            if (found := self._files().get(sector)) is None:
                raise NotFound(
                    f"There is no ladder file for {sector}. `stegvis ladders list` shows the "
                    "trades that have one."
                )
            return found
        return self._form.read(unit.ladder_versions.text(sector, number), f"{sector}.yaml")

    def taken(self, draft: LadderDraft, sector: Sector, text: str, name: str) -> LadderText:
        """Return what a file says that may become the draft.

        Raises
        ------
        InputErrors
            It has faults; all of them are in it.
        InputError
            It is about another trade, or leaves out a step that is in use.
        """
        taken = self._form.read(text, name)
        if taken.faults or taken.ladder is None:
            raise InputErrors(taken.faults)
        if taken.ladder.sector is not sector:
            raise InputError(
                f"The file is about {taken.ladder.sector}, not {sector}. Choose the ladder that "
                "it belongs to.",
                code="ladder.other",
            )
        must_hold_steps(draft, taken.data)
        return taken


def must_hold_steps(draft: LadderDraft, data: Data) -> None:
    """Raise :class:`InputError` when a step in use is left out."""
    gone = [step for step in steps_of(draft.in_use.data) if step not in steps_of(data)]
    if gone:
        raise InputError(
            f"People and openings may be on {', '.join(gone)}: keep the step, and retire it.",
            code="ladder.step_gone",
            codes=", ".join(gone),
        )
