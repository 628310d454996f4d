"""Links that open a person's own pages: made by a LinkWorker, opened with the personal code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.answer_link import MOST_WRONG_CODES, AnswerLink
from matcher.domain.audit_entries import link_event, own_link_event
from matcher.domain.one_time import (
    digest_of,
    new_personal_code,
    new_token,
    same,
    slow_digest,
    tidy_digits,
)
from matcher.domain.personal_link import PersonalLink, Visit
from matcher.domain.role import Role
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.audit import AuditEntry
    from matcher.domain.ids import ParticipantCode
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

WRONG_CODES = "wrong codes"


@dataclass(frozen=True, slots=True)
class MadeOwnLink:
    """A link to a person's own page as it is shown once: the token and the personal code."""

    link: PersonalLink
    token: str
    code: str


class OwnLinkService:
    """Each call is one transaction; looking changes nothing.

    A link about one suggestion and the link to the person's own page open the same pages; the
    first one works until it is answered, the second one for its fourteen days.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def make(self, code: ParticipantCode, *, by: str) -> MadeOwnLink:
        """Make the link to a person's own page; the one she had before works no more.

        Raises
        ------
        NotFound
            There is no such person, or the identity is protected.
        """
        token, personal = new_token(), new_personal_code()
        digest = digest_of(token)
        with self._units(write=True) as unit:
            if unit.participants.standing(code).protected_identity:
                raise NotFound(f"There is no participant {code}. Check the code.")
            link = PersonalLink(digest, code, self._now(), by, slow_digest(personal, digest))
            unit.personal_links.put(link)
            unit.audit.append(own_link_event("made", link, by, link.made_at))
            unit.commit()
        return MadeOwnLink(link, token, personal)

    def visit(self, token: str) -> Visit:
        """Say whose pages a link opens; the personal code is asked for apart.

        Raises
        ------
        NotFound
            The link is unknown, too old, answered or closed, or the identity is protected: all
            look the same.
        """
        with self._units() as unit:
            _, visit = self._open(unit, token)
        return visit

    def check_code(self, token: str, typed: str) -> bool:
        """Say whether this is the personal code; a wrong one is counted, and five close the link.

        Raises
        ------
        NotFound
            As for :meth:`visit`.
        """
        with self._units() as unit:
            link, visit = self._open(unit, token)
        if same(slow_digest(tidy_digits(typed), link.digest), link.code_digest or ""):
            return True
        with self._units(write=True) as unit:
            if _wrong_codes(unit, link) >= MOST_WRONG_CODES:
                unit.audit.append(_closed(link, visit, self._now()))
            unit.commit()
        return False

    def _open(self, unit: UnitOfWork, token: str) -> tuple[AnswerLink | PersonalLink, Visit]:
        link = _find(unit, digest_of(token))
        if not link.open_at(self._now()):
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        visit = _visit_of(unit, link)
        if unit.participants.standing(visit.participant).protected_identity:
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return link, visit


def _find(unit: UnitOfWork, digest: str) -> AnswerLink | PersonalLink:
    try:
        return unit.personal_links.get(digest)
    except NotFound:
        link = unit.answer_links.get(digest)
    if link.role is not Role.PARTICIPANT:
        raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
    return link


def _visit_of(unit: UnitOfWork, link: AnswerLink | PersonalLink) -> Visit:
    if isinstance(link, PersonalLink):
        return Visit(link.digest, link.participant, link.by, link.expires_at)
    asked = unit.suggestions.get(link.suggestion)
    return Visit(link.digest, asked.participant, link.by, link.expires_at, asked.id)


def _wrong_codes(unit: UnitOfWork, link: AnswerLink | PersonalLink) -> int:
    if isinstance(link, PersonalLink):
        unit.personal_links.count_wrong_code(link.digest)
        return unit.personal_links.get(link.digest).wrong_codes
    unit.answer_links.count_wrong_code(link.digest)
    return unit.answer_links.get(link.digest).wrong_codes


def _closed(link: AnswerLink | PersonalLink, visit: Visit, at: datetime) -> AuditEntry:
    if isinstance(link, PersonalLink):
        return own_link_event("closed", link, WRONG_CODES, at)
    return link_event("closed", link, WRONG_CODES, at, visit.participant)
