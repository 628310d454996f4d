"""Pages of an employer who signs in: own openings, who is presented, answers, and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.test_web_pages import Outline
from functional.web_programme import EMPLOYER, ORGANISATION, EverythingFits, build, found

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, StepId
from matcher.domain.opening import Employer
from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from matcher.domain.skills import SkillClaim
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState

P001 = ParticipantCode("P001")
OTHER = Employer(ORGANISATION, EmployerId("E02"), "Annan AB")
NEVER = ("Hjällbo", "score", "كنت", "after_training", "P002", "P003")


@pytest.fixture
def one(tmp_path):
    """A programme, the browser of an employer's person, and who is presented there."""
    programme = build(tmp_path, kind=EverythingFits)
    services = programme.services
    with services.units(write=True) as unit:
        skills = (SkillClaim("kan diska", confirmed_by="Anna Ek"), SkillClaim("okänt"))
        unit.participants.put([replace(unit.participants.get(P001), skills=skills)])
        unit.employers.put([OTHER])
        unit.commit()
    [suggestion] = [s for s in programme.suggest() if programme.suggestion(s).opening == "O001"]
    services.review.confirm(Request(suggestion, 0, "Anna Ek"))
    services.asking.ask(about(programme, suggestion))
    services.asking.answer(about(programme, suggestion), Action.ACCEPT, AnswerMode.PHONE)
    return programme, employee(programme, "Eva Kock", EMPLOYER.id), suggestion


def about(programme, suggestion):
    return Request(suggestion, programme.suggestion(suggestion).version, "Anna Ek")


def present(programme, suggestion):
    programme.services.presenting.present(about(programme, suggestion))
    programme.services.employer_links.offer(suggestion, by="Anna Ek")


def employee(programme, name, employer):
    programme.services.accounts.invite(name, Role.EMPLOYER, by="chief", employer=employer)
    return programme.another_browser(name)


def move(programme, where, action):
    seen = found(r'name="seen" value="(\d+)"', programme.get(where).text)
    assert programme.post(f"{where}/move", action=action, seen=seen).status_code == 303


def told(programme):
    with programme.services.units() as unit:
        return [(row.field_group.value, row.contact, row.by) for row in unit.disclosures.of(P001)]


def test_own_openings_stand_there_with_their_state_and_nobody_who_was_not_presented(one):
    programme, eva, _ = one

    page = eva.get("/workplace").text

    assert "Skolköket &lt;Tallkotten&gt;" in page
    assert "Diskare till skolkök" in page
    assert "Nobody is presented to you now" in page
    assert "Köksbiträde sökes" not in page
    assert [word for word in NEVER if word in page] == []
    assert told(programme) == []


def test_an_answer_in_two_taps_from_the_first_page(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    first = eva.get("/workplace").text
    assert "waits for your answer" in first
    assert "P001" not in first
    assert told(programme) == []

    page = eva.get(found(r'href="(/workplace/people/[^"]+)"', first)).text
    times = re.findall(r'value="(meet [^"]+)"', page)
    done = eva.post(f"/workplace/people/{suggestion}/answer", answer=times[1], follow=True).text

    assert "P001" in page
    assert "kan diska" in page
    assert "okänt" not in page
    assert [word for word in NEVER if word in page] == []
    assert len(times) == 3
    assert "We tell the person" in done
    assert "you have agreed to meet" in done
    assert programme.suggestion(suggestion).state is SuggestionState.MEETING
    assert programme.decisions()[0].by == "Eva Kock"
    assert {group for group, *_ in told(programme)} == {"code", "skills"}
    assert {row[1:] for row in told(programme)} == {("Eva Kock", "Anna Ek")}


@pytest.mark.parametrize(
    ("said", "reason"), [("not_now", "not_hiring_now"), ("filled", "place_is_filled")]
)
def test_a_no_is_told_by_a_person_and_the_page_is_gone(one, said, reason):
    programme, eva, suggestion = one
    present(programme, suggestion)

    done = eva.post(f"/workplace/people/{suggestion}/answer", answer=said, follow=True).text

    assert "Your answer is saved" in done
    assert "Nobody is presented to you now" in done
    assert programme.decisions()[0].reason.value == reason
    assert eva.get(f"/workplace/people/{suggestion}").status_code == 404


def test_another_employer_and_other_roles_see_nothing(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    other = employee(programme, "Olle Annan", OTHER.id)

    assert "Diskare" not in other.get("/workplace").text
    for path in (f"/workplace/people/{suggestion}", "/workplace/openings/O001"):
        assert eva.get(path).status_code == 200
        assert other.get(path).status_code == 404
        assert programme.get(path).status_code == 404
    for act in ("answer", "decline", "hire", "going", "forward"):
        path = f"/workplace/people/{suggestion}/{act}"
        form = {"answer": "meet", "reason": "skills_not_yet", "said": "goes_well", "name": "Bo"}
        refused = other.post(path, day="2099-01-01", time="07:00", **form)
        assert refused.status_code == 404, act
    assert programme.suggestion(suggestion).state is SuggestionState.PRESENTED
    assert eva.get("/").status_code == eva.get("/people/P001").status_code == 404


def test_a_lead_and_an_unknown_opening_are_no_pages(one):
    _, eva, _ = one

    assert eva.get("/workplace/openings/A001").status_code == 404
    assert eva.get("/workplace/openings/O999").status_code == 404


def test_what_was_permitted_and_taken_back_is_gone_at_once(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    assert eva.get(f"/workplace/people/{suggestion}").status_code == 200

    programme.services.disclosure.withdraw(P001, mode=AnswerMode.PHONE, by="Anna Ek")

    assert "Nobody is presented to you now" in eva.get("/workplace").text
    assert eva.get(f"/workplace/people/{suggestion}").status_code == 404


def test_only_the_code_where_no_more_is_permitted(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    programme.services.disclosure.withdraw(
        P001, mode=AnswerMode.PHONE, by="Anna Ek", group=FieldGroup.SKILLS
    )

    page = eva.get(f"/workplace/people/{suggestion}").text

    assert "P001" in page
    assert "So far the code only" in page
    assert "kan diska" not in page


def test_hired_with_a_card_and_then_asked_how_it_goes(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    path = f"/workplace/people/{suggestion}"
    eva.get(path)
    eva.post(f"{path}/answer", answer="meet")

    missing = eva.post(f"{path}/hire", day="", time="")
    assert missing.status_code == 422
    assert "Write the first day." in missing.text
    day = (now() + timedelta(days=3)).date().isoformat()
    done = eva.post(f"{path}/hire", day=day, time="07:30", door="Norra porten", follow=True).text

    assert "gets the card for the first day" in done
    assert "works with you" in done
    with programme.services.units() as unit:
        [placement] = [unit.placements.of_suggestion(suggestion)]
        [entry] = [e for e in unit.audit.events() if e.action == "suggestion.hire"]
    assert placement.first_day.door == "Norra porten"
    assert "Eva Kock" in repr(entry)
    assert "There is no question now" in eva.get(path).text

    with programme.services.units(write=True) as unit:
        due = unit.follow_ups.of(placement.id)[0]
        unit.follow_ups.put([replace(due, due_on=now().date() - timedelta(days=1))])
        unit.commit()
    assert "How does it go? Please answer" in eva.get("/workplace").text
    assert "It goes well" in eva.get(path).text
    rung = eva.post(f"{path}/going", said="ring_us", follow=True).text
    assert "Somebody rings you" in rung
    assert "You have answered" in eva.get(path).text
    heard = programme.get(f"/placements/{placement.id}").text
    assert re.search(r"The workplace asks you to ring\. <span[^>]*><bdi>Eva Kock</bdi>", heard)
    assert f'href="/placements/{placement.id}"' in programme.get("/today").text


def test_a_manager_gets_a_link_of_her_own(one):
    programme, eva, suggestion = one
    present(programme, suggestion)
    path = f"/workplace/people/{suggestion}/forward"

    eva.get(f"/workplace/people/{suggestion}")

    assert eva.post(path, name=" ").status_code == 422
    page = eva.post(path, name="Mona  Chef").text

    assert "<strong>Mona Chef</strong>" in page
    link = found(r"http://localhost(/a/[\w-]+)", page)
    phone = programme.another_browser()
    phone.sign_out()
    token = found(r'name="csrf_token" value="([^"]+)"', phone.get(link).text)
    opened = phone.client.post(f"{link}/open", data={"csrf_token": token})
    assert "P001" in opened.text
    assert "/forward" not in opened.text
    eva.post(f"/workplace/people/{suggestion}/answer", answer="meet")
    late = eva.post(path, name="Bo Chef")
    assert late.status_code == 409


def test_a_job_is_posted_without_a_link_and_waits_for_a_linkworker(one):
    programme, eva, _ = one
    form = {"step": "kitchens.kitchen_porter", "places": "2", "place": "Göteborg, Hjällbo"}
    form |= {"form": "permanent", "pay_line": "HÖK"}

    assert "Which job is it?" in eva.get("/workplace/post").text
    asked = eva.post("/workplace/post", step=form["step"]).text
    assert 'name="pay_line"' in asked
    checked = eva.post("/workplace/post", go="check", **form).text
    assert "Hand it in" in checked
    done = eva.post("/workplace/post", go="submit", follow=True, **form).text

    assert "A LinkWorker looks at it" in done
    with programme.services.units() as unit:
        [new] = [row for row in unit.openings.all() if row.id.startswith("E") and row.employer]
        moves = [e for e in unit.audit.events() if e.action.startswith("opening.")]
    assert (new.employer, new.step, new.contact) == (EMPLOYER.id, form["step"], "Eva Kock")
    assert new.state == "submitted"
    assert "Eva Kock" in repr(moves[-1])
    assert programme.get("/workplace/post").status_code == 404


def test_a_returned_job_is_rewritten_and_handed_in_again_without_a_link(one):
    programme, eva, _ = one
    form = {"step": "kitchens.kitchen_porter", "places": "2", "place": "Göteborg, Hjällbo"}
    form |= {"form": "permanent", "pay_line": "HÖK", "more": "Vi äter lunch tillsammans."}
    posted = eva.post("/workplace/post", go="submit", **form).location
    where = posted.removeprefix("/workplace")
    change = f"/workplace/post?opening={where.removeprefix('/openings/')}"
    move(programme, where, "return")

    page = eva.get(posted).text
    assert "It came back to you" in page
    assert f'href="{change}"' in page
    asked = eva.get(change).text
    assert form["more"] in asked
    assert f'action="{change}"' in asked
    assert "Hand it in" in eva.post(change, go="check", **{**form, "places": "3"}).text
    done = eva.post(change, go="submit", follow=True, **{**form, "places": "3"}).text

    assert "A LinkWorker looks at it" in done
    with programme.services.units() as unit:
        [after] = [row for row in unit.openings.all() if row.id.startswith("E") and row.employer]
        last = list(unit.audit.events())[-1]
    assert (after.state, after.places, after.contact) == ("submitted", 3, "Eva Kock")
    assert last.action == "opening.submit"
    assert "Eva Kock" in repr(last)

    olga = employee(programme, "Olga Annan", OTHER.id)
    assert olga.get(change).status_code == 404
    assert olga.post(change, go="submit", **form).status_code == 404
    move(programme, where, "approve")
    assert change not in eva.get(posted).text
    assert eva.get(change).location == posted
    late = eva.post(change, go="submit", **form)
    assert late.status_code == 409
    assert "stands as it was approved" in late.text


def test_promises_stand_there_with_what_was_posted_for_them(one):
    programme, eva, _ = one
    relations = programme.services.relations
    step = StepId("kitchens.kitchen_porter")
    made = relations.add_promise(EMPLOYER.id, 3, step, "hemligt om arbetsgivaren", by="Anna Ek")
    relations.keeps(EMPLOYER.id, made.id, OpeningId("O001"), by="Anna Ek")

    page = eva.get("/workplace").text

    assert "What you promised" in page
    assert "3 places" in page
    assert "1 opening posted for it" in page
    assert "hemligt" not in page


@pytest.mark.parametrize(("lang", "direction"), [("sv", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_pages_are_sound(one, lang, direction):
    programme, eva, suggestion = one
    present(programme, suggestion)
    paths = ("", "/openings/O001", f"/people/{suggestion}", "/post")

    for path in paths:
        outline = Outline(eva.get(f"/workplace{path}", lang).text)
        assert outline.all("html") == [{"lang": lang, "dir": direction}]
        assert len(outline.all("h1")) == 1
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert {label["for"] for label in outline.all("label")} <= set(ids)
    assert "/workplace" in eva.get("/me").text


def test_an_account_without_an_employer_has_no_such_pages(one):
    programme, _, _ = one
    account = programme.services.accounts.named("Eva Kock")
    assert account.employer == EMPLOYER.id
    assert replace(account, memberships=()).employer is None
