"""What an employer's link shows: composed in the one place, and recorded when it is shown.

An employer reads what :func:`matcher.domain.employer_view.employer_view` returns and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.answer_link import AnswerLink
from matcher.domain.disclosure import How, Telling
from matcher.domain.disclosure_entries import disclosed
from matcher.domain.employer_home import WITH_EMPLOYER
from matcher.domain.employer_key import ByAccount
from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.one_time import digest_of
from matcher.domain.permission import FieldGroup, may_be_said, up_to
from matcher.domain.role import EMPLOYER_SIDE, Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from matcher.domain.employer_answer import WorkplaceAnswer
    from matcher.domain.employer_key import EmployerKey
    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ladders import Ladders
    from matcher.domain.machines.suggestion import SuggestionState
    from matcher.domain.meeting import MeetingTime
    from matcher.domain.opening import Opening
    from matcher.domain.placement import Placement
    from matcher.domain.suggestion import Suggestion
    from matcher.domain.views import EmployerView
    from matcher.ports import UnitOfWork

_BY_PAGE = up_to(FieldGroup.SKILLS)
"""A page tells these; name and contact are not kept here, so a person tells them."""


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """What an employer's link shows.

    Parameters
    ----------
    view
        Of the person, as far as it is permitted and was told.
    state
        Where the suggestion stands.
    opening
        The employer's own.
    times
        Those offered for a meeting.
    placement
        What it led to.
    asked
        The follow-up that is asked now, if one is.
    answered
        What this workplace has answered to it already.
    """

    link: AnswerLink
    view: EmployerView
    state: SuggestionState
    opening: Opening
    times: tuple[MeetingTime, ...] = ()
    placement: Placement | None = None
    asked: FollowUp | None = None
    answered: WorkplaceAnswer | None = None

    @property
    def meeting(self) -> MeetingTime | None:
        """The time that was taken."""
        return next((one for one in self.times if one.chosen_at), None)


def linked(unit: UnitOfWork, key: EmployerKey, at: datetime) -> tuple[AnswerLink, Suggestion]:
    """Return an employer's link that works, and what it is about; an account needs none.

    Raises
    ------
    NotFound
        It is unknown, too old, somebody else's, or its person is protected or with this employer
        no more: all look the same.
    """
    link = _as_link(unit, key, at) if isinstance(key, ByAccount) else _kept(unit, key, at)
    one = unit.suggestions.get(link.suggestion)
    protected = unit.participants.standing(one.participant).protected_identity
    if protected or one.state not in WITH_EMPLOYER:
        raise _no_link()
    return link, one


def _kept(unit: UnitOfWork, token: str, at: datetime) -> AnswerLink:
    link = unit.answer_links.get(digest_of(token))
    if not link.open_at(at) or link.role not in EMPLOYER_SIDE:
        raise _no_link()
    return link


def _as_link(unit: UnitOfWork, key: ByAccount, at: datetime) -> AnswerLink:
    """Return what a link would be for somebody who has signed in; it is not kept.

    The LinkWorker is the one who presented the person last: she tells name and contact.
    """
    one = unit.suggestions.get(key.suggestion)
    if _opening_of(unit, one).employer != key.employer:
        raise _no_link()
    presented = [row for row in unit.suggestions.history(one.id) if row.action is Action.PRESENT]
    if not presented:
        raise _no_link()
    by = presented[-1].by
    return AnswerLink(f"account:{key.name}", one.id, Role.EMPLOYER, at, by, name=key.name)


def signed_by(link: AnswerLink, at: datetime) -> Signature:
    """Return the signature of whoever has a link: the manager by name."""
    return Signature(link.role, link.name or link.role.value, at)


def tell(
    unit: UnitOfWork,
    link: AnswerLink,
    suggestion: Suggestion,
    at: datetime,
    new_id: Callable[[], str],
) -> None:
    """Record what a page is about to show, a row for each step that is permitted at this moment."""
    opening = _opening_of(unit, suggestion)
    if opening.employer is None:
        raise _no_link()
    for step in _BY_PAGE:
        telling = Telling(
            id=new_id(),
            participant=suggestion.participant,
            employer=opening.employer,
            opening=opening.id,
            contact=link.name or opening.contact or "whoever has the employer's link",
            field_group=step,
            how=How.PAGE,
            by=link.by,
            at=at,
        )
        stored = unit.disclosures.tell(telling)
        if stored is None:
            return
        unit.audit.append(disclosed(stored, suggestion.participant))


def page_of(
    unit: UnitOfWork, link: AnswerLink, suggestion: Suggestion, ladders: Ladders, at: datetime
) -> EmployerPage:
    """Return the page with what was told and is still permitted.

    Raises
    ------
    NotFound
        Nothing may be told (any more).
    """
    code, opening = suggestion.participant, _opening_of(unit, suggestion)
    given = unit.permissions.of(code)
    held = may_be_said(given, code, opening.employer, opening.id, at.date())
    told = {
        row.field_group
        for row in unit.disclosures.of(code)
        if (row.opening, row.employer) == (opening.id, opening.employer)
    }
    shown = [step for step in held if step in told or step not in _BY_PAGE]
    if FieldGroup.CODE not in shown:
        raise _no_link()
    person, areas = unit.participants.get(code), areas_asked(opening, ladders)
    placement = unit.placements.of_suggestion(suggestion.id)
    asked = _asked(unit, placement, at.date())
    answers = unit.workplace_answers.of(placement.id) if placement else ()
    return EmployerPage(
        link,
        employer_view(person, opening, shown, areas, at.date()),
        suggestion.state,
        opening,
        unit.meetings.offered(suggestion.id),
        placement,
        asked,
        next((row for row in answers if asked and row.point is asked.point), None),
    )


def _asked(unit: UnitOfWork, placement: Placement | None, today: date) -> FollowUp | None:
    """Return the latest follow-up whose day has come: the workplace is asked beside the person."""
    if placement is None or not placement.holds_place:
        return None
    due = (
        row
        for row in reversed(unit.follow_ups.of(placement.id))
        if row.due_on <= today and row.state is not FollowUpState.WAIVED
    )
    return next(due, None)


def _opening_of(unit: UnitOfWork, suggestion: Suggestion) -> Opening:
    if suggestion.opening is None:
        raise _no_link()
    return unit.openings.get(suggestion.opening)


def _no_link() -> NotFound:
    return NotFound("This link does not work. Ask whoever gave it to you for a new one.")
