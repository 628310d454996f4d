"""What nobody has moved for long, and who could move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.opening import OpeningKind
from matcher.domain.reminders import TELL_AFTER, working_day_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.domain.day_views import QueuePerson, UnderWay
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.reminders import IsWorkingDay

_S = SuggestionState


class StuckWhy(StrEnum):
    """Why something stands still."""

    NOT_ASKED = "not_asked"
    PERSON_SILENT = "person_silent"
    NOT_PRESENTED = "not_presented"
    NOT_APPLIED = "not_applied"
    EMPLOYER_SILENT = "employer_silent"
    MEETING_UNTOLD = "meeting_untold"
    TRIAL_OPEN = "trial_open"
    FACT_MISSING = "fact_missing"
    NEVER_LISTED = "never_listed"
    NOTHING_GOING_ON = "nothing_going_on"


PATIENCE: Mapping[SuggestionState, int] = {
    _S.NEEDS_INFO: 7,
    _S.CONFIRMED: 3,
    _S.ASKED: 7,
    _S.ACCEPTED: 3,
    _S.MEETING: 7,
    _S.TRIAL: 30,
}
"""Days after which something stands still; an employer has working days, as for reminders."""

PERSON_PATIENCE = 14
"""Days after which a person with whom nothing goes on is looked at."""

_WHY: Mapping[SuggestionState, StuckWhy] = {
    _S.NEEDS_INFO: StuckWhy.FACT_MISSING,
    _S.CONFIRMED: StuckWhy.NOT_ASKED,
    _S.ASKED: StuckWhy.PERSON_SILENT,
    _S.ACCEPTED: StuckWhy.NOT_PRESENTED,
    _S.PRESENTED: StuckWhy.EMPLOYER_SILENT,
    _S.MEETING: StuckWhy.MEETING_UNTOLD,
    _S.TRIAL: StuckWhy.TRIAL_OPEN,
}

UNDER_WAY = frozenset(_WHY)
"""States in which somebody is expected to do something next."""

TO_DO = frozenset({SuggestionState.CONFIRMED, SuggestionState.ACCEPTED})
"""The next step is the LinkWorker's: ask the person, or present her; neither while she pauses."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Something that stands still.

    Parameters
    ----------
    since
        The day from which it stands.
    under_way
        The suggestion; ``None`` when it is the person as a whole.
    """

    code: ParticipantCode
    why: StuckWhy
    since: date
    under_way: UnderWay | None = None


def why_stuck(one: UnderWay, today: date, is_working_day: IsWorkingDay) -> StuckWhy | None:
    """Return why a suggestion stands still; ``None`` when it does not."""
    since = one.since.date()
    if one.state is _S.PRESENTED:
        patient = today <= working_day_after(since, TELL_AFTER, is_working_day)
    else:
        patient = today <= since + timedelta(days=PATIENCE[one.state])
    if patient:
        return None
    # About an advertisement nobody is presented: the person applies alone.
    if one.state is _S.ACCEPTED and one.kind is not OpeningKind.OWN:
        return StuckWhy.NOT_APPLIED
    return _WHY[one.state]


def idle_since(person: QueuePerson) -> date:
    """Return the last day on which something was done about a person with nothing going on."""
    moments = (person.reviewed, person.last_listed)
    return max([person.mine_since, *(at.date() for at in moments if at is not None)])


def stuck_people(people: Iterable[QueuePerson], today: date) -> tuple[Stuck, ...]:
    """Return the people for whom nothing is proposed and nothing under way, the longest first."""
    found = []
    for person in people:
        since = idle_since(person)
        waited = today > since + timedelta(days=PERSON_PATIENCE)
        if waited and not person.proposed and not person.under_way:
            never = person.last_listed is None
            why = StuckWhy.NEVER_LISTED if never else StuckWhy.NOTHING_GOING_ON
            found.append(Stuck(person.code, why, since))
    return tuple(sorted(found, key=lambda one: (one.since, one.code)))
