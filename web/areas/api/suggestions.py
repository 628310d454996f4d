"""Suggestions for a person or an opening: as they stand, and asked for anew."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.machines.suggestion import SUGGESTION, UNDECIDED
from matcher.domain.opening import OpeningKind
from matcher.domain.role import Role
from matcher.errors import NotFound, StegvisError
from matcher.ranking.wire import say_explanation, say_nothing
from matcher.services.looks import PROFILE
from web.areas.api.etags import has_version
from web.areas.api.once import once_key
from web.areas.api.parts import OutcomeSchema
from web.areas.api.resource import Resource
from web.areas.api.suggestions_schema import (
    OneSuggestionSchema,
    PersonSuggestionsSchema,
    SuggestionsSchema,
)
from web.context import queues, reviewer, services
from web.languages import language
from web.seen import seen_suggestion
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.suggestion import Suggestion

FOR_PERSON, FOR_OPENING = 10, 20
"""How long a list is that is asked for, as on the pages."""

suggestions = Resource("suggestions", "Suggested jobs for people, and people for jobs")


@suggestions.read("/participants/<code>/suggestions", PersonSuggestionsSchema)
def of_person(code: str) -> dict[str, object]:
    """List a person's suggestions as they stand; that the account looked is recorded.

    When there is nothing to decide on, why, and the shortest ways to a first job.
    """
    page = queues().person(ParticipantCode(code))
    person, listed = page.person, page.suggestions
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    undecided = any(one.state in UNDECIDED for one in listed)
    told = undecided or person.protected_identity
    return _items(listed) | {"none_because": None if told else _none_because(person.code)}


@suggestions.read("/openings/<opening_id>/suggestions", SuggestionsSchema)
def of_opening(opening_id: str) -> dict[str, object]:
    """List who was suggested for an own opening, of the people whom the account may see."""
    opening = _own(opening_id)
    line = services().line_pages.line_of(opening)
    seen = queues().reviewed(one.participant for one in line)
    return _items(one for one in line if one.participant in seen)


@suggestions.read("/suggestions/<suggestion_id>", OneSuggestionSchema)
def one(suggestion_id: str) -> dict[str, object]:
    """Show a suggestion with its history, what is possible next, and what an employer may know."""
    page = seen_suggestion(suggestion_id)
    found = page.suggestion
    services().looks.note(found.participant, by=reviewer(), what=PROFILE)
    has_version(found.version)
    return _said(found) | {
        "history": page.history,
        "possible": sorted(SUGGESTION.possible(found.state, Role.LINKWORKER)),
        "permitted": page.permitted,
        "told": page.told,
        "placement": page.placement.id if page.placement else None,
    }


@suggestions.write("/participants/<code>/suggestions", OutcomeSchema)
def refresh_person(code: str) -> dict[str, object]:
    """Ask for new suggestions for a person; what nobody has decided on is replaced.

    Nothing is stored of people with protected identity, so they look as if they were not there.
    """
    key = once_key()
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound(
            "Nothing is stored of people with protected identity. Use a LinkWorker's page, "
            "which stores no list."
        )
    asked = _asked(person.code, key)
    with one_at_a_time():
        return services().suggest.once_for_participant(person.code, FOR_PERSON, asked).plain


@suggestions.write("/openings/<opening_id>/suggestions", OutcomeSchema)
def refresh_opening(opening_id: str) -> dict[str, object]:
    """Look who can start at an own opening; what nobody has decided on for it is replaced.

    The answer names the suggestions of people whom the account may see.
    """
    key, opening = once_key(), _own(opening_id)
    asked = _asked(opening, key)
    with one_at_a_time():
        outcome = services().suggest.once_for_opening(opening, FOR_OPENING, asked)
    line = services().line_pages.line_of(opening)
    seen = queues().reviewed(one.participant for one in line)
    mine = {str(one.id) for one in line if one.participant in seen}
    return outcome.plain | {"also": [one for one in outcome.also if one in mine]}


def _none_because(code: ParticipantCode) -> dict[str, object] | None:
    try:
        with one_at_a_time():
            nothing = services().suggest.shortest_way(code)
    except StegvisError:
        return None  # the list is shown all the same; asking for a new one says the error
    return None if nothing is None else say_nothing(nothing, language())


def _own(opening_id: str) -> OpeningId:
    opening, _, _ = services().line_pages.opening(OpeningId(opening_id))
    if opening.kind is not OpeningKind.OWN:
        raise NotFound("There is no such opening. Check its id.")
    return opening.id


def _asked(about: str, key: str) -> Request:
    return Request(about, 0, reviewer() or "", key=key)


def _items(found: Iterable[Suggestion]) -> dict[str, object]:
    return {"items": [_said(one) for one in found]}


def _said(one: Suggestion) -> dict[str, object]:
    said = {each.name: getattr(one, each.name) for each in fields(one)}
    words = say_explanation(one.explanation, language())
    return words | said
