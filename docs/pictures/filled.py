"""The demo, some days on: people asked, presented, met and hired; two colleagues decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import matcher.cli.demo
from matcher.bootstrap import Services
from matcher.domain.command import Request
from matcher.domain.demo_link import demo_path
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, StepId
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.placement import FirstDay
from matcher.domain.plan_activity import ActivityKind, Written
from matcher.domain.relation import EventKind
from matcher.domain.role import Role
from matcher.domain.rounds import AnswerStatus, HowAnswered, Response
from matcher.domain.suggestion import Action, AnswerMode, DeclineReason
from matcher.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.domain.ids import SuggestionId
    from pictures.steady import Clock

ANNA, BO = "Demo linkworker", "Bo Lind"
KEY = "only-for-the-pictures-" * 2
PERSON, ASKED, PRESENTED, HIRED, MET = (
    ParticipantCode(code) for code in ("P001", "P005", "P046", "P178", "P014")
)
HOME = EmployerId("E01")
"""The employer whose people the demo's user of the role sees."""
CARD = FirstDay(
    time="07:30",
    door="Personalingången mot gården",
    person="Maria i köket",
    clothes="Arbetskläder får du här, ta med skor som sitter fast",
    papers="Legitimation",
    route="Spårvagn 4 till Hammarkullen, sedan fem minuter till fots",
    phone="010-000 00 00",
)


@dataclass(frozen=True)
class Filled:
    """What the pictures are taken of.

    Parameters
    ----------
    services
        The demo's services.
    places
        What stands in addresses, by the name that the table of screens uses.
    entries
        A path that signs in, for each role.
    code
        What the participant types after opening her link.
    """

    services: Services
    places: Mapping[str, str]
    entries: Mapping[Role, str]
    code: str


def fill(home: Path, clock: Clock) -> Filled:
    """Make the demo in a folder, and let the days pass that the pictures show."""
    settings = Settings(home=home, programme="demo", secret_key=KEY)
    matcher.cli.demo.load_settings = lambda: settings
    matcher.cli.demo.demo(quiet=True)
    services = Services(settings, now=clock)
    days = _Days(services, clock)
    days.staff()
    places = days.decide() | days.line() | days.ask()
    days.employers()
    days.plans()
    link = services.own_links.make(ASKED, by=ANNA)
    days.questions()
    entries = {role: demo_path(KEY, role) for role in ACCOUNT_ROLES}
    return Filled(services, places | {"my": link.token}, entries, link.code)


class _Days:
    """What people do in the demo before the pictures are taken."""

    def __init__(self, services: Services, clock: Clock) -> None:
        self._services = services
        self._clock = clock

    def staff(self) -> None:
        """Make a user of each role, a colleague who is away, and one handler of an identity."""
        services = self._services
        hidden = ParticipantCode("P220")
        with services.units(write=True) as unit:
            known = unit.participants.get(hidden)
            unit.participants.put([replace(known, protected_identity=True)])
            unit.commit()
        services.accounts.invite(BO, Role.LINKWORKER, by="chief")
        bo = services.accounts.named(BO)
        services.caseloads.assign(
            [ParticipantCode(f"P{number}") for number in range(200, 215)],
            bo,
            Role.LINKWORKER,
            by="chief",
        )
        users = {role: services.demo_accounts.user(role) for role in ACCOUNT_ROLES}
        anna, days = users[Role.LINKWORKER], (date(2026, 11, 25), date(2026, 12, 4))
        services.caseloads.assign([hidden], anna, Role.LINKWORKER, by="chief", named=True)
        services.caseloads.cover(bo, anna, Role.LINKWORKER, days, by="chief")

    def decide(self) -> dict[str, str]:
        """Confirm and decline, so that a person has a history and the list a rate."""
        services = self._services
        confirmed = self._of(PERSON, "O056")
        services.review.confirm(Request(confirmed, 0, ANNA))
        services.review.decline(
            Request(self._of(PERSON, "O025"), 0, ANNA),
            reason=DeclineReason.TOO_FAR,
            note="Två timmar med buss",
        )
        for by, first in ((ANNA, 0), (BO, 7)):
            for number, code in enumerate(("P010", "P017", "P027", "P035", "P036", "P047", "P052")):
                listed = services.queues.person(ParticipantCode(code)).suggestions
                one = listed[1 if first else 0].id
                if number % 3 == 2:
                    services.review.decline(
                        Request(one, 0, by), reason=DeclineReason.PERSON_WANTS_OTHER
                    )
                else:
                    services.review.confirm(Request(one, 0, by))
        return {"person": PERSON, "confirmed": confirmed}

    def line(self) -> dict[str, str]:
        """Present somebody, agree on a meeting, and hire."""
        services = self._services
        met = self._accepted(MET, "O078")
        services.presenting.present(self._seen(met))
        services.presenting.meet(self._seen(met))
        self._clock.pass_by(days=1)
        presented = self._accepted(PRESENTED, "O078")
        services.presenting.present(self._seen(presented))
        services.employer_links.offer(presented, by=ANNA)
        link = services.answer_links.invite_employer(presented, by=ANNA)
        hired = self._accepted(HIRED, "O069")
        services.presenting.present(self._seen(hired))
        made = services.placing.hire(self._seen(hired), date(2026, 11, 30), CARD)
        ready = self._accepted(ParticipantCode("P002"), "O057")
        return {
            "presented": presented,
            "answer": link.token,
            "placement": str(made.made),
            "ready": ready,
        }

    def ask(self) -> dict[str, str]:
        """Ask a participant about two jobs; to a third she has said yes."""
        services = self._services
        self._clock.pass_by(days=1)
        self._accepted(ASKED, "O042")
        for opening in ("O056", "O022"):
            one = self._of(ASKED, opening)
            services.review.confirm(Request(one, 0, ANNA))
            services.asking.ask(self._seen(one))
        return {}

    def employers(self) -> None:
        """Write down what an employer promised, asked and was visited for."""
        relations = self._services.relations
        relations.add_contact(HOME, "Eva Lund", "enhetschef", "010-000 00 00", by=ANNA)
        note = "Visade köket och avdelningen; vill ha språkstöd."
        relations.add_event(HOME, EventKind.VISIT, date(2026, 11, 25), note, by=ANNA)
        relations.add_promise(HOME, 3, StepId("elderly_care.care_aide"), "Före sommaren", by=ANNA)
        relations.add_assignment(
            HOME, "Hur läser nya kolleger våra rutiner?", "6 deltagare med vana av omsorg", by=ANNA
        )
        told = "Kommunen bygger två äldreboenden. Hemtjänsten söker fler till sommaren."
        self._services.demand_notes.write("Lerum", told, seen=0, by="Demo planner")

    def plans(self) -> None:
        """Plan several things beside each other: two of them go on, one comes."""
        today = self._clock().date()
        written = (
            Written(ActivityKind.SFI, date(2026, 9, 1), run_by="SFI Angered", text="Kurs C, kväll"),
            Written(
                ActivityKind.WORK_TRIAL,
                today,
                today + timedelta(days=3),
                run_by="Skolköket Tallen",
                text="Två timmar i diskrummet, se hur dagen går till",
            ),
            Written(ActivityKind.MENTOR, date(2026, 12, 14), run_by="Grannar i arbete"),
        )
        for code in (PERSON, ASKED):
            for number, one in enumerate(written):
                asked = Request(f"activity{number}", 0, "Demo coordinator", Role.COORDINATOR)
                self._services.plans.add(code, asked, one)

    def questions(self) -> None:
        """Put questions to two people; one of them has gone through those of last quarter."""
        questions = self._services.questions
        for day in (date(2026, 9, 1), self._clock().date()):
            questions.ask(day, by="Demo coordinator", only=(PERSON, ASKED))
        with self._services.units() as unit:
            first = unit.rounds.of(PERSON)[0]
        with self._services.units(write=True) as unit:
            for number, item in enumerate(first.instrument.items, start=1):
                unit.rounds.respond(
                    Response(
                        first.round.id,
                        number,
                        item.code,
                        AnswerStatus.SKIPPED,
                        self._clock(),
                        mode=HowAnswered.SELF,
                    )
                )
            unit.commit()

    def _of(self, code: ParticipantCode, opening: str) -> SuggestionId:
        listed = self._services.queues.person(code).suggestions
        return next(one.id for one in listed if one.opening == OpeningId(opening))

    def _seen(self, suggestion: SuggestionId) -> Request:
        with self._services.units() as unit:
            return Request(suggestion, unit.suggestions.get(suggestion).version, ANNA)

    def _accepted(self, code: ParticipantCode, opening: str) -> SuggestionId:
        one = self._of(code, opening)
        self._services.review.confirm(Request(one, 0, ANNA))
        self._services.asking.ask(self._seen(one))
        self._services.asking.answer(self._seen(one), Action.ACCEPT, AnswerMode.PHONE)
        return one
