"""People for an opening: for looking only, or to decide on while the employer is on the phone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.participant import REVIEWED
from matcher.domain.participant_move import is_indexed
from matcher.domain.run import RunKind
from matcher.domain.stop import refuse_when
from matcher.errors import EmptyProgramme, NotFound
from matcher.services.suggest.short_list import none_listed

if TYPE_CHECKING:
    from matcher.domain.command import Command
    from matcher.domain.ids import OpeningId
    from matcher.domain.opening import Opening
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.services.suggest.people import PeopleRanker
    from matcher.services.suggest.short_list import ShortList, ShortLists


@dataclass(frozen=True)
class ForOpening:
    """Suggests people of the programme."""

    units: UnitOfWorkFactory
    people: PeopleRanker
    lists: ShortLists

    def suggest(
        self,
        opening_id: OpeningId,
        top: int,
        by: str,
        *,
        keep: bool = False,
        command: Command | None = None,
    ) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.for_opening`."""
        began, day = self.lists.timer(), self.lists.today()
        with self.units() as unit:
            refuse_when(unit.stop.get())
            opening = _opening(unit, opening_id)
            known = [p for p in unit.participants.all() if is_indexed(p)]
        if not any(p.state in REVIEWED for p in known):
            raise EmptyProgramme(
                "There are no active participants. Run `stegvis import participants FILE`."
            )
        if not opening.matchable_on(day):
            run = self.lists.run(RunKind.OPENING, opening, "", by, top)
            listed = none_listed(opening.state, "opening_not_open")
            return self.lists.made(replace(run, opening=opening_id), listed, began, day)
        listed = self.people.rank(opening, known, top, day)
        run = self.lists.run(RunKind.OPENING, opening, listed.index, by, top)
        made = self.lists.made(replace(run, opening=opening_id), listed, began, day)
        inputs = self.lists.inputs(day, people=known, openings=[opening])
        self.lists.store(made, inputs, keep_suggestions=keep, command=command)
        return made


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
