"""Questions to people about themselves: put in rounds, answered by them, read by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit_rounds import (
    instrument_used,
    question_passed,
    round_made,
    round_not_asked,
)
from matcher.domain.ids import RoundId
from matcher.domain.participant_move import GONE
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.rounds import (
    AnswerStatus,
    Asked,
    FirstAndLatest,
    HowAnswered,
    Response,
    Round,
    RoundStanding,
    first_and_latest,
    open_on,
    standing_of,
)
from matcher.errors import InputError, InvalidTransition, NotFound
from matcher.planning.flow.quarters import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.instrument import Instrument
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


class QuestionService:
    """Each write is one transaction with its row in the audit log, which holds no answer.

    No method for staff returns an answer; a test looks for that.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    new_id
        Makes a name for a round.
    shipped
        The instrument that is asked where none was loaded.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        shipped: Callable[[], Instrument],
    ) -> None:
        self._units = units
        self._now = now
        self._new_id = new_id
        self._shipped = shipped

    def use(self, instrument: Instrument, *, by: str) -> bool:
        """Make new rounds with an instrument; ``False`` when it was in use already.

        Raises
        ------
        Conflict
            There is another wording under its id and version.
        InputError
            Nobody says who does it.
        """
        at, by = self._now(), _named(by)
        with self._units(write=True) as unit:
            changed = unit.instruments.use(instrument, by=by, at=at)
            if changed:
                unit.audit.append(instrument_used(instrument, by, at))
            unit.commit()
        return changed

    def ask(
        self, due: date, *, by: str, only: Collection[ParticipantCode] = ()
    ) -> tuple[Round, ...]:
        """Make the round of a quarter for everybody who takes part and has none that is due in it.

        Parameters
        ----------
        due
            The day from which they find the questions on their own page.
        only
            These people, when there are any named.

        Raises
        ------
        NotFound
            One of those named takes no part, or the identity is protected.
        InputError
            Nobody says who does it.
        """
        at, by, quarter = self._now(), _named(by), Quarter.of(due)
        with self._units(write=True) as unit:
            here = unit.rounds.to_be_asked()
            asked = unit.rounds.due_between(quarter.first, quarter.last)
            for code in only:
                if code not in here:
                    raise NotFound(f"Nobody who takes part has the code {code}. Check it.")
            instrument = unit.instruments.in_use() or self._shipped()
            if unit.instruments.use(instrument, by=by, at=at):
                unit.audit.append(instrument_used(instrument, by, at))
            made = tuple(
                Round(RoundId(self._new_id()), code, instrument.id, instrument.version, due, by, at)
                for code in here
                if (not only or code in only) and code not in asked
            )
            for one in made:
                unit.rounds.add(one)
                unit.audit.append(round_made(one))
            unit.commit()
        return made

    def not_asked(self, code: ParticipantCode, round_id: RoundId, *, by: str) -> None:
        """Write that the questions of a round were not put to somebody; nobody says why.

        Raises
        ------
        NotFound
            There is no such round of hers.
        InvalidTransition
            She has said something, or it is written already.
        """
        at = self._now()
        with self._units(write=True) as unit:
            asked = _round_of(unit, code, round_id)
            if asked.responses:
                raise InvalidTransition(
                    "Something is written in this round already. Nothing was changed. Let it "
                    "stand, or wait for the next round.",
                    code="round.begun",
                )
            for number, item in enumerate(asked.instrument.items, start=1):
                unit.rounds.respond(
                    Response(round_id, number, item.code, AnswerStatus.NOT_ASKED, at)
                )
            unit.audit.append(round_not_asked(asked.round, by, at))
            unit.commit()

    def standings(self, code: ParticipantCode) -> tuple[RoundStanding, ...]:
        """Return what staff are told of a person's rounds, the newest first: no answer."""
        with self._units() as unit:
            return tuple(standing_of(one) for one in reversed(unit.rounds.of(code)))

    def may_be_asked(self, code: ParticipantCode) -> bool:
        """Say whether a person takes part and has no round in this quarter."""
        quarter = Quarter.of(self._now().date())
        with self._units() as unit:
            here = code in unit.rounds.to_be_asked()
            return here and code not in unit.rounds.due_between(quarter.first, quarter.last)

    def open_for(self, code: ParticipantCode) -> Asked | None:
        """Return what a person is asked now, for herself; ``None`` when there is nothing."""
        with self._units() as unit:
            return self._open(unit, code)

    def own_answers(self, code: ParticipantCode) -> tuple[FirstAndLatest, ...]:
        """Return a person's first and latest answers, for herself."""
        with self._units() as unit:
            return first_and_latest(unit.rounds.of(code))

    def answer(
        self,
        code: ParticipantCode,
        round_id: RoundId,
        item: str,
        value: int | None,
        mode: HowAnswered,
    ) -> Response:
        """Keep what a person says to a question; the last word holds, the others stay.

        Parameters
        ----------
        value
            A number of the scale; ``None`` skips the question.

        Raises
        ------
        NotFound
            This round of hers is not open, or has no such question.
        InputError
            The number is not on the scale.
        """
        with self._units(write=True) as unit:
            asked = self._open(unit, code)
            if asked is None or asked.round.id != round_id:
                raise NotFound(
                    "These questions are not open any more. Load the page again to see what is "
                    "asked now."
                )
            question = asked.instrument.item(item)
            if value is not None and value not in question.scale:
                raise InputError(
                    f"{value} is no answer: choose {question.scale_min} to {question.scale_max}.",
                    code="answer.scale",
                )
            status = AnswerStatus.SKIPPED if value is None else AnswerStatus.ANSWERED
            before = asked.responses.get(item)
            if before and (before.status, before.value, before.mode) == (status, value, mode):
                return before
            number = unit.rounds.next_number(round_id)
            made = Response(round_id, number, item, status, self._now(), value, mode)
            unit.rounds.respond(made)
            unit.audit.append(question_passed(made, BY_PERSON, code))
            unit.commit()
        return made

    def _open(self, unit: UnitOfWork, code: ParticipantCode) -> Asked | None:
        standing = unit.participants.standing(code)
        if standing.state in GONE or standing.protected_identity:
            return None
        return open_on(unit.rounds.of(code), self._now().date())


def _named(by: str) -> str:
    if not by.strip():
        raise InputError("Say who does this (--by): it is kept.", code="who.missing")
    return by.strip()


def _round_of(unit: UnitOfWork, code: ParticipantCode, round_id: RoundId) -> Asked:
    found = next((one for one in unit.rounds.of(code) if one.round.id == round_id), None)
    if found is None:
        raise NotFound(
            f"There is no round {round_id} of this person. Choose one that the page of the "
            "person shows."
        )
    return found
