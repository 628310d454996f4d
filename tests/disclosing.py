"""An office on a real database: a person with a mark in every fact, an employer, an opening."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from fakes import TickingClock
from fresh import new_database
from programme import porter_opening, real_ladders

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Message
from matcher.domain.opening import Demands, Employer, Offers
from matcher.domain.organisation import Organisation
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    Travel,
    Wishes,
)
from matcher.domain.permission import FieldGroup, Yes
from matcher.domain.place import Place, TravelMode
from matcher.domain.skills import Certificate, Evidence, Experience, SkillClaim
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.disclosure import DisclosureService
from matcher.services.outbox import OutboxService
from matcher.services.review import Withdrawals

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.domain.opening import Opening
    from matcher.domain.permission import Permission

LOCAL = OrganisationId("local")
K003, O1, KITCHEN = ParticipantCode("K003"), OpeningId("O1"), EmployerId("E1")
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CODE, SKILLS, NAME = FieldGroup

MARKS = (
    "zebraffe",  # own words
    "okapi",  # claimed and not confirmed
    "Gnudal",  # where she lives
    "lynxfack",  # education
    "so",  # preferred language, and one she speaks that nobody asked for
    "C1",  # what she says of her own Swedish
    "truck_tlp10",  # ran out
    "restricted",
    "pork",
    "night",
    "P999",  # somebody else
)
"""None of these is for an employer, whatever is permitted."""


def marked_person(**changes: Any) -> Participant:
    """Return a person with a mark in every fact that is not for employers."""
    levels = {
        LanguageArea.LISTENING: AreaLevel(parse_cefr_range("A2"), LanguageSource.TEST),
        LanguageArea.READING: AreaLevel(parse_cefr_range("C1"), LanguageSource.SELF),
        LanguageArea.WRITING: AreaLevel(parse_cefr_range("B1"), LanguageSource.TEST),
    }
    facts: dict[str, Any] = {
        "preferred_language": "so",
        "place": Place("Göteborg", "Gnudal", 57.7, 11.9),
        "availability": Availability(20, 30, frozenset(), date(2026, 12, 1)),
        "travel": Travel(TravelMode.PUBLIC_TRANSPORT, 45),
        "driving_licence": True,
        "education": Education(2, "lynxfack", foreign=True, validated=False),
        "swedish": Swedish(levels, Sfi(2, SfiCourse.C, SfiCourse.B)),
        "languages": (SpokenLanguage("ar"), SpokenLanguage("so")),
        "experiences": (Experience("zebraffe i köket", "sv", 12),),
        "skills": (
            SkillClaim("Diska för hand", evidence=Evidence.SEEN, confirmed_by="Anna"),
            SkillClaim("okapi"),
        ),
        "certificates": (
            Certificate("food_hygiene", date(2030, 1, 1)),
            Certificate("truck_tlp10", date(2020, 1, 1)),
        ),
        "wishes": Wishes(avoid=frozenset({"pork", "nights"})),
        "may_work": MayWork(MayWorkStatus.RESTRICTED),
        "is_adult": True,
    }
    return Participant(LOCAL, K003, **(facts | changes))


def own_opening(**changes: Any) -> Opening:
    """Return an opening of the employer that asks for Arabic and a driving licence."""
    facts = {
        "organisation": LOCAL,
        "id": O1,
        "employer": KITCHEN,
        "offers": Offers(languages=("ar", "fi")),
        "demands": Demands(driving_licence=True),
    }
    return replace(porter_opening(), **(facts | changes))


def prepare(folder: Path, name: str = "programme") -> str:
    """Make an empty database and return its URL."""
    url = new_database(folder, name)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(LOCAL, "Office"))
    engine.dispose()
    return url


class Office:
    """The services on one database, with a clock that is a minute later each time."""

    def __init__(self, url: str, send: Any = None) -> None:
        self._open(url, send, uuid4().hex[:4])
        self.keep(marked_person())
        with self.units(write=True) as unit:
            unit.employers.put([Employer(LOCAL, KITCHEN, "Köket AB")])
            unit.openings.put([own_opening()])
            unit.commit()

    @classmethod
    def of_home(cls, home: Path) -> Office:
        """Open an office that is there already, beside the commands that work on it."""
        office = cls.__new__(cls)
        office._open(f"sqlite:///{home / 'demo.db'}", None, uuid4().hex[:4])
        return office

    def _open(self, url: str, send: Any, mark: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        self.units = unit_of_work_factory(self.engine, LOCAL)
        self.clock = TickingClock(MORNING)
        numbers = itertools.count(1)
        parts = (self.units, real_ladders(), self.clock, lambda: f"n{mark}{next(numbers)}")
        self.outbox = OutboxService(*parts, send)
        withdrawals = Withdrawals(self.outbox.put_messages)
        self.disclosure = DisclosureService(*parts, withdrawals.from_openings)

    def keep(self, *people: Participant) -> None:
        with self.units(write=True) as unit:
            unit.participants.put(people)
            unit.commit()

    def grant(self, up_to: FieldGroup = SKILLS, **more: Any) -> tuple[Permission, ...]:
        return self.disclosure.grant(K003, O1, Yes(up_to, AnswerMode.PHONE, "Anna", **more))

    def withdraw(self, group: FieldGroup = CODE, **more: Any) -> Any:
        return self.disclosure.withdraw(K003, mode=AnswerMode.PHONE, by="Anna", group=group, **more)

    def put(self, template: str, to_kind: str = "participant", to: str = K003, **facts: str) -> str:
        [message] = self.outbox.put(
            [Message(to_kind, to, template, _about(template) | facts)], by="Anna"
        )
        return message.id

    def present(self) -> str:
        return self.put("present", "employer", KITCHEN, participant=K003)

    def actions(self) -> list[str]:
        with self.units() as unit:
            return [event.action or "" for event in unit.audit.events()]

    def in_log(self) -> str:
        with self.units() as unit:
            return str(list(unit.audit.events()))


def _about(template: str) -> dict[str, str]:
    """What a message is about: an opening, but for a fact of a person that ends."""
    return {} if template == "fact_ends" else {"opening": O1}
