"""What staff see of questions to a person: put and gone through, and no answer to any role."""

from __future__ import annotations

import re

import pytest
from functional.web_programme import build, found

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.instrument import Instrument
from matcher.domain.role import Role
from matcher.domain.rounds import HowAnswered

ROUNDS = "/people/P001/questions"
P001 = ParticipantCode("P001")
ITEMS = ("closer", "knows_jobs", "looks_for_work", "would_manage")


@pytest.fixture
def programme(tmp_path):
    """A programme in which Cleo, a coordinator, is signed in."""
    programme = build(tmp_path)
    programme.sign("Cleo", Role.COORDINATOR)
    return programme


def ask(programme):
    [made] = programme.services.questions.ask(now().date(), by="Siv", only=[P001])
    return made


def answer(programme, made, value):
    for item in ITEMS:
        programme.services.questions.answer(P001, made.id, item, value, HowAnswered.SELF)


def main(page):
    text = found(r"<main(.*?)</main>", page)
    return re.sub(r'name="csrf_token" value="[^"]+"', "", text)


def test_a_coach_puts_the_questions_from_a_persons_page(programme):
    assert f'href="{ROUNDS}"' in programme.get("/people/P001").text
    assert "No questions have been put yet." in programme.get(ROUNDS).text

    page = programme.post(ROUNDS, follow=True).text

    assert "The questions are on the person" in page
    assert "not gone through yet" in page
    assert "Put the questions from today" not in page
    assert "are there already" in programme.post(ROUNDS, follow=True).text
    assert programme.services.questions.open_for(P001) is not None


def test_whatever_she_answers_the_page_is_the_same(programme):
    made = ask(programme)
    seen = set()
    for value in (1, 5, None):
        answer(programme, made, value)
        seen.add(main(programme.get(ROUNDS).text))

    [page] = seen
    assert "gone through" in page
    assert "not gone through yet" not in page
    assert "They were not put" not in page


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.LINKWORKER, Role.JOB_COACH, Role.HEALTH_COACH]
)
def test_no_page_of_staff_changes_with_an_answer(programme, role):
    programme.sign("Anna Ek" if role is Role.LINKWORKER else f"The {role}", role)
    made = ask(programme)
    answer(programme, made, 1)
    paths = ("/people/P001", ROUNDS, "/people/P001/plan", "/people/P001/history", "/people")
    before = [main(programme.get(path).text) for path in paths]

    answer(programme, made, 5)

    keys = r'name="key" value="[0-9a-f]+"'
    assert [re.sub(keys, "", main(programme.get(path).text)) for path in paths] == [
        re.sub(keys, "", text) for text in before
    ]


def test_that_they_were_not_put_is_written_down_and_not_after_an_answer(programme):
    made = ask(programme)
    path = f"{ROUNDS}/{made.id}/not-asked"

    page = programme.post(path, follow=True).text
    assert ": not asked" in page
    assert programme.post(path).status_code == 409
    assert programme.post(f"{ROUNDS}/none/not-asked").status_code == 404
    assert programme.post(f"/people/P002/questions/{made.id}/not-asked").status_code == 404


def test_who_reads_who_writes_and_for_whom_there_is_nothing(programme):
    for role, reads, writes in (
        (Role.LINKWORKER, 200, 404),
        (Role.STUDY_COACH, 200, 303),
        (Role.ADMIN, 404, 404),
        (Role.PLANNER, 404, 404),
        (Role.AUDITOR, 404, 404),
    ):
        programme.sign("Anna Ek" if role is Role.LINKWORKER else f"The {role}", role)
        page = programme.get(ROUNDS)
        assert page.status_code == reads, role
        assert ("Put the questions from today" in page.text) is (writes == 303), role
        assert programme.post(ROUNDS).status_code == writes, role


def test_nobody_with_protected_identity_is_asked(programme):
    services, person = programme.services, ParticipantCode("P003")
    handler = services.accounts.named("Cleo")
    services.caseloads.assign([person], handler, Role.COORDINATOR, by="chief", named=True)

    assert programme.get("/people/P003").status_code == 200
    assert "/people/P003/questions" not in programme.get("/people/P003").text
    assert programme.get("/people/P003/questions").status_code == 404
    assert programme.post("/people/P003/questions").status_code == 404


def test_no_page_of_staff_has_a_way_to_an_answer():
    """What staff get of a round holds neither the questions nor what was said."""
    from matcher.domain.rounds import RoundStanding  # noqa: PLC0415

    kinds = {str(one.type) for one in RoundStanding.__dataclass_fields__.values()}
    assert kinds == {"RoundId", "date", "bool"}
    assert Instrument.__name__ not in kinds
