"""Jobs for work that somebody tells of, without a profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.run import RunKind
from matcher.domain.skills import Experience
from matcher.domain.stop import refuse_when
from matcher.errors import InputError
from matcher.ranking.targets import targets_on
from matcher.services.suggest.for_participant import retired_here, without

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId
    from matcher.domain.ladders import Ladders
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.suggest.jobs import JobRanker
    from matcher.services.suggest.short_list import ShortList, ShortLists

LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class ForText:
    """Suggests for a told experience."""

    units: UnitOfWorkFactory
    organisation: OrganisationId
    ladders: Ladders
    jobs: JobRanker
    lists: ShortLists

    def suggest(self, text: str, lang: str, top: int, by: str) -> ShortList:
        """See :meth:`matcher.services.suggest.service.SuggestService.for_text`."""
        if not text.strip():
            raise InputError(
                "The text is empty. Tell in a sentence or two what was done.", code="told.empty"
            )
        if len(text) > LONGEST_TEXT:
            raise InputError(
                f"The text has {len(text)} characters; at most {LONGEST_TEXT} are read. "
                "Tell the most important work only.",
                code="text.length",
                most=LONGEST_TEXT,
            )
        began, day = self.lists.timer(), self.lists.today()
        with self.units() as unit:
            refuse_when(unit.stop.get())
            targets = targets_on(day, unit.openings.all(), self.ladders)
            retired = retired_here(unit.steps.states())
        targets = without(targets, retired)
        teller = teller_of(text, lang, self.organisation)
        listed = self.jobs.rank(teller, targets, top, day)
        run = self.lists.run(RunKind.TEXT, text, listed.index, by, top)
        made = self.lists.made(run, listed, began, day)
        openings = [target.opening for target in targets if target.opening]
        left_out = sorted(retired, key=str)
        inputs = self.lists.inputs(day, openings=openings, left_out=left_out, lang=lang)
        self.lists.store(made, inputs, keep_suggestions=False)
        return made


def teller_of(text: str, lang: str, organisation: OrganisationId) -> Participant:
    """Return somebody of whom nothing is known but what she tells."""
    told = Experience(text.strip(), lang)
    return Participant(
        organisation, ParticipantCode(""), preferred_language=lang, experiences=(told,)
    )
