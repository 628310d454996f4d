"""Who and what is in a draft, and the score of every pair of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.fingerprint import fingerprint
from matcher.domain.participant import REVIEWED
from matcher.domain.stop import refuse_when
from matcher.domain.target import Target
from matcher.errors import EmptyProgramme
from matcher.planning.allocation.problem import Problem
from matcher.planning.pair_scores import pairs_above_floor
from matcher.planning.places import agreed_on
from matcher.ranking.catalogue import make_cards, make_profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from matcher.domain.audit import AuditEntry
    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.judgement import Band
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.planning.pair_scores import Progress
    from matcher.ports import TextEncoder, UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.catalogue import Card, Profile, TradeReader
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Asked:
    """Who and what is in a draft; ``left`` are places, ``refused`` pairs answered with no."""

    people: tuple[Participant, ...]
    openings: tuple[Opening, ...]
    left: Mapping[OpeningId, int]
    refused: frozenset[tuple[ParticipantCode, OpeningId]]


@dataclass(frozen=True)
class Everybody:
    """Reads who looks for a job and what is open, and scores all of it as suggestions are.

    In it are people who are mapped or active, have no place and no protected identity, and own
    openings that take people today and have a place left. What was answered with no, by the person
    or about her, stays out, as does what a gate bars or lies below the floor.

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

    def _asked(self, day: date) -> Asked:
        with self.units() as unit:
            refuse_when(unit.stop.get())
            return _asked(unit, day)

    def _scored(
        self, asked: Asked, day: date, progress: Progress
    ) -> tuple[Problem, tuple[Band, ...]]:
        """Return the pairs with the places left, and the band of each."""
        profiles, cards = self._catalogue(asked.people, asked.openings)
        pairs = pairs_above_floor(
            profiles, cards, self.rules, day, left_out=asked.refused, progress=progress
        )
        capacity = np.array([asked.left[one.id] for one in asked.openings], dtype=np.intp)
        problem = Problem(pairs.person, pairs.place, pairs.score, len(asked.people), capacity)
        return problem, pairs.bands

    def _catalogue(
        self, people: Sequence[Participant], openings: Sequence[Opening]
    ) -> tuple[Sequence[Profile], Sequence[Card]]:
        """Return people and openings with their vectors."""
        targets = [
            Target(one, self.ladders.steps.get(one.step) if one.step else None) for one in openings
        ]
        profiles = make_profiles(people, self.encoder, self.trades)
        return profiles, make_cards(targets, self.ladders, self.encoder)

    def _record(self, entry: AuditEntry) -> None:
        with self.units(write=True) as unit:
            refuse_when(unit.stop.get())
            unit.audit.append(entry)
            unit.commit()

    def _versions(self) -> Mapping[str, str | int]:
        return {
            "encoder": self.encoder.id,
            "weights": self.rules.weights.version,
            "ladders": fingerprint(self.ladders),
            "software": self.software,
        }


def _asked(unit: UnitOfWork, day: date) -> Asked:
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
    return Asked(
        tuple(one for one in looking if not one.protected_identity and one.code not in placed),
        tuple(
            one
            for one in unit.openings.all()
            if agreed_on(one, day) and (one.step or one.sector) and left[one.id] > 0
        ),
        left,
        unit.drafts.refused(),
    )
