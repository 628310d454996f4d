"""What the clock reads and keeps: who may run the jobs, what is due, what each job did last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from matcher.domain.ending_facts import EndingFact
    from matcher.domain.ids import ParticipantCode, SuggestionId
    from matcher.domain.jobs import Ended, JobRun, Presented, Undecided


class ClockStore(Protocol):
    """Leases, runs of jobs, and what may be due, of one organisation."""

    def take_lease(self, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """Take or renew a lease by one conditional update; say whether it is held.

        It can be taken when nobody has it, when it has expired, or by who holds it already.
        """
        ...

    def give_back(self, name: str, holder: str) -> None:
        """Give a lease back; somebody else's stays."""
        ...

    def record(self, run: JobRun) -> None:
        """Keep the last run of a job."""
        ...

    def runs(self) -> tuple[JobRun, ...]:
        """Return the last run of each job, by name."""
        ...

    def undecided(self) -> tuple[Undecided, ...]:
        """Return the suggestions that nobody has decided on, the oldest first."""
        ...

    def presented(self) -> tuple[Presented, ...]:
        """Return who was presented and has no answer from the employer, the oldest first."""
        ...

    def ended(self) -> tuple[Ended, ...]:
        """Return the people who are through, have left or are archived, by code.

        Since when: the last move that led there, else the last import that brought it.
        """
        ...

    def ending_facts(self, first: date, last: date) -> tuple[EndingFact, ...]:
        """Return rights to work and certificates that end between two days, the first one first.

        Only of people in the programme, and of nobody with protected identity.
        """
        ...

    def next_ending_fact(self, after: date) -> date | None:
        """Return the next day after a day on which such a fact ends."""
        ...

    def overtaken(
        self, until: datetime, code: ParticipantCode | None = None
    ) -> Mapping[ParticipantCode, tuple[SuggestionId, ...]]:
        """Return whose open suggestions are older than what an import changed of them.

        With the suggestions that nobody has decided on since; none where they have ended, and she
        was given no others. Taking an import back changes profiles as well.

        Parameters
        ----------
        until
            Imports after that are left out: whoever imports may be at it.
        code
            Only this person.
        """
        ...

    def kept_imports(self) -> tuple[tuple[str, datetime], ...]:
        """Return the imports of which it is kept what stood there before, the oldest first."""
        ...

    def forget_import(self, batch_id: str) -> int:
        """Forget what stood there before an import, and say for how many rows."""
        ...
