"""Two processes that do things to the same suggestions at the same moment."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from line import DEMO, MORNING, Line

from matcher.domain.command import Request
from matcher.domain.disclosure import How
from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import AnswerMode
from matcher.errors import StegvisError
from matcher.persistence.database import open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.outbox import Taking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

    from matcher.domain.ids import SuggestionId

    Act = Callable[[], object]
    Order = tuple[SuggestionId, str]

DONE = "done"
PAUSE_S = 0.004
"""At most so long one of the two waits: about as long as the other one writes."""


def forward(line: Line, suggestion: SuggestionId, name: str) -> Act:
    """Return what brings a suggestion on, as it is seen now."""
    seen = line.asks(suggestion, "Anna")
    if name == "confirm":
        version = seen.seen_version or 0
        return lambda: line.review.confirm(Request(suggestion, version, "Anna"))
    if name == "present":
        return lambda: line.presenting.present(seen)
    if name == "hire":
        return lambda: line.placing.hire(seen)
    [waiting] = [
        one.id for one in line.messages(Template.PRESENT) if one.facts["suggestion"] == suggestion
    ]
    copy = Taking(MessageState.COPIED, How.MESSAGE, "Anna", contact="Eva")
    return lambda: line.outbox.take(waiting, copy)


def back(line: Line, suggestion: SuggestionId, name: str) -> Act:
    """Return a withdrawal: from the job, of the permission, or from everything."""
    seen = line.asks(suggestion, "Cilla")
    code = line.get(suggestion).participant
    if name == "from the job":
        return lambda: line.placing.withdraw(seen, AnswerMode.PHONE)
    if name == "permission":
        return lambda: line.disclosure.withdraw(code, mode=AnswerMode.PHONE, by="Cilla")

    def everything() -> None:
        with line.units(write=True) as unit:
            signed = Signature(Role.LINKWORKER, "Cilla", line.now())
            line.withdrawals.from_everything(unit, code, signed)
            unit.commit()

    return everything


def race(
    url: str,
    side: Callable[[Line, SuggestionId, str], Act],
    orders: Sequence[Order],
    meet: Barrier,
    said: Queue[list[str]],
) -> None:
    """Do one side of each order, at the moment in which another process does the other side.

    Parameters
    ----------
    said
        Gets :data:`DONE`, or the class and the text of the refusal, for each order.
    """
    units = unit_of_work_factory(open_engine(url, busy_timeout_ms=60_000), DEMO)
    line = Line(units, MORNING + timedelta(days=1), mark=side.__name__)
    chance, answers = random.Random(side.__name__), []  # noqa: S311
    for suggestion, name in orders:
        act = side(line, suggestion, name)
        meet.wait(timeout=60)
        time.sleep(chance.random() * PAUSE_S)
        try:
            act()
        except StegvisError as error:
            answers.append(f"{type(error).__name__}: {error}")
        else:
            answers.append(DONE)
        meet.wait(timeout=60)
    said.put(answers)
