"""What is read is what was stored, for everything the domain allows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from sqlalchemy.exc import StatementError
from strategies import moments, openings, participants, places, words

from matcher.domain.ids import EmployerId, OrganisationId, ParticipantCode
from matcher.domain.language import Sfi, Swedish
from matcher.domain.opening import Employer, OpeningKind, Origin, Site
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience, SkillClaim
from matcher.errors import InputError, NotFound
from matcher.persistence.import_kinds import image_of_item
from matcher.persistence.opening_mapper import opening_of
from matcher.persistence.participant_mapper import participant_of
from matcher.persistence.values import rows_of_image

one_database = often(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
DEMO = OrganisationId("demo")


@one_database
@given(first=participants(), second=participants())
def test_a_participant_is_read_as_stored_also_over_an_earlier_one(units, first, second):
    with units(write=True) as unit:
        unit.participants.put([first])
        unit.participants.put([second])
        assert unit.participants.get(second.code) == second
        assert first.code == second.code or unit.participants.get(first.code) == first


@one_database
@given(people=st.lists(participants(), max_size=4, unique_by=lambda person: person.code))
def test_all_gives_everyone_by_code_each_with_own_lists(units, people):
    with units(write=True) as unit:
        unit.participants.put(people)
        assert unit.participants.all() == tuple(sorted(people, key=lambda one: one.code))


@one_database
@given(people=st.lists(participants(), min_size=1, max_size=4, unique_by=lambda one: one.code))
def test_some_people_are_those_of_them_who_are_there(units, people):
    asked = [one.code for one in people[1:]]
    with units(write=True) as unit:
        unit.participants.put(people)
        found = unit.participants.among(["nobody", *asked, *asked])
        assert found == tuple(sorted(people[1:], key=lambda one: one.code))
        assert unit.participants.among([]) == ()


@one_database
@given(first=openings(employers=["E1", "E2"]), second=openings(employers=["E1"]))
def test_an_opening_is_read_as_stored_also_over_an_earlier_one(units, first, second):
    with units(write=True) as unit:
        unit.employers.put([Employer(DEMO, EmployerId(name), name) for name in ("E1", "E2")])
        unit.openings.put([first])
        unit.openings.put([second])
        assert unit.openings.get(second.id) == second
        left = {opening.id: opening for opening in (first, second)}
        assert unit.openings.all() == tuple(left[key] for key in sorted(left))
        assert unit.openings.among([second.id, "nothing"]) == (second,)
        assert unit.openings.among([]) == ()
        own = [one for one in unit.openings.all() if one.kind is OpeningKind.OWN]
        assert unit.openings.own() == tuple(own)
        of_first = tuple(one for one in own if one.employer == "E1")
        assert unit.openings.own(EmployerId("E1")) == of_first


@one_database
@given(sector=st.none() | st.sampled_from(Sector), name=words(), place=places())
def test_employers_and_sites_are_read_as_stored(units, sector, name, place):
    employer = Employer(DEMO, EmployerId("E1"), name, sector)
    site = Site(EmployerId("E1"), name, place)
    with units(write=True) as unit:
        unit.employers.put([Employer(DEMO, EmployerId("E1"), "earlier")])
        unit.employers.put([employer], [site])
        assert unit.employers.all() == (employer,)
        assert unit.employers.get(employer.id) == employer
        assert unit.employers.among(["E1", "nobody"]) == (employer,)
        assert unit.employers.among([]) == ()
        with pytest.raises(NotFound, match="There is no employer nobody"):
            unit.employers.get(EmployerId("nobody"))
        assert unit.employers.sites() == (site,)


@given(person=participants(), opening=openings())
def test_an_image_in_json_holds_everything(person, opening):
    rows = rows_of_image(image_of_item(person))
    assert participant_of(rows["participants"][0], rows) == person
    assert opening_of(rows_of_image(image_of_item(opening))["openings"][0]) == opening


@one_database
@given(at=moments())
def test_moments_come_back_aware_and_equal(units, make, at):
    with units(write=True) as unit:
        unit.suggestions.add(make.run(at=at), [])
        stored = unit.suggestions.run("r1").at
    assert stored == at
    assert stored.utcoffset() == timedelta(0)


@pytest.mark.sqlite
def test_a_moment_is_stored_as_utc_text(units, engine, make):
    summer = datetime(2025, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    with units(write=True) as unit:
        unit.suggestions.add(make.run(at=summer), [])
        unit.commit()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT at FROM runs").scalar() == (
            "2025-06-01 07:30:00.000000"
        )


def test_a_moment_without_time_zone_is_refused(units, make):
    naive = datetime(2025, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    with units(write=True) as unit, pytest.raises(StatementError, match="no time zone"):
        unit.suggestions.add(make.run(at=naive), [])


@pytest.mark.parametrize("certificates", [None, (), (Certificate("hot_work", date(2026, 1, 1)),)])
def test_no_certificates_and_not_known_stay_apart(units, make, certificates):
    with units(write=True) as unit:
        unit.participants.put([make.person(certificates=(Certificate("food_hygiene"),))])
        unit.participants.put([make.person(certificates=certificates)])
        assert unit.participants.get("P001").certificates == certificates


@pytest.mark.parametrize("sfi", [None, Sfi()])
def test_no_sfi_and_sfi_without_details_stay_apart(units, make, sfi):
    with units(write=True) as unit:
        unit.participants.put([make.person(swedish=Swedish(sfi=sfi))])
        assert unit.participants.get("P001").swedish.sfi == sfi


def test_of_two_with_one_code_the_last_counts(units, make):
    with units(write=True) as unit:
        told = (Experience("diskat", "sv"),)
        unit.participants.put([make.person(experiences=told), make.person(is_adult=True)])
        assert unit.participants.all() == (make.person(is_adult=True),)


def test_what_is_not_there_is_not_found(units):
    with units() as unit:
        with pytest.raises(NotFound, match="P404"):
            unit.participants.get("P404")
        with pytest.raises(NotFound, match="O404"):
            unit.openings.get("O404")


def test_removing_takes_the_lists_along_and_ignores_strangers(units, make, engine):
    with units(write=True) as unit:
        told = (Experience("diskat", "sv"),)
        unit.participants.put([make.person("P001", experiences=told), make.person("P002")])
        unit.participants.remove(["P001", "P999"])
        unit.openings.put([make.lead("O1"), make.lead("O2")])
        unit.openings.remove(["O2", "O9"])
        unit.commit()
        assert [one.code for one in unit.participants.all()] == ["P002"]
        assert [one.id for one in unit.openings.all()] == ["O1"]
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM participant_experiences").scalar()
    assert left == 0


def test_an_opening_of_an_employer_that_is_not_stored_is_refused(units, make):
    with units(write=True) as unit, pytest.raises(InputError, match="E7"):
        unit.openings.put([make.lead(employer=EmployerId("E7"))])


def test_one_ad_is_one_opening(units, make):
    ad = Origin("jobtech", "77")
    with units(write=True) as unit:
        with pytest.raises(InputError, match="same ad"):
            unit.openings.put([make.lead("O1", origin=ad), make.lead("O2", origin=ad)])
        unit.openings.put([make.lead("O1", origin=ad)])
        unit.openings.put([make.lead("O1", origin=ad, title="Kökshjälp")])
        with pytest.raises(InputError, match="stored as opening O1"):
            unit.openings.put([make.lead("O2", origin=ad)])
        assert [one.title for one in unit.openings.all()] == ["Kökshjälp"]


def test_ten_thousand_people_are_stored_in_few_statements(units, make, statements):
    told = tuple(Experience(f"arbete {number}", "sv", number) for number in range(3))
    people = [
        make.person(f"P{number:05d}", experiences=told, skills=(SkillClaim("disk"),))
        for number in range(10_000)
    ]
    with units(write=True) as unit:
        statements.clear()
        unit.participants.put(people)
        # One a table on a file; on a server the parts go by COPY.
        assert 1 <= len([text for text in statements if text.startswith("INSERT")]) <= 3
        assert len(statements) <= 11
        assert unit.participants.get(ParticipantCode("P09999")) == people[-1]
        assert len(unit.participants.all()) == 10_000
