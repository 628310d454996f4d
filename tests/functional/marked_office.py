"""A programme in which every field that somebody must not see holds a value of its own."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from functional.marked_values import HERS, HIDDEN, LIST, LIST_NAME, MARKED_ANSWER, OTHERS
from functional.web_programme import (
    EMPLOYER,
    ORGANISATION,
    EverythingFits,
    Programme,
    build,
    openings,
    people,
)

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.demo_link import demo_path
from matcher.domain.ids import ActivityId, OpeningId, ParticipantCode, StepId, SuggestionId
from matcher.domain.importing import IncomingParticipant
from matcher.domain.opening import OpeningKind
from matcher.domain.participant import Education, Participant, Wishes
from matcher.domain.permission import FieldGroup
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES
from matcher.domain.place import Place
from matcher.domain.placement import FirstDay
from matcher.domain.plan import PlanMove, PlanVersion
from matcher.domain.plan_activity import ActivityKind, Written, begun_or_planned
from matcher.domain.relation import EventKind
from matcher.domain.role import Role
from matcher.domain.rounds import HowAnswered
from matcher.domain.skills import Certificate, Experience, SkillClaim
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason
from matcher.domain.text import LocalText
from matcher.interchange.instrument_file import read_instrument
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.domain.opening import Opening


STAGES = {
    "employer, code": FieldGroup.CODE,
    "employer, skills": FieldGroup.SKILLS,
    "employer, name and contact": FieldGroup.NAME_AND_CONTACT,
    "employer, taken back": FieldGroup.SKILLS,
}
"""A link of the employer for an opening each, by how far the person lets the employer know."""


STEPS = (
    "kitchens.kitchen_porter",
    "kitchens.kitchen_porter",
    "kitchens.kitchen_assistant",
    "kitchens.kitchen_assistant",
    "construction.construction_cleaner",
)
"""Of the openings: those of the stages, and the one at which another is hired."""


@dataclass(frozen=True)
class Office:
    """The programme, who may look by a link, and what stands in addresses.

    Parameters
    ----------
    links
        Tokens of employers' links, by viewer.
    own
        Tokens of people's own pages, by viewer.
    suggestions, placements
        Ids, by the code of the person; hers all.
    examples
        What else stands in addresses.
    """

    programme: Programme
    links: Mapping[str, str]
    own: Mapping[str, str]
    suggestions: Mapping[str, tuple[SuggestionId, ...]]
    placements: Mapping[str, str]
    examples: Mapping[str, str]


def marked_people() -> list[Participant]:
    """Return her, another and somebody protected, each with values of her own."""
    plain = people()[0]
    place = Place("Göteborg", "Qxplace", 57.769, 12.02)
    hers = replace(
        plain,
        code=HERS,
        place=place,
        experiences=(Experience("Jag diskade och städade kök, qxtold.", "sv", 18),),
        skills=(SkillClaim("qxskill", confirmed_by="Anna Ek"), SkillClaim("qxclaim")),
        certificates=(Certificate("qxpaper", date(2099, 1, 1)),),
        education=Education(2, "qxschool"),
        wishes=Wishes(unwanted=frozenset({StepId("kitchens.qxunwanted")})),
    )
    other = replace(
        plain, code=OTHERS, experiences=(Experience("Jag diskade i skolan, qyother.", "sv", 9),)
    )
    hidden = replace(
        other,
        code=HIDDEN,
        protected_identity=True,
        experiences=(Experience("Jag lagade mat, qzhidden.", "sv", 9),),
    )
    return [hers, other, hidden]


def marked_openings() -> list[Opening]:
    """Return an opening for each stage, and one at which another is hired."""
    own = next(one for one in openings() if one.kind is OpeningKind.OWN)
    return [
        replace(own, id=OpeningId(f"O10{number}"), step=StepId(step), contact="Qxasked 031-1")
        for number, step in enumerate(STEPS)
    ]


def marked_office(folder: Path) -> Office:
    """Build the programme with everything in it, and an upload that waits."""
    programme = build(folder, kind=EverythingFits)
    services = programme.services
    with services.units(write=True) as unit:
        unit.participants.put(marked_people())
        unit.openings.put(marked_openings())
        unit.commit()
    _accounts(programme)
    _relations(programme)
    _plans(programme)
    _answers(programme)
    services.suggest.for_participant(HERS, 12, "Anna Ek")
    services.suggest.for_participant(OTHERS, 12, "Bo Ek")
    hers, others = _by_opening(programme, HERS), _by_opening(programme, OTHERS)
    links = {}
    for number, (stage, up_to) in enumerate(STAGES.items()):
        links[stage] = _present(programme, hers[f"O10{number}"], up_to)
    _present(programme, others["O101"], FieldGroup.SKILLS)
    links["site manager"] = services.answer_links.forward(
        links["employer, skills"], "Qxmanager"
    ).token
    placed = _hire_another(programme, others[f"O10{len(STAGES)}"])
    taken_back = OpeningId("O103")
    services.disclosure.withdraw(HERS, mode=AnswerMode.PHONE, by="Anna Ek", opening_id=taken_back)
    asked = _decide(programme, hers)
    _mark_scores(programme)
    own = {
        "participant, her own": services.own_links.make(HERS, by="Anna Ek").token,
        "participant, another": services.own_links.make(OTHERS, by="Bo Ek").token,
    }
    programme.app.config["WTF_CSRF_ENABLED"] = False
    return Office(
        programme,
        links,
        own,
        {HERS: tuple(hers.values()), OTHERS: tuple(others.values())},
        {OTHERS: placed},
        _examples(programme, asked),
    )


def _accounts(programme: Programme) -> None:
    services = programme.services
    for role in ACCOUNT_ROLES:
        name = f"The {role}"
        employer = EMPLOYER.id if role is Role.EMPLOYER else None
        services.accounts.invite(name, role, by="chief", employer=employer)
        if role in CASE_ROLES and role is not Role.LINKWORKER:
            account = services.accounts.named(name)
            services.caseloads.assign([HERS], account, role, by="chief")
    linkworkers = {"Bo Ek": [OTHERS], "Handler": [HIDDEN]}
    for name in linkworkers:
        services.accounts.invite(name, Role.LINKWORKER, by="chief")
    for name, codes in {"Anna Ek": [HERS], **linkworkers}.items():
        account = services.accounts.named(name)
        named = codes == [HIDDEN]
        services.caseloads.assign(codes, account, Role.LINKWORKER, by="chief", named=named)


def _plans(programme: Programme) -> None:
    """Write in her plan, and in that of somebody whose identity was protected since."""
    today, kind = now().date(), ActivityKind.PRACTICE
    hers = Written(kind, today, run_by="Qxruns kök", text="qxplan på tisdagar")
    asked = Request("a1", 0, "The coordinator", Role.COORDINATOR)
    programme.services.plans.add(HERS, asked, hers)
    hidden = Written(kind, today, run_by="qzplan kök", text="qzplan på torsdagar")
    with programme.services.units(write=True) as unit:
        made = begun_or_planned(hidden, Role.COORDINATOR, today)
        unit.plans.add(
            PlanVersion(HIDDEN, 1, ActivityId("a2"), PlanMove.ADD, "The coordinator", now(), made)
        )
        unit.commit()


def _answers(programme: Programme) -> None:
    """Ask her with questions of her own, and let her answer one of two."""
    questions = programme.services.questions
    own = read_instrument(shared_path("data", "instruments", "own.yaml"))
    nobody_else = LocalText("qxanswer", "qxanswer", "qxanswer")
    scale = (MARKED_ANSWER - 1, MARKED_ANSWER + 1)
    target = replace(
        own.target, scale_min=scale[0], scale_max=scale[1], anchors={MARKED_ANSWER: nobody_else}
    )
    marked = replace(own, id="marked", items=(target, own.items[1]), closer_from=MARKED_ANSWER)
    questions.use(marked, by="Anna Ek")
    [made] = questions.ask(now().date(), by="Anna Ek", only=[HERS])
    questions.answer(HERS, made.id, target.code, MARKED_ANSWER, HowAnswered.SELF)
    questions.use(own, by="Anna Ek")


def _relations(programme: Programme) -> None:
    relations = programme.services.relations
    relations.add_contact(EMPLOYER.id, "Qxcontact", "köksmästare", "qxreach 031-2", by="Anna Ek")
    today = now().date()
    relations.add_event(EMPLOYER.id, EventKind.CALL, today, "qxtalk om kök", by="Anna Ek")
    relations.add_promise(EMPLOYER.id, 2, None, "qxtalk om platser", by="Anna Ek")
    relations.add_assignment(EMPLOYER.id, "qxtalk?", "sex kvinnor", by="Anna Ek")


def _by_opening(programme: Programme, code: ParticipantCode) -> dict[str, SuggestionId]:
    with programme.services.units() as unit:
        found = unit.suggestions.current(code)
    return {one.opening or str(one.step): one.id for one in found}


def about(programme: Programme, suggestion: SuggestionId) -> Request:
    """Return a request about a suggestion as it is now."""
    return Request(suggestion, programme.suggestion(suggestion).version, "Anna Ek")


def _present(programme: Programme, suggestion: SuggestionId, up_to: FieldGroup) -> str:
    services = programme.services
    services.review.confirm(Request(suggestion, 0, "Anna Ek"))
    services.asking.ask(about(programme, suggestion))
    services.asking.answer(
        about(programme, suggestion), Action.ACCEPT, AnswerMode.PHONE, up_to=up_to
    )
    services.presenting.present(about(programme, suggestion))
    return services.answer_links.invite_employer(suggestion, by="Anna Ek").token


def _hire_another(programme: Programme, suggestion: SuggestionId) -> str:
    _present(programme, suggestion, FieldGroup.SKILLS)
    card = FirstDay("07:30", door="Qydoor")
    return str(programme.services.placing.hire(about(programme, suggestion), card=card).made)


def _decide(programme: Programme, hers: Mapping[str, SuggestionId]) -> SuggestionId:
    """Decline, put aside and ask, each with a note; return the one she is asked about."""
    review = programme.services.review
    undecided = [
        one for one in hers.values() if programme.suggestion(one).state.value == "proposed"
    ]
    declined, aside, asked = undecided[:3]
    review.decline(
        Request(declined, 0, "Anna Ek"), reason=DeclineReason.TOO_FAR, note="qxnote om bussen"
    )
    review.need_info(Request(aside, 0, "Anna Ek"), note="qxnote om intyg")
    review.confirm(Request(asked, 0, "Anna Ek"))
    return asked


def _mark_scores(programme: Programme) -> None:
    """Give her suggestions a score and reasons that can be told from everybody else's."""
    file = programme.services.settings.database_file
    with closing(sqlite3.connect(file)) as link, link:
        for row_id, explained, parts in link.execute(
            "SELECT id, explanation, contributions FROM suggestions WHERE participant = ?", (HERS,)
        ).fetchall():
            explanation = json.loads(explained)
            for reason in explanation["reasons_against"]:
                if "have" in reason["facts"]:
                    reason["facts"]["have"] += " qxreason"
            contributions = json.dumps(json.loads(parts) | {"work": 0.7319754})
            link.execute(
                "UPDATE suggestions SET score = 0.7319754, explanation = ?, contributions = ? "
                "WHERE id = ?",
                (json.dumps(explanation), contributions, row_id),
            )


def _examples(programme: Programme, asked: SuggestionId) -> dict[str, str]:
    services = programme.services
    person = Participant(ORGANISATION, ParticipantCode("P007"))
    plan = services.intake.plan_participants([IncomingParticipant(person, frozenset())])
    batch = services.intake.apply(plan, by="Anna Ek", file="people.csv").id
    _, role_name, signature = demo_path("not the key", Role.LINKWORKER).strip("/").split("/")
    return {
        "asked": services.answer_links.ask(asked, by="Anna Ek").token,
        "posting": services.posting.invite(EMPLOYER.id, "Qxcontact", by="Anna Ek"),
        "opening_id": "O101",
        "employer_id": EMPLOYER.id,
        "batch_id": batch,
        "upload_id": brought(programme),
        "login": "the-planner",
        "point": "two_weeks",
        "number": "1",
        "screen": "work",
        "sector": "kitchens",
        "step_id": "kitchens.kitchen_porter",
        "trade": "kitchens",
        "part": "requirements",
        "version": "0",
        "kind": "step",
        "target_id": "kitchens.kitchen_porter",
        "paper": "cv",
        "how": "self",
        "round_id": "asked-1",
        "municipality": "Göteborg",
        "table": "step",
        "figure": "entries",
        "ending": "csv",
        "filename": "icon.svg",
        "name": "bootstrap.min.css",
        "role_name": role_name,
        "signature": signature,
    }


def brought(programme: Programme) -> str:
    """Bring a list with everything that Stegvis keeps nowhere; return how it is called here."""
    form = {"csrf_token": programme.token(), "file": (io.BytesIO(LIST.encode()), LIST_NAME)}
    where = programme.client.post("/imports", data=form).headers["Location"]
    return where.rstrip("/").rpartition("/")[2]
