"""What a person may ask for at any time: a pause, going on, and an end of the use of her data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import decided, participant_moved, writing_allowed
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.participant_move import move_participant
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import UNDECIDED, Action
from matcher.errors import InputError
from matcher.ranking.retrieve import PEOPLE
from matcher.ranking.rows import rows_of
from matcher.ranking.verbalise import facets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.machines.participant import LeaveReason
    from matcher.domain.participant import Participant, ParticipantState
    from matcher.domain.retention import RetentionPlan
    from matcher.ports import IndexShelf, TextEncoder, UnitOfWork, UnitOfWorkFactory

    LeaveEverything = Callable[[UnitOfWork, ParticipantCode, Signature], int]

BY_SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Moved:
    """A person after a move, and how many of her suggestions it ended."""

    state: ParticipantState
    suggestions: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """What ended at once, and what happens to the rest and when.

    Parameters
    ----------
    state
        Where the person is now.
    suggestions
        How many were ended.
    concepts
        How many suggested concepts, which nobody had decided on, were taken away.
    texts, index_rows
        How many texts have no vector any more, and how many rows left the index.
    kept
        How many rows there still are, by table, until the plan says.
    archived_on, deleted_on
        By the plan.
    decided_by
        Who decided on the plan; ``None`` for a proposal, by which nothing is deleted by itself.
    """

    state: ParticipantState
    suggestions: int
    concepts: int
    texts: int
    index_rows: int
    kept: Mapping[str, int]
    archived_on: date
    deleted_on: date
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Vectors:
    """Where the vectors of people are.

    Parameters
    ----------
    shelf, encoder
        The indexes, and the encoder they were made with.
    forget
        Takes the vectors of texts out of the cache.
    """

    shelf: IndexShelf
    encoder: TextEncoder
    forget: Callable[[Sequence[str]], None]


class RightsService:
    """Each call takes effect in one transaction, before it returns.

    Parameters
    ----------
    units
        Opens units of work.
    plan
        The organisation's retention plan.
    leave
        Ends every suggestion, permission, question and message about a person, and says how many
        suggestions those were.
    vectors
        Where her vectors are.
    now
        The time now, with a zone.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        plan: RetentionPlan,
        *,
        leave: LeaveEverything,
        vectors: Vectors,
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._plan = plan
        self._leave = leave
        self._vectors = vectors
        self._now = now

    def pause(self, code: ParticipantCode, *, by: str, role: Role = Role.LINKWORKER) -> Moved:
        """Take a person off the lists at once; undecided suggestions end.

        Parameters
        ----------
        role
            In which capacity: the person herself, or a LinkWorker whom she asked.

        Raises
        ------
        NotFound
            There is no such person.
        InvalidTransition
            She cannot be paused from where she is.
        InputError
            Nobody says who does it.
        """
        return self._moved(code, ParticipantAction.PAUSE, by, role)

    def resume(self, code: ParticipantCode, *, by: str, role: Role = Role.LINKWORKER) -> Moved:
        """Put a person back on the lists; errors as for :meth:`pause`."""
        return self._moved(code, ParticipantAction.RESUME, by, role)

    def write_to(self, code: ParticipantCode, *, may: bool, by: str) -> None:
        """Record whether a person may be written to; who may not is rung.

        Raises
        ------
        NotFound
            There is no such person.
        InputError
            Nobody says who does it.
        """
        if not by.strip():
            raise InputError("Say who does this (--by): it is kept.", code="who.missing")
        with self._units(write=True) as unit:
            person = unit.participants.get(code)
            if person.phone_only == may:
                unit.participants.put([replace(person, phone_only=not may)])
                unit.audit.append(writing_allowed(code, by.strip(), self._now(), may=may))
            unit.commit()

    def stop(
        self,
        code: ParticipantCode,
        *,
        by: str,
        reason: LeaveReason,
        role: Role = Role.LINKWORKER,
    ) -> Stopped:
        """End the use of a person's data: lists, suggestions, index and vectors, in this call.

        Employers are told nothing more about her. A job that she has is hers and goes on.
        What is kept stays until the retention plan says; errors as for :meth:`pause`.
        """
        at = self._now()
        index_rows = self._indexed(code)
        with self._units(write=True) as unit:
            signed = Signature(role, by.strip(), at)
            person = self._move(unit, code, ParticipantAction.WITHDRAW, signed, reason)
            ended = self._leave(unit, code, signed)
            undecided = sum(one.version == 0 for one in unit.concepts.of(code))
            unit.concepts.renew({code: ()}, by=by, at=at)
            kept = unit.erasure.counts(code)
            unit.commit()
        texts = _told(person)
        self._vectors.forget(texts)
        # Where an index is in the database they are gone with the move.
        index_rows |= self._take_out_of_index(code)
        # Somebody who had read the profile before may have embedded a text once more.
        self._vectors.forget(texts)
        archived = self._plan.archived_on(at.date())
        return Stopped(
            person.state,
            ended,
            undecided,
            len(texts),
            len(index_rows),
            kept,
            archived,
            self._plan.deleted_on(archived),
            self._plan.decided_by,
        )

    def _moved(
        self, code: ParticipantCode, action: ParticipantAction, by: str, role: Role
    ) -> Moved:
        signed = Signature(role, by.strip(), self._now())
        with self._units(write=True) as unit:
            person = self._move(unit, code, action, signed)
            ended = _end_undecided(unit, code, signed.at)
            unit.commit()
        return Moved(person.state, ended)

    def _move(
        self,
        unit: UnitOfWork,
        code: ParticipantCode,
        action: ParticipantAction,
        signed: Signature,
        reason: LeaveReason | None = None,
    ) -> Participant:
        after, made = move_participant(unit.participants.get(code), action, signed, reason)
        unit.participants.put([after])
        unit.moves.add(made)
        unit.audit.append(participant_moved(made))
        return after

    def _indexed(self, code: ParticipantCode) -> set[str]:
        return set(rows_of(self._vectors.shelf.open(PEOPLE, self._vectors.encoder), {code}))

    def _take_out_of_index(self, code: ParticipantCode) -> set[str]:
        shelf, encoder = self._vectors.shelf, self._vectors.encoder
        index = shelf.open(PEOPLE, encoder)
        mine = rows_of(index, {code})
        if mine:
            index.remove(mine)
            shelf.keep(PEOPLE, index, encoder)
        return set(mine)


def _told(person: Participant) -> list[str]:
    return sorted({facet.text for facet in facets_of(person)})


def _end_undecided(unit: UnitOfWork, code: ParticipantCode, at: datetime) -> int:
    by_system = Signature(Role.SYSTEM, BY_SYSTEM, at)
    undecided = [one for one in unit.suggestions.current(code) if one.state in UNDECIDED]
    for suggestion in undecided:
        after, decision = suggestion.move(Action.MAKE_OBSOLETE, by_system)
        unit.suggestions.save(after, decision)
        unit.audit.append(decided(decision, code))
    return len(undecided)
