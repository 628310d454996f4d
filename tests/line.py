"""A programme in a real database, and people who stand in line for its openings."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from programme import real_ladders

from matcher.domain.account import Membership, User
from matcher.domain.audit import verify
from matcher.domain.command import Request
from matcher.domain.ids import (
    EmployerId,
    OpeningId,
    OrganisationId,
    ParticipantCode,
    RunId,
    SuggestionId,
    UserId,
)
from matcher.domain.judgement import Band
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.message import Recipient, Template
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.suggestion import Action, AnswerMode, Suggestion, SuggestionState
from matcher.interchange.working_days import is_swedish_working_day
from matcher.persistence.rows import OpeningRow, PlacementRow, SuggestionRow
from matcher.services.clock import (
    EndingFactJob,
    FollowUpJob,
    JobService,
    PlacementJob,
    ProposalJob,
    ReminderJob,
)
from matcher.services.disclosure import DisclosureService
from matcher.services.outbox import OutboxService
from matcher.services.review import (
    AskingService,
    Commands,
    FollowUpService,
    LeadService,
    OwnOpeningService,
    PlacementService,
    PlacingService,
    PresentingService,
    ReviewService,
    Withdrawals,
)

if TYPE_CHECKING:
    from matcher.domain.command import Outcome
    from matcher.domain.outbox import OutboxMessage
    from matcher.services.clock import Job

DEMO = OrganisationId("demo")
EMPLOYER = Employer(DEMO, EmployerId("E1"), "Kök AB")
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TERMS = Terms(EmploymentForm.PERMANENT, "kollektivavtal")


def own(opening_id: str = "O1", **more: Any) -> Opening:
    """An own opening that is open."""
    facts = {
        "title": "Diskare",
        "text": "Diskar.",
        "state": OpeningState.OPEN,
        "terms": TERMS,
        "employer": EMPLOYER.id,
    }
    return Opening(DEMO, OpeningId(opening_id), OpeningKind.OWN, **(facts | more))


@dataclass
class Line:
    """Services on one database, with a clock that is a minute later each time it is read."""

    units: Any
    start: datetime = MORNING
    mark: str = "id"
    minutes: Any = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        with self.units(write=True) as unit:
            unit.employers.put([EMPLOYER])
            unit.commit()
        ids = (f"{self.mark}{number}" for number in itertools.count())
        self.outbox = OutboxService(self.units, real_ladders(), self.now, lambda: next(ids))
        self.withdrawals = Withdrawals(self.outbox.put_messages)
        self.disclosure = DisclosureService(
            self.units,
            real_ladders(),
            self.now,
            lambda: next(ids),
            self.withdrawals.from_openings,
        )
        commands = Commands(self.units, self.now, self.outbox.put_messages)
        self.commands = commands
        self.review = ReviewService(commands)
        self.asking = AskingService(commands)
        self.presenting = PresentingService(commands)
        self.placing = PlacingService(commands)
        self.placements = PlacementService(commands, self.placing)
        self.follow_ups = FollowUpService(commands)
        self.leads = LeadService(commands)
        self.openings = OwnOpeningService(commands)

    def now(self) -> datetime:
        return self.start + timedelta(minutes=next(self.minutes))

    def put(self, people: int, *openings: Opening) -> list[str]:
        """Store people and openings, and suggest every opening to everybody; return the ids."""
        codes = [ParticipantCode(f"P{number:03}") for number in range(1, people + 1)]
        found = []
        with self.units(write=True) as unit:
            unit.participants.put([Participant(DEMO, code) for code in codes])
            unit.openings.put(openings)
            for code in codes:
                run = _run(RunId(f"r-{code}"), code)
                made = [_suggestion(run, one, rank + 1) for rank, one in enumerate(openings)]
                unit.suggestions.add(run, made)
                found += [one.id for one in made]
            unit.commit()
        return found

    def put_one_each(self, *openings: Opening) -> list[SuggestionId]:
        """Store openings, and suggest one of them to each of as many people; return the ids."""
        with self.units(write=True) as unit:
            unit.openings.put(openings)
            unit.commit()
        found = self.put(len(openings), openings[0])
        ids = []
        with self.units(write=True) as unit:
            for number, (old, opening) in enumerate(zip(found, openings, strict=True)):
                one = replace(unit.suggestions.get(old), opening=opening.id, id=f"w{number}")
                unit.suggestions.add(
                    replace(unit.suggestions.run(one.run), id=f"w{number}"),
                    [replace(one, run=f"w{number}")],
                )
                ids.append(one.id)
            unit.commit()
        return ids

    def colleagues(self, *names: str, role: Role = Role.LINKWORKER, active: bool = True) -> None:
        """Give people accounts; the login is the name in small letters."""
        with self.units(write=True) as unit:
            for name in names:
                user = User(UserId(f"u-{name}"), name.lower(), name, f"s-{name}", active, MORNING)
                unit.accounts.put(user)
                unit.accounts.join(Membership(user.id, role, MORNING, "chief"))
            unit.commit()

    def get(self, suggestion: str) -> Suggestion:
        with self.units() as unit:
            return unit.suggestions.get(suggestion)

    def asks(self, suggestion: str, by: str = "Anna", **more: Any) -> Request:
        """A request about a suggestion as it is now."""
        return Request(suggestion, self.get(suggestion).version, by, **more)

    def about(self, opening: str, by: str = "Anna", role: Role = Role.LINKWORKER) -> Request:
        """A request about an opening as it is now."""
        return Request(opening, self.room(opening).version, by, role)

    def confirm(self, suggestion: str, by: str = "Anna") -> Outcome:
        return self.review.confirm(self.asks(suggestion, by))

    def accept(self, suggestion: str) -> Outcome:
        self.confirm(suggestion)
        self.asking.ask(self.asks(suggestion))
        return self.asking.answer(self.asks(suggestion), Action.ACCEPT, AnswerMode.PHONE)

    def present(self, suggestion: str) -> Outcome:
        self.accept(suggestion)
        return self.presenting.present(self.asks(suggestion))

    def hire(self, suggestion: str, by: str = "Bo", **more: Any) -> Outcome:
        return self.placing.hire(self.asks(suggestion, by), **more)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What time brings to a line of people."""
        return (
            ProposalJob(self.units),
            ReminderJob(self.units, self.outbox.put_messages, is_swedish_working_day),
            FollowUpJob(self.units, self.outbox.put_messages),
            EndingFactJob(self.units, self.outbox.put_messages),
            PlacementJob(self.units),
        )

    def pass_to(self, day: date) -> dict[str, int]:
        """Run the jobs at noon of a day; return how many moves each made, without those of none."""
        at = datetime.combine(day, time(12), UTC)
        report = JobService(self.units, self.jobs, lambda: at, lambda: "tests").run()
        assert report.ok
        return {run.job: run.moved for run in report.runs if run.moved}

    def messages(self, template: Template) -> list[OutboxMessage]:
        """The messages of a kind, whatever became of them."""
        with self.units() as unit:
            return [one for one in unit.outbox.all(ended=True) if one.template == template]

    def state(self, suggestion: str) -> SuggestionState:
        return self.get(suggestion).state

    def room(self, opening: str = "O1"):
        with self.units() as unit:
            return unit.rooms.get(OpeningId(opening))

    def person(self, code: str = "P001"):
        with self.units() as unit:
            return unit.participants.get(ParticipantCode(code))

    def placement(self, suggestion: str):
        with self.units() as unit:
            return unit.placements.of_suggestion(suggestion)

    def moved(self, placement: str, by: str = "Bo", role: Role = Role.LINKWORKER) -> Request:
        """A request about a placement as it is now."""
        with self.units() as unit:
            return Request(placement, unit.placements.get(placement).version, by, role)

    def follow_ups_of(self, placement: str):
        with self.units() as unit:
            return unit.follow_ups.of(placement)

    def actions(self) -> list[str]:
        """What the audit log says was done, after verifying it."""
        with self.units() as unit:
            assert verify(unit.audit.events(), unit.audit.head()).ok
            return [event.action for event in unit.audit.events()]

    def tells(self, suggestion: str) -> list[str]:
        """What an employer could still learn by us about the person of a suggestion."""
        one = self.get(suggestion)
        may = self.disclosure.may_say(one.participant, one.opening)
        with self.units() as unit:
            waiting = [
                message.template
                for message in unit.outbox.all()
                if message.about == one.participant
                and message.opening == one.opening
                and message.to_kind is Recipient.EMPLOYER
                and message.template != Template.WITHDRAWN
            ]
            now = self.start + timedelta(days=1)
            links = [str(link.role) for link in unit.answer_links.of(one.id) if link.open_at(now)]
        return [*(group.value for group in may), *waiting, *links]

    def check(self) -> None:
        """Hold the counters against the rows they count."""
        with self.units() as unit:
            connection = unit._connection
            line = sorted(state.value for state in IN_LINE)
            for row in connection.execute(OpeningRow.__table__.select()).mappings():
                waiting = connection.execute(
                    SuggestionRow.__table__.select().where(
                        SuggestionRow.opening == row["id"], SuggestionRow.state.in_(line)
                    )
                ).all()
                placed = connection.execute(
                    PlacementRow.__table__.select().where(
                        PlacementRow.opening == row["id"],
                        PlacementRow.state.not_in(["did_not_start", "ended_early"]),
                    )
                ).all()
                assert row["places_taken"] == len(placed)
                assert row["slots_taken"] == (len(waiting) if row["kind"] == "own" else 0)
                if row["state"] == "full":
                    assert row["places_taken"] == row["places"]
                    assert not waiting
        self.actions()


def _run(run_id: RunId, code: ParticipantCode) -> Run:
    return Run(
        id=run_id,
        kind=RunKind.PARTICIPANT,
        at=MORNING,
        by="Anna",
        input_hash="0" * 64,
        encoder="hashing",
        index="i1",
        weights="w1",
        seed=7,
        top=10,
        participant=code,
    )


def _suggestion(run: Run, opening: Opening, rank: int) -> Suggestion:
    return Suggestion(
        id=SuggestionId(f"{run.participant}-{opening.id}"),
        run=run.id,
        participant=run.participant,
        opening=opening.id,
        step=opening.step,
        title=opening.title,
        rank=rank,
        score=0.5,
        band=Band.READY,
        contributions={"work": 0.5},
        explanation={},
    )


def as_lead(opening: Opening) -> Opening:
    """The same as a lead."""
    return replace(opening, kind=OpeningKind.LEAD, state=OpeningState.NEW, terms=None)
