"""Who has whom, in the browser: moved after a look, taken back, and cover for days away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from functional.web_programme import ORGANISATION, build

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.role import Role

TODAY = now().date()


@pytest.fixture
def programme(tmp_path):
    """Anna Ek has P001 and P002, Bo Ek has nobody, P005 has nobody; an administrator looks."""
    programme = build(tmp_path)
    services = programme.services
    with services.units(write=True) as unit:
        unit.participants.put([Participant(ORGANISATION, ParticipantCode("P005"))])
        unit.commit()
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    services.accounts.invite("Cleo", Role.COORDINATOR, by="chief")
    programme.sign("Ada", Role.ADMIN)
    return programme


def held(programme, name, role=Role.LINKWORKER):
    user = programme.services.accounts.named(name).user.id if name else None
    return [one.participant for one in programme.services.caseload_moves.held(role, user)]


def move(programme, people, to="bo.ek", of="anna.ek", **more):
    """Look at a move and save it as the page says."""
    form = {"of": of, "to": to, "person": people, **more}
    page = programme.post("/caseloads/check", **form)
    assert page.status_code == 200, page.text
    sent = dict.fromkeys(("role", "of", "to"))
    for name in sent:
        sent[name] = re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]
    looked = re.findall(r'name="person" value="([^"]+)"', page.text)
    return programme.post("/caseloads/save", person=looked, **sent)


def actions(programme):
    with programme.services.units() as unit:
        return [(event.action, event.actor) for event in unit.audit.events()]


def test_an_administrator_sees_who_has_how_many_and_no_protected_identity(programme):
    page = programme.get("/caseloads").text

    assert re.search(r"Nobody has them</a></div>\s*<div><strong>1 person<", page)
    assert re.search(r"Anna Ek</bdi></a></div>\s*<div>2 people", page)
    assert re.search(r"Bo Ek</bdi></a></div>\s*<div>0 people", page)
    assert "Cleo" not in page
    assert "Cleo" in programme.get("/caseloads?role=coordinator").text
    for path in ("/caseloads/people?of=anna.ek", "/caseloads/people"):
        assert "P003" not in programme.get(path).text


def test_people_are_moved_after_a_look_and_nothing_before_it(programme):
    page = programme.get("/caseloads/people?of=anna.ek").text
    assert re.findall(r'name="person" value="([^"]+)"', page) == ["P001:1", "P002:1"]
    looked = programme.post("/caseloads/check", of="anna.ek", to="bo.ek", person="P001:1")
    assert "This is going to happen" in looked.text
    assert held(programme, "Anna Ek") == ["P001", "P002"]

    answer = move(programme, "P001:1")

    assert answer.status_code == 303
    assert "1 person was moved to Bo Ek." in programme.get(answer.location).text
    assert (held(programme, "Anna Ek"), held(programme, "Bo Ek")) == (["P002"], ["P001"])
    assert actions(programme)[-1] == ("caseload.assign", "Ada")


def test_a_whole_caseload_and_those_who_have_nobody_are_moved_at_once(programme):
    move(programme, [], everyone="yes")
    move(programme, "P005:0", of="")

    assert held(programme, "Bo Ek") == ["P001", "P002", "P005"]
    assert held(programme, None) == []
    assert "Nobody stands in this caseload" in programme.get("/caseloads/people?of=anna.ek").text


def test_what_was_moved_today_is_taken_back(programme):
    move(programme, ["P001:1"])
    move(programme, "P005:0", of="")
    page = programme.get("/caseloads").text
    ticked = re.findall(r'name="moved" value="([^"]+)"', page)
    # Everybody was imported and given to Anna today; only what is moved on is hers no more.
    assert {"P001:2", "P005:1"} <= set(ticked)

    answer = programme.post("/caseloads/take-back", moved=["P005:1"], follow=True)

    assert "Undone." in answer.text
    assert held(programme, None) == ["P005"]
    assert actions(programme)[-1] == ("caseload.end", "Ada")


def test_a_move_that_somebody_else_made_first_is_named_and_nothing_is_saved(programme):
    services = programme.services
    looked = {"of": "anna.ek", "to": "bo.ek", "person": ["P001:1", "P002:1"]}
    services.accounts.invite("Dag", Role.LINKWORKER, by="chief")
    dag = services.accounts.named("Dag")
    services.caseloads.assign([ParticipantCode("P002")], dag, Role.LINKWORKER, by="Eva")

    answer = programme.post("/caseloads/save", **looked)

    assert answer.status_code == 409
    assert "Nothing was saved" in answer.text
    assert "P002 was moved by Eva" in answer.text
    assert held(programme, "Bo Ek") == []
    back = programme.post("/caseloads/take-back", moved="P002:1")
    assert (back.status_code, held(programme, "Dag")) == (409, ["P002"])


def test_sent_twice_is_moved_once(programme):
    form = {"of": "anna.ek", "to": "bo.ek", "person": "P001:1"}

    for _ in range(2):
        assert programme.post("/caseloads/save", **form).status_code == 303

    turns = programme.services.caseloads.history(ParticipantCode("P001"))
    assert [one.by for one in turns] == ["chief", "Ada"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"to": "bo.ek"}, "people"),
        ({"person": "P001:1"}, "to"),
        ({"person": "P001:1", "to": "cleo"}, "to"),
        ({"person": "P001:1", "to": "anna.ek"}, "to"),
    ],
)
def test_what_is_missing_leads_to_its_field_and_keeps_what_was_chosen(programme, form, field):
    answer = programme.post("/caseloads/check", of="anna.ek", **form)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    ticked = re.findall(r'value="([^"]+)" checked', answer.text)
    assert ticked == ([form["person"]] if "person" in form else [])


@pytest.mark.parametrize("code", ["P003", "P999"])
def test_protected_and_unknown_people_cannot_be_moved_and_look_the_same(programme, code):
    nothing = programme.get("/nowhere").data

    answer = programme.post("/caseloads/save", of="", to="bo.ek", person=f"{code}:0")

    assert (answer.status_code, answer.data) == (404, nothing)


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/caseloads/save", {"to": "bo.ek"}, 400),
        ("/caseloads/save", {"to": "bo.ek", "person": "P001"}, 400),
        ("/caseloads/save", {"to": "cleo", "person": "P001:1"}, 400),
        ("/caseloads/take-back", {}, 422),
        ("/caseloads/check", {"of": "nobody.here"}, 404),
        ("/caseloads/check", {"role": "admin"}, 404),
        ("/caseloads/cover/end", {}, 400),
        ("/caseloads/cover/end", {"cover": "not-there"}, 404),
    ],
)
def test_a_form_that_is_not_ours_changes_nothing(programme, path, form, status):
    before = actions(programme)

    assert programme.post(path, **form).status_code == status
    assert actions(programme) == before


def test_whoever_works_here_no_more_has_her_people_moved_on(programme):
    programme.services.accounts.set_active("Anna Ek", active=False, by="chief")

    assert "works here no more: move them on" in programme.get("/caseloads").text
    move(programme, [], everyone="yes")
    assert held(programme, "Bo Ek") == ["P001", "P002"]


def cover(programme, path="/caseloads/cover", first=TODAY, last=TODAY, **more):
    form = {"first_day": first.isoformat(), "last_day": last.isoformat(), **more}
    return programme.post(path, **form)


def lines(programme):
    return [
        (line.absent, line.colleague, line.begun)
        for line in programme.services.covers.lines(Role.LINKWORKER)
    ]


def cover_id(programme):
    return programme.services.covers.lines(Role.LINKWORKER)[-1].cover.id


def test_a_colleague_stands_in_and_the_cover_ends_at_once(programme):
    answer = cover(programme, absent="anna.ek", colleague="bo.ek")
    assert answer.status_code == 303
    assert lines(programme) == [("Anna Ek", "Bo Ek", True)]
    assert "stands in for" in programme.get("/caseloads").text
    assert programme.another_browser("Bo Ek").get("/people/P001").status_code == 200

    ended = programme.post("/caseloads/cover/end", cover=cover_id(programme), follow=True)

    assert "The cover has ended. It was from" in ended.text
    assert programme.another_browser("Bo Ek").get("/people/P001").status_code == 404
    assert lines(programme) == []
    assert [action for action, _ in actions(programme)][-2:] == [
        "caseload.cover",
        "caseload.end_cover",
    ]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"colleague": "bo.ek"}, "absent"),
        ({"absent": "anna.ek"}, "colleague"),
        ({"absent": "anna.ek", "colleague": "anna.ek"}, "colleague"),
        ({"last": TODAY - timedelta(days=1)}, "last_day"),
        ({"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=1)}, "last_day"),
        ({"last": TODAY + timedelta(days=92)}, "last_day"),
    ],
)
def test_days_and_people_of_a_cover_are_checked_at_their_field(programme, more, field):
    both = {"absent": "anna.ek", "colleague": "bo.ek"} if "last" in more else {}

    answer = cover(programme, **both, **more)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert lines(programme) == []
    assert programme.post("/caseloads/cover", first_day="x").status_code == 422


def test_a_linkworker_sees_and_gives_her_own_cover_and_ends_no_one_elses(programme):
    anna, bo = programme.another_browser("Anna Ek"), programme.another_browser("Bo Ek")
    assert "Nobody, now or later." in anna.get("/cover").text
    assert "Cleo" not in anna.get("/cover").text
    faulty = anna.post("/cover", colleague="cleo", first_day="", last_day="")
    assert [f'<a href="#{name}">' in faulty.text for name in ("colleague", "first_day")] == [
        True,
        True,
    ]

    assert cover(anna, "/cover", colleague="bo.ek").status_code == 303

    assert re.search(r"Who stands in for you</h2>\s*<ul", anna.get("/cover").text)
    assert re.search(r"For whom you stand in</h2>\s*<ul", bo.get("/cover").text)
    assert "End the cover" not in bo.get("/cover").text
    refused = bo.post("/cover/end", cover=cover_id(programme))
    assert (refused.status_code, refused.data) == (404, bo.get("/nowhere").data)
    assert anna.post("/cover/end", cover=cover_id(programme)).status_code == 303
    assert lines(programme) == []
    assert actions(programme)[-1] == ("caseload.end_cover", "Anna Ek")


def test_somebody_alone_in_her_role_is_told_what_to_do(programme):
    page = programme.another_browser("Cleo").get("/cover").text

    assert "There is no colleague in your role" in page


def test_a_role_that_nobody_has_is_said_to_be_empty(programme):
    for path in ("/caseloads?role=health_coach", "/caseloads/cover?role=health_coach"):
        assert "Nobody has this role yet" in programme.get(path).text


def test_who_runs_nothing_finds_none_of_it(programme):
    bo = programme.another_browser("Bo Ek")
    nothing = bo.get("/nowhere").data

    for path in ("/caseloads", "/caseloads/people?of=anna.ek", "/caseloads/cover"):
        answer = bo.get(path)
        assert (answer.status_code, answer.data) == (404, nothing)
    assert programme.get("/cover").status_code == 404
