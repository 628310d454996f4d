"""Own pages of a person: the link, her jobs, a line for the LinkWorker, what she wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import O1, P001, P002, P003, make_office
from programme import real_ladders

from matcher.domain.answer_link import LINK_LASTS, MOST_WRONG_CODES
from matcher.domain.participant import Shift
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.errors import InputError, NotFound
from matcher.services.outbox import OutboxService
from matcher.services.own_jobs import OwnJobService
from matcher.services.own_links import OwnLinkService
from matcher.services.own_wishes import OwnWishService, StepWish
from matcher.services.review import LinkAnswers

PORTER = "kitchens.kitchen_porter"


@pytest.fixture
def office(tmp_path):
    office = make_office(tmp_path)
    numbers = iter(range(1000))
    office.outbox = OutboxService(
        office.units, real_ladders(), office.clock, lambda: f"m{next(numbers)}"
    )
    office.own = OwnLinkService(office.units, office.clock)
    office.jobs = OwnJobService(
        office.units,
        office.clock,
        LinkAnswers(office.commands).record,
        office.outbox.put_messages,
    )
    office.wishes = OwnWishService(office.units, real_ladders(), office.clock)
    return office


def opened(office, code=P001):
    return office.own.visit(office.own.make(code, by="Anna").token)


def test_a_link_opens_the_pages_of_one_person_for_fourteen_days(office):
    made = office.own.make(P001, by="Anna")

    visit = office.own.visit(made.token)
    assert (visit.participant, visit.by, visit.suggestion) == (P001, "Anna", None)
    assert visit.expires_at == made.link.made_at + LINK_LASTS
    assert office.own.check_code(made.token, f" {made.code[:3]} {made.code[3:]} ")
    office.clock.now += LINK_LASTS - timedelta(minutes=5)
    assert office.own.visit(made.token) == visit
    office.clock.now += timedelta(minutes=5)
    with pytest.raises(NotFound):
        office.own.visit(made.token)


def test_what_is_kept_names_neither_token_nor_person_in_the_log(office):
    made = office.own.make(P001, by="Anna")

    with office.units() as unit:
        [kept] = unit.personal_links.of(P001)
        log = repr(list(unit.audit.events()))
    assert kept == made.link
    assert made.token not in repr(kept)
    assert made.code not in repr(kept)
    assert P001 not in log
    assert office.actions() == ["own_link.made"]


def test_nobody_protected_and_nobody_unknown_gets_a_link(office):
    for code in (P003, "P999"):
        with pytest.raises(NotFound):
            office.own.make(code, by="Anna")
    made = office.own.make(P002, by="Anna")
    with office.units(write=True) as unit:
        person = unit.participants.get(P002)
        unit.participants.put([replace(person, protected_identity=True)])
        unit.commit()
    with pytest.raises(NotFound):
        office.own.visit(made.token)


@pytest.mark.parametrize("kind", ["own", "question"])
def test_wrong_codes_close_either_kind_of_link(office, kind):
    made = (
        office.own.make(P001, by="Anna")
        if kind == "own"
        else office.links.ask(office.suggest(), by="Anna")
    )
    wrong = "000000" if made.code != "000000" else "111111"

    assert not any(office.own.check_code(made.token, wrong) for _ in range(MOST_WRONG_CODES))

    with pytest.raises(NotFound):
        office.own.check_code(made.token, made.code)
    assert office.actions()[-1] == ("own_link.closed" if kind == "own" else "link.closed")


def test_the_link_of_a_question_opens_the_same_pages(office):
    suggestion = office.suggest()
    made = office.links.ask(suggestion, by="Anna")

    assert office.own.visit(made.token).suggestion == suggestion
    assert office.own.check_code(made.token, made.code)


def test_an_answer_uses_up_every_link_that_asked(office):
    suggestion = office.suggest(opening=O1)
    links = [office.links.ask(suggestion, by="Anna") for _ in range(2)]
    visit = opened(office)
    assert [job.suggestion.id for job in office.jobs.jobs(visit).asked] == [suggestion]

    office.jobs.answer(visit, suggestion, Action.ACCEPT)

    for made in links:
        with pytest.raises(NotFound):
            office.own.visit(made.token)
    listed = office.jobs.jobs(visit)
    assert listed.asked == ()
    assert [job.opening.id for job in listed.going_on] == [O1]
    assert [job.employer for job in listed.going_on] == ["Kök AB"]
    with office.units() as unit:
        [last, *_] = unit.suggestions.decisions(P001)
    assert (last.decision.by, last.decision.mode) == ("participant", AnswerMode.SELF)


def test_nobody_answers_for_somebody_else(office):
    suggestion = office.suggest()
    office.links.ask(suggestion, by="Anna")
    other = opened(office, P002)

    assert office.jobs.jobs(other).asked == ()
    for act in (
        lambda: office.jobs.answer(other, suggestion, Action.ACCEPT),
        lambda: office.jobs.ring_me(other, suggestion),
    ):
        with pytest.raises(NotFound):
            act()
    with office.units() as unit:
        assert unit.suggestions.get(suggestion).state is SuggestionState.ASKED


def test_only_answers_are_taken(office):
    with pytest.raises(InputError):
        office.jobs.answer(opened(office), office.suggest(), Action.WITHDRAW)


def test_a_line_to_ring_waits_once_for_each_thing_it_is_about(office):
    suggestion, visit = office.suggest(opening=O1), opened(office)

    for about in (suggestion, suggestion, None, None):
        office.jobs.ring_me(visit, about)

    lines = office.outbox.messages()
    assert [(one.to, one.opening or None) for one in lines] == [("Anna", O1), ("Anna", None)]
    texts = {office.outbox.show(one.id, "en").text.body.splitlines()[0] for one in lines}
    assert texts == {"P001 would like you to ring."}


def test_the_last_word_about_a_kind_of_job_holds(office):
    office.wishes.say(P001, PORTER, StepWish.NOT_THIS_KIND)
    wishes = office.wishes.person(P001).wishes
    assert (wishes.steps, wishes.unwanted) == (frozenset(), {PORTER})

    wishes = office.wishes.say(P001, PORTER, StepWish.INTERESTED).wishes
    assert (wishes.steps, wishes.unwanted) == ({PORTER}, frozenset())
    assert office.wishes.person(P001).wishes == wishes
    office.wishes.say(P001, PORTER, StepWish.INTERESTED)
    assert office.actions() == ["wishes.step"] * 2
    with pytest.raises(NotFound):
        office.wishes.say(P001, "kitchens.none", StepWish.INTERESTED)


def test_hours_are_kept_when_they_fit(office):
    office.wishes.set_hours(P001, 20, 30, [Shift.DAY])
    times = office.wishes.person(P001).availability

    assert (times.hours_per_week_min, times.hours_per_week_max) == (20, 30)
    for least, most, shifts in ((30, 20, [Shift.DAY]), (0, 20, [Shift.DAY]), (20, 30, [])):
        with pytest.raises(InputError):
            office.wishes.set_hours(P001, least, most, shifts)
    assert office.wishes.person(P001).availability == times
    assert office.actions() == ["wishes.hours"]


def test_an_opening_that_is_gone_is_no_fault(office):
    assert office.jobs.opening(O1).id == O1
    assert office.jobs.opening("none") is None
    assert list(office.jobs.employer_names().values()) == ["Kök AB"]
