"""The lists of a day: what is in them, in which order, and whom they never show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from day_rows import ANNA, BO, MONDAY, SINCE, asking, decide, give, know_users, people, suggest
from line import Line, own

from matcher.domain.caseload import Cover, Responsibility
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.opening import OpeningKind
from matcher.domain.participant import ParticipantState, Wishes
from matcher.domain.periods import FollowUpPoint
from matcher.domain.place import Place
from matcher.domain.role import Role
from matcher.domain.run import RunKind
from matcher.domain.skills import Experience, ExperienceKind
from matcher.domain.suggestion import Action, SuggestionState
from matcher.domain.visibility import Viewer
from matcher.errors import NotFound
from matcher.persistence.rows import Base


@pytest.fixture
def office(units, make):
    """P001 to P004 in Anna's caseload: P004 is protected; P005 is Bo's, P006 is paused."""
    know_users(units)
    with units(write=True) as unit:
        unit.participants.put(
            [
                make.person("P001", place=Place("Göteborg", "Hjällbo"), preferred_language="so"),
                make.person("P002"),
                make.person("P003"),
                make.person("P004", protected_identity=True),
                make.person("P005"),
                make.person("P006", state=ParticipantState.PAUSED),
            ]
        )
        unit.openings.put([make.lead("O1"), make.lead("O2")])
        unit.commit()
    give(units, "P001", "P002", "P003", "P006")
    give(units, "P004", named=True)
    give(units, "P005", user=BO)
    return units


def test_a_person_is_listed_with_what_her_place_rests_on(office, make):
    suggest(office, make, "P001", "O1", None, at=MONDAY - timedelta(days=3))

    person = people(office)["P001"]

    assert (person.preferred_language, person.district) == ("so", "Hjällbo")
    assert (person.proposed, person.under_way, person.new_openings) == (2, 0, 1)
    assert (person.best_title, person.best_band) == ("Diskare", Band.READY)
    assert person.first_listed == person.last_listed == MONDAY - timedelta(days=3)
    assert (person.reviewed, person.reviewed_today, person.mine_since) == (None, False, SINCE)


def test_nobody_else_is_listed(office, make):
    for code in ("P004", "P005", "P006"):
        suggest(office, make, code, "O1")

    assert list(people(office)) == ["P001", "P002", "P003"]
    assert list(people(office, user=BO)) == ["P005"]
    assert people(office, role=Role.COORDINATOR) == {}


def test_cover_and_the_days_of_a_caseload_count_as_everywhere(office):
    with office(write=True) as unit:
        unit.caseloads.put_cover(
            Cover("c1", BO, ANNA, Role.LINKWORKER, date(2026, 11, 20), date(2026, 11, 23), "chief",
                  MONDAY)
        )  # fmt: skip
        ended = Responsibility(ParticipantCode("P003"), Role.LINKWORKER, BO, date(2026, 11, 23), "")
        unit.caseloads.assign(ended)
        unit.commit()

    for day in range(-30, 4):
        at = MONDAY + timedelta(days=day)
        with office() as unit:
            scope = unit.caseloads.scope(Viewer(ANNA, Role.LINKWORKER), at.date())
            listed = {one.code for one in unit.day.people(asking(at))}
        assert listed == scope.people - {"P004", "P006"}, at


def test_what_the_person_wants_and_what_is_new_is_known(office, make):
    with office(write=True) as unit:
        wants = replace(
            make.person("P001"), wishes=Wishes(steps=frozenset({"kitchens.kitchen_porter"}))
        )
        unit.participants.put([wants])
        unit.commit()
    suggest(office, make, "P001", "O1")
    suggest(office, make, "P002", "O1", run="first")
    suggest(office, make, "P002", "O1", "O2", run="second", at=MONDAY + timedelta(hours=1))

    listed = people(office)

    assert (listed["P001"].interested, listed["P002"].interested) == (True, False)
    assert (listed["P001"].new_openings, listed["P002"].new_openings) == (1, 1)


def test_facts_have_changed_when_the_profile_is_another_than_at_the_last_review(office, make):
    first, *_ = suggest(office, make, "P001", "O1", None, run="first", input_hash="a" * 64)
    suggest(office, make, "P002", "O1", run="same", input_hash="b" * 64)
    decide(office, first, at=MONDAY + timedelta(minutes=1))
    later = MONDAY + timedelta(days=1)
    suggest(office, make, "P002", "O1", run="other", at=later, input_hash="c" * 64)
    assert not any(one.facts_changed for one in people(office).values())

    suggest(office, make, "P001", "O2", run="second", at=later, input_hash="d" * 64)
    suggest(office, make, "P001", "O2", run="again", at=later, input_hash="d" * 64)

    assert [code for code, one in people(office).items() if one.facts_changed] == ["P001"]


def test_a_fact_that_was_given_is_a_change(office, make):
    [one] = suggest(office, make, "P001", "O1")
    decide(office, one, Action.NEED_INFO)
    waiting = people(office)["P001"]
    decide(office, one, Action.GIVE_INFO, MONDAY + timedelta(hours=1))

    assert (waiting.proposed, waiting.under_way, waiting.facts_changed) == (0, 1, False)
    assert people(office)["P001"].facts_changed


def test_a_review_of_today_is_the_readers_own(office, make):
    first, second = suggest(office, make, "P001", "O1", None)
    [third] = suggest(office, make, "P002", "O1")
    decide(office, first, at=MONDAY - timedelta(days=1))
    decide(office, third, by="Bo")
    assert not any(one.reviewed_today for one in people(office).values())

    decide(office, second, Action.CONFIRM)

    listed = people(office)
    assert [code for code, one in listed.items() if one.reviewed_today] == ["P001"]
    assert (listed["P001"].reviewed, listed["P001"].under_way) == (MONDAY, 1)


def test_a_person_found_for_an_opening_only_waits_since_then(office, make):
    with office(write=True) as unit:
        run = make.run("r9", None, kind=RunKind.OPENING, opening="O1", at=MONDAY)
        unit.suggestions.add(run, [make.suggestion("s9", "r9", "P003", opening="O1")])
        unit.commit()

    assert people(office)["P003"].first_listed == MONDAY
    assert people(office)["P002"].first_listed is None


def test_people_of_another_organisation_are_no_noise(office, other_units, make):
    know_users(other_units)
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P001", OrganisationId("other"))])
        unit.commit()
    give(other_units, "P001")
    suggest(other_units, make, "P001", None)

    assert people(office)["P001"].proposed == 0


def test_nobody_is_to_be_asked_while_she_pauses(office, make):
    [first] = suggest(office, make, "P001", "O1")
    [second] = suggest(office, make, "P002", "O2")
    for one in (first, second):
        decide(office, one, Action.CONFIRM)
    decide(office, second, Action.ASK)

    def under_way():
        with office() as unit:
            return {one.suggestion for one in unit.day.under_way(asking())}

    def go_on_as(state):
        with office(write=True) as unit:
            people = [make.person(code, state=state) for code in ("P001", "P002")]
            unit.participants.put(people)
            unit.commit()

    assert under_way() == {first, second}
    go_on_as(ParticipantState.PAUSED)
    assert under_way() == {second}
    go_on_as(ParticipantState.ACTIVE)
    assert under_way() == {first, second}


def test_what_is_under_way_comes_with_whom_to_ring(units):
    line = Line(units)
    first, _, third, _ = line.put(2, own(contact="Eva, 031-1"), own("O2"))
    know_users(units)
    give(units, "P001", "P002")
    line.present(first)
    line.confirm(third)

    with units() as unit:
        listed = unit.day.under_way(asking())
        history = unit.suggestions.history(first)

    assert [one.suggestion for one in listed] == [first, third]
    assert (listed[0].state, listed[0].kind) == (SuggestionState.PRESENTED, OpeningKind.OWN)
    assert (listed[0].employer, listed[0].contact) == ("Kök AB", "Eva, 031-1")
    assert listed[0].since == history[-1].at
    assert (listed[1].code, listed[1].state) == ("P002", SuggestionState.CONFIRMED)
    with units() as unit:
        assert unit.day.under_way(asking(user=BO)) == ()


def test_follow_ups_are_listed_from_their_day(units):
    line = Line(units)
    [first] = line.put(1, own())
    know_users(units)
    give(units, "P001")
    line.present(first)
    line.hire(first)
    placement = line.placement(first)
    line.placements.start(line.moved(placement.id), date(2026, 11, 23))

    with units() as unit:
        before = unit.day.follow_ups(asking(datetime(2026, 12, 6, 9, tzinfo=UTC)))
        [listed] = unit.day.follow_ups(asking(datetime(2026, 12, 7, 9, tzinfo=UTC)))

    assert before == ()
    assert (listed.point, listed.due_on) == (FollowUpPoint.TWO_WEEKS, date(2026, 12, 7))
    assert (listed.state, listed.code) == (FollowUpState.SCHEDULED, "P001")
    assert (listed.title, listed.employer) == ("Diskare", "Kök AB")


def test_cards_are_what_can_be_decided_on_and_what_was_decided_last(office, make):
    first, second, third = suggest(office, make, "P001", "O1", "O2", None)
    [theirs] = suggest(office, make, "P005", "O1")
    decide(office, first)
    decide(office, third, Action.NEED_INFO)

    with office() as unit:
        cards = unit.day.cards(asking(), "P001", first)
        alone = unit.day.cards(asking(), None, first)
        foreign = unit.day.cards(asking(), "P001", theirs)

    assert [card.suggestion.id for card in cards] == [second, first]
    assert (cards[0].last, cards[0].job.kind) == (None, OpeningKind.LEAD)
    assert (cards[1].last.action, cards[1].last.by) == (Action.DECLINE, "Anna")
    assert cards[0].suggestion.explanation == make.suggestion().explanation
    assert [card.suggestion.id for card in alone] == [first]
    assert [card.suggestion.id for card in foreign] == [second]


def test_the_person_comes_with_her_words_and_whether_the_look_is_noted(office, make):
    told = Experience("Jag diskade", "sv", 3, ExperienceKind.INFORMAL)
    with office(write=True) as unit:
        unit.participants.put(
            [make.person("P001", experiences=(told, replace(told, text="کار", lang="fa")))]
        )
        unit.looks.note("P001", "Anna", "queue", MONDAY)
        unit.commit()

    with office() as unit:
        first = unit.day.person(asking(), "P001", "queue")
        later = unit.day.person(asking(MONDAY + timedelta(hours=1)), "P001", "queue")
        second = unit.day.person(asking(), "P002", "queue")

    assert (first.told, first.noted) == ({"Jag diskade": "sv", "کار": "fa"}, True)
    assert not later.noted
    assert (second.told, second.noted) == ({}, False)


@pytest.mark.parametrize("code", ["P004", "P005", "P999"])
def test_who_is_not_the_readers_is_not_there(office, make, code):
    with office(write=True) as unit:
        if code != "P999":
            unit.suggestions.add(make.run("r1", code), [make.suggestion("s1", "r1", code)])
            unit.commit()
    with office() as unit:
        with pytest.raises(NotFound, match=f"no participant {code}"):
            unit.day.person(asking(), code, "queue")
        with pytest.raises(NotFound, match="no suggestion s1"):
            unit.day.whose(asking(), "s1")


def test_each_list_is_one_select(office, make, statements):
    [one] = suggest(office, make, "P001", "O1")
    with office() as unit:
        assert unit.day.whose(asking(), one) == "P001"
        for read in (
            lambda: unit.day.people(asking()),
            lambda: unit.day.under_way(asking()),
            lambda: unit.day.follow_ups(asking()),
            lambda: unit.day.person(asking(), "P001", "queue"),
            lambda: unit.day.cards(asking(), "P001", one),
        ):
            statements.clear()
            read()
            assert [sent.split()[0] for sent in statements] == ["WITH"]


@pytest.mark.sqlite
def test_lists_look_people_up_and_read_no_table_through(office, engine, statements):
    with office() as unit:
        statements.clear()
        unit.day.people(asking())
        unit.day.under_way(asking())
        unit.day.follow_ups(asking())
        unit.day.cards(asking(), "P001", None)
        sent = list(statements)
    for statement in sent:
        with engine.connect() as connection:
            values = tuple("x" for _ in range(statement.count("?")))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        scanned = {row.detail.split()[1] for row in plan if row.detail.startswith("SCAN")}
        assert not scanned & set(Base.metadata.tables), statement
        # Days that have come are those of the whole organisation.
        assert not [row.detail for row in plan if "due_on<" in row.detail], statement
