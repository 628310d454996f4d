"""A small state machine: a table of arrows, and one function that follows them or says why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from matcher.errors import DecisionError, InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from matcher.domain.periods import Periods, Window
    from matcher.domain.role import Role

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class Need(StrEnum):
    """What has to be there before a move, in words that complete "it needs ..."."""

    BASIS = "the legal basis"
    NOTICE = "the notice given to the person"
    WITH_WHOM = "with whom it was agreed"
    DAY = "the day"
    TASKS = "at least one task"
    REQUIREMENTS = "at least one requirement"
    ONWARD_OR_TOP = "a way onward, or to be the top of its ladder"
    TERMS = "form of employment and pay line"
    ANSWER_MODE = "how the person answered"
    OWN_OPENING = "an opening agreed with an employer"
    CONFIRMER = "a named LinkWorker who confirmed it"
    YES = "the person's yes"
    NO_OTHER_PLACE = "that the person holds no other place"
    UNDO_OPEN = "a decision that is young enough to be taken back"
    PARTY = "whose decision it was"


@dataclass(frozen=True, slots=True)
class Arrow(Generic[State, Action]):
    """One way from some states to another.

    Parameters
    ----------
    action
        What is done.
    sources, target
        From which states, and to which.
    roles
        Who may do it.
    reasons
        The codes one of which has to be given; ``None`` where no reason is asked or taken.
    needs
        What else has to be there.
    undo
        The window within which it may be taken back; ``None`` where it stands.
    when
        What brings it about, in words, where the action does not say it.
    """

    action: Action
    sources: tuple[State, ...]
    target: State
    roles: frozenset[Role]
    reasons: type[StrEnum] | None = None
    needs: tuple[Need, ...] = ()
    undo: Window | None = None
    when: str = ""


@dataclass(frozen=True)
class Machine(Generic[State, Action]):
    """All arrows of one kind of thing.

    Parameters
    ----------
    name
        What moves, as messages call it.
    initial
        Where it begins.
    arrows
        Every move there is; an action leads from one state to one other.
    """

    name: str
    initial: State
    arrows: tuple[Arrow[State, Action], ...]
    _by_start: Mapping[tuple[State, Action], Arrow[State, Action]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        found: dict[tuple[State, Action], Arrow[State, Action]] = {}
        for arrow in self.arrows:
            for source in arrow.sources:
                if (source, arrow.action) in found:
                    raise ValueError(f"{self.name}: '{arrow.action}' leads two ways from {source}")
                found[source, arrow.action] = arrow
        object.__setattr__(self, "_by_start", MappingProxyType(found))

    def arrow(self, state: State, action: Action) -> Arrow[State, Action] | None:
        """Return the arrow from a state, or ``None``."""
        return self._by_start.get((state, action))

    def may(self, state: State, action: Action, role: Role) -> bool:
        """Say whether a role can do this from a state, given what it takes."""
        arrow = self.arrow(state, action)
        return arrow is not None and role in arrow.roles

    def possible(self, state: State, role: Role) -> tuple[Action, ...]:
        """Return what a role can do from a state, in the order of the table."""
        return tuple(
            arrow.action for arrow in self.arrows if state in arrow.sources and role in arrow.roles
        )

    def apply(
        self,
        state: State,
        action: Action,
        role: Role,
        reason: StrEnum | None = None,
        *,
        given: Collection[Need] = (),
    ) -> State:
        """Return the state after a move.

        Parameters
        ----------
        state, action, role
            Where it is, what is done, and who does it.
        reason
            A code of the arrow's own enumeration, where it asks for one.
        given
            Which needs are met; the caller has looked.

        Raises
        ------
        InvalidTransition
            There is no such arrow from here, or not for this role.
        InputError
            The reason is missing, is none of the arrow's, or is not asked for.
        DecisionError
            Something the arrow needs is not there.
        """
        arrow = self.arrow(state, action)
        if arrow is None or role not in arrow.roles:
            raise InvalidTransition(self._refusal(state, action, role), code="move.not_now")
        self._check_reason(arrow, reason)
        missing = [need for need in arrow.needs if need not in given]
        if missing:
            said = (
                f"'{action}' is not possible yet: this {self.name} is '{state}', and it needs "
                f"{_listed(missing)}. Nothing was saved."
            )
            if missing == [Need.UNDO_OPEN]:
                raise DecisionError(f"{said} Go on from where it stands.", code="decision.late")
            raise DecisionError(f"{said} See to that first.", code="move.needs")
        return arrow.target

    def can_take_back(
        self, state: State, action: Action, *, decided: datetime, now: datetime, periods: Periods
    ) -> bool:
        """Say whether a move that was made from a state can still be taken back.

        The last moment of the window counts.
        """
        arrow = self.arrow(state, action)
        if arrow is None or arrow.undo is None:
            return False
        return now <= decided + periods.window(arrow.undo)

    def _check_reason(self, arrow: Arrow[State, Action], reason: StrEnum | None) -> None:
        if arrow.reasons is None:
            if reason is not None:
                raise InputError(
                    f"'{arrow.action}' takes no reason, and {str(reason)!r} was given. Leave the "
                    "reason out.",
                    code="reason.not_here",
                )
            return
        # Codes of two enumerations may read the same, so the kind is what counts.
        if not isinstance(reason, arrow.reasons):
            wrong = "" if reason is None else f" {str(reason)!r} is none of them."
            raise InputError(
                f"'{arrow.action}' needs a reason.{wrong} Choose one of: "
                f"{', '.join(arrow.reasons)}.",
                code="reason.missing",
            )

    def _refusal(self, state: State, action: Action, role: Role) -> str:
        known = self.arrow(state, action)
        if known is not None:
            hint = f"Only {_listed(sorted(known.roles))} may do that."
        else:
            starts = [start for start, moved in self._by_start if moved == action]
            hint = f"It starts from {_listed(starts)}."
        possible = self.possible(state, role)
        return (
            f"'{action}' as {role} is not possible: this {self.name} is '{state}'. {hint} "
            f"Possible now as {role}: {', '.join(possible) or 'nothing'}. Nothing was saved."
        )


def _listed(things: Iterable[str]) -> str:
    *most, last = map(str, things)
    return f"{', '.join(most)} and {last}" if most else last
