"""Relations with employers: contacts, meetings, promises to postings to hires, assignments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.test_web_pages import Outline
from functional.web_programme import build, found

from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.relation import Assignment, Contact, EventKind
from matcher.errors import InputError, NotFound

E01 = EmployerId("E01")
HERE = "/employers/E01/write"


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return build(tmp_path_factory.mktemp("relations"))


def of(programme):
    return programme.services.relations.employer(E01)


def row(programme):
    [one] = programme.services.relations.employers()
    return one


def test_a_promise_is_kept_by_a_posting_and_a_hire(programme):
    programme.post(HERE, what="promise", places="3", step="kitchens.kitchen_porter", note="i vår")
    [promise] = of(programme).relation.promises
    assert (promise.places, promise.step, promise.by) == (3, "kitchens.kitchen_porter", "Anna Ek")
    assert (row(programme).promised, row(programme).posted) == (3, 0)

    programme.post(HERE, what="keeps", promise=promise.id, opening="O001")

    page = of(programme)
    [promise] = page.relation.promises
    assert promise.openings == ("O001",)
    assert (page.posted_for(promise), page.hired_for(promise)) == (2, 0)
    with programme.services.units(write=True) as unit:
        assert unit.rooms.take_slot(OpeningId("O001"))
        assert unit.rooms.take_place(OpeningId("O001"))
        unit.commit()
    assert of(programme).hired_for(promise) == 1
    assert (row(programme).posted, row(programme).hired, row(programme).openings) == (2, 1, 1)
    for other in ("A001", "X"):
        refused = programme.post(HERE, what="keeps", promise=promise.id, opening=other)
        assert refused.status_code == 404
    listed = programme.get("/employers").text
    assert "From promise to posting to hire" in listed


def test_contacts_meetings_and_assignments_stand_on_the_page(programme):
    programme.post(HERE, what="contact", name="Eva  Ek", role="kökschef", reach="031-1")
    programme.post(HERE, what="event", kind="visit", on="2026-01-15", note="såg köket")
    programme.post(HERE, what="assignment", question="Vad äter gästerna?", focus_group="8, mars")
    relation = of(programme).relation
    [asked] = relation.assignments
    assert (asked.question, asked.changed) == ("Vad äter gästerna?", "")

    said = programme.post(
        HERE, follow=True, what="changed", assignment=asked.id, changed="Ny meny."
    )

    assert "Saved with your name." in said.text
    page = programme.get("/employers/E01").text
    for text in ("Eva Ek", "kökschef", "såg köket", "Ny meny.", "8, mars", "Visit"):
        assert text in page
    assert relation.events[0].kind is EventKind.VISIT
    assert row(programme).last_met.isoformat() == "2026-01-15"
    assert row(programme).contacts >= 1
    with programme.services.units() as unit:
        events = [
            e for e in unit.audit.events() if (e.object_kind, e.object_id) == ("employer", E01)
        ]
    actions = {one.action for one in events}
    assert actions >= {"employer.contact", "employer.event", "employer.assignment"}
    assert "Eva" not in repr(events)
    assert "gästerna" not in repr(events)


@pytest.mark.parametrize(
    "form",
    [
        {"what": ""},
        {"what": "contact", "name": " "},
        {"what": "contact", "name": "Eva 850709-9805"},
        {"what": "event", "kind": "lunch", "on": "2026-01-15"},
        {"what": "event", "kind": "visit", "on": "soon"},
        {"what": "event", "kind": "visit", "on": "2099-01-15"},
        {"what": "promise", "places": "many"},
        {"what": "promise", "places": "0"},
        {"what": "assignment", "question": ""},
        {"what": "changed", "assignment": "x", "changed": ""},
        {"what": "assignment", "question": "x" * 601},
    ],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(programme, form):
    before = of(programme).relation

    answer = programme.post(HERE, **form)

    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert of(programme).relation == before


@pytest.mark.parametrize("path", ["/employers", "/employers/E01", "/openings", "/openings/O001"])
@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_the_pages_are_sound(programme, path, lang):
    answer = programme.get(path, lang)

    outline = Outline(answer.text)
    assert answer.status_code == 200
    assert len(outline.all("h1")) == 1
    assert found(r"<title>(.*?)</title>", answer.text).strip().endswith("Stegvis")
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {label["for"] for label in outline.all("label")} <= set(ids)
    posts = [form for form in outline.all("form") if form.get("method") == "post"]
    tokens = [one for one in outline.all("input") if one.get("name") == "csrf_token"]
    assert len(posts) == len(tokens)


def test_an_employer_or_an_assignment_that_is_not_there(programme):
    service = programme.services.relations
    assert programme.get("/employers/E99").status_code == 404
    with pytest.raises(NotFound):
        service.add_contact(EmployerId("E99"), "Eva", "", "", by="Anna")
    with pytest.raises(NotFound):
        service.changed(E01, "nope", "x", by="Anna")
    contact = service.add_contact(E01, "Bo", "", "", by="Anna")
    assert isinstance(contact, Contact)
    with pytest.raises(InputError):
        replace(contact, name="")
    assert Assignment("a", E01, "q", "", "", "Anna", contact.at).changed == ""


def test_with_no_employer_and_no_job_the_lists_say_what_to_do(tmp_path):
    empty = build(tmp_path, filled=False)

    for page in ("/openings", "/employers"):
        text = empty.get(page).text
        assert 'class="empty"' in text
        assert 'class="btn btn-primary" href="/calls/new"' in text
