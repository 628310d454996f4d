"""A LinkWorker's day: its lists, and whose turn it is in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.day_queue import make_queue
from matcher.domain.day_views import Asking
from matcher.domain.stuck import TO_DO, Stuck, stuck_people, why_stuck
from matcher.domain.suggestion import SuggestionState
from matcher.domain.views import DecisionRow
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from matcher.domain.day_queue import DayQueue, InLine
    from matcher.domain.day_views import Card, CardPerson, FollowUpCall, UnderWay
    from matcher.domain.ids import ParticipantCode, SuggestionId
    from matcher.domain.reminders import IsWorkingDay
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory

_S = SuggestionState
WAITING = frozenset({_S.ASKED, _S.PRESENTED})
MEETINGS = frozenset({_S.MEETING, _S.TRIAL})
LOOKED_AT = "queue"
"""What is on record as looked at when somebody's turn comes."""


@dataclass(frozen=True, slots=True)
class Today:
    """The lists of one day. What stands still is among ``stuck`` and in no other list.

    Parameters
    ----------
    handed_over
        What colleagues have handed to the reader: of people who are in no other list.
    """

    day: date
    queue: DayQueue
    handed_over: tuple[UnderWay, ...]
    to_do: tuple[UnderWay, ...]
    waiting: tuple[UnderWay, ...]
    meetings: tuple[UnderWay, ...]
    follow_ups: tuple[FollowUpCall, ...]
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The queue with the person whose turn it is.

    Parameters
    ----------
    turn
        ``None`` when nobody is left.
    cards
        Her suggestions that can be decided on, best first.
    undo
        What was decided last, with the decision; whether it can be taken back is another question.
    """

    queue: DayQueue
    turn: InLine | None
    person: CardPerson | None
    cards: tuple[Card, ...]
    undo: Card | None


class DayService:
    """Reads for the day of whoever asks; each method is one transaction.

    Parameters
    ----------
    units
        Opens units of work.
    now
        The time now, with a zone.
    is_working_day
        Says whether employers are expected to answer on a day.
    budget
        How many people are reviewed in a day.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        is_working_day: IsWorkingDay,
        budget: int,
    ) -> None:
        self._units = units
        self._now = now
        self._is_working_day = is_working_day
        self._budget = budget

    def today(self, viewer: Viewer, name: str) -> Today:
        """Return the lists of today for a reader; ``name`` stands beside her decisions."""
        asking = Asking(viewer, name, self._now())
        with self._units() as unit:
            people = unit.day.people(asking)
            on_their_way = unit.day.under_way(asking)
            follow_ups = unit.day.follow_ups(asking)
        under_way = [one for one in on_their_way if not one.handed_over]
        still = self._still(under_way, asking.day)
        standing = {one.under_way.suggestion for one in still if one.under_way}
        moving = [one for one in under_way if one.suggestion not in standing]
        return Today(
            asking.day,
            make_queue(people, self._budget),
            handed_over=tuple(one for one in on_their_way if one.handed_over),
            to_do=tuple(one for one in moving if one.state in TO_DO),
            waiting=tuple(one for one in moving if one.state in WAITING),
            meetings=tuple(one for one in moving if one.state in MEETINGS),
            follow_ups=follow_ups,
            stuck=(*still, *stuck_people(people, asking.day)),
        )

    def turn(
        self,
        viewer: Viewer,
        name: str,
        wanted: ParticipantCode | None = None,
        decided: SuggestionId | None = None,
    ) -> Turn:
        """Return whose turn it is, with what there is to decide; that she is looked at is recorded.

        Parameters
        ----------
        wanted
            Whose turn it shall be; when there is nothing left to decide on for her, it is the
            first one's.
        decided
            What was decided last, so that it can be taken back.

        Raises
        ------
        NotFound
            Who is wanted is not there, or not the reader's: the two look the same.
        """
        asking = Asking(viewer, name, self._now())
        with self._units() as unit:
            people = unit.day.people(asking)
            if wanted is not None and wanted not in {one.code for one in people}:
                raise NotFound(f"There is no participant {wanted}. Check the code.")
            queue = make_queue(people, self._budget)
            turn = queue.turn(wanted)
            code = turn.person.code if turn else None
            person = unit.day.person(asking, code, LOOKED_AT) if code else None
            cards = unit.day.cards(asking, code, decided) if code or decided else ()
        if person is not None and not person.noted:
            self._note(asking, person.code)
        return Turn(
            queue,
            turn,
            person,
            tuple(one for one in cards if _to_decide(one, code)),
            next((one for one in cards if one.suggestion.id == decided), None),
        )

    def whose(self, viewer: Viewer, name: str, suggestion_id: SuggestionId) -> ParticipantCode:
        """Return whose a suggestion is; raises as :meth:`turn`."""
        with self._units() as unit:
            return unit.day.whose(Asking(viewer, name, self._now()), suggestion_id)

    def last_decision(self, suggestion_id: SuggestionId) -> DecisionRow | None:
        """Return what was decided last on a suggestion, for whoever came second."""
        with self._units() as unit:
            history = unit.suggestions.history(suggestion_id)
            title = unit.suggestions.get(suggestion_id).title
        return DecisionRow(history[-1], title) if history else None

    def _still(self, under_way: Iterable[UnderWay], today: date) -> tuple[Stuck, ...]:
        reasons = ((one, why_stuck(one, today, self._is_working_day)) for one in under_way)
        return tuple(Stuck(one.code, why, one.since.date(), one) for one, why in reasons if why)

    def _note(self, asking: Asking, code: ParticipantCode) -> None:
        with self._units(write=True) as unit:
            try:
                unit.looks.note(code, asking.name, LOOKED_AT, asking.at)
            except NotFound:
                return  # deleted this moment: there is nobody left to tell
            unit.commit()


def _to_decide(card: Card, code: ParticipantCode | None) -> bool:
    one = card.suggestion
    return one.participant == code and one.state is SuggestionState.PROPOSED
