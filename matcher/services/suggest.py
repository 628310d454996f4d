"""Suggest first jobs: for a participant, for a told experience, or people for an opening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import ParticipantCode, RunId, SuggestionId
from matcher.domain.participant import REVIEWED, Participant
from matcher.domain.run import Run, RunKind
from matcher.domain.skills import Experience
from matcher.domain.suggestion import Suggestion, SuggestionState
from matcher.domain.target import Target
from matcher.errors import EmptyProgramme, InputError, NotFound
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.ranking.explain import explain, explain_nothing
from matcher.ranking.reasons import Reason, Words
from matcher.ranking.retrieve import Retriever
from matcher.ranking.shortlist import above_floor, assess_all, shortest_ways, varied
from matcher.ranking.targets import targets_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from matcher.domain.ids import OpeningId, OrganisationId
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.ports import IndexShelf, Suggestions, TextEncoder, UnitOfWork, UnitOfWorkFactory
    from matcher.ranking.assess import Assessment
    from matcher.ranking.catalogue import Card, Profile, TradeReader
    from matcher.ranking.rules import Rules
    from matcher.ranking.wire import Json

LONGEST_TEXT = 10_000
NOTHING_ABOVE_FLOOR = Reason("nothing_above_floor")


@dataclass(frozen=True)
class Engine:
    """What suggesting stands on besides the database."""

    ladders: Ladders
    encoder: TextEncoder
    shelf: IndexShelf
    rules: Rules
    trades: TradeReader
    seed: int = 0


@dataclass(frozen=True)
class ShortList:
    """The answer: a recorded run and its suggestions, best first.

    Parameters
    ----------
    elapsed_ms
        From parsed input to result.
    none_because
        When there is no suggestion: why, and the shortest way to a first job.
    """

    run: Run
    elapsed_ms: float
    suggestions: tuple[Suggestion, ...]
    none_because: Json | None


class SuggestService:
    """Use cases of suggesting.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    organisation
        Whose they are.
    engine
        Ladders, encoder, indexes and rules.
    now
        The clock, with a time zone.
    timer
        Seconds of a monotonic clock.
    new_id
        Makes run ids.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        organisation: OrganisationId,
        engine: Engine,
        *,
        now: Callable[[], datetime],
        timer: Callable[[], float],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._organisation = organisation
        self._engine = engine
        self._retriever = Retriever(engine.shelf, engine.encoder)
        self._now = now
        self._timer = timer
        self._new_id = new_id

    def for_participant(self, code: ParticipantCode, top: int, by: str) -> ShortList:
        """Suggest jobs for a participant and store them.

        A job that was declined comes back only when the profile has changed.

        For somebody with protected identity the list is made on demand and nothing is stored. Nor
        is it for somebody who is not mapped or active: the list is empty and says why.

        Raises
        ------
        NotFound
            There is no such participant.
        EmptyProgramme
            There are no participants, or there is nothing to match against.
        """
        began = self._timer()
        person, targets = self._person_with_targets(code)
        reviewed = person.state in REVIEWED
        listed = self._rank_jobs(person, targets, top) if reviewed else _none_listed(person.state)
        run = self._run(RunKind.PARTICIPANT, person, listed.index, by, top)
        made = self._made(replace(run, participant=code), listed, began)
        if reviewed and not person.protected_identity:
            self._store(made.run, made.suggestions)
        return made

    def shortest_way(self, code: ParticipantCode) -> Json | None:
        """Say what a new list would say were it empty; ``None`` when there is something to list.

        Nothing is stored. Errors as for :meth:`for_participant`.
        """
        person, targets = self._person_with_targets(code)
        if person.state not in REVIEWED:
            return self._nothing(_none_listed(person.state))
        listed = self._rank_jobs(person, targets, top=1)
        return None if listed.kept else self._nothing(listed)

    def for_text(self, text: str, lang: str, top: int, by: str) -> ShortList:
        """Suggest jobs for work somebody tells of; only the run is stored, never the text.

        Raises
        ------
        InputError
            The text is empty or longer than 10 000 characters.
        """
        if not text.strip():
            raise InputError("The text is empty. Tell in a sentence or two what was done.")
        if len(text) > LONGEST_TEXT:
            raise InputError(
                f"The text has {len(text)} characters; at most {LONGEST_TEXT} are read. "
                "Tell the most important work only."
            )
        began = self._timer()
        person = Participant(
            self._organisation,
            ParticipantCode(""),
            preferred_language=lang,
            experiences=(Experience(text.strip(), lang),),
        )
        with self._units() as unit:
            targets = targets_on(self._today(), unit.openings.all(), self._engine.ladders)
        listed = self._rank_jobs(person, targets, top)
        run = self._run(RunKind.TEXT, text, listed.index, by, top)
        made = self._made(run, listed, began)
        self._store(made.run, ())
        return made

    def for_opening(self, opening_id: OpeningId, top: int, by: str) -> ShortList:
        """Suggest people for an opening; the run is stored, the list is for looking only.

        An opening that takes nobody today (closed, full, a draft, past its deadline) has an empty
        list that says so, and no run.

        Raises
        ------
        NotFound
            There is no such opening.
        EmptyProgramme
            There are no openings, or no participants.
        """
        began = self._timer()
        with self._units() as unit:
            opening = _opening(unit, opening_id)
            known = [p for p in unit.participants.all() if not p.protected_identity]
        active = {p.code for p in known if p.state in REVIEWED}
        if not active:
            raise EmptyProgramme(
                "There are no active participants. Run `stegvis import participants FILE`."
            )
        if not opening.matchable_on(self._today()):
            run = self._run(RunKind.OPENING, opening, "", by, top)
            listed = _none_listed(opening.state, "opening_not_open")
            return self._made(replace(run, opening=opening_id), listed, began)
        step = self._engine.ladders.steps.get(opening.step) if opening.step else None
        card = make_cards([Target(opening, step)], self._engine.ladders, self._engine.encoder)[0]
        chosen, version = self._retriever.people_for(card.work, known, active)
        profiles = make_profiles(chosen, self._engine.encoder, self._engine.trades)
        found = self._assess([(profile, card) for profile in profiles])
        kept = above_floor(found, self._engine.rules.weights.floor)[:top]
        listed = _Listed(kept, (), version, Reason("nobody_above_floor"))
        run = self._run(RunKind.OPENING, opening, version, by, top)
        made = self._made(replace(run, opening=opening_id), listed, began)
        self._store(made.run, ())
        return made

    def _person_with_targets(self, code: ParticipantCode) -> tuple[Participant, list[Target]]:
        with self._units() as unit:
            person = _person(unit, code)
            targets = targets_on(self._today(), unit.openings.all(), self._engine.ladders)
            declined = _declined(unit.suggestions, code, fingerprint(person))
        return person, [target for target in targets if _pair(target) not in declined]

    def _rank_jobs(self, person: Participant, targets: Sequence[Target], top: int) -> _Listed:
        encoder = self._engine.encoder
        profile = make_profiles([person], encoder, self._engine.trades)[0]
        near, version = self._retriever.jobs_for(profile, targets)
        found = self._assess(
            [(profile, card) for card in make_cards(near, self._engine.ladders, encoder)]
        )
        kept = varied(above_floor(found, self._engine.rules.weights.floor), top)
        return _Listed(kept, found, version)

    def _assess(self, pairs: Sequence[tuple[Profile, Card]]) -> list[Assessment]:
        return assess_all(pairs, self._engine.rules, self._today())

    def _made(self, run: Run, listed: _Listed, began: float) -> ShortList:
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
                explanation=explain(found, engine.ladders, engine.rules, self._today()),
            )
            for rank, found in enumerate(listed.kept, start=1)
        )
        nothing = None if suggestions else self._nothing(listed)
        return ShortList(run, 1000 * (self._timer() - began), suggestions, nothing)

    def _nothing(self, listed: _Listed) -> Json:
        ways = shortest_ways(listed.found)
        return explain_nothing(listed.nothing, ways, self._engine.rules, self._today())

    def _run(self, kind: RunKind, subject: object, index: str, by: str, top: int) -> Run:
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

    def _store(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        with self._units(write=True) as unit:
            unit.suggestions.add(run, suggestions)
            unit.commit()

    def _today(self) -> date:
        return self._now().date()


@dataclass(frozen=True)
class _Listed:
    """Pairs kept for the list, pairs that may show a way, the index version, and why none."""

    kept: Sequence[Assessment]
    found: Sequence[Assessment]
    index: str
    nothing: Reason = NOTHING_ABOVE_FLOOR


def _none_listed(state: str, code: str = "not_reviewed") -> _Listed:
    return _Listed((), (), "", Reason(code, {"state": Words((f"state.{state}",))}))


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


def _title(target: Target) -> str:
    if target.opening is not None:
        return target.opening.title
    return target.step.titles.sv if target.step else ""
