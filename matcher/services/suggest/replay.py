"""A past list made again from what was kept, and held against what the audit log says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit import canonical, seal
from matcher.domain.audit_entries import RUN, SUGGESTED
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import RunId
from matcher.domain.replay import Replay, make_place
from matcher.domain.run import RunKind
from matcher.errors import ArtifactError, InputError, NotFound
from matcher.ranking.retrieve import Retriever
from matcher.ranking.targets import targets_on
from matcher.services.suggest.for_participant import without
from matcher.services.suggest.for_text import teller_of
from matcher.services.suggest.jobs import JobRanker
from matcher.services.suggest.people import PeopleRanker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcher.domain.audit import AuditEvent
    from matcher.domain.ids import OrganisationId, ParticipantCode
    from matcher.domain.participant import Participant
    from matcher.domain.replay import Place
    from matcher.domain.run import Run
    from matcher.domain.run_inputs import RunInputs
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.services.suggest.engine import Engine
    from matcher.services.suggest.short_list import Listed

LOGGED = ("input_hash", "encoder", "index", "weights", "seed", "top")
"""What the log holds of a run besides its list."""


@dataclass(frozen=True)
class _Kept:
    """What the database has of a run: what the log says, and what it was made from."""

    run: Run
    logged: Mapping[str, object] | None
    inputs: RunInputs | None
    names: Mapping[ParticipantCode, str]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


class ReplayService:
    """Makes past lists again; it writes nothing.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    organisation
        Whose they are.
    engine
        As for suggesting, with a shelf of its own: an index of past rows is nobody else's.
    """

    def __init__(
        self, units: UnitOfWorkFactory, organisation: OrganisationId, engine: Engine
    ) -> None:
        self._units = units
        self._organisation = organisation
        self._engine = engine
        retriever = Retriever(engine.shelf, engine.encoder)
        self._jobs = JobRanker(engine, retriever)
        self._people = PeopleRanker(engine, retriever)

    def replay(self, run_id: RunId, text: str | None = None) -> Replay:
        """Make the list of a run again.

        Parameters
        ----------
        text
            What was told, for a run on a text: it was not kept.

        Raises
        ------
        NotFound
            There is no such run.
        InputError
            The text is not the one of the run.
        """
        with self._units() as unit:
            kept = self._kept(unit, run_id)
        run = kept.run
        if text is not None and fingerprint(text) != run.input_hash:
            raise InputError(f"This is not the text of run {run_id}; give it letter by letter.")
        gone = [*kept.gone, *self._other_artefacts(kept)]
        if run.kind is RunKind.TEXT and text is None:
            gone.append("The told text was not kept. Hand it in with --text.")
        recorded = _places(kept.logged)
        if gone or kept.inputs is None:
            return Replay(run, recorded, None, tuple(gone), kept.changed)
        listed = self._again(run, kept.inputs, text)
        if listed.index != run.index:
            gone.append(f"The index was {run.index}; from what was kept it is {listed.index}.")
        again = _listed_places(listed, kept.names if run.kind is RunKind.OPENING else {})
        same = canonical(recorded) == canonical(again)
        if not same and kept.inputs.software != self._engine.software:
            gone.append(
                f"Stegvis was version {kept.inputs.software}; this is {self._engine.software}."
            )
        return Replay(run, recorded, again, tuple(gone), kept.changed)

    def runs(self) -> tuple[RunId, ...]:
        """Return the runs that the audit log knows, the first one first."""
        with self._units() as unit:
            made = [event for event in unit.audit.events() if event.action == SUGGESTED]
        return tuple(RunId(str(event.object_id)) for event in made)

    def _kept(self, unit: UnitOfWork, run_id: RunId) -> _Kept:
        run = unit.suggestions.run(run_id)
        gone: list[str] = []
        logged = inputs = None
        try:
            logged = _logged(run, unit.audit.of_object(RUN, run_id))
            inputs = unit.inputs.of(run_id)
        except (NotFound, ArtifactError) as error:
            gone.append(str(error))
        if inputs is None:
            return _Kept(run, logged, None, {}, tuple(gone), ())
        if inputs.people_gone:
            gone.append(f"Profiles of this run that were deleted since: {inputs.people_gone}.")
        names = unit.audit.known_pseudonyms([person.code for person in inputs.people])
        return _Kept(run, logged, inputs, names, tuple(gone), tuple(_changes(unit, inputs)))

    def _other_artefacts(self, kept: _Kept) -> Iterator[str]:
        engine, run = self._engine, kept.run
        if engine.encoder.id != run.encoder:
            yield f"The encoder was {run.encoder}; here is {engine.encoder.id}."
        if engine.rules.weights.version != run.weights:
            yield f"The weights were {run.weights}; here are {engine.rules.weights.version}."
        if engine.seed != run.seed:
            yield f"The seed was {run.seed}; here it is {engine.seed}."
        if kept.inputs is not None and kept.inputs.ladders != engine.ladders_mark:
            was, now = kept.inputs.ladders[:12], engine.ladders_mark[:12]
            yield f"The ladders were {was}; here are {now}. Name their folder in STEGVIS_LADDERS."

    def _again(self, run: Run, inputs: RunInputs, text: str | None) -> Listed:
        if run.kind is RunKind.OPENING:
            return self._people.rank(inputs.openings[0], inputs.people, run.top, inputs.day)
        targets = targets_on(inputs.day, inputs.openings, self._engine.ladders)
        person = (
            teller_of(text or "", inputs.lang, self._organisation)
            if run.kind is RunKind.TEXT
            else inputs.people[0]
        )
        wanted = without(targets, inputs.left_out)
        return self._jobs.rank(person, wanted, run.top, inputs.day, inputs.prices)


def _logged(run: Run, events: Sequence[AuditEvent]) -> Mapping[str, object]:
    """Return what the log says of a run.

    Raises
    ------
    NotFound, ArtifactError
        The log has no row of it, or one that was changed.
    """
    made = [event for event in events if event.action == SUGGESTED]
    if not made:
        raise NotFound(
            f"The audit log has no row of run {run.id}: it was made before the log. Take a "
            "run that was made later."
        )
    event = made[0]
    if seal(event) != event:
        raise ArtifactError(f"Row {event.sequence} of the audit log was changed; see audit verify.")
    logged: dict[str, object] = json.loads(event.details or "{}")
    other = [name for name in LOGGED if logged.get(name) != getattr(run, name)]
    if other:
        raise ArtifactError(
            f"The record of run {run.id} was changed since: in the audit log "
            f"{', '.join(other)} is another. Look at the log with `stegvis audit verify`."
        )
    return logged


def _places(logged: Mapping[str, object] | None) -> tuple[Place, ...]:
    listed = logged["places"] if logged is not None else []
    return tuple(listed) if isinstance(listed, list) else ()


def _listed_places(listed: Listed, names: Mapping[ParticipantCode, str]) -> tuple[Place, ...]:
    targets = [(found.card.target.opening, found.card.target.step) for found in listed.kept]
    return tuple(
        make_place(
            rank,
            opening.id if opening else None,
            step.id if step else None,
            names.get(found.profile.person.code),
            found.score,
        )
        for rank, (found, (opening, step)) in enumerate(
            zip(listed.kept, targets, strict=True), start=1
        )
    )


def _changes(unit: UnitOfWork, inputs: RunInputs) -> Iterator[str]:
    """Yield what is another by now than when the run was made."""
    changed = sorted(one.code for one in inputs.people if _now(unit, one.code) != one)
    if changed:
        yield f"Profiles that have changed since: {_few(changed)}."
    used = [opening.id for opening in inputs.openings]
    openings = {opening.id: opening for opening in unit.openings.among(used)}
    gone = sorted(one.id for one in inputs.openings if one.id not in openings)
    if gone:
        yield f"Openings that are no longer there: {_few(gone)}."
    other = sorted(one.id for one in inputs.openings if openings.get(one.id, one) != one)
    if other:
        yield f"Openings that have changed since: {_few(other)}."


def _now(unit: UnitOfWork, code: ParticipantCode) -> Participant | None:
    try:
        return unit.participants.get(code)
    except NotFound:
        return None


def _few(ids: Sequence[str], few: int = 5) -> str:
    more = f" and {len(ids) - few} more" if len(ids) > few else ""
    return ", ".join(ids[:few]) + more
