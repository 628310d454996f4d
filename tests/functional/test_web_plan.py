"""The plan in the browser: written, moved, undone, refused; who sees it; the list of happenings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from functional.web_programme import build, found

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.activity import ActivityState
from matcher.domain.participant import ParticipantState
from matcher.domain.plan_activity import ActivityKind, Written
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason

PLAN = "/people/P001/plan"
P001, P003 = ParticipantCode("P001"), ParticipantCode("P003")
TODAY = now().date()
NOTHING_TOWARDS_A_JOB = "Nothing that goes on now is towards a job."


@pytest.fixture
def programme(tmp_path):
    """A programme in which Cleo, a coordinator, is signed in."""
    programme = build(tmp_path)
    programme.sign("Cleo", Role.COORDINATOR)
    return programme


def form(kind="practice", **more):
    fields = {"kind": kind, "timing": "beside", "first_day": TODAY.isoformat()}
    fields |= {"run_by": "Kök & Co", "activity_text": "Fyra dagar <i veckan>"}
    return {"seen_version": "0", "key": uuid4().hex, **fields, **more}


def add(programme, follow=True, **more):
    return programme.post(PLAN, follow=follow, **form(**more))


def of_plan(programme, code=P001):
    return programme.services.plans.read(code).plan


def sends(programme, move, number=0, **more):
    one = of_plan(programme).activities[number]
    fields = {"activity": one.id, "seen_version": str(one.number), "key": uuid4().hex}
    return programme.post(f"{PLAN}/move", follow=True, **fields, move=move, **more)


def test_before_anything_is_planned_the_page_says_what_a_plan_is(programme):
    page = programme.get(PLAN).text

    assert "Nothing is planned yet." in page
    assert NOTHING_TOWARDS_A_JOB in page
    assert "Coordinator: <bdi>Cleo</bdi>" in page
    assert "nothing on health, faith, origin or family" in page
    kinds = found(r'<select[^>]* name="kind"[^>]*>(.*?)</select>', page)
    assert kinds.count("<option") == 1 + len(ActivityKind)
    assert "ealth" not in kinds


def test_what_is_written_stands_on_both_pages_with_the_name(programme):
    answer = add(programme)

    assert "Saved with your name" in answer.text
    assert "Practice at a workplace" in answer.text
    assert "Fyra dagar &lt;i veckan&gt;" in answer.text
    assert "Written by <bdi>Cleo</bdi>" in answer.text
    assert NOTHING_TOWARDS_A_JOB not in answer.text
    person = programme.get("/people/P001").text
    summary = found(r'<section class="name-card" id="plan"(.*?)</section>', person)
    assert '<bdi lang="sv">Kök &amp; Co</bdi>: Goes on, from' in summary
    assert "Fyra dagar &lt;i veckan&gt;" in summary
    assert f'href="{PLAN}"' in summary


def test_language_alone_is_warned_of_and_the_next_job_is_named(programme):
    later = TODAY + timedelta(days=20)
    add(programme, kind="sfi")
    page = add(programme, kind="mentor", first_day=later.isoformat()).text

    assert NOTHING_TOWARDS_A_JOB in page
    assert "The next one is planned for" in page
    assert NOTHING_TOWARDS_A_JOB in programme.get("/people/P001").text
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.PLACED)])
        unit.commit()
    assert NOTHING_TOWARDS_A_JOB not in programme.get(PLAN).text


def test_an_activity_goes_its_way_and_back(programme):
    later = TODAY + timedelta(days=20)
    add(programme, first_day=later.isoformat())
    assert "It has begun" in programme.get(PLAN).text
    sends(programme, "begin")
    assert of_plan(programme).activities[0].now.written.first_day == TODAY
    page = sends(programme, "finish").text
    assert "Done or stopped" in page
    assert "It stops" not in page
    page = sends(programme, "undo").text
    assert "Undone. Undo once more, and it is there again." in page
    refused = sends(programme, "stop")
    assert refused.status_code == 422
    assert "Choose why it stops." in refused.text
    page = sends(programme, "stop", reason="cancelled").text
    assert "Whoever runs it cancelled" in page
    [one] = of_plan(programme).over
    assert [version.move.value for version in one.versions] == [
        "add", "begin", "finish", "undo", "stop",
    ]  # fmt: skip
    assert "Versions" in page


def test_what_was_just_written_is_taken_out_by_undo_and_brought_back(programme):
    add(programme)

    page = sends(programme, "undo").text

    assert "Taken out again" in page
    assert "Practice" not in programme.get("/people/P001").text
    sends(programme, "undo")
    assert of_plan(programme).activities[0].now.state is ActivityState.GOING_ON


def test_an_activity_is_changed_where_it_stands(programme):
    add(programme)
    [one] = of_plan(programme).activities

    page = programme.get(f"{PLAN}?change={one.id}").text
    assert "Change an activity" in page
    assert 'value="Kök &amp; Co"' in page
    answer = programme.post(
        PLAN, follow=True, **form(run_by="Matsalen", activity=one.id, seen_version=str(one.number))
    )
    assert "Matsalen" in answer.text
    again = of_plan(programme).activities[0]
    same = form(run_by="Matsalen", activity=one.id, seen_version=str(again.number))
    assert "Nothing was changed." in programme.post(PLAN, follow=True, **same).text
    assert programme.get(f"{PLAN}?change=none").status_code == 404


def test_the_second_keeps_what_she_typed_and_sees_who_was_first(programme):
    add(programme)
    [one] = of_plan(programme).activities
    first = Request(one.id, one.number, "Bo Ek", Role.JOB_COACH)
    programme.services.plans.change(P001, first, replace(one.now.written, text="Bara på tisdagar"))

    answer = programme.post(
        PLAN, **form(activity_text="Mitt ord", activity=one.id, seen_version=str(one.number))
    )

    assert answer.status_code == 409
    assert "Somebody else was first" in answer.text
    assert "<bdi>Bo Ek</bdi>" in answer.text
    assert "Mitt ord</textarea>" in answer.text
    assert "Bara på tisdagar" in found(r"Saved now:(.*?)</p>", answer.text)
    late = programme.post(
        f"{PLAN}/move", activity=one.id, seen_version=str(one.number), key=uuid4().hex, move="undo"
    )
    assert late.status_code == 409
    assert of_plan(programme).activities[0].now.written.text == "Bara på tisdagar"


def test_a_form_that_is_sent_twice_adds_once(programme):
    sent = form()

    assert programme.post(PLAN, **sent).status_code == 303
    assert programme.post(PLAN, **sent).status_code == 303
    assert len(of_plan(programme).activities) == 1
    other = programme.post(PLAN, **(sent | {"run_by": "Någon annan"}))
    assert other.status_code == 409
    assert "This form was sent before, for something else." in other.text


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("kind", {"kind": ""}, "Choose what kind"),
        ("kind", {"kind": "health"}, "Choose what kind"),
        ("first_day", {"first_day": "i morgon"}, "Write the day as year-month-day"),
        ("last_day", {"last_day": "2001-01-01"}, "lies before the first one"),
        ("activity_text", {"activity_text": "ring 19811218-9876"}, "identity number"),
        ("run_by", {"run_by": "811218-9876"}, "identity number"),
        ("activity_text", {"activity_text": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_has_to_be_mended_is_named_at_its_field_and_kept(programme, field, wrong, said):
    answer = add(programme, **wrong)

    assert answer.status_code == 422
    assert said in found(rf'id="{field}-error">([^<]*)<', answer.text)
    assert "Something is missing" in answer.text
    if field != "run_by":
        assert 'value="Kök &amp; Co"' in answer.text
    assert "9876" not in answer.text
    assert of_plan(programme).activities == ()


def test_a_form_that_is_not_ours_is_refused(programme):
    add(programme)

    assert programme.post(PLAN, **form(key="x")).status_code == 400
    assert programme.post(PLAN, **form(seen_version="x")).status_code == 400
    moves = {"seen_version": "1", "key": uuid4().hex}
    assert programme.post(f"{PLAN}/move", **moves, move="begin").status_code == 400
    assert programme.post(f"{PLAN}/move", **moves, move="win", activity="a").status_code == 400
    assert programme.post(f"{PLAN}/move", **moves, move="undo", activity="a").status_code == 404
    late = sends(programme, "begin")
    assert late.status_code == 409
    assert "That is not possible from where it stands now." in late.text


def test_who_writes_who_reads_and_for_whom_there_is_nothing(programme):
    add(programme)
    sent = form()
    for role, reads, writes in (
        (Role.LINKWORKER, 200, 404),
        (Role.STUDY_COACH, 200, 303),
        (Role.HEALTH_COACH, 200, 303),
        (Role.ADMIN, 404, 404),
        (Role.NGO_LEADER, 404, 404),
        (Role.PLANNER, 404, 404),
    ):
        name = "Anna Ek" if role is Role.LINKWORKER else f"The {role}"
        programme.sign(name, role)
        page = programme.get(PLAN)
        assert page.status_code == reads, role
        assert ("Write an activity" in page.text) is (writes == 303), role
        posted = programme.post(PLAN, **(sent | {"key": uuid4().hex}))
        assert posted.status_code == writes, role
    programme.services.accounts.invite("Of nobody", Role.COORDINATOR, by="chief")
    other = programme.another_browser("Of nobody")
    nothing = other.get("/nowhere")
    for path in (PLAN, "/people/P001/history", "/people/P999/plan", "/people/P003/plan"):
        assert other.get(path).data == nothing.data, path


def test_of_a_protected_person_the_named_handler_writes_kinds_and_days(programme):
    services = programme.services
    handler = services.accounts.named("Cleo")
    services.caseloads.assign([P003], handler, Role.COORDINATOR, by="chief", named=True)
    path = "/people/P003/plan"

    page = programme.get(path).text
    assert 'name="run_by"' not in page
    assert "so that no place is named" in page
    refused = programme.post(path, **form())
    assert refused.status_code == 422
    assert "The identity is protected" in found(r'id="kind-error">([^<]*)<', refused.text)
    assert programme.post(path, **form(run_by="", activity_text="")).status_code == 303
    assert "Practice at a workplace" in programme.get("/people/P003").text
    with services.units() as unit:
        views = [one.action for one in unit.audit.events() if one.action == "protected.viewed"]
    assert len(views) >= 4


def test_nobody_writes_for_somebody_who_has_left(programme):
    add(programme)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.LEFT)])
        unit.commit()

    page = programme.get(PLAN).text

    assert "Practice at a workplace" in page
    assert "<form" not in found(r"<main(.*?)</main>", page)
    assert add(programme, follow=False).status_code == 409


def test_a_plan_changes_no_suggestion(programme):
    def ranked():
        listed = programme.services.suggest.for_participant(P001, 10, "Bo Ek")
        return [(one.opening, one.step, one.score, one.band) for one in listed.suggestions]

    before = ranked()
    add(programme)
    programme.services.plans.add(
        P001, Request("x", 0, "Cleo", Role.COORDINATOR), Written(ActivityKind.JOB_SEARCH, TODAY)
    )

    assert before
    assert ranked() == before


def test_what_has_happened_is_one_list_newest_first(programme):
    programme.sign("Anna Ek")
    [first, *_] = programme.suggest()
    services = programme.services
    services.review.decline(
        Request(first, 0, "Anna Ek"), reason=DeclineReason.TOO_FAR, note="qx hemligt"
    )
    services.review.undo(Request(first, 1, "Anna Ek"))
    services.rights.pause(P001, by="participant", role=Role.PARTICIPANT)

    listed = found(r'<section class="history"(.*?)</section>', programme.get("/people/P001").text)
    lines = [" ".join(line.split()) for line in listed.split("<li>")[1:]]

    assert "the person herself: In the programme: paused" in lines[0]
    assert "qx hemligt" not in listed
    assert any("Too far away" in line and "<bdi>Anna Ek</bdi>" in line for line in lines)
    assert any(line.endswith("Undone</li>") or "– Undone" in line for line in lines)
    assert any("<bdi>Cleo</bdi> is responsible as Coordinator" in line for line in lines)
    printed = programme.get("/people/P001/history", lang="ar").text
    assert "ما حدث" in printed
    assert printed.count("<li>") >= len(lines)
    assert "<form" not in found(r"<main(.*?)</main>", printed)


def test_a_long_list_is_folded_and_whole_where_it_is_printed(programme):
    programme.sign("Anna Ek")
    for number in range(8):
        services = programme.services
        move = services.rights.pause if number % 2 == 0 else services.rights.resume
        move(P001, by="Anna Ek")

    page = programme.get("/people/P001").text

    assert "4 things before that" in page
    assert '<ol reversed start="10">' in page
    assert programme.get("/people/P001/history").text.count("In the programme") == 8


def test_a_turn_that_nobody_took_over_is_told(programme):
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, code=ParticipantCode("P008"))])
        unit.commit()
    programme.sign("Cleo", Role.COORDINATOR)
    with programme.services.units(write=True) as unit:
        unit.caseloads.end(ParticipantCode("P008"), Role.COORDINATOR, TODAY + timedelta(days=1))
        unit.commit()

    page = programme.get("/people/P008").text

    assert "ended, and nobody has taken over" in page
