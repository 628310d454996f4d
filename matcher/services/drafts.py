"""A draft over all places of a programme, for LinkWorkers; nobody is suggested or told by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.audit_planning import draft_made
from matcher.domain.draft import Draft, DraftRow, DraftSum
from matcher.domain.fingerprint import fingerprint
from matcher.domain.participant import REVIEWED
from matcher.domain.stop import refuse_when
from matcher.domain.target import Target
from matcher.errors import EmptyProgramme
from matcher.planning.allocation.check import dual_bound
from matcher.planning.allocation.greedy import greedy
from matcher.planning.allocation.optimal import optimal
from matcher.planning.allocation.problem import Problem
from matcher.planning.pair_scores import pairs_above_floor
from matcher.planning.places import agreed_on
from matcher.ranking.catalogue import make_cards, make_profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.planning.allocation.problem import Allocation
    from matcher.planning.pair_scores import PairScores, Progress
    from matcher.ports import TextEncoder, UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.catalogue import TradeReader
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class DraftService:
    """Shares out all places at once, as a draft.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders, encoder, trades, rules
        What people and jobs are matched with, as in lists of suggestions.
    software
        The version of Stegvis, kept in the audit log.
    now
        The clock, with a time zone.
    new_id
        Makes ids of drafts.
    """

    units: UnitOfWorkFactory
    ladders: Ladders
    encoder: TextEncoder
    trades: TradeReader
    rules: Rules
    software: str
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def draft(self, by: str, progress: Progress = lambda _done, _total: None) -> Draft:
        """Make a draft; only that it was made is stored, in the audit log.

        In it are people who are mapped or active, have no place and no protected identity, and
        own openings that take people today and have a place left. What was answered with no, by
        the person or about her, stays out, as does what a gate bars or lies below the floor.

        Parameters
        ----------
        by
            Who asks.
        progress
            Called with how many people are scored, and how many there are.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job, or there is no opening that was agreed with an employer.
        SuggestionsStopped
            Somebody stopped suggestions for everybody, before or while the draft was made.
        """
        day = self.now().date()
        with self.units() as unit:
            refuse_when(unit.stop.get())
            asked = _asked(unit, day)
        made = self._shared_out(asked, day, progress)
        with self.units(write=True) as unit:
            refuse_when(unit.stop.get())
            unit.audit.append(draft_made(made, self.new_id(), by, self.now(), self._versions()))
            unit.commit()
        return made

    def _shared_out(self, asked: _Asked, day: date, progress: Progress) -> Draft:
        profiles = make_profiles(asked.people, self.encoder, self.trades)
        targets = [
            Target(one, self.ladders.steps.get(one.step) if one.step else None)
            for one in asked.openings
        ]
        cards = make_cards(targets, self.ladders, self.encoder)
        pairs = pairs_above_floor(
            profiles, cards, self.rules, day, left_out=asked.refused, progress=progress
        )
        capacity = np.array([asked.left[one.id] for one in asked.openings], dtype=np.intp)
        problem = Problem(pairs.person, pairs.place, pairs.score, len(asked.people), capacity)
        best, first = optimal(problem), greedy(problem)
        return Draft(
            day=day,
            people=len(asked.people),
            openings=len(asked.openings),
            places=int(capacity.sum()),
            pairs=len(pairs.bands),
            optimal=DraftSum(best.objective, len(best.chosen)),
            greedy=DraftSum(first.objective, len(first.chosen)),
            bound=dual_bound(problem, best.place_price),
            rows=_rows(asked, pairs, best, first),
        )

    def _versions(self) -> Mapping[str, str | int]:
        return {
            "encoder": self.encoder.id,
            "weights": self.rules.weights.version,
            "ladders": fingerprint(self.ladders),
            "software": self.software,
        }


@dataclass(frozen=True)
class _Asked:
    """Who and what is in a draft; ``left`` are places, ``refused`` pairs answered with no."""

    people: tuple[Participant, ...]
    openings: tuple[Opening, ...]
    left: Mapping[OpeningId, int]
    refused: frozenset[tuple[ParticipantCode, OpeningId]]


def _asked(unit: UnitOfWork, day: date) -> _Asked:
    placed, left = unit.drafts.placed(), unit.drafts.places_left()
    looking = [one for one in unit.participants.all() if one.state in REVIEWED]
    if not looking:
        raise EmptyProgramme(
            "There are no active participants. Run `stegvis import participants FILE`."
        )
    if not left:
        raise EmptyProgramme(
            "There are no openings that were agreed with an employer. Run "
            "`stegvis import openings FILE`; leads are in no draft."
        )
    return _Asked(
        tuple(one for one in looking if not one.protected_identity and one.code not in placed),
        tuple(
            one
            for one in unit.openings.all()
            if agreed_on(one, day) and (one.step or one.sector) and left[one.id] > 0
        ),
        left,
        unit.drafts.refused(),
    )


def _rows(
    asked: _Asked, pairs: PairScores, best: Allocation, first: Allocation
) -> tuple[DraftRow, ...]:
    other = {int(pairs.person[pair]): asked.openings[pairs.place[pair]].id for pair in first.chosen}
    rows = []
    for pair in best.chosen:
        person, opening = int(pairs.person[pair]), asked.openings[pairs.place[pair]]
        rows.append(
            DraftRow(
                asked.people[person].code,
                opening.id,
                opening.title,
                float(pairs.score[pair]),
                pairs.bands[pair],
                other.get(person),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.participant))
