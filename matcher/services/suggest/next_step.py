"""The next step for somebody who is at work: jobs that the ladder leads to from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.participant import ParticipantState
from matcher.domain.run import RunKind
from matcher.domain.stop import refuse_when
from matcher.errors import NotFound
from matcher.ranking.targets import targets_on
from matcher.services.suggest.short_list import none_listed

if TYPE_CHECKING:
    from matcher.domain.ids import PlacementId
    from matcher.domain.ladders import Ladders
    from matcher.domain.run_inputs import LeftOut
    from matcher.domain.target import Target
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.suggest.jobs import JobRanker
    from matcher.services.suggest.short_list import ShortList, ShortLists


@dataclass(frozen=True)
class ForNextStep:
    """Suggests along the ladder only; whoever holds a place is asked for nothing beside it."""

    units: UnitOfWorkFactory
    ladders: Ladders
    jobs: JobRanker
    lists: ShortLists

    def suggest(self, placement_id: PlacementId, top: int, by: str) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.next_step`."""
        began, day = self.lists.timer(), self.lists.today()
        with self.units() as unit:
            refuse_when(unit.stop.get())
            placement = unit.placements.get(placement_id)
            person = unit.participants.get(placement.participant)
            openings = unit.openings.all()
        if person.protected_identity:
            raise NotFound(f"There is no placement {placement_id}. Go back to the list.")
        at_work = placement.holds_place and person.state is ParticipantState.PLACED
        ways = self.ladders.onward(placement.step) if placement.step is not None else ()
        ahead = {way.to_step for way in ways}
        targets = targets_on(day, openings, self.ladders)
        wanted: list[Target] = []
        left_out: list[LeftOut] = []
        for one in targets:
            step = one.step.id if one.step else None
            if step in ahead:
                wanted.append(one)
            else:
                left_out.append((one.opening.id if one.opening else None, step))
        listed = self.jobs.rank(person, wanted, top, day) if at_work else none_listed(person.state)
        run = self.lists.run(RunKind.PARTICIPANT, person, listed.index, by, top)
        made = self.lists.made(replace(run, participant=person.code), listed, began, day)
        if at_work:
            used = [one.opening for one in targets if one.opening is not None]
            inputs = self.lists.inputs(day, people=[person], openings=used, left_out=left_out)
            self.lists.store(made, inputs)
        return made
