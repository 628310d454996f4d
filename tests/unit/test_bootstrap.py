from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from matcher.bootstrap import BESIDE_LADDERS, Services, build_services, now
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.errors import SettingsError
from matcher.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", organisation="demo")


def test_nothing_is_opened_before_it_is_needed(settings: Settings):
    services = build_services(settings)

    assert services.organisation == "demo"
    assert not settings.home.exists()


def test_parts_are_made_once(settings: Settings):
    services = build_services(settings)

    assert services.ladders is services.ladders
    assert services.units is services.units
    assert {ladder.sector for ladder in services.ladders.all} == set(Sector)


def test_the_database_is_made_with_its_owner(settings: Settings):
    with build_services(settings).units() as unit:
        counts = unit.views.counts()

    assert (settings.home / "demo.db").is_file()
    assert (counts.participants, counts.openings, counts.suggestions) == (0, 0, 0)


def test_two_services_share_one_database(settings: Settings, tmp_path: Path):
    first, second = build_services(settings), build_services(settings)

    with first.units(write=True) as unit:
        unit.commit()
    with second.units() as unit:
        assert unit.participants.all() == ()
    assert not (tmp_path / "home" / "programme.db").exists()


def test_people_are_taken_in_without_an_encoder(settings: Settings):
    encoder = "no/such-encoder-anywhere"
    services = build_services(Settings(home=settings.home, encoder=encoder, ladders=settings.home))

    assert services.ladders.all == ()
    assert services.intake is services.intake


def test_an_encoder_folder_that_is_not_there_is_named(settings: Settings, tmp_path: Path):
    services = build_services(Settings(home=settings.home, encoder=str(tmp_path / "model")))

    with pytest.raises(SettingsError, match="model"):
        services.load_encoder()


def test_the_clock_has_a_zone():
    assert now().tzinfo is UTC


def test_every_part_reads_the_clock_that_is_given(settings: Settings):
    then = datetime(2030, 1, 1, tzinfo=UTC)
    services = Services(settings, now=lambda: then)

    services.accounts.invite("Anna", Role.LINKWORKER, by="operator")

    assert [row.at[:10] for row in services.audit.last(5)] == ["2030-01-01"]


@pytest.mark.parametrize("name", BESIDE_LADDERS)
def test_what_does_not_rest_on_ladders_is_kept_by_its_name(name: str, settings: Settings):
    services = build_services(settings)
    services.__dict__[name] = kept = object()

    assert isinstance(getattr(Services, name), cached_property)
    given = {"settings": settings, "progress": None, "now": now}
    assert services.renewed().__dict__ == given | {name: kept}


def test_no_two_areas_make_a_part_of_the_same_name():
    areas = [one for one in Services.__mro__ if one.__module__.startswith("matcher.")]
    makes = [name for area in areas for name in vars(area) if not name.startswith("__")]

    assert len(makes) > 90
    assert [name for name, times in Counter(makes).items() if times > 1] == []
