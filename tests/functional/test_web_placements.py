"""Somebody at a job, in the browser: card, first day, how it goes, its end, the next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from functional.web_programme import NothingFits, found
from functional.web_walk import Walk, forms_of, press, walk

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.role import Role
from matcher.services.clock import FollowUpJob, JobService, PlacementJob


@pytest.fixture
def way(tmp_path):
    way = walk(tmp_path)
    way.present()
    way.hire()
    return way


def page(way):
    return way.programme.get(path(way))


def path(way):
    return f"/placements/{way.placement.id}"


def act(way, name, **typed):
    return press(way.programme, page(way), f"{path(way)}/{name}", **typed)


def pass_to(way, day):
    """Let time pass: what is due on a day becomes due."""
    services = way.programme.services
    put = services.outbox.put_messages
    jobs = (FollowUpJob(services.units, put), PlacementJob(services.units))
    at = datetime.combine(day, time(12), UTC)
    assert JobService(services.units, jobs, lambda: at, lambda: "tests").run().ok


def follow_ups(way):
    with way.programme.services.units() as unit:
        return unit.follow_ups.of(way.placement.id)


def test_the_card_is_shown_changed_and_printed(way):
    assert "Kökets dörr" in page(way).text
    assert act(way, "card", time="").status_code == 422

    act(way, "card", time="06:45", door="Kökets dörr", clothes="Svarta skor")

    card = way.programme.get(f"{path(way)}/card").text
    assert "06:45" in card
    assert "Svarta skor" in card
    assert "Tuesday, December 1, 2026" in card
    assert set(forms_of(card)) == {"/sign-out", "/language"}


def test_without_a_card_there_is_nothing_to_print(tmp_path):
    way = walk(tmp_path)
    way.present()
    way.press("meeting")
    way.press("trial", trial_day="2026-12-01")

    assert "Not written yet." in page(way).text
    assert way.programme.get(f"{path(way)}/card").status_code == 404


def test_started_and_asked_how_it_goes(way):
    assert act(way, "start", started="tomorrow").status_code == 422
    act(way, "start", started="2026-12-03")
    assert str(way.placement.started_on) == "2026-12-03"
    first, *later = follow_ups(way)
    assert f"/follow-ups/{first.point}/answered" not in page(way).text

    pass_to(way, first.due_on)
    answered = f"{path(way)}/follow-ups/{first.point}/answered"
    here = page(way)
    assert [press(way.programme, here, answered).status_code for _ in range(2)] == [303, 303]

    assert follow_ups(way)[0].state is FollowUpState.ANSWERED
    pass_to(way, later[0].due_on)
    waived = f"follow-ups/{later[0].point}/waived"
    assert act(way, waived).status_code == 422
    act(way, waived, **{f"waive_reason-{later[0].point}": "person_declines"})
    assert follow_ups(way)[1].state is FollowUpState.WAIVED
    assert "not asked" in page(way).text
    assert way.programme.post(f"{path(way)}/follow-ups/never/answered").status_code == 400


def test_it_goes_on_and_is_done_as_agreed(way):
    act(way, "start", started="2026-12-03")
    act(way, "go-on")
    assert act(way, "done", done_day="").status_code == 422

    act(way, "done", done_day="2027-02-26")

    assert way.placement.state.value == "completed"
    assert "Done as agreed" in page(way).text
    assert set(forms_of(page(way).text)) <= {"/sign-out", "/language"}


def test_it_never_started(way):
    missing = act(way, "not-started")
    assert missing.status_code == 422
    for field in ("not_start_party", "not_start_reason"):
        assert f'<a href="#{field}">' in missing.text

    act(way, "not-started", not_start_party="participant", not_start_reason="chose_other_work")

    assert way.placement.state.value == "did_not_start"
    assert "Chose other work" in page(way).text
    with way.programme.services.units() as unit:
        assert unit.rooms.get(OpeningId("O001")).places_left == 2


def test_it_ended_before_its_time(way):
    act(way, "start", started="2026-12-03")
    missing = act(way, "ended")
    assert missing.status_code == 422
    for field in ("end_party", "end_reason", "end_day"):
        assert f'<a href="#{field}">' in missing.text
    late = act(way, "ended", end_party="employer", end_reason="work_ran_out", end_day="2026-12-01")
    assert late.status_code == 422

    act(way, "ended", end_party="employer", end_reason="work_ran_out", end_day="2026-12-20")

    assert way.placement.state.value == "ended_early"
    assert "The work ran out" in page(way).text


def test_whoever_comes_second_reads_that_and_keeps_what_was_typed(way):
    here = page(way)
    act(way, "start", started="2026-12-03")

    late = press(way.programme, here, f"{path(way)}/card", time="05:55")

    assert late.status_code == 409
    box = found(r'class="error-summary" role="alert"(.*?)</div>', late.text)
    assert "Somebody else was first" in box
    assert "<bdi>Anna Ek</bdi>, " in box
    assert "05:55" in box


def test_the_next_step_is_suggested_and_taken_in_one_go(way):
    services = way.programme.services
    with services.units(write=True) as unit:
        porter = unit.openings.get(OpeningId("O001"))
        step = StepId("kitchens.kitchen_assistant")
        ahead = replace(porter, id=OpeningId("O002"), step=step, title="Köksbiträde")
        unit.openings.put([ahead])
        unit.commit()
    act(way, "start", started="2026-12-03")
    act(way, "go-on")
    ladder = services.ladders
    for onward in ladder.onward(StepId("kitchens.kitchen_porter")):
        assert ladder.step(onward.to_step).titles.en in page(way).text

    suggested = act(way, "next")

    assert suggested.headers["Location"] == "/people/P001"
    with services.units() as unit:
        made = unit.suggestions.current(ParticipantCode("P001"))
        run = max((one.run for one in made), key=lambda one: unit.suggestions.run(one).at)
        steps = {one.step for one in made if one.run == run}
        replayed = services.replay.replay(run)
    assert steps <= {way.to_step for way in ladder.onward(StepId("kitchens.kitchen_porter"))}
    assert (replayed.gone, replayed.again) == ((), replayed.recorded)
    [following] = [one for one in made if one.run == run and one.opening == "O002"]
    onward = Walk(way.programme, following.id)
    onward.present()
    assert act(way, "move-on", move_day="2027-03-01").status_code == 422
    much = {"move_day": "2027-03-01", "following": f"one:{'9' * 5000}"}
    assert act(way, "move-on", **much).status_code == 422
    chosen = found(r'name="following" value="([^"]+)"', page(way).text)
    here = page(way)
    typed = {"following": chosen, "move_day": "2027-03-01"}
    answers = [press(way.programme, here, f"{path(way)}/move-on", **typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert way.placement.state.value == "completed"
    assert onward.placement.previous == way.placement.id
    assert onward.state == "hired"


def test_nothing_on_the_next_step_is_said(tmp_path):
    way = walk(tmp_path)
    way.present()
    way.hire()
    nothing = NothingFits(way.programme.services.settings)
    way.programme.app.extensions["stegvis.services"] = nothing

    answer = act(way, "next")

    assert answer.headers["Location"] == path(way)
    assert "Nothing fits well enough right now." in page(way).text


def test_a_placement_of_somebody_else_looks_like_none(way):
    accounts = way.programme.services.accounts
    accounts.invite("Zoe Ek", Role.LINKWORKER, by="chief")
    other = way.programme.another_browser("Zoe Ek")

    answers = {other.get(path(way)).data, other.get("/placements/none").data}

    assert answers == {other.get("/nowhere").data}


def test_the_ladder_is_drawn_with_the_persons_job_and_what_is_open(way):
    shown = page(way).text

    drawn = found(r'(<svg class="ladder".*?</svg>)', shown)
    assert "The person's job now" in drawn.replace("&#39;", "'")
    assert "1 opening<" in drawn
    card = way.programme.get("/people/P001").text
    assert "The person's job now" in card.replace("&#39;", "'")
