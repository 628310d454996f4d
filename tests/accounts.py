"""A database with people and users, for tests of accounts and of what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fakes import TickingClock

from matcher.domain.ids import OrganisationId, ParticipantCode, RunId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Suggestion, SuggestionState
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.unit_of_work import SqlUnitOfWorkFactory, unit_of_work_factory
from matcher.services.accounts import AccountService
from matcher.services.answer_links import AnswerLinkService
from matcher.services.caseloads import CaseloadService

if TYPE_CHECKING:
    from pathlib import Path

TEST = OrganisationId("test")
P001, P002, P003 = (ParticipantCode(f"P00{number}") for number in (1, 2, 3))


@dataclass
class Office:
    """P001 and P002, P003 with protected identity, and the services on one clock."""

    units: SqlUnitOfWorkFactory
    clock: TickingClock

    def __post_init__(self) -> None:
        ids = iter(f"id{number}" for number in range(1000))
        self.accounts = AccountService(self.units, self.clock, lambda: next(ids))
        self.caseloads = CaseloadService(self.units, self.clock, lambda: next(ids))
        self.links = AnswerLinkService(self.units, self.clock)

    def user(self, name: str, role: Role = Role.LINKWORKER):
        """Invite somebody and return her account."""
        self.accounts.invite(name, role, by="chief")
        return self.accounts.named(name)

    def actions(self) -> list[str]:
        with self.units() as unit:
            return [event.action for event in unit.audit.events()]

    def suggest(self, state: SuggestionState = SuggestionState.CONFIRMED) -> SuggestionId:
        """Store a suggestion for P001 in a state."""
        run = Run(
            RunId("r1"), RunKind.PARTICIPANT, self.clock(), "Anna", "0" * 64,
            "hashing", "i1", "w1", 7, 10, P001,
        )  # fmt: skip
        one = Suggestion(
            SuggestionId("s1"), run.id, P001, None, "kitchens.kitchen_porter", "Diskare", 1, 0.5,
            Band.READY, {"travel": 0.5}, {"reasons_for": []}, state,
        )  # fmt: skip
        with self.units(write=True) as unit:
            unit.suggestions.add(run, [one])
            unit.commit()
        return one.id


def make_office(folder: Path) -> Office:
    url = f"sqlite:///{folder / 'office.db'}"
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(TEST, "Test"))
    office = Office(unit_of_work_factory(engine, TEST), TickingClock())
    with office.units(write=True) as unit:
        people = [Participant(TEST, P001), Participant(TEST, P002)]
        unit.participants.put([*people, Participant(TEST, P003, protected_identity=True)])
        unit.commit()
    return office
