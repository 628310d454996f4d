"""A planner writes the next version of a ladder in the browser, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from functional.ladder_editing import (
    DAY,
    EDIT,
    PORTER,
    TASKS,
    WHOM,
    agree,
    draft,
    fields,
    in_use,
    seen,
    send,
)
from functional.web_programme import PublishingServices, build, found

from matcher.bootstrap import now
from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.role import Role
from matcher.ranking.retrieve import TARGETS


@pytest.fixture
def programme(tmp_path):
    made = build(tmp_path, kind=PublishingServices)
    made.sign("Pia Holm", Role.PLANNER)
    return made


def test_every_part_saved_as_it_stands_changes_nothing(programme):
    before = draft(programme).text.data
    for step in before["steps"]:
        for part in ("about", "tasks", "requirements", "swedish", "certificates", "onward"):
            page = send(programme, f"{EDIT}/{step['id']}/{part}", follow=True).text
            assert "Nothing was changed." in page, (step["id"], part)

    assert draft(programme).text.data == before
    assert not draft(programme).history.has_draft


def test_a_change_is_drafted_agreed_checked_and_published(programme):
    page = send(programme, TASKS, follow=True, **{"r0-texts-en": "Wash and <dry> dishes."}).text
    assert "Saved in the draft." in page
    assert "Wash and &lt;dry&gt; dishes." in page
    overview = programme.get(EDIT).text
    assert "1 step to agree on" in overview
    assert in_use(programme).steps[PORTER].tasks[0].texts.en != "Wash and <dry> dishes."
    early = programme.get(f"{EDIT}/publish")
    assert early.headers["Location"] == EDIT

    assert "The agreement is kept" in agree(programme, PORTER).text
    check = programme.get(f"{EDIT}/publish").text
    assert f"{WHOM} (15 Jan 2026)" in check
    assert "Wash and &lt;dry&gt; dishes." in check
    done = programme.post(f"{EDIT}/publish", follow=True, seen=seen(programme))

    assert "Published. New suggestions" in done.text
    assert f"Agreed with {WHOM} on 15 Jan 2026." in done.text
    step = in_use(programme).steps[PORTER]
    assert step.tasks[0].texts.en == "Wash and <dry> dishes."
    assert step.state is StepState.PUBLISHED
    assert not draft(programme).history.has_draft


def test_another_process_takes_it_up(programme):
    services = programme.services
    before = services.ladders.steps[PORTER].titles.sv
    send(programme, f"{EDIT}/{PORTER}/about", **{"s-titles-sv": "Diskare och städare"})
    agree(programme, PORTER)
    assert not services.ladders_changed()

    programme.post(f"{EDIT}/publish", seen=seen(programme))

    assert services.ladders_changed()
    assert services.ladders.steps[PORTER].titles.sv == before
    fresh = services.renewed()
    assert fresh.ladders.steps[PORTER].titles.sv == "Diskare och städare"
    assert fresh.units is services.units
    assert not fresh.ladders_changed()


def test_the_index_and_suggestions_follow(programme):
    programme.suggest("P001")
    send(programme, f"{EDIT}/kitchens.kitchen_assistant/about", **{"s-titles-sv": "Allt i köket"})
    agree(programme, "kitchens.kitchen_assistant")
    programme.post(f"{EDIT}/publish", seen=seen(programme))
    programme.sign()

    programme.post("/people/P001/suggestions")

    page = programme.get("/people/P001", "sv").text
    assert "Allt i köket" in page
    fresh = programme.app.extensions["stegvis.services"]
    jobs = next(one for one in fresh.indexes.verify() if one.name == TARGETS)
    assert jobs.problem is None


def test_what_is_wrong_is_saved_and_said_at_its_field(programme):
    wrong = {"r0-train-weeks-min": "many", "r1-texts-en": "", "r2-train-weeks-max": "0,5"}
    path = f"{EDIT}/{PORTER}/requirements"
    page = send(programme, path, follow=True, **wrong).text

    assert '<a href="#r0-train-weeks-min">Write a number.</a>' in page
    assert '<a href="#r1-texts-en">Write a text.</a>' in page
    assert 'value="many"' in page
    overview = programme.get(EDIT).text
    assert f'{path}?checked=1#r1-texts-en"' in overview
    agree(programme, PORTER)
    refused = programme.post(f"{EDIT}/publish", seen=seen(programme))
    assert refused.status_code == 422
    assert "That is not possible right now" in refused.text


@pytest.mark.parametrize(
    ("part", "typed", "field", "said"),
    [
        ("about", {"s-codes-ssyk": "94"}, "s-codes-ssyk", "four digits"),
        ("about", {"s-codes-jobtech": "x"}, "s-codes-jobtech", "pKTY_Kwu_sUw"),
        ("about", {"s-codes-esco": "esco"}, "s-codes-esco", "https://"),
        ("tasks", {"r0-fact-mark": "sourced"}, "r0-fact-mark", "Choose the source"),
        ("swedish", {"s-reading": "good"}, "s-reading", "A2 or B1+/B2"),
        ("swedish", {"s-weeks_per_level-min": "900"}, "s-weeks_per_level-min", "0 to 520"),
        ("onward", {"top": "yes"}, "top", "take one of the two away"),
        ("onward", {"r0-to": ""}, "r0-to", "Choose the job"),
        ("onward", {"r0-to": PORTER}, "r0", "Choose the job"),
    ],
)
def test_each_rule_is_said_where_it_is_broken(programme, part, typed, field, said):
    page = send(programme, f"{EDIT}/{PORTER}/{part}", follow=True, **typed).text

    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(said)}', page), page[:3000]


def test_a_new_row_gets_a_name_and_a_blank_one_is_left_out(programme):
    there = len(draft(programme).text.data["steps"][0]["tasks"])
    new = {f"r{there}-texts-{lang}": f"Sopa golvet {lang}" for lang in ("sv", "en", "ar")}

    send(programme, TASKS, **new, **{f"r{there}-tags": ["dust", "noise"]})

    tasks = draft(programme).text.data["steps"][0]["tasks"]
    assert len(tasks) == there + 1
    assert tasks[-1]["id"] == "sopa_golvet_en"
    assert tasks[-1]["tags"] == ["dust", "noise"]
    assert draft(programme).text.faults == ()
    send(programme, TASKS, **{f"r{there}-remove": "yes"})
    assert len(draft(programme).text.data["steps"][0]["tasks"]) == there


def test_the_last_change_is_taken_back_and_so_is_the_one_before(programme):
    send(programme, TASKS, **{"r0-texts-en": "First"})
    send(programme, TASKS, **{"r0-texts-en": "Second"})

    programme.post(f"{EDIT}/undo", seen=seen(programme))
    assert draft(programme).text.data["steps"][0]["tasks"][0]["texts"]["en"] == "First"
    page = programme.post(f"{EDIT}/undo", follow=True, seen=seen(programme)).text

    assert "There is no draft" in page
    again = programme.post(f"{EDIT}/undo", seen=seen(programme))
    assert again.status_code == 409


def test_whoever_is_second_sees_who_was_first_and_keeps_what_was_typed(programme):
    mine = fields(programme.get(TASKS).text)
    programme.services.accounts.invite("Bo Lind", Role.PLANNER, by="chief")
    other = programme.another_browser("Bo Lind")
    send(other, TASKS, **{"r1-texts-en": "Bo was here"})

    answer = programme.client.post(
        TASKS, data={**mine, "r0-texts-en": ["Mine <1>"]}, headers={"Accept-Language": "en"}
    )

    assert answer.status_code == 409
    assert "<bdi>Bo Lind</bdi>" in answer.text
    assert "Mine &lt;1&gt;" in answer.text
    texts = [task["texts"]["en"] for task in draft(programme).text.data["steps"][0]["tasks"]]
    assert "Bo was here" in texts
    assert "Mine <1>" not in texts
    again = {**fields(answer.text)}
    saved = programme.client.post(TASKS, data=again, headers={"Accept-Language": "en"})
    assert saved.status_code == 303
    late = programme.post(f"{EDIT}/undo", seen="0")
    assert late.status_code == 409
    assert "<bdi>Pia Holm</bdi>" in late.text


def test_a_new_step_is_begun_written_and_taken_out(programme):
    titles = {f"title-{lang}": f"Grillkock {lang}" for lang in ("sv", "en", "ar")}
    assert programme.post(EDIT, seen="0", **{**titles, "title-ar": ""}).status_code == 422

    page = programme.post(EDIT, follow=True, seen="0", **titles).text

    assert "Grillkock en: Tasks" in page
    step = "kitchens.grillkock_en"
    overview = programme.get(EDIT).text
    assert "Write at least one task." in overview
    assert "A step has 6 to 12 requirements." in overview
    way = {"r0-to": step, "r0-training-titles-sv": "Kurs"}
    send(programme, f"{EDIT}/{step}/onward", **{**way, "top": "yes", "r0-to": ""})
    programme.post(f"{EDIT}/{step}/remove", seen=seen(programme))
    assert not draft(programme).text.faults
    used = programme.post(f"{EDIT}/{PORTER}/remove", seen=seen(programme))
    assert used.status_code == 422
    assert PORTER in {one["id"] for one in draft(programme).text.data["steps"]}


def test_a_way_to_another_job_is_written(programme):
    path = f"{EDIT}/{PORTER}/onward"
    there = len([w for w in draft(programme).text.data["transitions"] if w["from"] == PORTER])
    new = {f"r{there}-to": "kitchens.institutional_cook", f"r{there}-training-kind": "trade_course",
           f"r{there}-weeks-min": "4", f"r{there}-weeks-max": "8,5"}  # fmt: skip
    new |= {f"r{there}-training-titles-{lang}": f"Grundkurs {lang}" for lang in ("sv", "en", "ar")}

    send(programme, path, **new)

    assert draft(programme).text.faults == ()
    way = [w for w in draft(programme).text.data["transitions"] if w["from"] == PORTER][-1]
    assert way["weeks"] == {"min": 4, "max": 8.5, "part_time": None}
    assert way["id"] == "kitchens.kitchen_porter_to_institutional_cook"
    gives = re.findall(rf'name="r{there}-training-gives" value="(\w+)"', programme.get(path).text)
    half = {f"r{there}-weeks-part_time-min": "8", f"r{there}-weeks-part_time-max": "17"}
    send(programme, path, **{f"r{there}-training-gives": gives[:2]}, **half)
    way = [w for w in draft(programme).text.data["transitions"] if w["from"] == PORTER][-1]
    assert way["training"]["gives"] == gives[:2]
    assert way["weeks"]["part_time"] == {"min": 8, "max": 17}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"with_whom": ""}, "with_whom"),
        ({"agreed_on": "soon"}, "agreed_on"),
        ({"agreed_on": (now().date() + timedelta(days=3)).isoformat()}, "agreed_on"),
        ({"steps": []}, "steps"),
    ],
)
def test_an_agreement_says_with_whom_and_when(programme, typed, field):
    send(programme, TASKS, **{"r0-texts-en": "Else"})

    page = agree(programme, PORTER, **typed)

    assert page.status_code == 422
    assert f'<a href="#{field}">' in page.text
    assert draft(programme).not_agreed == (PORTER,)


def test_a_change_after_the_agreement_has_to_be_agreed_again(programme):
    send(programme, TASKS, **{"r0-texts-en": "Else"})
    agree(programme, PORTER)
    assert draft(programme).ready

    send(programme, TASKS, **{"r0-texts-en": "Else again"})

    assert draft(programme).not_agreed == (PORTER,)
    programme.post(f"{EDIT}/undo", seen=seen(programme))
    assert draft(programme).ready
    assert [one.with_whom for one in draft(programme).history.agreements()] == [WHOM]


def test_versions_and_differences_are_read_by_everybody_on_the_staff(programme):
    send(programme, f"{EDIT}/{PORTER}/about", **{"s-titles-en": "Porter"})
    send(programme, TASKS, **{"r0-tags": ["heat"]})
    programme.sign()

    listed = programme.get("/ladders/kitchens/versions").text
    shown = unescape(programme.get("/ladders/kitchens/differences?before=0&after=1").text)

    assert listed.count("<bdi>Pia Holm</bdi>") == 2
    assert found(r"<td>Porter</td>()", shown) == ""
    assert "Title and codes: Title (English)" in shown
    second = programme.get("/ladders/kitchens/differences?before=1&after=2").text
    assert "<td>heat</td>" in second
    assert programme.get("/ladders/kitchens/differences?after=9").status_code == 404
    assert programme.get(EDIT).status_code == 404
    assert "Write the next version" not in programme.get("/ladders/kitchens").text


def test_a_step_in_use_is_agreed_published_and_retired(programme):
    path = f"/ladders/kitchens/steps/{PORTER}"
    assert programme.post(path, action="publish").status_code == 409
    assert programme.post(path, action="fly").status_code == 422
    assert programme.post(path, action="agree", with_whom="", agreed_on="").status_code == 422
    ahead = (now().date() + timedelta(days=9)).isoformat()
    late = programme.post(path, action="agree", with_whom=WHOM, agreed_on=ahead)
    assert late.status_code == 422

    programme.post(path, action="agree", with_whom=WHOM, agreed_on=DAY)
    programme.post(path, action="publish")
    programme.post(path, action="retire")

    assert programme.services.steps.steps()[StepId(PORTER)].state is StepState.RETIRED
    assert "It is retired." in programme.get(path).text
    assert programme.get("/ladders/kitchens/steps/kitchens.nothing").status_code == 404


def test_a_part_and_a_step_that_are_none_are_not_there(programme):
    assert programme.get(f"{EDIT}/{PORTER}/feathers").status_code == 404
    assert programme.get(f"{EDIT}/kitchens.nothing/tasks").status_code == 404
    assert programme.get("/ladders/kitchens/versions/7/file").status_code == 404


def test_the_editor_is_the_planners(programme):
    programme.sign()

    for path in (EDIT, TASKS, f"{EDIT}/publish", "/ladders/kitchens/upload"):
        assert programme.get(path).status_code == 404
    assert programme.post(f"{EDIT}/undo", seen="0").status_code == 404
