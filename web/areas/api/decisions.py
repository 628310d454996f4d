"""Decisions on a suggestion, and what the person says: as on its page, by the same services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason
from matcher.domain.permission import FieldGroup
from matcher.domain.placement import FirstDay
from matcher.domain.suggestion import (
    Action,
    AnswerMode,
    DeclineReason,
    NotHiredReason,
    SuggestionState,
)
from matcher.services.review.ending import End
from web.areas.api.decisions_schema import AnswerBody, DecisionBody
from web.areas.api.parts import OutcomeSchema
from web.areas.api.resource import Resource
from web.areas.api.seeing import asked_about
from web.context import services
from web.problems import ApiProblem
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.command import Outcome, Request

    Said = dict[str, Any]
    Move = Callable[[Request, Said], Outcome]

decisions = Resource("decisions", "What is decided about a suggestion, and what the person says")


@decisions.write(
    "/suggestions/<suggestion_id>/decisions", OutcomeSchema, body=DecisionBody, moves=True
)
def decide(said: Said, suggestion_id: str) -> dict[str, object]:
    """Decide about a suggestion, in the name of the account.

    Confirming tells nobody anything; it needs that a person has read the reasons.
    """
    asked = asked_about(suggestion_id)
    if not asked.again:
        page = seen_suggestion(suggestion_id)
        if said["action"] == Action.HIRE and page.suggestion.state is not SuggestionState.TRIAL:
            _need(said, "day", "card")
    return _DECIDE[said["action"]](asked.request, said).plain


@decisions.write("/suggestions/<suggestion_id>/answers", OutcomeSchema, body=AnswerBody, moves=True)
def answer(said: Said, suggestion_id: str) -> dict[str, object]:
    """Record that the person is asked, or what she answers; a yes says what may be told."""
    asked = asked_about(suggestion_id)
    request, action = asked.request, Action(said["action"])
    own = not asked.again and seen_suggestion(suggestion_id).is_own
    if own and action is Action.ACCEPT:
        _need(said, "up_to")
    mode = AnswerMode(said["mode"]) if "mode" in said else None
    if action is Action.ASK:
        return services().asking.ask(request).plain
    if action is Action.WITHDRAW:
        return services().placing.withdraw(request, mode).plain
    up_to = said.get("up_to", FieldGroup.SKILLS)
    return services().asking.answer(request, action, mode, up_to).plain


def _need(said: Said, *names: str) -> None:
    missing = [name for name in names if name not in said]
    if missing:
        errors = {f"/{name}": f"'{said['action']}' needs this here." for name in missing}
        raise ApiProblem("fields.here", errors=errors)


def _decline(asked: Request, said: Said) -> Outcome:
    return services().review.decline(asked, DeclineReason(said["reason"]), said.get("note"))


def _hire(asked: Request, said: Said) -> Outcome:
    card = FirstDay(**said["card"]) if "card" in said else None
    return services().placing.hire(asked, said.get("day"), card)


def _not_hire(asked: Request, said: Said) -> Outcome:
    trial = end_of(said["trial_end"]) if "trial_end" in said else None
    reason = NotHiredReason(said["reason"])
    return services().placing.not_hire(asked, reason, trial)


def end_of(said: Said) -> End:
    """Return an end as a program says it."""
    raw = said["reason"]
    kind = EndedEarlyReason if raw in tuple(EndedEarlyReason) else DidNotStartReason
    return End(said["party"], kind(raw), said.get("day"))


_DECIDE: Mapping[str, Move] = {
    "confirm": lambda asked, _: services().review.confirm(asked),
    "decline": _decline,
    "undo": lambda asked, _: services().review.undo(asked),
    "need_info": lambda asked, said: services().review.need_info(asked, said.get("note")),
    "give_info": lambda asked, _: services().review.give_info(asked),
    "hand_over": lambda asked, said: services().review.hand_over(asked, said["to"]),
    "present": lambda asked, _: services().presenting.present(asked),
    "meet": lambda asked, said: services().presenting.meet(asked, said.get("times", [])),
    "try": lambda asked, said: services().placing.begin_trial(asked, said["day"]),
    "hire": _hire,
    "not_hire": _not_hire,
}
