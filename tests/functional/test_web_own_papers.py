"""A participant reads, changes, undoes and prints her CV and letter in her own language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.own_pages import Screen, asked_about, office, own_page
from functional.web_programme import ORGANISATION, EverythingFits, found

from matcher.domain.application import LINES_OF, PARTS_OF, Paper, Part, Target, TargetKind
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant
from matcher.domain.personal_number import without_personal_numbers
from matcher.domain.skills import SkillClaim

P001 = ParticipantCode("P001")
JOB = Target(TargetKind.OPENING, "O001")
OF_JOB = "/papers/opening/O001"
OF_STEP = "/papers/step/kitchens.kitchen_porter"
SKILLS = f"{OF_JOB}/part/skills"
LANGUAGES = ("sv", "en", "ar")


@pytest.fixture
def mine(tmp_path):
    """P001, of whom one skill is confirmed and one is not, is asked about O001."""
    programme = office(tmp_path, kind=EverythingFits)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        skills = (SkillClaim("Diskar <fort>", confirmed_by="Anna Ek"), SkillClaim("Lagar mat"))
        unit.participants.put([replace(person, skills=skills)])
        unit.commit()
    ids = [one.id for one in programme.services.queues.person("P001").suggestions]
    suggestion = next(one for one in ids if programme.suggestion(one).opening == "O001")
    asked_about(programme, suggestion)
    phone = own_page(programme)
    phone.enter()
    return programme, phone


def text_in(page):
    return found(r"<textarea[^>]*>\n(.*?)</textarea>", page)


def seen(page):
    return found(r'name="seen" value="(\d+)"', page)


def versions(programme):
    return programme.services.applying.read(P001, JOB).draft.versions


def test_every_screen_is_short_and_swedish_stays_in_the_fold(mine):
    programme, phone = mine
    programme.services.applying.write(P001, JOB, {Part.TIMES: "När som helst"}, by="Anna", seen=0)
    paths = ["/start", "/papers"]
    for job in (OF_JOB, OF_STEP):
        paths += [job, *(f"{job}/part/{part}" for part in Part)]
        paths += [f"{job}/{paper}{more}" for paper in Paper for more in ("", "/print")]
    for lang in LANGUAGES:
        phone.speak(lang)
        for path in paths:
            answer = phone.get(path)
            page = Screen(answer.text)
            assert answer.status_code == 200, path
            assert page.words <= 60, (path, lang, page.on_screen)
            if lang == "ar":
                assert page.latin() == [], path
                assert all(len(name.split()) <= 4 for name in page.names), page.names
                assert 'lang="sv"' not in outside_folds(answer.text), path


def outside_folds(page):
    """Return a page without its folds and without names that stand in its own sentences."""
    before, _, rest = page.partition("<details")
    assert "</details>" in rest or not rest
    main = before.partition("<main")[2] + rest.rpartition("</details>")[2]
    return main.replace('<bdi lang="sv">', "")


def test_the_way_to_the_text_and_what_it_is_in_her_language(mine):
    programme, phone = mine
    phone.speak("ar")

    start, papers, job = phone.get("/start").text, phone.get("/papers").text, phone.get(OF_JOB).text

    assert f'{phone.path}/papers"' in start
    assert f'{phone.path}{OF_JOB}"' in papers
    assert f"{phone.path}{OF_JOB}/cv" in job
    assert f"{phone.path}{OF_JOB}/letter" in job
    assert "مهارة لم يؤكدها أحد (1)" in job
    cv = phone.get(f"{OF_JOB}/cv").text
    assert cv.count("/part/") == len(PARTS_OF[Paper.CV])
    part = phone.get(SKILLS).text
    assert "مهارات أكّدها شخص ما" in part
    assert text_in(part) == "Diskar &lt;fort&gt;"
    assert "Lagar mat" not in part
    phone.speak("sv")
    assert "<details open>" in phone.get(SKILLS).text
    assert f"{phone.path}{OF_STEP}" in phone.get("/work/kind/kitchens.kitchen_porter").text
    assert programme.services.applying.begun(P001) == ()


def test_what_she_writes_is_kept_as_hers_undone_and_composed_again(mine):
    programme, phone = mine

    saved = phone.post(SKILLS, seen="0", part_skills="Diskar fort\nStädar", part_times="aldrig")

    assert saved.status_code == 303
    page = phone.get(SKILLS).text
    assert "Saved. You can undo it." in page
    assert "Own text." in page
    assert text_in(page) == "Diskar fort\nStädar"
    assert [(one.by, set(one.texts)) for one in versions(programme)] == [
        ("participant", {Part.SKILLS})
    ]
    with programme.services.units() as unit:
        assert ("application.write", "participant") in [
            (event.action, event.actor) for event in unit.audit.events()
        ]
    assert "you: written" in phone.get(OF_JOB).text
    assert "Own text." in phone.get(f"{OF_JOB}/cv").text

    phone.post(f"{OF_JOB}/undo", seen=seen(page), part="skills")
    page = phone.get(SKILLS).text
    assert text_in(page) == "Diskar &lt;fort&gt;"
    phone.post(f"{OF_JOB}/undo", seen=seen(page), part="skills")
    page = phone.get(SKILLS).text
    assert text_in(page) == "Diskar fort\nStädar"
    phone.post(f"{OF_JOB}/restore", seen=seen(page), part="skills")
    assert text_in(phone.get(SKILLS).text) == "Diskar &lt;fort&gt;"
    moved = phone.post(f"{OF_JOB}/undo", seen=str(versions(programme)[-1].number))
    assert moved.headers["Location"].endswith(OF_JOB)
    assert "All as composed again" in phone.get(OF_JOB).text


def test_the_linkworker_sees_what_she_wrote(mine):
    programme, phone = mine
    phone.post(SKILLS, seen="0", part_skills="Mina egna ord")
    programme.sign()

    page = programme.get("/people/P001/papers/opening/O001").text

    assert "Mina egna ord" in page
    assert "the person herself</bdi>: written" in page


def test_when_somebody_was_first_she_keeps_what_she_typed(mine):
    programme, phone = mine
    programme.services.applying.write(P001, JOB, {Part.SKILLS: "Den första"}, by="Anna Ek", seen=0)

    answer = phone.post(SKILLS, seen="0", part_skills="Den andra")

    assert answer.status_code == 409
    assert "Somebody else was first" in answer.text
    assert "Anna Ek, " in answer.text
    assert "<p>Den första</p>" in answer.text
    assert text_in(answer.text) == "Den andra"
    assert phone.post(SKILLS, seen=seen(answer.text), part_skills="Den andra").status_code == 303
    whole = phone.post(f"{OF_JOB}/restore", seen="0")
    assert whole.status_code == 409
    assert "you, " in whole.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jag, 19811218-9876", "Take the personal identity number out"),
        ("rad\n" * (LINES_OF[Paper.CV] + 1), "take away"),
    ],
)
def test_what_has_to_be_mended_is_named_and_kept(mine, text, said):
    programme, phone = mine

    answer = phone.post(SKILLS, seen="0", part_skills=text)

    assert answer.status_code == 422
    assert said in found(r'id="part_skills-error">([^<]*)<', answer.text)
    assert text_in(answer.text) == without_personal_numbers(text).strip()
    assert "<details open>" in answer.text
    assert versions(programme) == ()


def test_nothing_changes_where_nothing_was_changed(mine):
    programme, phone = mine

    for path, form in (
        (SKILLS, {"part_skills": "Diskar <fort>"}),
        (SKILLS, {}),
        (f"{OF_JOB}/undo", {}),
        (f"{OF_JOB}/restore", {"part": "times"}),
    ):
        assert phone.post(path, seen="0", **form).status_code == 303, path
        assert "Nothing was changed." in phone.get("/papers").text
    assert versions(programme) == ()
    assert phone.post(SKILLS, seen="x", part_skills="a").status_code == 400


def test_the_paper_to_print_holds_the_text_and_nothing_of_the_programme(mine):
    _, phone = mine
    phone.speak("ar")

    cv, letter = (phone.get(f"{OF_JOB}/{paper}/print").text for paper in Paper)

    assert "<li>Diskar &lt;fort&gt;</li>" in cv
    assert "Hej! Jag söker arbetet" in letter
    for page in (cv, letter):
        paper = found(r'(<div class="paper" lang="sv" dir="ltr">.*</div>)', page)
        assert "P001" not in paper
        assert "<form" not in paper
        assert "Stegvis" not in page


def test_without_a_confirmed_fact_she_reads_what_to_do(mine):
    programme, _ = mine
    with programme.services.units(write=True) as unit:
        unit.participants.put([Participant(ORGANISATION, ParticipantCode("P008"))])
        unit.commit()
    programme.sign()
    phone = own_page(programme, "P008")
    phone.enter()

    page = phone.get(f"{OF_STEP}/letter/print").text

    assert "Ask us to confirm what you can do" in page
    assert 'class="paper"' not in page


@pytest.mark.parametrize(
    "path",
    [
        "/papers/opening/A001",
        "/papers/opening/O999",
        "/papers/step/none",
        "/papers/lead/O001",
        f"{OF_JOB}/photo",
        f"{OF_JOB}/part/photo",
    ],
)
def test_what_is_not_hers_is_not_there(mine, path):
    _, phone = mine

    assert phone.get(path).status_code == 404


def test_papers_that_were_begun_are_hers_to_see_and_go_with_her(mine):
    programme, phone = mine
    other = Target(TargetKind.OPENING, "A001")
    programme.services.applying.write(P001, other, {Part.TIMES: "Alltid"}, by="Anna Ek", seen=0)

    assert "/papers/opening/A001" in phone.get("/papers").text
    assert text_in(phone.get("/papers/opening/A001/part/times").text) == "Alltid"
    phone.post("/data/stop")
    assert "/papers" not in phone.get("/start").text
    assert "/papers/" not in phone.get("/papers").text
    assert phone.get(OF_STEP).status_code == 409


def test_papers_for_two_jobs_of_a_kind_are_told_apart_by_the_employer(mine):
    programme, phone = mine
    [employer] = programme.services.line_pages.employers()[0]

    for path in ("/papers", OF_JOB, f"{OF_JOB}/cv", SKILLS):
        assert employer.name in Screen(phone.get(path).text).names, path
    assert employer.name not in Screen(phone.get(OF_STEP).text).names
