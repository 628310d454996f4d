"""People for an opening, for looking only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.participant import REVIEWED
from matcher.domain.run import RunKind
from matcher.domain.target import Target
from matcher.errors import EmptyProgramme, NotFound
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.ranking.reasons import Reason
from matcher.ranking.shortlist import above_floor, assess_all
from matcher.services.suggest.short_list import Listed, none_listed

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.retrieve import Retriever
    from matcher.services.suggest.engine import Engine
    from matcher.services.suggest.short_list import ShortList, ShortLists


@dataclass(frozen=True)
class ForOpening:
    """Suggests people of the programme."""

    units: UnitOfWorkFactory
    engine: Engine
    retriever: Retriever
    lists: ShortLists

    def suggest(self, opening_id: OpeningId, top: int, by: str) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.for_opening`."""
        began = self.lists.timer()
        with self.units() as unit:
            opening = _opening(unit, opening_id)
            known = [p for p in unit.participants.all() if not p.protected_identity]
        if not any(p.state in REVIEWED for p in known):
            raise EmptyProgramme(
                "There are no active participants. Run `stegvis import participants FILE`."
            )
        if not opening.matchable_on(self.lists.today()):
            run = self.lists.run(RunKind.OPENING, opening, "", by, top)
            listed = none_listed(opening.state, "opening_not_open")
            return self.lists.made(replace(run, opening=opening_id), listed, began)
        listed = self._rank(opening, known, top)
        run = self.lists.run(RunKind.OPENING, opening, listed.index, by, top)
        made = self.lists.made(replace(run, opening=opening_id), listed, began)
        self.lists.store(made.run, ())
        return made

    def _rank(self, opening: Opening, known: list[Participant], top: int) -> Listed:
        engine = self.engine
        step = engine.ladders.steps.get(opening.step) if opening.step else None
        card = make_cards([Target(opening, step)], engine.ladders, engine.encoder)[0]
        active = {p.code for p in known if p.state in REVIEWED}
        chosen, version = self.retriever.people_for(card.work, known, active)
        profiles = make_profiles(chosen, engine.encoder, engine.trades)
        pairs = [(profile, card) for profile in profiles]
        found = assess_all(pairs, engine.rules, self.lists.today())
        kept = above_floor(found, engine.rules.weights.floor)[:top]
        return Listed(kept, (), version, Reason("nobody_above_floor"))


def _opening(unit: UnitOfWork, opening_id: OpeningId) -> Opening:
    try:
        return unit.openings.get(opening_id)
    except NotFound:
        if unit.openings.all():
            raise
    raise EmptyProgramme(
        "There are no openings. Run `stegvis import openings FILE`, or `stegvis demo` to look at "
        "an invented programme."
    )
