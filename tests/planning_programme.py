"""A programme for plans in a real database: people and openings on the ladders that ship."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fresh import new_database
from jobs import make_opening, make_person, make_rules
from programme import no_trades, real_ladders

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode, StepId
from matcher.domain.opening import Employer
from matcher.domain.organisation import Organisation
from matcher.domain.relation import Promise
from matcher.embedding.hashing import HashingEncoder
from matcher.interchange.hidden_labels import read_hidden_labels
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.planning_gaps import (
    GapService,
    Matching,
    PathwayService,
    TrainingService,
)
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matcher.domain.course import UsualEntry
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.ports import UnitOfWorkFactory

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OURS = OrganisationId("test")


def person(number: int, **changes: object) -> Participant:
    return replace(make_person(), code=ParticipantCode(f"P{number:03}"), **changes)


def opening(number: int, step: str, places: int = 1, **changes: object) -> Opening:
    made = make_opening(real_ladders().step(StepId(step)))
    named = {"id": OpeningId(f"O{number:03}"), "places": places, "title": "Arbete", "text": ""}
    return replace(made, **named, **changes)


@dataclass
class PlannedProgramme:
    """Units on a database of their own, and what people and jobs are matched with."""

    units: UnitOfWorkFactory
    entry: Mapping[str, UsualEntry] = field(default_factory=dict)

    @property
    def matching(self) -> Matching:
        return Matching(real_ladders(), HashingEncoder(), no_trades, make_rules(), 7, self.entry)

    @property
    def gaps(self) -> GapService:
        return GapService(self.units, lambda: self.matching, lambda: NOW)

    @property
    def pathways(self) -> PathwayService:
        return PathwayService(self.units, lambda: self.matching, lambda: NOW)

    @property
    def training(self) -> TrainingService:
        return TrainingService(self.units, lambda: self.matching, lambda: NOW, lambda: 0.0)

    def put(
        self, people: Sequence[Participant] = (), openings: Sequence[Opening] = ()
    ) -> PlannedProgramme:
        with self.units(write=True) as unit:
            unit.participants.put(list(people))
            unit.openings.put(list(openings))
            unit.commit()
        return self

    def promise(self, places: int, step: str | None, *kept_by: str) -> None:
        employer = EmployerId("E1")
        with self.units(write=True) as unit:
            unit.employers.put([Employer(OURS, employer, "Restaurang Ett")])
            at = StepId(step) if step else None
            promise = Promise("p1", employer, places, at, NOW.date(), "", "anna", NOW)
            unit.relations.put(promise)
            unit.relations.keep("p1", [OpeningId(one) for one in kept_by])
            unit.commit()


def planned(folder: Path, entry: Mapping[str, UsualEntry] | None = None) -> PlannedProgramme:
    url = new_database(folder)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(OURS, "Test"))
    hidden = read_hidden_labels(shared_path("data", "labels_never_shown.csv"))
    return PlannedProgramme(unit_of_work_factory(engine, OURS, hidden), entry or {})
