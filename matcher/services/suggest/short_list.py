"""The answer to a question for suggestions, and the record of having asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import protected_matched, run_made
from matcher.domain.command import Done, Outcome
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import RunId, SuggestionId
from matcher.domain.replay import make_place
from matcher.domain.run import Run, RunKind
from matcher.domain.run_inputs import RunInputs
from matcher.domain.stop import refuse_when
from matcher.domain.suggestion import Suggestion
from matcher.ranking.explain import explain, explain_nothing
from matcher.ranking.reasons import Reason, Words
from matcher.ranking.shortlist import shortest_ways

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from matcher.domain.command import Command
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.replay import Place
    from matcher.domain.run_inputs import LeftOut
    from matcher.domain.spread import SpreadPrices
    from matcher.domain.target import Target
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.assess import Assessment
    from matcher.ranking.wire import Json
    from matcher.services.suggest.engine import Engine

LISTED, EMPTY = "listed", "empty"
"""What a list came to."""
NOTHING_ABOVE_FLOOR = Reason("nothing_above_floor")


@dataclass(frozen=True)
class ShortList:
    """The answer: a recorded run and its suggestions, best first.

    Parameters
    ----------
    elapsed_ms
        From parsed input to result.
    none_because
        When there is no suggestion: why, and the shortest way to a first job.
    prices
        Id of the prices that it was chosen at; ``None`` where it is by score alone.
    """

    run: Run
    elapsed_ms: float
    suggestions: tuple[Suggestion, ...]
    none_because: Json | None
    prices: str | None = None

    @property
    def outcome(self) -> Outcome:
        """What asking for it led to, as it is kept with a command.

        A run for which no index was asked is stored nowhere, so it has no name.
        """
        ids = tuple(str(one.id) for one in self.suggestions)
        name = self.run.id if self.run.index else ""
        return Outcome("run", name, LISTED if ids else EMPTY, 0, also=ids)


@dataclass(frozen=True)
class Listed:
    """Pairs kept for the list, pairs that may show a way, the index version, and why none.

    ``prices`` are what the pairs were kept at.
    """

    kept: Sequence[Assessment]
    found: Sequence[Assessment]
    index: str
    nothing: Reason = NOTHING_ABOVE_FLOOR
    prices: SpreadPrices | None = None


def none_listed(state: str, code: str = "not_reviewed") -> Listed:
    """Return an empty list because of the state that somebody or something is in."""
    return Listed((), (), "", Reason(code, {"state": Words((f"state.{state}",))}))


class ShortLists:
    """Makes short lists and records their runs.

    Parameters as for :class:`matcher.services.suggest.service.SuggestService`.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        engine: Engine,
        *,
        now: Callable[[], datetime],
        timer: Callable[[], float],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._engine = engine
        self._now = now
        self._new_id = new_id
        self.timer = timer

    def today(self) -> date:
        """Return the day that is matched for."""
        return self._now().date()

    def run(self, kind: RunKind, subject: object, index: str, by: str, top: int) -> Run:
        """Return the record of a question: what about, asked by whom, answered with what."""
        return Run(
            id=RunId(self._new_id()),
            kind=kind,
            at=self._now(),
            by=by,
            input_hash=fingerprint(subject),
            encoder=self._engine.encoder.id,
            index=index,
            weights=self._engine.rules.weights.version,
            seed=self._engine.seed,
            top=top,
        )

    def made(self, run: Run, listed: Listed, began: float, day: date) -> ShortList:
        """Return the answer with its explanations; ``began`` is what the timer said at first."""
        engine = self._engine
        suggestions = tuple(
            Suggestion(
                id=SuggestionId(f"{run.id}-{rank}"),
                run=run.id,
                participant=found.profile.person.code,
                opening=found.card.target.opening.id if found.card.target.opening else None,
                step=found.card.target.step.id if found.card.target.step else None,
                title=_title(found.card.target),
                rank=rank,
                score=found.score,
                band=found.band,
                contributions=found.contributions,
                explanation=explain(found, engine.ladders, engine.rules, day),
            )
            for rank, found in enumerate(listed.kept, start=1)
        )
        nothing = None if suggestions else self.nothing(listed, day)
        elapsed_ms = 1000 * (self.timer() - began)
        prices = listed.prices.id if listed.prices else None
        return ShortList(run, elapsed_ms, suggestions, nothing, prices)

    def nothing(self, listed: Listed, day: date) -> Json:
        """Say why a list is empty, and the shortest way to a first job."""
        ways = shortest_ways(listed.found)
        return explain_nothing(listed.nothing, ways, self._engine.rules, day)

    def inputs(
        self,
        day: date,
        *,
        people: Sequence[Participant] = (),
        openings: Sequence[Opening] = (),
        left_out: Sequence[LeftOut] = (),
        lang: str = "",
        prices: SpreadPrices | None = None,
    ) -> RunInputs:
        """Return what a list was made from, as it is kept."""
        return RunInputs(
            day=day,
            people=tuple(people),
            openings=tuple(openings),
            ladders=self._engine.ladders_mark,
            software=self._engine.software,
            left_out=tuple(left_out),
            lang=lang,
            prices=prices,
        )

    def store(
        self,
        made: ShortList,
        inputs: RunInputs,
        *,
        keep_suggestions: bool = True,
        command: Command | None = None,
    ) -> None:
        """Store a run, what it was made from and what it suggested, with its row in the audit log.

        Parameters
        ----------
        command
            What asked for it under a key: that it was done is kept in the same transaction.

        Raises
        ------
        SuggestionsStopped
            Somebody stopped suggestions while the list was made; nothing is stored.
        Conflict
            The same command was done meanwhile; nothing is stored.
        """
        run = made.run
        with self._units(write=True) as unit:
            refuse_when(unit.stop.get())
            unit.suggestions.add(run, made.suggestions if keep_suggestions else ())
            kept = unit.inputs.keep(run.id, inputs)
            names = unit.audit.pseudonyms(people_listed(run, made.suggestions))
            unit.audit.append(run_made(run, places_of(made.suggestions, names), kept))
            if command is not None and command.key is not None:
                done = Done(command.name, command.digest, made.outcome, command.by, run.at)
                unit.commands.keep(command.key, done)
            unit.commit()

    def tell_of_protected(self, run: Run) -> None:
        """Record that somebody looked for jobs for a person with protected identity."""
        with self._units(write=True) as unit:
            unit.audit.append(protected_matched(run))
            unit.commit()


def people_listed(run: Run, suggestions: Sequence[Suggestion]) -> list[ParticipantCode]:
    """Return the people that a list names besides the one it is for."""
    if run.kind is not RunKind.OPENING:
        return []
    return sorted({suggestion.participant for suggestion in suggestions})


def places_of(
    suggestions: Sequence[Suggestion], names: Mapping[ParticipantCode, str]
) -> tuple[Place, ...]:
    """Return the places of a list as the audit log keeps them: ids and scores.

    Parameters
    ----------
    suggestions
        The list, best first.
    names
        Pseudonyms of the people in it.
    """
    return tuple(
        make_place(one.rank, one.opening, one.step, names.get(one.participant), one.score)
        for one in suggestions
    )


def _title(target: Target) -> str:
    if target.opening is not None:
        return target.opening.title
    return target.step.titles.sv if target.step else ""
