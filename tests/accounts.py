"""A database with people and users, for tests of accounts and of what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fakes import TickingClock, commands_on
from fresh import new_database

from matcher.domain.command import Request
from matcher.domain.ids import (
    EmployerId,
    OpeningId,
    OrganisationId,
    ParticipantCode,
    RunId,
    SuggestionId,
)
from matcher.domain.judgement import Band
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Action, AnswerMode, Suggestion, SuggestionState
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import SqlUnitOfWorkFactory, unit_of_work_factory
from matcher.services.accounts import AccountService
from matcher.services.answer_links import AnswerLinkService
from matcher.services.caseloads import CaseloadService
from matcher.services.review import (
    AskingService,
    LinkAnswers,
    PresentingService,
    ReviewService,
)
from matcher.services.sign_ins import SignInService

if TYPE_CHECKING:
    from pathlib import Path

TEST = OrganisationId("test")
EMPLOYER = Employer(TEST, EmployerId("E1"), "Kök AB")
O1 = OpeningId("O1")
OPENING = Opening(
    TEST, O1, OpeningKind.OWN, "Diskare", "Diskar.", OpeningState.OPEN,
    employer=EMPLOYER.id, terms=Terms(EmploymentForm.PERMANENT, "kollektivavtal"),
)  # fmt: skip
P001, P002, P003 = (ParticipantCode(f"P00{number}") for number in (1, 2, 3))


@dataclass
class Office:
    """P001 and P002, P003 with protected identity, and the services on one clock."""

    units: SqlUnitOfWorkFactory
    clock: TickingClock

    def __post_init__(self) -> None:
        ids = iter(f"id{number}" for number in range(1000))
        self.accounts = AccountService(self.units, self.clock, lambda: next(ids))
        self.sign_ins = SignInService(self.units, self.clock)
        self.caseloads = CaseloadService(self.units, self.clock, lambda: next(ids))
        self.commands = commands_on(self.units, self.clock)
        answers = LinkAnswers(self.commands)
        self.links = AnswerLinkService(self.units, self.clock, answers.record)

    def user(self, name: str, role: Role = Role.LINKWORKER):
        """Invite somebody and return her account."""
        self.accounts.invite(name, role, by="chief")
        return self.accounts.named(name)

    def actions(self) -> list[str]:
        with self.units() as unit:
            return [event.action for event in unit.audit.events()]

    def present(self) -> SuggestionId:
        """Store a suggestion for P001, and bring it to the employer."""
        one = self.suggest(SuggestionState.PROPOSED, O1)
        ReviewService(self.commands).confirm(Request(one, 0, "Anna"))
        asking = AskingService(self.commands)
        asking.ask(Request(one, 1, "Anna"))
        asking.answer(Request(one, 2, "Anna"), Action.ACCEPT, AnswerMode.PHONE)
        PresentingService(self.commands).present(Request(one, 3, "Anna"))
        return one

    def suggest(
        self,
        state: SuggestionState = SuggestionState.CONFIRMED,
        opening: OpeningId | None = None,
    ) -> SuggestionId:
        """Store a suggestion for P001 in a state."""
        run = Run(
            RunId("r1"), RunKind.PARTICIPANT, self.clock(), "Anna", "0" * 64,
            "hashing", "i1", "w1", 7, 10, P001,
        )  # fmt: skip
        one = Suggestion(
            SuggestionId("s1"), run.id, P001, opening, "kitchens.kitchen_porter", "Diskare", 1, 0.5,
            Band.READY, {"travel": 0.5}, {"reasons_for": []}, state,
        )  # fmt: skip
        with self.units(write=True) as unit:
            unit.suggestions.add(run, [one])
            unit.commit()
        return one.id


def make_office(folder: Path) -> Office:
    engine = open_engine(new_database(folder))
    ensure_organisation(engine, Organisation(TEST, "Test"))
    office = Office(unit_of_work_factory(engine, TEST), TickingClock())
    with office.units(write=True) as unit:
        unit.employers.put([EMPLOYER])
        unit.openings.put([OPENING])
        people = [Participant(TEST, P001), Participant(TEST, P002)]
        unit.participants.put([*people, Participant(TEST, P003, protected_identity=True)])
        unit.commit()
    return office
