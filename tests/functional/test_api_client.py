"""The client that other systems use, against the application: the whole of what one can do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from functional.api_client import anonymous, client_of, program
from functional.serving import serving
from functional.test_api_participants import add_people
from functional.test_api_placements import due
from functional.web_programme import EverythingFits, build

from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope
from matcher.persistence.unit_of_work import SqlUnitOfWork
from web.api_client import Client, End, Patience, ShownFirstDay, problems
from web.auth import limits

CARD = ShownFirstDay(time="07:30", door="bakom")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


@pytest.fixture
def stegvis(asking):
    with client_of(asking) as client:
        yield client


@pytest.fixture
def about(programme):
    """A suggestion of the own opening for P001."""
    return next(one for one in programme.suggest() if programme.suggestion(one).opening == "O001")


def rows(programme):
    with programme.services.units() as unit:
        return [one.action for one in unit.audit.events() if one.action.startswith("suggestion.")]


def to_meeting(stegvis, about):
    confirmed = stegvis.confirm(stegvis.suggestion(about), reasons_read=True)
    accepted = stegvis.accept(stegvis.ask(confirmed), "phone", up_to="skills")
    times = [datetime(2030, 1, 2, 10, tzinfo=UTC)]
    return stegvis.meet(stegvis.present(accepted), times)


def test_the_whole_way_from_a_person_to_the_end_of_a_job(programme, stegvis):
    assert [one.code for one in stegvis.participants()] == ["P001", "P002"]
    person = stegvis.participant("P001").value
    assert person.place.district == "Hjällbo"
    made = stegvis.suggest_for_person("P001")
    listed = stegvis.suggestions_for_person("P001").value
    assert set(made.also) == {one.id for one in listed.items}
    assert listed.none_because is None
    best = next(one for one in listed.items if one.opening == "O001")
    assert sum(best.contributions.values()) == pytest.approx(best.score, abs=1e-6)
    assert best.reasons_for[0].text

    hired = stegvis.hire(to_meeting(stegvis, best.id), date(2026, 2, 2), CARD)

    shown = stegvis.suggestion(best.id).value
    assert (shown.state, shown.placement) == ("hired", hired.made)
    assert [one.action for one in shown.history][0:2] == ["confirm", "ask"]
    assert FieldGroup.SKILLS in shown.permitted
    job = stegvis.placement(hired.made)
    assert (job.value.state, job.value.starts_on) == ("planned", date(2026, 2, 2))
    assert (job.value.first_day.time, job.value.first_day.door) == ("07:30", "bakom")
    assert [one.id for one in stegvis.placements(state="planned")] == [hired.made]

    started = stegvis.start(stegvis.write_card(job, ShownFirstDay("06:00")), date(2026, 2, 2))
    ended = stegvis.complete(stegvis.go_on(started), date(2026, 8, 31))

    assert ended.state == "completed"
    assert stegvis.placement(hired.made).value.first_day.time == "06:00"


def test_a_trial_that_comes_to_nothing_and_a_job_that_ends_early(programme, stegvis, about):
    trial = stegvis.begin_trial(to_meeting(stegvis, about), date(2026, 1, 10))
    end = End("employer", "work_not_there")
    assert stegvis.not_hire(trial, "not_hiring_now", end).state == "not_hired"

    [other] = [
        one for one in programme.suggest("P002") if programme.suggestion(one).opening == "O001"
    ]
    hired = stegvis.hire(to_meeting(stegvis, other), date(2026, 2, 2), CARD)
    job = stegvis.start(stegvis.placement(hired.made), date(2026, 2, 2))
    ended = stegvis.end_early(job, "participant", "wants_other", date(2026, 3, 1))

    assert stegvis.placement(ended.id).value.reason == "wants_other"


def test_what_is_declined_taken_back_asked_for_and_handed_over(programme, stegvis, about):
    programme.services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")

    undone = stegvis.undo(stegvis.decline(stegvis.suggestion(about), "too_far", "en timme"))
    given = stegvis.give_info(stegvis.need_info(undone, "timmar?"))
    moved = stegvis.hand_over(given, "Bo Ek")

    assert moved.state == "proposed"
    assert [one.note for one in stegvis.suggestion(about).value.history] == [
        *("en timme", None, "timmar?", None),
    ]


@pytest.mark.parametrize(("move", "state"), [("refuse", "declined"), ("not_now", "not_now"),
                                             ("withdraw", "withdrawn")])  # fmt: skip
def test_a_person_says_no(stegvis, about, move, state):
    asked = stegvis.ask(stegvis.confirm(stegvis.suggestion(about), reasons_read=True))

    assert getattr(stegvis, move)(asked, "interpreter").state == state


def test_follow_ups_are_answered_or_waived(programme, stegvis, about):
    hired = stegvis.hire(to_meeting(stegvis, about), date(2026, 2, 2), CARD)
    due(programme, hired.made)
    [listed] = stegvis.follow_ups(state="due")

    asked = stegvis.follow_up(listed.follow_up.placement, listed.follow_up.point)

    assert stegvis.answer_follow_up(asked).state == "answered"
    later = stegvis.follow_up(hired.made, "three_months")
    with pytest.raises(problems.RulesRefuse, match=r"move\.not_now"):
        stegvis.waive_follow_up(later, "no_contact")


def test_openings_ladders_and_gaps(programme, stegvis):
    assert [one.id for one in stegvis.openings(kind="own")] == ["O001"]
    opening = stegvis.opening("O001").value
    assert (opening.terms.end, opening.offers.mentor) == (date(2099, 1, 1), True)
    sectors = [one.sector for one in stegvis.ladders()]
    assert [stegvis.ladder(one).value.sector for one in sectors] == sectors
    step = stegvis.step("kitchens.kitchen_porter").value
    assert step.requirements[0].train.weeks.low <= step.requirements[0].train.weeks.high
    made = stegvis.suggest_for_opening("O001")
    assert set(made.also) == {one.id for one in stegvis.suggestions_for_opening("O001").value.items}
    with pytest.raises(problems.NotThere):
        stegvis.gaps()

    programme.services.accounts.invite("Per Plan", Role.PLANNER, by="chief")
    planner = client_of(program(programme, "Per Plan"))
    everywhere = planner.gaps().value
    assert everywhere.area is None
    assert planner.gaps("Göteborg").value.area == "Göteborg"


def test_pages_are_followed_to_the_end(programme, stegvis):
    codes = [f"P{number:03}" for number in range(10, 35)]
    add_people(programme, *codes)

    found = [one.code for one in stegvis.participants(limit=4)]

    assert found == ["P001", "P002", *codes]


def test_what_has_not_changed_is_not_sent_again(stegvis, about):
    first = stegvis.suggestion(about)

    assert stegvis.again(first) is first
    stegvis.decline(first, "too_far")
    assert stegvis.again(first).value.state == "declined"


def test_whoever_is_second_is_told_who_was_first(programme, stegvis, about):
    seen = stegvis.suggestion(about)
    stegvis.decline(seen, "too_far")

    with pytest.raises(problems.Overtaken) as late:
        client_of(program(programme)).confirm(seen, reasons_read=True)

    assert (late.value.status, late.value.by) == (412, "Anna Ek")
    assert programme.suggestion(about).version == 1


@pytest.mark.parametrize("lost", [["before"], ["after"], ["after", "before", "after"]])
def test_an_answer_that_was_lost_is_got_again_and_nothing_is_done_twice(
    programme, asking, about, lost
):
    stegvis = client_of(asking)
    seen = stegvis.suggestion(about)

    done = client_of(asking, lost).confirm(seen, reasons_read=True)

    assert (done.state, done.version) == ("confirmed", 1)
    assert rows(programme) == ["suggestion.confirm"]


def test_a_key_of_ones_own_can_be_sent_on_another_day(programme, asking, about):
    stegvis = client_of(asking)
    seen = stegvis.suggestion(about)
    with pytest.raises(problems.NoAnswer) as silent:
        client_of(asking, ["after"] * 5).confirm(seen, reasons_read=True)
    assert silent.value.key

    done = stegvis.confirm(seen, reasons_read=True, key=silent.value.key)

    assert done.version == 1
    assert rows(programme) == ["suggestion.confirm"]
    with pytest.raises(problems.KeyUsedOtherwise):
        stegvis.decline(seen, "too_far", key=silent.value.key)


def test_a_database_that_is_away_is_waited_for(programme, asking, about, monkeypatch):
    """The server says 503 and when to come back; the same key is sent then."""
    from matcher.errors import Unavailable  # noqa: PLC0415

    seen, waited, away = client_of(asking).suggestion(about), [], [True, True]
    commit = SqlUnitOfWork.commit

    def fails(unit):
        if away:
            away.pop()
            raise Unavailable("The database does not answer.")
        return commit(unit)

    monkeypatch.setattr(SqlUnitOfWork, "commit", fails)
    patient = client_of(asking, patience=Patience(sleep=waited.append))

    done = patient.confirm(seen, reasons_read=True)

    assert done.version == 1
    assert len(waited) == 2
    assert min(waited) >= 1
    assert rows(programme) == ["suggestion.confirm"]


def test_too_often_is_waited_for(programme, asking, monkeypatch):
    monkeypatch.setattr(limits, "REQUESTS_OF_A_TOKEN", "1 per minute")
    waited = []

    def wait(seconds):
        waited.append(seconds)
        monkeypatch.setattr(limits, "REQUESTS_OF_A_TOKEN", "1000 per minute")

    stegvis = client_of(asking, patience=Patience(sleep=wait))
    stegvis.participant("P001")
    stegvis.participant("P001")

    assert len(waited) == 1
    assert 0 < waited[0] <= 60


def test_refusals_are_told_apart(programme, asking, stegvis, about):
    seen = stegvis.suggestion(about)
    narrow = client_of(program(programme, scopes=[TokenScope.LADDERS_READ]))
    wrong = client_of(anonymous(programme))

    with pytest.raises(problems.TokenRefused):
        wrong.participant("P001")
    with pytest.raises(problems.ScopeMissing):
        narrow.participant("P001")
    with pytest.raises(problems.NotThere):
        stegvis.participant("P999/../P001")
    with pytest.raises(problems.BadRequest) as field:
        stegvis.decline(seen, "because")
    assert field.value.errors[0].pointer == "/reason"
    with pytest.raises(problems.RulesRefuse):
        stegvis.present(seen)
    programme.services.stop_switch.stop(by="chief", reason="prov")
    with pytest.raises(problems.Stopped):
        stegvis.suggest_for_person("P001")


def test_reasons_come_in_the_language_that_is_asked_for(asking, about):
    texts = {
        client_of(asking, language=one).suggestion(about).value.reasons_for[0].text
        for one in ("sv", "en", "ar")
    }

    assert len(texts) == 3


def test_over_a_wire(programme, asking, about):
    """Through the server that `stegvis serve` starts, compressed as it comes."""
    with serving(programme.app) as address, Client(f"{address}/api/v1", asking.secret) as stegvis:
        seen = stegvis.suggestion(about)
        assert stegvis.again(seen) is seen
        assert stegvis.confirm(seen, reasons_read=True).version == 1
