"""People for an opening: retrieved, assessed, and cut to a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.participant import REVIEWED
from matcher.domain.target import Target
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.ranking.reasons import Reason
from matcher.ranking.shortlist import above_floor, assess_all
from matcher.services.suggest.short_list import Listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.ranking.retrieve import Retriever
    from matcher.services.suggest.engine import Engine


@dataclass(frozen=True)
class PeopleRanker:
    """Ranks people for an opening."""

    engine: Engine
    retriever: Retriever

    def rank(self, opening: Opening, known: Sequence[Participant], top: int, today: date) -> Listed:
        """Return at most ``top`` people, best first; ``known`` is everybody the index holds."""
        engine = self.engine
        step = engine.ladders.steps.get(opening.step) if opening.step else None
        card = make_cards([Target(opening, step)], engine.ladders, engine.encoder)[0]
        active = {
            one.code
            for one in known
            if one.state in REVIEWED and opening.step not in one.wishes.unwanted
        }
        chosen, version = self.retriever.people_for(card.work, known, active)
        profiles = make_profiles(chosen, engine.encoder, engine.trades)
        pairs = [(profile, card) for profile in profiles]
        found = assess_all(pairs, engine.rules, today)
        kept = above_floor(found, engine.rules.weights.floor)[:top]
        return Listed(kept, (), version, Reason("nobody_above_floor"))
