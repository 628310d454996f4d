"""Why a job does not stand in somebody's list: found out by matching again, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import OpeningId, StepId
from matcher.domain.participant import REVIEWED
from matcher.domain.stop import refuse_when
from matcher.domain.suggestion import Action, SuggestionState
from matcher.domain.target import Target
from matcher.errors import NotFound
from matcher.ranking.explain import explain
from matcher.ranking.reasons import gate_reasons
from matcher.ranking.shortlist import above_floor, varied
from matcher.ranking.targets import targets_on
from matcher.ranking.wire import reasons_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.suggestion import Decision
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.assess import Assessment
    from matcher.ranking.wire import Json
    from matcher.services.suggest.engine import Engine
    from matcher.services.suggest.jobs import JobRanker
    from matcher.services.suggest.short_list import ShortLists


class Cause(StrEnum):
    """What decides whether a job stands in a list, in the order in which it is looked at."""

    STATE = "state"
    NOT_OPEN = "not_open"
    COVERED = "covered"
    DECLINED = "declined"
    GATE = "gate"
    FLOOR = "floor"
    CROWDED = "crowded"
    CUT = "cut"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a job is not listed, or that it is.

    Parameters
    ----------
    title
        Of the opening, or of the step in Swedish.
    place
        Its place among all jobs above the floor, from 1; ``None`` when it is not among them.
    score, floor
        In [0, 1]; ``score`` is ``None`` where nothing was matched.
    price
        By how much less than its score it counts now, because many are shown it.
    gates
        Reasons of the gates that are in the way, as JSON.
    explanation
        As for a suggestion, as JSON.
    declined
        Who declined it, when and why, while the profile is as it was then.
    """

    cause: Cause
    title: str
    place: int | None = None
    score: float | None = None
    floor: float | None = None
    gates: tuple[Json, ...] = ()
    explanation: Json | None = None
    declined: Decision | None = None
    price: float = 0.0


@dataclass(frozen=True)
class WhyNotHere:
    """Looks one job up for one person."""

    units: UnitOfWorkFactory
    engine: Engine
    jobs: JobRanker
    lists: ShortLists

    def ask(self, code: ParticipantCode, about: str, top: int) -> WhyNot:
        """See :meth:`matcher.services.suggest.service.SuggestService.why_not`."""
        day = self.lists.today()
        with self.units() as unit:
            refuse_when(unit.stop.get())
            person = unit.participants.get(code)
            openings = unit.openings.all()
            target = self._target(unit, about)
            declined = _declined(unit, code, target, fingerprint(person))
            prices = unit.prices.in_use()
        title = target.opening.title if target.opening else _step_title(target)
        if person.state not in REVIEWED:
            return WhyNot(Cause.STATE, title)
        targets = targets_on(day, openings, self.engine.ladders)
        if target not in targets:
            cause = Cause.NOT_OPEN if target.opening else Cause.COVERED
            return WhyNot(cause, title)
        # Alone, so that it is looked at even where other jobs are nearer.
        [found] = self.jobs.assess(person, [target], day)
        listed = self.jobs.rank(person, targets, top, day, prices)
        everything = above_floor(listed.found, self.engine.rules.weights.floor)
        places = [one.card.target.id for one in everything]
        place = places.index(target.id) + 1 if target.id in places else None
        if _holds(listed.kept, target):
            cause = Cause.LISTED
        elif _holds(varied(everything, top), target):
            cause = Cause.CROWDED
        else:
            cause = _cause(found, self.engine.rules.weights.floor)
        return WhyNot(
            Cause.DECLINED if declined is not None else cause,
            title,
            place,
            found.score,
            self.engine.rules.weights.floor,
            tuple(reasons_to_json(gate_reasons(found))),
            explain(found, self.engine.ladders, self.engine.rules, day),
            declined,
            prices.of(target.opening.id if target.opening else None) if prices else 0.0,
        )

    def _target(self, unit: UnitOfWork, about: str) -> Target:
        steps = self.engine.ladders.steps
        if about in steps:
            return Target(None, steps[StepId(about)])
        opening = unit.openings.get(OpeningId(about))
        return Target(opening, steps.get(opening.step) if opening.step else None)


def _holds(listed: Iterable[Assessment], target: Target) -> bool:
    return any(one.card.target.id == target.id for one in listed)


def _cause(found: Assessment, floor: float) -> Cause:
    if found.barred_by:
        return Cause.GATE
    return Cause.FLOOR if found.score < floor else Cause.CUT


def _step_title(target: Target) -> str:
    if target.step is None:
        raise NotFound("There is no such job. Choose one that the page lists.")
    return target.step.titles.sv


def _declined(
    unit: UnitOfWork, code: ParticipantCode, target: Target, profile: str
) -> Decision | None:
    """Return a LinkWorker's decline of a job for the profile as it is now."""
    pair = (
        target.opening.id if target.opening else None,
        target.step.id if target.step else None,
    )
    for one in unit.suggestions.current(code):
        if one.state is not SuggestionState.DECLINED or (one.opening, one.step) != pair:
            continue
        if unit.suggestions.run(one.run).input_hash != profile:
            continue
        last = unit.suggestions.history(one.id)[-1]
        if last.action is Action.DECLINE:
            return last
    return None
