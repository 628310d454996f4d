"""Jobs for a participant, without those that were declined for the profile as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint
from matcher.domain.participant import REVIEWED
from matcher.domain.run import RunKind
from matcher.domain.suggestion import SuggestionState
from matcher.errors import EmptyProgramme, NotFound
from matcher.ranking.targets import targets_on
from matcher.services.suggest.short_list import none_listed

if TYPE_CHECKING:
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Participant
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

    def suggest(self, code: ParticipantCode, top: int, by: str) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.for_participant`."""
        began = self.lists.timer()
        person, targets = self._person_with_targets(code)
        reviewed = person.state in REVIEWED
        listed = (
            self.jobs.rank(person, targets, top, self.lists.today())
            if reviewed
            else none_listed(person.state)
        )
        run = self.lists.run(RunKind.PARTICIPANT, person, listed.index, by, top)
        made = self.lists.made(replace(run, participant=code), listed, began)
        if reviewed and not person.protected_identity:
            self.lists.store(made.run, made.suggestions)
        return made

    def shortest_way(self, code: ParticipantCode) -> Json | None:
        """See :meth:`matcher.services.suggest.service.SuggestService.shortest_way`."""
        person, targets = self._person_with_targets(code)
        if person.state not in REVIEWED:
            return self.lists.nothing(none_listed(person.state))
        listed = self.jobs.rank(person, targets, 1, self.lists.today())
        return None if listed.kept else self.lists.nothing(listed)

    def _person_with_targets(self, code: ParticipantCode) -> tuple[Participant, list[Target]]:
        with self.units() as unit:
            person = _person(unit, code)
            targets = targets_on(self.lists.today(), unit.openings.all(), self.ladders)
            declined = _declined(unit.suggestions, code, fingerprint(person))
        return person, [target for target in targets if _pair(target) not in declined]


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


def _pair(target: Target) -> tuple[str | None, str | None]:
    return (
        target.opening.id if target.opening else None,
        target.step.id if target.step else None,
    )


def _declined(
    suggestions: Suggestions, code: ParticipantCode, profile: str
) -> set[tuple[str | None, str | None]]:
    """Return the jobs declined for a person whose profile has not changed since."""
    return {
        (suggestion.opening, suggestion.step)
        for suggestion in suggestions.current(code)
        if suggestion.state is SuggestionState.DECLINED
        and suggestions.run(suggestion.run).input_hash == profile
    }
