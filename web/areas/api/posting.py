"""Posting openings, and moving them: as the form and the page do, by the same services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.machines.own_opening import OwnOpeningAction
from matcher.domain.opening import EmploymentForm, Terms
from matcher.domain.place import Place
from matcher.domain.posting import Posting
from matcher.domain.role import Role
from matcher.errors import NotFound
from web.areas.api.once import once_key
from web.areas.api.opening_moves import WRITE_TERMS, findings_in
from web.areas.api.parts import OutcomeSchema
from web.areas.api.posting_schema import OpeningMoveBody, PostingBody, missing_for_its_form
from web.areas.api.resource import Resource
from web.areas.api.seeing import asked_about
from web.context import reviewer, role, services, signed_in
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.command import Outcome, Request
    from matcher.domain.ladder import Step

    Said = dict[str, Any]
    Move = Callable[[Request, Said], Outcome]

posting = Resource("posting", "Openings that are posted, approved, paused and closed")
_A = OwnOpeningAction


@posting.write("/openings", OutcomeSchema, body=PostingBody)
def post(said: Said) -> dict[str, object]:
    """Hand in an opening for an employer, or as the employer; a LinkWorker approves it."""
    key = once_key()
    employer, contact = _employer(said)
    acting = Role.EMPLOYER if role() is Role.EMPLOYER else Role.LINKWORKER
    outcome = services().posting.submit_for(
        employer, _step(said), _posting(said, contact), by=reviewer() or "", role=acting, key=key
    )
    return outcome.plain


@posting.write("/openings/<opening_id>/moves", OutcomeSchema, body=OpeningMoveBody, moves=True)
def move(said: Said, opening_id: str) -> dict[str, object]:
    """Approve an opening, return, pause, resume or close it, or write form and pay into it.

    When something was found in its wording, approving needs that a person has read it.
    """
    asked = asked_about(opening_id)
    if not asked.again:
        opening = services().employer_desk.opening(OpeningId(opening_id)).opening
        if said["action"] == _A.APPROVE and not said.get("wording_read") and findings_in(opening):
            text = "Something was found in its wording: a person reads it first."
            raise ApiProblem("fields.here", errors={"/wording_read": text})
    return _MOVES[said["action"]](asked.request, said).plain


def _employer(said: Said) -> tuple[EmployerId, str]:
    """Return for whom it is posted, and with whom it is agreed."""
    account = signed_in()
    if account is not None and role() is Role.EMPLOYER:
        if account.employer is None or said.get("employer") not in {None, account.employer}:
            raise NotFound(
                "This account posts for its own employer only. Leave the employer out, or name "
                "its own."
            )
        if "contact" in said:
            raise ApiProblem("fields.here", errors={"/contact": "It is whoever posts."})
        return account.employer, account.user.name
    if "employer" not in said:
        raise ApiProblem("fields.here", errors={"/employer": "Say for whom it is posted."})
    return EmployerId(said["employer"]), said.get("contact") or reviewer() or ""


def _step(said: Said) -> Step:
    step = services().ladders.steps.get(StepId(said["step"]))
    if step is None:
        raise ApiProblem("fields.here", errors={"/step": "No ladder has this step."})
    return step


def _posting(said: Said, contact: str) -> Posting:
    terms = said.get("terms")
    place = Place(said["municipality"].strip(), said.get("district"))
    return Posting(
        places=said["places"],
        place=services().programme.gazetteer.locate(place),
        contact=" ".join(contact.split()),
        terms=terms and Terms(EmploymentForm(terms["form"]), terms["pay_line"]),
        start=said.get("start"),
        hours_per_week=said.get("hours_per_week"),
        shifts=frozenset(said["shifts"]),
        languages=tuple(dict.fromkeys(said["languages"])),
        cultures=said["cultures"],
        mentor=said["mentor"],
        trainable_on_job=said["trainable_on_job"],
        deadline=said.get("deadline"),
        more=said["more"].strip(),
    )


def _write_terms(asked: Request, said: Said) -> Outcome:
    missing = missing_for_its_form(said["terms"])
    if missing:
        raise ApiProblem("fields.here", errors=missing)
    return services().posting.agree_terms(
        OpeningId(asked.about),
        Terms(**said["terms"]),
        by=asked.by,
        seen_version=asked.seen_version,
        key=asked.key,
    )


_MOVES: Mapping[str, Move] = {
    _A.APPROVE.value: lambda asked, _: services().own_openings.approve(asked),
    _A.RETURN.value: lambda asked, _: services().own_openings.hand_back(asked),
    _A.PAUSE.value: lambda asked, _: services().own_openings.pause(asked),
    _A.RESUME.value: lambda asked, _: services().own_openings.resume(asked),
    _A.CLOSE.value: lambda asked, said: services().own_openings.close(asked, said["reason"]),
    WRITE_TERMS: _write_terms,
}
