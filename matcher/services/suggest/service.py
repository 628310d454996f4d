"""The use cases of suggesting, put together from one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.errors import Conflict
from matcher.ranking.retrieve import Retriever
from matcher.services.suggest.for_opening import ForOpening
from matcher.services.suggest.for_participant import ForParticipant
from matcher.services.suggest.for_text import ForText
from matcher.services.suggest.jobs import JobRanker
from matcher.services.suggest.next_step import ForNextStep
from matcher.services.suggest.people import PeopleRanker
from matcher.services.suggest.short_list import ShortLists
from matcher.services.suggest.why_not import WhyNotHere

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.command import Command, Outcome, Request
    from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode, PlacementId
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.wire import Json
    from matcher.services.suggest.engine import Engine
    from matcher.services.suggest.short_list import ShortList
    from matcher.services.suggest.why_not import WhyNot


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
        lists = ShortLists(units, engine, now=now, timer=timer, new_id=new_id)
        retriever = Retriever(engine.shelf, engine.encoder)
        jobs = JobRanker(engine, retriever)
        self._for_participant = ForParticipant(units, engine.ladders, jobs, lists)
        few = JobRanker(engine, Retriever(engine.aside or engine.shelf, engine.encoder))
        self._next_step = ForNextStep(units, engine.ladders, few, lists)
        self._why_not = WhyNotHere(units, engine, jobs, lists)
        self._for_text = ForText(units, organisation, engine.ladders, jobs, lists)
        self._for_opening = ForOpening(units, PeopleRanker(engine, retriever), lists)

    def for_participant(self, code: ParticipantCode, top: int, by: str) -> ShortList:
        """Suggest jobs for a participant and store them.

        A job that was declined comes back only when the profile has changed.

        For somebody with protected identity the list is made on demand, with area and workplace
        masked, and nothing of it is stored; that somebody looked stands in the audit log. Nothing
        is stored for somebody who is not mapped or active: the list is empty and says why.

        Raises
        ------
        NotFound
            There is no such participant.
        EmptyProgramme
            There are no participants, or there is nothing to match against.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        return self._for_participant.suggest(code, top, by)

    def shortest_way(self, code: ParticipantCode) -> Json | None:
        """Say what a new list would say were it empty; ``None`` when there is something to list.

        Nothing is stored. Errors as for :meth:`for_participant`.
        """
        return self._for_participant.shortest_way(code)

    def why_not(self, code: ParticipantCode, about: str, top: int) -> WhyNot:
        """Say why a job is not in a person's list of ``top``, or that it is; nothing is stored.

        Parameters
        ----------
        about
            Id of an opening or of a step.

        Raises
        ------
        NotFound
            There is no such person, opening or step.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        return self._why_not.ask(code, about, top)

    def for_text(self, text: str, lang: str, top: int, by: str) -> ShortList:
        """Suggest jobs for work somebody tells of; only the run is stored, never the text.

        Raises
        ------
        InputError
            The text is empty or longer than 10 000 characters.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        return self._for_text.suggest(text, lang, top, by)

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
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        return self._for_opening.suggest(opening_id, top, by)

    def next_step(self, placement_id: PlacementId, top: int, by: str) -> ShortList:
        """Suggest jobs on the next steps of the ladder to somebody at work, and store them.

        Raises
        ------
        NotFound
            There is no such placement, or the identity of the person is protected.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        return self._next_step.suggest(placement_id, top, by)

    def to_decide_for_opening(self, opening_id: OpeningId, top: int, by: str) -> ShortList:
        """Suggest people for an opening and store it: each is then confirmed or declined.

        What nobody has decided on yet for this opening is replaced. Errors as for
        :meth:`for_opening`.
        """
        return self._for_opening.suggest(opening_id, top, by, keep=True)

    def once_for_participant(self, code: ParticipantCode, top: int, request: Request) -> Outcome:
        """Ask for a list under a key, or return what asking under it led to before.

        An empty list that is stored nowhere is looked for anew.

        Raises
        ------
        Conflict
            The key stands for another command.
        NotFound, EmptyProgramme, SuggestionsStopped
            As for :meth:`for_participant`.
        """
        command = request.command("suggestions.for_participant", top=top)
        return self._once(
            command, lambda: self._for_participant.suggest(code, top, command.by, command)
        )

    def once_for_opening(self, opening_id: OpeningId, top: int, request: Request) -> Outcome:
        """Ask for people to decide on, as :meth:`once_for_participant`."""
        command = request.command("suggestions.for_opening", top=top)
        return self._once(
            command,
            lambda: self._for_opening.suggest(
                opening_id, top, command.by, keep=True, command=command
            ),
        )

    def _once(self, command: Command, make: Callable[[], ShortList]) -> Outcome:
        before = self._before(command)
        if before is not None:
            return before
        try:
            return make().outcome
        except Conflict:
            # Another process may have been asked the same at the same moment, and was quicker.
            meanwhile = self._before(command)
            if meanwhile is None:
                raise
            return meanwhile

    def _before(self, command: Command) -> Outcome | None:
        if command.key is None:
            return None
        with self._units() as unit:
            done = unit.commands.find(command.key)
        return None if done is None else done.answer(command)
