"""Posting a first-step job by a link, or by a LinkWorker for an employer on the telephone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import OpeningMove, opening_moved
from matcher.domain.audit_employers import posting_link_made
from matcher.domain.command import Command
from matcher.domain.ids import OpeningId
from matcher.domain.machines.own_opening import OWN_OPENING, OwnOpeningAction
from matcher.domain.one_time import digest_of, new_token
from matcher.domain.opening import OpeningState
from matcher.domain.personal_number import has_personal_number
from matcher.domain.posting import REWRITTEN, PostingLink, opening_from
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import DecisionError, InputError, NotFound
from matcher.services.review.opening_moves import move_room, opening_outcome, refuse_changed

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.command import Outcome
    from matcher.domain.ids import EmployerId, OrganisationId
    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Employer, Opening, Site, Terms
    from matcher.domain.posting import Posting
    from matcher.domain.room import Room
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands


@dataclass(frozen=True, slots=True)
class PostingPage:
    """What whoever posts needs to see: the employer, its sites, and what was posted before."""

    employer: Employer
    sites: tuple[Site, ...]
    contact: str
    opening: Opening | None = None

    @property
    def may_write(self) -> bool:
        """Whether something can be posted or rewritten."""
        return self.opening is None or self.opening.state in REWRITTEN


@dataclass(frozen=True)
class PostingLinks:
    """Each call is one transaction; looking changes nothing."""

    commands: Commands
    ladders: Ladders
    organisation: OrganisationId

    def invite(
        self,
        employer: EmployerId,
        contact: str,
        *,
        by: str,
        opening: OpeningId | None = None,
    ) -> str:
        """Make a link for a contact and return its token, which is shown once.

        Raises
        ------
        NotFound
            There is no such employer.
        InputError
            Nobody is named, or a personal identity number was written.
        """
        if has_personal_number(contact):
            raise InputError(
                "The contact holds a personal identity number. Write a name only.",
                code="personal_number",
            )
        token = new_token()
        with self.commands.units(write=True) as unit:
            unit.employers.get(employer)
            link = PostingLink(
                digest_of(token),
                employer,
                " ".join(contact.split()),
                self.commands.now(),
                by,
                opening,
            )
            unit.posting_links.put(link)
            unit.audit.append(posting_link_made(link))
            unit.commit()
        return token

    def look(self, token: str) -> PostingPage:
        """Return what a link is for.

        Raises
        ------
        NotFound
            It is unknown or too old: both look the same.
        """
        with self.commands.units() as unit:
            link = self._link(unit, token)
            return self._page(unit, link.employer, link.contact, link.opening)

    def for_employer(
        self, employer: EmployerId, contact: str = "", opening: OpeningId | None = None
    ) -> PostingPage:
        """Return the same for who writes without a link.

        Parameters
        ----------
        opening
            What was posted before and is written anew.

        Raises
        ------
        NotFound
            There is no such employer, or it has no such opening.
        """
        with self.commands.units() as unit:
            return self._page(unit, employer, contact, opening)

    def submit(self, token: str, step: Step, posting: Posting) -> Outcome:
        """Hand in a job by a link, or what was rewritten of it.

        Raises
        ------
        NotFound
            The link is unknown or too old.
        DecisionError
            It has been approved meanwhile.
        """

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            link = self._link(unit, token)
            signed = Signature(Role.EMPLOYER, link.contact, at)
            written = replace(posting, contact=link.contact)
            opening = self._handed_in(unit, link.employer, step, written, signed, link.opening)
            unit.posting_links.put(replace(link, opening=opening.id))
            return opening_outcome(unit, opening.id)

        command = Command(
            "posting.submit", "employer", {"link": digest_of(token), "p": repr(posting)}
        )
        return self.commands.run(command, act)

    def submit_for(
        self,
        employer: EmployerId,
        step: Step,
        posting: Posting,
        *,
        by: str,
        role: Role = Role.LINKWORKER,
        key: str | None = None,
    ) -> Outcome:
        """Hand in a job for an employer on the telephone, or as one of its own; ``NotFound``.

        Given again under the same key, it is handed in once.
        """

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            unit.employers.get(employer)
            signed = Signature(role, by, at)
            opening = self._handed_in(unit, employer, step, posting, signed, None)
            return opening_outcome(unit, opening.id)

        payload = {"employer": employer, "step": step.id, "says": posting, "role": role}
        return self.commands.run(Command("posting.submit", by, payload, key), act)

    def rewrite(
        self, employer: EmployerId, opening: OpeningId, step: Step, posting: Posting, *, by: str
    ) -> Outcome:
        """Hand in anew, as one of an employer's own, what nobody has approved.

        Raises
        ------
        NotFound
            The employer has no such opening.
        DecisionError
            It has been approved meanwhile.
        """

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            _refuse_others(unit.openings.get(opening), employer)
            signed = Signature(Role.EMPLOYER, by, at)
            self._handed_in(unit, employer, step, posting, signed, opening)
            return opening_outcome(unit, opening)

        payload = {"employer": employer, "opening": opening, "step": step.id, "says": posting}
        return self.commands.run(Command("posting.submit", by, payload), act)

    def agree_terms(
        self,
        opening_id: OpeningId,
        terms: Terms,
        *,
        by: str,
        seen_version: int | None = None,
        key: str | None = None,
    ) -> Outcome:
        """Write form and pay line into an opening that nobody has approved.

        Parameters
        ----------
        seen_version
            The version that was looked at; ``None`` does not look.
        key
            Given again under the same one, they are written once.

        Raises
        ------
        NotFound
            There is none.
        Conflict
            Somebody changed it since it was looked at; says who and when.
        DecisionError
            It has been approved: form and pay are agreed and stand.
        """

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            opening, room = unit.openings.get(opening_id), unit.rooms.get(opening_id)
            if seen_version not in {None, room.version}:
                refuse_changed(unit, opening_id, room)
            _refuse_approved(room)
            unit.openings.put([replace(opening, terms=terms, state=room.state)])
            move = OpeningMove(opening_id, "write", room.state, room.state)
            unit.audit.append(opening_moved(move, Signature(Role.LINKWORKER, by, at)))
            return opening_outcome(unit, opening_id)

        payload = {"opening": opening_id, "terms": terms, "seen": seen_version}
        return self.commands.run(Command("opening.agree_terms", by, payload, key), act)

    def _handed_in(
        self,
        unit: UnitOfWork,
        employer: EmployerId,
        step: Step,
        posting: Posting,
        signed: Signature,
        before: OpeningId | None,
    ) -> Opening:
        opening_id = before or OpeningId(f"E{self.commands.new_id()[:10]}")
        opening = opening_from(
            posting,
            step,
            opening_id=opening_id,
            employer=employer,
            organisation=self.organisation,
        )
        if before is not None:
            room = unit.rooms.get(before)
            _refuse_approved(room)
            opening = replace(opening, state=room.state)
        unit.openings.put([opening])
        room = unit.rooms.get(opening_id)
        action = "draft" if before is None else "write"
        moved = OpeningMove(opening_id, action, room.state if before else None, room.state)
        unit.audit.append(opening_moved(moved, signed))
        if room.state is OpeningState.SUBMITTED:
            return opening
        after = OWN_OPENING.apply(room.state, OwnOpeningAction.SUBMIT, signed.role)
        move_room(unit, opening_id, room, after)
        handed = OpeningMove(opening_id, OwnOpeningAction.SUBMIT.value, room.state, after)
        unit.audit.append(opening_moved(handed, signed))
        return opening

    def _link(self, unit: UnitOfWork, token: str) -> PostingLink:
        link = unit.posting_links.get(digest_of(token))
        if not link.open_at(self.commands.now()):
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return link

    def _page(
        self, unit: UnitOfWork, employer: EmployerId, contact: str, opening: OpeningId | None
    ) -> PostingPage:
        sites = tuple(one for one in unit.employers.sites() if one.employer == employer)
        before = unit.openings.get(opening) if opening else None
        if before is not None:
            _refuse_others(before, employer)
        return PostingPage(unit.employers.get(employer), sites, contact, before)


def _refuse_others(opening: Opening, employer: EmployerId) -> None:
    if opening.employer != employer:
        raise NotFound(f"This employer has no opening '{opening.id}'. Look it up in the list.")


def _refuse_approved(room: Room) -> None:
    if room.state not in REWRITTEN:
        raise DecisionError(
            f"This opening is '{room.state}' and stands as it was approved. Nothing was saved; "
            "ring the LinkWorker to change it.",
            code="posting.approved",
        )
