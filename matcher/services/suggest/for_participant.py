"""Jobs for a participant, without those that were answered for the profile as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint
from matcher.domain.ladder import StepState
from matcher.domain.participant import REVIEWED
from matcher.domain.run import RunKind
from matcher.domain.stop import refuse_when
from matcher.domain.suggestion import SuggestionState
from matcher.errors import EmptyProgramme, NotFound
from matcher.ranking.targets import targets_on
from matcher.services.suggest.masked import masked
from matcher.services.suggest.short_list import none_listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from matcher.domain.command import Command
    from matcher.domain.ids import ParticipantCode, StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.run_inputs import LeftOut
    from matcher.domain.spread import SpreadPrices
    from matcher.domain.target import Target
    from matcher.ports import Suggestions, UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.wire import Json
    from matcher.services.suggest.jobs import JobRanker
    from matcher.services.suggest.short_list import ShortList, ShortLists


@dataclass(frozen=True)
class ForParticipant:
    """Suggests for somebody in the programme."""

    units: UnitOfWorkFactory
    ladders: Ladders
    jobs: JobRanker
    lists: ShortLists

    def suggest(
        self, code: ParticipantCode, top: int, by: str, command: Command | None = None
    ) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.for_participant`."""
        began, day = self.lists.timer(), self.lists.today()
        asked = self._asked(code, day)
        person = asked.person
        reviewed = person.state in REVIEWED
        listed = (
            self.jobs.rank(person, asked.targets, top, day, asked.prices)
            if reviewed
            else none_listed(person.state)
        )
        run = self.lists.run(RunKind.PARTICIPANT, person, listed.index, by, top)
        made = self.lists.made(replace(run, participant=code), listed, began, day)
        if person.protected_identity:
            self.lists.tell_of_protected(made.run)
            return masked(made)
        if reviewed:
            inputs = self.lists.inputs(
                day,
                people=[person],
                openings=asked.openings,
                left_out=asked.left_out,
                prices=listed.prices,
            )
            self.lists.store(made, inputs, command=command)
        return made

    def shortest_way(self, code: ParticipantCode) -> Json | None:
        """See :meth:`matcher.services.suggest.service.SuggestService.shortest_way`."""
        day = self.lists.today()
        asked = self._asked(code, day)
        if asked.person.state not in REVIEWED:
            return self.lists.nothing(none_listed(asked.person.state), day)
        listed = self.jobs.rank(asked.person, asked.targets, 1, day)
        return None if listed.kept else self.lists.nothing(listed, day)

    def _asked(self, code: ParticipantCode, day: date) -> Asked:
        with self.units() as unit:
            refuse_when(unit.stop.get())
            person = _person(unit, code)
            targets = targets_on(day, unit.openings.all(), self.ladders)
            answered = _answered(unit.suggestions, code, fingerprint(person))
            answered |= retired_here(unit.steps.states())
            prices = unit.prices.in_use()
        return Asked(
            person,
            without(targets, answered),
            tuple(target.opening for target in targets if target.opening),
            tuple(sorted(answered, key=str)),
            prices,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks and what for: the jobs of a day, those that were answered before left out.

    ``prices`` are what crowded openings cost a list now.
    """

    person: Participant
    targets: tuple[Target, ...]
    openings: tuple[Opening, ...]
    left_out: tuple[LeftOut, ...]
    prices: SpreadPrices | None


def retired_here(states: Mapping[StepId, StepState]) -> set[LeftOut]:
    """Return the steps that were retired here, as jobs that are left out where nothing is open."""
    return {(None, step) for step, state in states.items() if state is StepState.RETIRED}


def without(targets: Iterable[Target], left_out: Collection[LeftOut]) -> tuple[Target, ...]:
    """Return the targets but for those whose opening and step are left out."""
    return tuple(target for target in targets if _pair(target) not in left_out)


def _person(unit: UnitOfWork, code: ParticipantCode) -> Participant:
    try:
        return unit.participants.get(code)
    except NotFound:
        if unit.participants.all():
            raise
    raise EmptyProgramme(
        "There are no participants. Run `stegvis import participants FILE`, or `stegvis demo` to "
        "look at an invented programme."
    )


def _pair(target: Target) -> LeftOut:
    return (
        target.opening.id if target.opening else None,
        target.step.id if target.step else None,
    )


def _answered(suggestions: Suggestions, code: ParticipantCode, profile: str) -> set[LeftOut]:
    """Return the jobs declined for the profile as it is, and those she said "not now" to.

    A "not now" holds until it is proposed again, which new facts do.
    """
    current = suggestions.current(code)
    declined = [one for one in current if one.state is SuggestionState.DECLINED]
    made_from = {run: suggestions.run(run).input_hash for run in {one.run for one in declined}}
    waiting = [one for one in current if one.state is SuggestionState.NOT_NOW]
    still = [one for one in declined if made_from[one.run] == profile]
    return {(one.opening, one.step) for one in (*waiting, *still)}
