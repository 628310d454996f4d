"""Somebody at a job, from the agreed plan to its end. A person holds one place at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.machines.machine import Need
from matcher.domain.machines.placement import (
    HOLDING,
    PLACEMENT,
    Party,
    PlacementAction,
    PlacementState,
)
from matcher.domain.role import EMPLOYER_SIDE, Role
from matcher.errors import DecisionError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.domain.backing import Backing
    from matcher.domain.ids import OpeningId, ParticipantCode, PlacementId, StepId, SuggestionId
    from matcher.domain.ladder import Transition
    from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason
    from matcher.domain.signature import Signature

_S, _A = PlacementState, PlacementAction
_AT_WORK = frozenset({_S.STARTED, _S.ONGOING, _S.COMPLETED, _S.ENDED_EARLY})
_OVER = frozenset({_S.COMPLETED, _S.ENDED_EARLY})
_BROKEN_OFF = frozenset({_S.ENDED_EARLY, _S.DID_NOT_START})


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The card for the first day at work; what is empty is not said."""

    time: str = ""
    door: str = ""
    person: str = ""
    clothes: str = ""
    papers: str = ""
    route: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """One person at one job.

    Parameters
    ----------
    suggestion
        The suggestion that led here.
    step
        The ladder step of the job, when it is one.
    backing
        Who confirmed, and the person's yes: no placement is without.
    trial
        Whether it is a trial so far; hired after a trial, it goes on as the same placement.
    previous
        The placement whose end opened this one, when somebody reached a next step.
    starts_on
        The day that was agreed on.
    started_on, ended_on
        The first and the last day at work.
    party, reason
        Whose decision an early end was, or that it did not start, and why.
    version
        Counts the moves.
    first_day
        What the person has to know before the first day.

    Raises
    ------
    ValueError
        Days, party or reason do not fit the state.
    """

    id: PlacementId
    participant: ParticipantCode
    suggestion: SuggestionId
    opening: OpeningId
    backing: Backing
    step: StepId | None = None
    trial: bool = False
    previous: PlacementId | None = None
    starts_on: date | None = None
    state: PlacementState = PlacementState.PLANNED
    started_on: date | None = None
    ended_on: date | None = None
    party: Party | None = None
    reason: DidNotStartReason | EndedEarlyReason | None = None
    version: int = 0
    first_day: FirstDay | None = None

    def __post_init__(self) -> None:
        if (self.started_on is None) == (self.state in _AT_WORK):
            raise ValueError(f"a placement that is {self.state}, first day {self.started_on}")
        if (self.ended_on is None) == (self.state in _OVER):
            raise ValueError(f"a placement that is {self.state}, last day {self.ended_on}")
        broken_off = self.state in _BROKEN_OFF
        if (self.party is not None) != broken_off or (self.reason is not None) != broken_off:
            raise ValueError(f"a placement that is {self.state}: {self.party}, {self.reason}")

    @property
    def holds_place(self) -> bool:
        """Whether the person holds the place: planned, started or ongoing."""
        return self.state in HOLDING

    def start(self, signed: Signature, on: date) -> Placement:
        """Return it from the first day at work on; errors as for :meth:`end_early`."""
        state = PLACEMENT.apply(self.state, _A.START, signed.role, given=(Need.DAY,))
        return self._moved(state, started_on=on)

    def go_on(self, signed: Signature) -> Placement:
        """Return it when the first time is over; errors as for :meth:`end_early`."""
        return self._moved(PLACEMENT.apply(self.state, _A.GO_ON, signed.role))

    def complete(self, signed: Signature, on: date) -> Placement:
        """Return it at its agreed end; errors as for :meth:`end_early`."""
        state = PLACEMENT.apply(self.state, _A.COMPLETE, signed.role, given=(Need.DAY,))
        return self._moved(state, ended_on=self._last_day(on))

    def end_early(
        self, signed: Signature, on: date, party: Party | None, reason: EndedEarlyReason | None
    ) -> Placement:
        """Return it ended before its time.

        Parameters
        ----------
        on
            The last day at work.
        party
            Whose decision it was; the person and the employer speak for themselves only.

        Raises
        ------
        InvalidTransition
            Not possible from this state, or not for this role.
        InputError
            The reason is missing, somebody speaks for the other party, or the last day lies before
            the first.
        DecisionError
            The party is missing.
        """
        given = _with_party(signed.role, party) | {Need.DAY}
        state = PLACEMENT.apply(self.state, _A.END_EARLY, signed.role, reason, given=given)
        return self._moved(state, ended_on=self._last_day(on), party=party, reason=reason)

    def not_start(
        self, signed: Signature, party: Party | None, reason: DidNotStartReason | None
    ) -> Placement:
        """Return it as never started; parameters and errors as for :meth:`end_early`."""
        given = _with_party(signed.role, party)
        state = PLACEMENT.apply(self.state, _A.NOT_START, signed.role, reason, given=given)
        return self._moved(state, party=party, reason=reason)

    def with_first_day(self, card: FirstDay) -> Placement:
        """Return it with a card for the first day.

        Raises
        ------
        DecisionError
            It has started, or will not.
        """
        if self.state is not _S.PLANNED:
            raise DecisionError(
                f"This placement is '{self.state}': the card for the first day belongs to one "
                "that is planned. Nothing was saved. Tell the person of changes directly.",
                code="card.planned",
            )
        return replace(self, first_day=card, version=self.version + 1)

    def hired_after_trial(self) -> Placement:
        """Return the same placement, no trial any more.

        Raises
        ------
        DecisionError
            It is no trial, or over.
        """
        if not self.trial or not self.holds_place:
            kind = "trial" if self.trial else "placement"
            raise DecisionError(
                f"This {kind} is '{self.state}'; only a trial that still runs goes on as a job. "
                "Nothing was saved. Look at where the placement stands now.",
                code="trial.over",
            )
        return replace(self, trial=False, version=self.version + 1)

    def reach_next_step(
        self, following: Placement, ways: Iterable[Transition], signed: Signature, on: date
    ) -> tuple[Placement, Placement]:
        """Complete this placement and open the next one.

        Parameters
        ----------
        following
            The planned placement of the same person on a next step, with its own backing.
        ways
            The transitions of the ladder.
        on
            The last day at the job so far.

        Raises
        ------
        DecisionError
            The other one is somebody else's or not planned, or no way leads to its step.
        InvalidTransition, InputError
            As for :meth:`complete`.
        """
        if following.participant != self.participant or following.state is not _S.PLANNED:
            raise DecisionError(
                "The next placement has to be planned, and the same person's. Nothing was saved. "
                "Plan one for this person first, then complete this one."
            )
        if not any((way.from_step, way.to_step) == (self.step, following.step) for way in ways):
            raise DecisionError(
                f"The ladder has no way from {self.step} to {following.step}. Complete this "
                "placement and plan the other one by itself.",
                code="next.no_way",
            )
        return self.complete(signed, on), replace(following, previous=self.id)

    def _last_day(self, on: date) -> date:
        if self.started_on is not None and on < self.started_on:
            raise InputError(
                f"The last day {on} lies before the first, {self.started_on}. Look at the dates.",
                code="days.order",
            )
        return on

    def _moved(
        self,
        state: PlacementState,
        *,
        started_on: date | None = None,
        ended_on: date | None = None,
        party: Party | None = None,
        reason: DidNotStartReason | EndedEarlyReason | None = None,
    ) -> Placement:
        return replace(
            self,
            state=state,
            started_on=started_on or self.started_on,
            ended_on=ended_on,
            party=party,
            reason=reason,
            version=self.version + 1,
        )


def other_place(
    participant: ParticipantCode,
    placements: Iterable[Placement],
    *,
    besides: SuggestionId | None = None,
) -> Placement | None:
    """Return a place that a person holds, or ``None``: one place at a time.

    Parameters
    ----------
    placements
        All that may hold one; those of other people do not count.
    besides
        A suggestion whose own placement does not count: the trial before a job.
    """
    return next(
        (
            one
            for one in placements
            if one.participant == participant and one.holds_place and one.suggestion != besides
        ),
        None,
    )


def _with_party(role: Role, party: Party | None) -> frozenset[Need]:
    if party is None:
        return frozenset()
    speaks_for = {Role.PARTICIPANT: Party.PARTICIPANT} | dict.fromkeys(
        EMPLOYER_SIDE, Party.EMPLOYER
    )
    own = speaks_for.get(role, party)
    if own is not party:
        raise InputError(
            f"As {role} you speak for '{own}' only, not for '{party}'. Say it for your own "
            "side, or ask the other side.",
            code="party.not_yours",
        )
    return frozenset({Need.PARTY})
