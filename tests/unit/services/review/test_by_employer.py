"""What an employer does by a link: sees what is permitted, meets, declines, hires, answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from line import own
from programme import real_ladders

from matcher.domain.command import Request
from matcher.domain.employer_answer import EmployerAnswer, HowItGoes
from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.machines.placement import PlacementState
from matcher.domain.machines.suggestion import AnswerMode, NotHiredReason
from matcher.domain.meeting import ZONE, check_times
from matcher.domain.permission import FieldGroup
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.domain.skills import SkillClaim
from matcher.domain.suggestion import SuggestionState
from matcher.errors import (
    DecisionError,
    InputError,
    InvalidTransition,
    NotFound,
    OpeningFull,
)
from matcher.interchange.working_days import is_swedish_working_day
from matcher.services.answer_links import AnswerLinkService
from matcher.services.review import EmployerLinks, LinkAnswers

P001 = ParticipantCode("P001")
CARD = FirstDay(time="07.00", door="Port B", person="Siv")


class Employer:
    """A person who was presented, and the employer who has a link to her."""

    def __init__(self, line, people=1):
        self.line = line
        self.opening = own(places=1)
        self.ids = line.put(people, self.opening)
        self.one = SuggestionId(self.ids[0])
        line.accept(self.one)
        line.presenting.present(line.asks(self.one))
        self.links = EmployerLinks(
            line.commands, line.placing, real_ladders(), is_swedish_working_day
        )
        self.answers = AnswerLinkService(line.units, line.now, LinkAnswers(line.commands).record)
        self.disclosure = line.disclosure
        self.times = self.links.offer(self.one, by="Anna")
        self.token = self.answers.invite_employer(self.one, by="Anna").token

    @property
    def state(self):
        return self.line.get(self.one).state

    def told(self):
        with self.line.units() as unit:
            return [(row.field_group.value, row.how.value) for row in unit.disclosures.of(P001)]

    def actions(self):
        with self.line.units() as unit:
            return [event.action for event in unit.audit.events()]

    def messages(self):
        with self.line.units() as unit:
            return [(row.to_kind.value, row.template) for row in unit.outbox.all()]

    def placement(self):
        with self.line.units() as unit:
            return unit.placements.of_suggestion(self.one)

    def meet(self):
        return self.links.answer(self.token, EmployerAnswer.MEET, self.times[0].at)

    def later(self, **more):
        self.line.start += timedelta(**more)


@pytest.fixture
def employer(line):
    return Employer(line)


def test_opening_the_link_tells_what_is_permitted_and_records_it(employer):
    assert employer.told() == []

    page = employer.links.open(employer.token)

    assert (page.view.code, page.view.skills) == (P001, ())
    assert not page.view.name_and_contact
    assert sorted(employer.told()) == [("code", "page"), ("skills", "page")]
    assert employer.actions()[-2:] == ["disclosure.tell"] * 2
    assert employer.links.look(employer.token) == page
    assert len(employer.told()) == 2


def test_looking_before_opening_shows_nothing(employer):
    with pytest.raises(NotFound):
        employer.links.look(employer.token)


def test_each_step_is_shown_as_it_is_permitted_and_not_after_it_is_taken_back(employer):
    with employer.line.units(write=True) as unit:
        skilled = replace(
            unit.participants.get(P001),
            skills=(SkillClaim("diska", confirmed_by="Anna"), SkillClaim("laga mat")),
        )
        unit.participants.put([skilled])
        unit.commit()
    assert employer.links.open(employer.token).view.skills == ("diska",)

    employer.disclosure.withdraw(P001, mode=AnswerMode.PHONE, by="Anna", group=FieldGroup.SKILLS)

    page = employer.links.look(employer.token)
    assert page.view.skills is None
    assert employer.links.open(employer.token).view.skills is None
    assert employer.told()[-1] == ("code", "page")

    employer.disclosure.withdraw(P001, mode=AnswerMode.PHONE, by="Anna")
    told = employer.told()
    for look in (employer.links.look, employer.links.open):
        with pytest.raises(NotFound):
            look(employer.token)
    assert employer.told() == told


def test_three_times_are_offered_on_working_days_and_one_is_taken(employer):
    assert len(employer.times) == 3
    assert all(is_swedish_working_day(one.at.date()) for one in employer.times)

    employer.meet()

    assert employer.state is SuggestionState.MEETING
    page = employer.links.open(employer.token)
    assert page.meeting.at == employer.times[0].at
    assert page.meeting.chosen_by == "employer"
    assert ("participant", "meeting_at") in employer.messages()
    assert employer.links.offer(employer.one, by="Anna") == page.times
    with pytest.raises(InvalidTransition):
        employer.meet()


def test_another_time_is_rung_about_and_a_time_nobody_offered_is_refused(employer):
    with pytest.raises(InputError, match="not offered"):
        employer.links.answer(
            employer.token, EmployerAnswer.MEET, employer.times[0].at + timedelta(minutes=1)
        )
    assert employer.state is SuggestionState.PRESENTED

    employer.links.answer(employer.token, EmployerAnswer.MEET)

    assert employer.state is SuggestionState.MEETING
    assert ("participant", "meeting") in employer.messages()


def test_a_link_worker_offers_other_times_in_place_of_the_usual(employer):
    other = datetime(2099, 1, 5, 8, 30, tzinfo=ZONE)

    employer.links.offer(employer.one, by="Anna", times=(other,))

    assert [one.at for one in employer.links.open(employer.token).times] == [other]
    for wrong in ((other,) * 2, (datetime(2020, 1, 1, tzinfo=ZONE),)):
        with pytest.raises(InputError):
            employer.links.offer(employer.one, by="Anna", times=wrong)
    with pytest.raises(InputError):
        check_times((), other)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (EmployerAnswer.NOT_NOW, NotHiredReason.NOT_HIRING_NOW),
        (EmployerAnswer.FILLED, NotHiredReason.PLACE_IS_FILLED),
    ],
)
def test_a_no_is_a_reason_code_and_a_link_worker_tells_it(employer, said, reason):
    employer.links.answer(employer.token, said)

    assert employer.state is SuggestionState.NOT_HIRED
    with employer.line.units() as unit:
        decision = unit.suggestions.history(employer.one)[-1]
    assert (decision.reason, decision.actor, decision.by) == (reason, Role.EMPLOYER, "employer")
    assert employer.messages()[-1] == ("linkworker", "tell_not_hired")
    with pytest.raises(NotFound):
        employer.links.open(employer.token)


def test_a_forwarded_manager_answers_with_her_name(employer):
    manager = employer.answers.forward(employer.token, "Siv Berg")

    employer.links.open(manager.token)
    employer.links.answer(manager.token, EmployerAnswer.MEET, employer.times[1].at)

    with employer.line.units() as unit:
        assert unit.suggestions.history(employer.one)[-1].by == "Siv Berg"
        assert {row.contact for row in unit.disclosures.of(P001)} == {"Siv Berg"}


def test_hired_with_a_card_that_the_person_gets(employer):
    day = (employer.line.now() + timedelta(days=7)).date()
    with pytest.raises(DecisionError, match="Meet"):
        employer.links.hire(employer.token, CARD, day)
    employer.meet()
    with pytest.raises(InputError, match="time"):
        employer.links.hire(employer.token, FirstDay(), day)
    with pytest.raises(InputError, match="ahead"):
        employer.links.hire(employer.token, CARD, date(2020, 1, 1))
    assert employer.state is SuggestionState.MEETING

    outcome = employer.links.hire(employer.token, CARD, day)

    placement = employer.placement()
    assert (employer.state, outcome.made) == (SuggestionState.HIRED, placement.id)
    assert (placement.first_day, placement.starts_on) == (CARD, day)
    assert employer.messages()[-2:] == [("participant", "place"), ("participant", "first_day")]
    assert employer.links.open(employer.token).placement == placement


def test_a_place_that_somebody_else_got_is_not_given_twice(line):
    employer = Employer(line, people=2)
    other = employer.ids[1]
    line.accept(other)
    line.presenting.present(line.asks(other))
    employer.meet()
    line.placing.hire(line.asks(other))

    with pytest.raises((OpeningFull, NotFound)):
        employer.links.hire(employer.token, CARD, date(2099, 1, 4))
    assert employer.placement() is None


def test_hired_after_a_trial_that_has_begun_needs_no_card(employer):
    employer.meet()
    line = employer.line
    line.placing.begin_trial(line.asks(employer.one))
    placement = employer.placement()
    line.placements.start(Request(placement.id, placement.version, "Anna"), line.now().date())
    with pytest.raises(DecisionError, match="ring"):
        employer.links.decline(employer.token, NotHiredReason.SKILLS_NOT_YET)

    employer.links.hire(employer.token, CARD, date(2099, 1, 4))

    after = employer.placement()
    assert (after.state, after.trial, after.first_day) == (PlacementState.STARTED, False, None)


def test_not_this_time_after_a_meeting_has_a_reason_of_the_employers(employer):
    employer.meet()
    with pytest.raises(InputError):
        employer.links.decline(employer.token, NotHiredReason.NO_ANSWER)

    employer.links.decline(employer.token, NotHiredReason.HOURS_DO_NOT_FIT)

    assert employer.state is SuggestionState.NOT_HIRED


def test_how_it_goes_is_asked_when_it_is_due_and_closes_nothing_of_the_persons(employer):
    employer.meet()
    day = (employer.line.now() + timedelta(days=1)).date()
    employer.links.hire(employer.token, CARD, day)
    with pytest.raises(NotFound):
        employer.links.how_it_goes(employer.token, HowItGoes.GOES_WELL)
    employer.later(days=16)
    token = employer.answers.invite_employer(employer.one, by="Anna").token
    page = employer.links.open(token)
    assert (page.asked.point.value, page.answered) == ("two_weeks", None)

    employer.links.how_it_goes(token, HowItGoes.GOES_WELL)
    before = len(employer.messages())
    employer.links.how_it_goes(token, HowItGoes.RING_US)

    answered = employer.links.open(token).answered
    assert (answered.said, answered.by) == (HowItGoes.RING_US, "employer")
    assert employer.messages()[before:] == [("linkworker", "ring_workplace")]
    with employer.line.units() as unit:
        assert unit.follow_ups.of(employer.placement().id)[0].closed_on is None
    assert "workplace.answer" in employer.actions()


def test_a_withdrawal_closes_the_link(employer):
    employer.line.placing.withdraw(employer.line.asks(employer.one))
    with pytest.raises(NotFound):
        employer.links.open(employer.token)
    assert employer.told() == []


def test_a_protected_identity_is_with_no_employer(employer):
    with employer.line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P001), protected_identity=True)])
        unit.commit()

    with pytest.raises(NotFound):
        employer.links.open(employer.token)
    assert employer.told() == []


def test_a_participants_link_is_no_employers(line):
    employer = Employer(line, people=2)
    line.confirm(employer.ids[1])
    made = employer.answers.ask(SuggestionId(employer.ids[1]), by="Anna")

    with pytest.raises(NotFound):
        employer.links.open(made.token)
