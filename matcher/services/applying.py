"""A person's CV and short application: composed, written over, undone, made as composed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.applying.compose import compose
from matcher.applying.facts import facts_of
from matcher.applying.job import job_of_opening, job_of_step
from matcher.domain.application import (
    LEAST_WORDS,
    PARTS_OF,
    ApplicationMove,
    ApplicationVersion,
    Draft,
    Paper,
    Part,
    Target,
    TargetKind,
    draft_for,
    words_of,
)
from matcher.domain.audit_applying import application_moved
from matcher.domain.ids import OpeningId, StepId
from matcher.domain.participant_move import is_indexed
from matcher.errors import InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.applying.compose import Composed
    from matcher.applying.job import Job
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

    Change = Callable[[Draft, Mapping[Part, str]], Mapping[Part, str]]


@dataclass(frozen=True, slots=True)
class Application:
    """Both papers of a person for one job, as they are now.

    Parameters
    ----------
    opening
        ``None`` for a step of a ladder.
    """

    person: Participant
    target: Target
    job: Job
    opening: Opening | None
    composed: Composed
    draft: Draft

    @property
    def texts(self) -> Mapping[Part, str]:
        """Each part as it stands in the papers: own text, else what is composed."""
        return {**self.composed.texts, **self.draft.texts}

    @property
    def words(self) -> int:
        """How many words the letter has."""
        return words_of(self.texts[part] for part in PARTS_OF[Paper.LETTER])

    @property
    def is_short(self) -> bool:
        """Whether the letter has fewer words than a short application should."""
        return self.words < LEAST_WORDS


@dataclass(frozen=True, slots=True)
class Begun:
    """A job for which somebody has written something."""

    target: Target
    last: ApplicationVersion


class ApplicationService:
    """Each write is one transaction with its row in the audit log.

    A person with protected identity is not found here: nothing is stored of her.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        The jobs, and the names of certificates.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def read(self, code: ParticipantCode, target: Target) -> Application:
        """Return both papers for a job.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such job.
        InvalidTransition
            She has stopped using the service.
        """
        with self._units() as unit:
            return self._read(unit, code, target)

    def begun(self, code: ParticipantCode) -> tuple[Begun, ...]:
        """Return the jobs for which something was written, the newest first; errors as above."""
        with self._units() as unit:
            _person(unit, code)
            versions = unit.applications.of(code)
        last = {one.target: one for one in versions}
        newest = sorted(last.values(), key=lambda one: -one.number)
        return tuple(Begun(one.target, one) for one in newest)

    def write(
        self,
        code: ParticipantCode,
        target: Target,
        texts: Mapping[Part, str],
        *,
        by: str,
        seen: int,
    ) -> ApplicationVersion:
        """Keep own text for some parts.

        Parameters
        ----------
        texts
            The parts that were written; the others stay as they are.
        by
            Who wrote it.
        seen
            Number of the version that was looked at, 0 for what is composed.

        Raises
        ------
        NotFound, InvalidTransition
            As for :meth:`read`, or nothing was changed.
        InputError
            It does not fit on a page, or holds a personal identity number.
        Conflict
            Somebody has written meanwhile.
        """

        def written(draft: Draft, composed: Mapping[Part, str]) -> Mapping[Part, str]:
            return draft.written(texts, composed)

        return self._move(code, target, ApplicationMove.WRITE, written, by=by, seen=seen)

    def undo(
        self, code: ParticipantCode, target: Target, *, by: str, seen: int
    ) -> ApplicationVersion:
        """Take the last move back; done once more it is there again. Errors as for writing."""
        return self._move(
            code,
            target,
            ApplicationMove.UNDO,
            lambda draft, _: draft.before_last(),
            by=by,
            seen=seen,
        )

    def restore(
        self,
        code: ParticipantCode,
        target: Target,
        part: Part | None = None,
        *,
        by: str,
        seen: int,
    ) -> ApplicationVersion:
        """Make one part, or all, as composed; what was written can be brought back by undo."""
        return self._move(
            code,
            target,
            ApplicationMove.RESTORE,
            lambda draft, _: draft.without(part),
            by=by,
            seen=seen,
        )

    def _move(
        self,
        code: ParticipantCode,
        target: Target,
        move: ApplicationMove,
        change: Change,
        *,
        by: str,
        seen: int,
    ) -> ApplicationVersion:
        with self._units(write=True) as unit:
            now = self._read(unit, code, target)
            now.draft.must_be_seen(seen)
            made = ApplicationVersion(
                code,
                unit.applications.next_number(code),
                target,
                move,
                by,
                self._now(),
                change(now.draft, now.composed.texts),
            )
            unit.applications.add(made)
            unit.audit.append(application_moved(made))
            unit.commit()
        return made

    def _read(self, unit: UnitOfWork, code: ParticipantCode, target: Target) -> Application:
        person = _person(unit, code)
        opening, job = self._job(unit, target)
        facts = facts_of(person, unit.concepts.of(code), self._ladders, self._now().date())
        draft = draft_for(target, unit.applications.of(code))
        return Application(person, target, job, opening, compose(facts, job), draft)

    def _job(self, unit: UnitOfWork, target: Target) -> tuple[Opening | None, Job]:
        if target.kind is TargetKind.STEP:
            return None, job_of_step(self._ladders.step(StepId(target.id)), self._ladders)
        opening = unit.openings.get(OpeningId(target.id))
        employer = unit.employers.get(opening.employer).name if opening.employer else None
        return opening, job_of_opening(opening, employer, self._ladders)


def _person(unit: UnitOfWork, code: ParticipantCode) -> Participant:
    person = unit.participants.get(code)
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    if not is_indexed(person):
        raise InvalidTransition(
            f"{code} is '{person.state}': nothing more is made of her data. Choose somebody "
            "who is still in the programme."
        )
    return person
