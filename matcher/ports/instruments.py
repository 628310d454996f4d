"""Questions to people: what is asked, of whom and when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode, RoundId
    from matcher.domain.instrument import Instrument
    from matcher.domain.rounds import Asked, Response, Round
    from matcher.domain.target_question import ProgressFacts, TargetFacts


class Instruments(Protocol):
    """Versions of instruments; none is ever changed, and one is in use."""

    def use(self, instrument: Instrument, *, by: str, at: datetime) -> bool:
        """Ask with this one from now on; ``False`` when it was in use already.

        Raises
        ------
        Conflict
            There is another wording under this id and version.
        """
        ...

    def in_use(self) -> Instrument | None:
        """Return the one in use, ``None`` before the first."""
        ...


class Rounds(Protocol):
    """Rounds and responses of people; rows are only ever added."""

    def add(self, made: Round) -> None:
        """Store a round."""
        ...

    def of(self, code: ParticipantCode) -> tuple[Asked, ...]:
        """Return a person's rounds with what holds of each question, the first one first."""
        ...

    def respond(self, response: Response) -> None:
        """Store what came of a question."""
        ...

    def next_number(self, round_id: RoundId) -> int:
        """Return the number of the next response in a round."""
        ...

    def to_be_asked(self) -> tuple[ParticipantCode, ...]:
        """Return who takes part now and is not of protected identity, in order."""
        ...

    def due_between(self, first: date, last: date) -> frozenset[ParticipantCode]:
        """Return who has a round that is due on one of some days, both ends among them."""
        ...


class TargetViews(Protocol):
    """Facts of the target question; nobody with protected identity is in them."""

    def facts(self) -> TargetFacts:
        """Return all facts of the report on the target."""
        ...

    def progress(self) -> ProgressFacts:
        """Return all facts of the questions beside the target question."""
        ...
