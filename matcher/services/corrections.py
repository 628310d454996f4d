"""A corrected profile reaches the index and the open suggestions with the correction itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from matcher.domain.audit_entries import decided
from matcher.domain.participant import REVIEWED
from matcher.domain.participant_move import is_indexed
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import UNDECIDED, Action
from matcher.errors import NotFound, StegvisError
from matcher.ports import TextKind
from matcher.ranking.retrieve import PEOPLE
from matcher.ranking.rows import people_rows, rows_of
from matcher.ranking.verbalise import facets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.participant import Participant
    from matcher.ports import IndexShelf, TextEncoder, UnitOfWork, UnitOfWorkFactory

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far corrections came.

    Parameters
    ----------
    people
        How many profiles are other than before.
    texts
        How many texts nobody tells any more, whose vectors are gone.
    index_rows
        How many rows of the index were taken out or added.
    ended
        How many open suggestions, made from the profile of before, have ended.
    renewed
        For how many people new ones were made.
    """

    people: int
    texts: int
    index_rows: int
    ended: int
    renewed: int


class CorrectionService:
    """Carries a change of profiles to everything that was made from them.

    Parameters
    ----------
    units
        Opens units of work.
    shelf, encoder
        The indexes, and the encoder they are made with.
    forget
        Takes the vectors of texts out of the cache.
    suggest
        Makes suggestions for a person anew, asked for by somebody.
    now
        The time now, with a zone.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        *,
        shelf: IndexShelf,
        encoder: TextEncoder,
        forget: Callable[[Sequence[str]], None],
        suggest: Callable[[ParticipantCode, str], object],
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._shelf = shelf
        self._encoder = encoder
        self._forget = forget
        self._suggest = suggest
        self._now = now

    def before(self, codes: Collection[str]) -> tuple[Participant, ...]:
        """Return profiles as they are; give them to :meth:`reach` when they have changed."""
        with self._units() as unit:
            return unit.participants.among(codes)

    def reach(self, before: Sequence[Participant], *, by: str) -> Reached:
        """Bring index, cache and open suggestions to the profiles as they are now.

        Suggestions that nobody decided on end, and where there were some, new ones are made. When
        that cannot be, because suggestions are stopped for example, the old ones have ended all
        the same.
        """
        changed, ended, asked = self._end(before, by)
        if not changed:
            return Reached(0, 0, 0, 0, 0)
        gone = _told(one for one, _ in changed) - _told(one for _, one in changed)
        self._forget(sorted(gone))
        rows = self._bring(changed)
        renewed = sum(self.again(code, by) for code in asked)
        return Reached(len(changed), len(gone), rows, ended, renewed)

    def _end(
        self, before: Sequence[Participant], by: str
    ) -> tuple[list[tuple[Participant, Participant]], int, list[ParticipantCode]]:
        changed, ended, asked = [], 0, []
        with self._units(write=True) as unit:
            for was in before:
                try:
                    now = unit.participants.get(was.code)
                except NotFound:
                    continue
                if now == was:
                    continue
                changed.append((was, now))
                number = self._end_open(unit, was.code, by)
                ended += number
                if number and now.state in REVIEWED and is_indexed(now):
                    asked.append(was.code)
            unit.commit()
        return changed, ended, asked

    def _end_open(self, unit: UnitOfWork, code: ParticipantCode, by: str) -> int:
        open_ones = [one for one in unit.suggestions.current(code) if one.state in UNDECIDED]
        for one in open_ones:
            signed = Signature(Role.SYSTEM, by, self._now())
            after, decision = one.move(Action.MAKE_OBSOLETE, signed)
            unit.suggestions.save(after, decision)
            unit.audit.append(decided(decision, code))
        return len(open_ones)

    def _bring(self, changed: Sequence[tuple[Participant, Participant]]) -> int:
        people = [now for _, now in changed]
        index = self._shelf.open(PEOPLE, self._encoder)
        if not index.ids:
            return 0  # nothing is kept yet; the next question fills it from the database
        wanted = people_rows(one for one in people if is_indexed(one))
        mine = set(rows_of(index, {one.code for one in people}))
        stale, new = mine - wanted.keys(), sorted(wanted.keys() - mine)
        if stale:
            index.remove(stale)
        if new:
            vectors = self._encoder.encode([wanted[row] for row in new], TextKind.EXPERIENCE)
            index.add(new, vectors)
        if stale or new:
            self._shelf.keep(PEOPLE, index, self._encoder)
            return len(stale) + len(new)
        # Where an index is in the database the rows came and went with the profiles.
        before = people_rows(was for was, _ in changed if is_indexed(was))
        return len(before.keys() ^ wanted.keys())

    def again(self, code: ParticipantCode, by: str) -> bool:
        """Make suggestions for a person anew; say whether that could be."""
        try:
            self._suggest(code, by)
        except StegvisError as error:
            log.warning("not_suggested_again", error=type(error).__name__)
            return False
        return True


def _told(people: Iterable[Participant]) -> set[str]:
    return {facet.text for one in people for facet in facets_of(one)}
