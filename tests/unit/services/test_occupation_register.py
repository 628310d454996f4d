"""Occupations and ways out of an imported taxonomy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import TickingClock
from fresh import new_database
from taxonomies import COOK, KNIVES, jobtech, put, reduced

from matcher.domain.concept import Scheme
from matcher.domain.ids import OrganisationId
from matcher.domain.organisation import Organisation
from matcher.interchange.taxonomy_folder import find_sources
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.planning.occupations import Occupation, Way
from matcher.services.occupation_register import OccupationRegisterService
from matcher.services.taxonomy import TaxonomyService, Wish

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.ports import UnitOfWorkFactory


@pytest.fixture
def units(tmp_path: Path) -> UnitOfWorkFactory:
    url = new_database(tmp_path)
    engine = open_engine(url)
    organisation = OrganisationId("demo")
    ensure_organisation(engine, Organisation(organisation, "Demo"))
    return unit_of_work_factory(engine, organisation)


def bring_in(units: UnitOfWorkFactory, folder: Path) -> None:
    TaxonomyService(units, TickingClock()).bring_in(find_sources(folder), Wish("Anna", "7"))


def test_both_taxonomies_are_read(units: UnitOfWorkFactory, tmp_path: Path):
    bring_in(units, put(tmp_path / "files", reduced(), jobtech()))

    found = OccupationRegisterService(units).read()

    assert found is not None
    assert found.occupations == (
        Occupation("o1", "Diskare", "9412", "Köksbiträden", None),
        Occupation("o2", "Köksbiträde", "9412", "Köksbiträden", None),
    )
    assert found.ways == (Way("o1", "o2", 75),)
    assert found.facts.esco_of == {"o2": {COOK: 0.7}}
    assert found.facts.skills_of == {COOK: {KNIVES: 1.0}}  # essential, though optional as well
    assert found.facts.group_skills == {"9412": ["s1"]}
    assert found.facts.names[KNIVES] == "use knives"
    assert found.facts.names["s1"] == "Findisk"
    assert not found.facts.zone_of
    assert found.versions == {Scheme.ESCO: "7", Scheme.JOBTECH: "7"}


def test_esco_is_optional(units: UnitOfWorkFactory, tmp_path: Path):
    bring_in(units, put(tmp_path / "files", jobtech()))

    found = OccupationRegisterService(units).read()

    assert found is not None
    assert len(found.occupations) == 2
    assert not found.facts.skills_of
    assert found.versions == {Scheme.JOBTECH: "7"}


def test_without_jobtech_there_is_no_register(units: UnitOfWorkFactory, tmp_path: Path):
    assert OccupationRegisterService(units).read() is None

    bring_in(units, put(tmp_path / "files", reduced()))

    assert OccupationRegisterService(units).read() is None
