"""CV and application in the browser: composed, written, undone, printed; one page each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.web_programme import ORGANISATION, build, found

from matcher.domain.application import LINES_OF, Paper, Part, Target, TargetKind
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.skills import SkillClaim

P001 = ParticipantCode("P001")
PAPERS = "/people/P001/papers/opening/O001"
STEP = "/people/P001/papers/step/kitchens.kitchen_porter"
JOB = Target(TargetKind.OPENING, "O001")


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        skills = (SkillClaim("Diskar <fort>", confirmed_by="Anna Ek"), SkillClaim("Lagar mat"))
        unit.participants.put([replace(person, skills=skills, driving_licence=True)])
        unit.commit()
    return programme


def seen(page):
    return found(r'name="seen" value="(\d+)"', page)


def text_in(page, part):
    return found(rf'<textarea[^>]* name="part_{part.value}"[^>]*>\n(.*?)</textarea>', page)


def test_the_way_from_the_persons_page_to_the_papers(programme):
    programme.suggest()

    assert "/people/P001/papers" in programme.get("/people/P001").text
    page = programme.get("/people/P001/papers").text
    assert f'href="{PAPERS}"' in page
    assert f'href="{STEP}"' in page
    assert "Begun" not in page
    programme.post(PAPERS, seen="0", part_times="Alltid")
    assert "Begun" in programme.get("/people/P001/papers").text


def test_what_is_confirmed_stands_in_the_fields_and_the_rest_is_named(programme):
    page = programme.get(PAPERS).text

    assert text_in(page, Part.SKILLS) == "Diskar &lt;fort&gt;"
    assert "Lagar mat" not in page
    assert "1 skill that nobody has confirmed" in page
    assert "Skolköket &lt;Tallkotten&gt;" in text_in(page, Part.LETTER_JOB)
    assert "Own text." not in page


def test_what_is_written_is_saved_with_the_name_and_undone(programme):
    answer = programme.post(PAPERS, follow=True, seen="0", part_skills="Diskar fort\n\nStädar")

    assert "Saved with your name" in answer.text
    assert text_in(answer.text, Part.SKILLS) == "Diskar fort\n\nStädar"
    assert "Anna Ek</bdi>: written" in answer.text
    answer = programme.post(f"{PAPERS}/undo", follow=True, seen=seen(answer.text))
    assert text_in(answer.text, Part.SKILLS) == "Diskar &lt;fort&gt;"
    answer = programme.post(f"{PAPERS}/undo", follow=True, seen=seen(answer.text))
    assert text_in(answer.text, Part.SKILLS) == "Diskar fort\n\nStädar"
    answer = programme.post(f"{PAPERS}/restore", follow=True, seen=seen(answer.text))
    assert text_in(answer.text, Part.SKILLS) == "Diskar &lt;fort&gt;"
    assert "Anna Ek</bdi>: as composed again" in answer.text


def test_saving_what_is_composed_changes_nothing(programme):
    answer = programme.post(PAPERS, follow=True, seen="0", part_driving="Körkort")

    assert "Nothing was changed." in answer.text
    assert programme.services.applying.begun(P001) == ()


def test_the_second_keeps_what_she_typed_and_sees_what_is_saved(programme):
    programme.post(PAPERS, seen="0", part_skills="Den första")

    answer = programme.post(PAPERS, seen="0", part_skills="Den andra")

    assert answer.status_code == 409
    assert "Somebody else was first" in answer.text
    assert text_in(answer.text, Part.SKILLS) == "Den andra"
    assert '<q lang="sv">Den första</q>' in answer.text
    again = programme.post(PAPERS, seen=seen(answer.text), part_skills="Den andra")
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        (Part.SKILLS, "Jag, 19811218-9876", "Take the personal identity number out"),
        (Part.SKILLS, "rad\n" * (LINES_OF[Paper.CV] + 1), "take away"),
        (Part.LETTER_END, "rad\n" * (LINES_OF[Paper.LETTER] + 1), "take away"),
    ],
)
def test_what_has_to_be_mended_is_named_at_its_field_and_kept(programme, part, text, said):
    answer = programme.post(PAPERS, seen="0", **{f"part_{part.value}": text})

    assert answer.status_code == 422
    assert said in found(rf'id="part_{part.value}-error">([^<]*)<', answer.text)
    kept = text.strip().replace("19811218-9876", "[...]")
    assert text_in(answer.text, part) == kept
    assert programme.services.applying.begun(P001) == ()


def test_a_form_that_is_not_ours_is_refused(programme):
    assert programme.post(PAPERS, seen="x", part_skills="a").status_code == 400
    assert programme.post(f"{PAPERS}/undo").status_code == 400
    assert programme.post(f"{PAPERS}/undo", follow=True, seen="0").text.count("Nothing was changed")


@pytest.mark.parametrize(
    "path",
    [
        "/people/P009/papers",
        "/people/P009/papers/opening/O001",
        "/people/P001/papers/opening/O999",
        "/people/P001/papers/step/none",
        "/people/P001/papers/lead/O001",
        f"{PAPERS}/photo",
    ],
)
def test_what_is_not_there_is_not_found(programme, path):
    assert programme.get(path).status_code == 404


def test_who_helps_with_papers(programme):
    for role, status in (
        (Role.COORDINATOR, 200),
        (Role.JOB_COACH, 200),
        (Role.STUDY_COACH, 404),
        (Role.ADMIN, 404),
    ):
        programme.sign(f"The {role}", role)
        assert programme.get(PAPERS).status_code == status, role


def test_the_paper_is_swedish_on_every_page_and_holds_no_code(programme):
    page = programme.get(f"{PAPERS}/cv", lang="ar").text

    paper = found(
        r'(<div class="paper" lang="sv" dir="ltr">.*?</div>\n)\s*</main>', page + "</main>"
    )
    assert "Det här kan jag" in paper
    assert "<li>Diskar &lt;fort&gt;</li>" in paper
    assert "P001" not in paper
    assert "<form" not in paper
    letter = programme.get(f"{PAPERS}/letter").text
    assert "Hej! Jag söker arbetet" in letter


def test_without_a_confirmed_fact_the_page_says_what_to_do(programme):
    with programme.services.units(write=True) as unit:
        unit.participants.put([Participant(ORGANISATION, ParticipantCode("P008"))])
        unit.commit()
    programme.sign()

    page = programme.get("/people/P008/papers/opening/O001/letter").text

    assert "Nothing is confirmed yet" in page
    assert 'class="paper"' not in page
