"""Two rows about one person made one, with both histories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.asking_again import proposed_again
from matcher.domain.audit_entries import decided, participant_moved, participants_merged
from matcher.domain.machines.participant import PARTICIPANT, ParticipantAction
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.merged import MergedCode, changed_fields, merge_profiles
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import GONE, move_participant
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import UNDECIDED, Action
from matcher.errors import DecisionError, InputError
from matcher.ranking.retrieve import PEOPLE
from matcher.ranking.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.participant import Participant
    from matcher.domain.placement import Placement
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import IndexShelf, TextEncoder, UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging does, or did.

    Parameters
    ----------
    changed
        Names of the facts of the profile that stays which are other than before.
    moved
        How many rows of each history are moved.
    ended
        How many undecided suggestions of the code that goes end.
    """

    changed: tuple[str, ...]
    moved: Mapping[str, int]
    ended: int


class DuplicateService:
    """Merges; there is no way back, so look first.

    Parameters
    ----------
    units
        Opens units of work.
    shelf, encoder
        The indexes, and the encoder they are made with.
    now
        The time now, with a zone.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        shelf: IndexShelf,
        encoder: TextEncoder,
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._shelf = shelf
        self._encoder = encoder
        self._now = now

    def preview(self, keep: ParticipantCode, other: ParticipantCode) -> Merge:
        """Say what merging would do; nothing is changed.

        Raises
        ------
        InputError
            The two codes are one.
        NotFound
            One of them is not there.
        DecisionError
            One of them has stopped using the service and the other has not; or both hold a place,
            or stand in line for one opening: says what to end first.
        """
        with self._units() as unit:
            kept, gone = _both(unit, keep, other)
            return self._of(unit, kept, gone)

    def merge(self, keep: ParticipantCode, other: ParticipantCode, *, by: str) -> Merge:
        """Make two rows one, in one transaction; errors as for :meth:`preview`."""
        at = self._now()
        signed = Signature(Role.SYSTEM, by.strip(), at)
        with self._units(write=True) as unit:
            kept, gone = _both(unit, keep, other)
            done = self._of(unit, kept, gone)
            for one in _undecided(unit, other):
                after, decision = one.move(Action.MAKE_OBSOLETE, signed)
                unit.suggestions.save(after, decision)
                unit.audit.append(decided(decision, other))
            subject = unit.audit.known_pseudonyms([other]).get(other)
            unit.audit.append(participants_merged(keep, subject, signed.by, at))
            whole = merge_profiles(kept, gone)
            unit.participants.put([whole])
            if _holding(unit, other):
                _place(unit, kept, signed)
            unit.merged.merge(MergedCode(other, keep, at, signed.by, subject))
            hers = unit.suggestions.current(keep)
            for after, decision in proposed_again(kept, whole, hers, signed):
                unit.suggestions.save(after, decision)
                unit.audit.append(decided(decision, keep))
            unit.commit()
        index = self._shelf.open(PEOPLE, self._encoder)
        stale = rows_of(index, {other})
        if stale:
            index.remove(stale)
            self._shelf.keep(PEOPLE, index, self._encoder)
        return done

    def _of(self, unit: UnitOfWork, kept: Participant, gone: Participant) -> Merge:
        return Merge(
            changed_fields(kept, merge_profiles(kept, gone)),
            unit.merged.counts(gone.code),
            len(_undecided(unit, gone.code)),
        )


def _undecided(unit: UnitOfWork, code: ParticipantCode) -> list[Suggestion]:
    return [one for one in unit.suggestions.current(code) if one.state in UNDECIDED]


def _both(
    unit: UnitOfWork, keep: ParticipantCode, other: ParticipantCode
) -> tuple[Participant, Participant]:
    if keep == other:
        raise InputError(f"{keep} and {other} are one code: name the one to keep, then the other.")
    kept, gone = unit.participants.get(keep), unit.participants.get(other)
    if (kept.state in GONE) != (gone.state in GONE):
        raise DecisionError(
            f"{keep} is '{kept.state}' and {other} is '{gone.state}': one has stopped and one has "
            "not. Ask the person, and let both be the same first. Nothing was changed."
        )
    _refuse_two_places(unit, kept, gone)
    _refuse_twice_in_line(unit, kept, gone)
    return kept, gone


def _refuse_two_places(unit: UnitOfWork, kept: Participant, gone: Participant) -> None:
    places = [_holding(unit, one.code) for one in (kept, gone)]
    if all(places):
        held = " and ".join(f"{one.participant} at opening {one.opening}" for [one] in places)
        raise DecisionError(
            f"Both hold a place: {held}, and a person holds one at a time. Find out which is true, "
            "end the other (completed, ended early, or never started), then merge. "
            "Nothing was changed."
        )
    if places[1] and not _can_be_placed(kept):
        raise DecisionError(
            f"{gone.code} holds a place and {kept.code}, which would stay, is '{kept.state}'. "
            f"Activate {kept.code} first, or keep {gone.code} and let {kept.code} go. "
            "Nothing was changed."
        )


def _refuse_twice_in_line(unit: UnitOfWork, kept: Participant, gone: Participant) -> None:
    lines = [
        {one.opening for one in unit.suggestions.current(code) if one.state in IN_LINE}
        for code in (kept.code, gone.code)
    ]
    twice = sorted(str(opening) for opening in lines[0] & lines[1] if opening is not None)
    if twice:
        raise DecisionError(
            f"Both stand in line for opening {', '.join(twice)}, where one person has one slot. "
            "Undo the confirm of one, or withdraw it, then merge. Nothing was changed."
        )


def _holding(unit: UnitOfWork, code: ParticipantCode) -> list[Placement]:
    return [one for one in unit.placements.of(code) if one.holds_place]


def _can_be_placed(person: Participant) -> bool:
    return (
        person.state is ParticipantState.PLACED
        or PARTICIPANT.arrow(person.state, ParticipantAction.PLACE) is not None
    )


def _place(unit: UnitOfWork, kept: Participant, signed: Signature) -> None:
    """Let the code that stays be placed, since it holds the place of the one that goes."""
    if kept.state is ParticipantState.PLACED:
        return
    placed, move = move_participant(kept, ParticipantAction.PLACE, signed)
    unit.placements.place(kept.code, kept.state, placed.state)
    unit.moves.add(move)
    unit.audit.append(participant_moved(move))
