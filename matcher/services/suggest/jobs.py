"""Jobs for a person: retrieved, assessed, and cut to a varied list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.ranking.shortlist import above_floor, assess_all, varied
from matcher.services.suggest.short_list import Listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.participant import Participant
    from matcher.domain.spread import SpreadPrices
    from matcher.domain.target import Target
    from matcher.ranking.assess import Assessment
    from matcher.ranking.retrieve import Retriever
    from matcher.services.suggest.engine import Engine


@dataclass(frozen=True)
class JobRanker:
    """Ranks jobs for a person, whether known or only told of."""

    engine: Engine
    retriever: Retriever

    def assess(
        self, person: Participant, targets: Sequence[Target], today: date
    ) -> list[Assessment]:
        """Return every pair, however near or far, best first."""
        engine = self.engine
        profile = make_profiles([person], engine.encoder, engine.trades)[0]
        cards = make_cards(targets, engine.ladders, engine.encoder)
        return assess_all([(profile, card) for card in cards], engine.rules, today)

    def rank(
        self,
        person: Participant,
        targets: Sequence[Target],
        top: int,
        today: date,
        prices: SpreadPrices | None = None,
    ) -> Listed:
        """Return at most ``top`` jobs, best first, and every pair that was looked at.

        Parameters
        ----------
        prices
            What the jobs are chosen at; ``None`` chooses by score alone.
        """
        engine = self.engine
        profile = make_profiles([person], engine.encoder, engine.trades)[0]
        near, version = self.retriever.jobs_for(profile, targets)
        cards = make_cards(near, engine.ladders, engine.encoder)
        found = assess_all([(profile, card) for card in cards], engine.rules, today)
        kept = varied(above_floor(found, engine.rules.weights.floor), top, prices)
        return Listed(kept, found, version, prices=prices)
