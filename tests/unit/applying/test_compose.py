"""A CV and a short application: every sentence traces to a confirmed fact or to the job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from programme import real_ladders
from strategies import participants

from matcher.applying.compose import compose
from matcher.applying.facts import LeftOut, Missing, facts_of
from matcher.applying.job import job_of_opening, job_of_step
from matcher.applying.said import EDUCATION, Ground, hours_said, time_said
from matcher.domain.application import (
    LEAST_WORDS,
    LINES_OF,
    MOST_WORDS,
    PARTS_OF,
    Paper,
    Part,
    lines_of,
    must_fit,
    words_of,
)
from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptState, ConceptSuggestion, words_key
from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
    parse_cefr,
    parse_cefr_range,
)
from matcher.domain.link import FoundBy
from matcher.domain.opening import Hours, Offers, Opening, OpeningKind, OpeningState
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    Shift,
    Travel,
    Wishes,
)
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience, ExperienceKind, SkillClaim

TODAY = date(2026, 11, 26)
LADDERS = real_ladders()
PORTER = LADDERS.steps["kitchens.kitchen_porter"]
TOLD = "كنت أطبخ في مطعم"
AT_HOME = "Waxaan daryeeli jiray ayeeyaday"


def known(level, source=LanguageSource.TEST, **more):
    return AreaLevel(parse_cefr_range(level), source, **more)


PERSON = Participant(
    OrganisationId("test"),
    ParticipantCode("P001"),
    preferred_language="so",
    place=Place("Göteborg", "Hjällbo", 57.7, 12.0),
    availability=Availability(20, 40, frozenset({Shift.DAY, Shift.EVENING}), date(2026, 12, 1)),
    travel=Travel(max_minutes=45),
    driving_licence=True,
    education=Education(3, "matematik", foreign=True, validated=True),
    swedish=Swedish(
        {
            LanguageArea.READING: known("B1"),
            LanguageArea.LISTENING: known("C1", LanguageSource.SELF),
            LanguageArea.WRITING: known("C2", to_be_confirmed=True),
        },
        Sfi(2, SfiCourse.D, SfiCourse.C, date(2026, 5, 29)),
    ),
    languages=(SpokenLanguage("so"), SpokenLanguage("ar", parse_cefr("B1"))),
    experiences=(
        Experience(TOLD, "ar", 24),
        Experience(AT_HOME, "so", 36, ExperienceKind.CARE_AT_HOME),
    ),
    skills=(
        SkillClaim("Lagar mat till många.", confirmed_by="coach"),
        SkillClaim("Kör truck"),
        SkillClaim("يطبخ جيداً", confirmed_by="coach"),
    ),
    certificates=(
        Certificate("food_hygiene", date(2027, 3, 1)),
        Certificate("truck_tlp10", date(2026, 11, 25)),
        Certificate("known_to_no_ladder"),
    ),
    wishes=Wishes(sectors=frozenset({Sector("kitchens")}), avoid=frozenset({"heavy_lifting"})),
    may_work=MayWork(MayWorkStatus.YES, date(2027, 1, 31)),
    is_adult=True,
)


def concept(text, label, kind=ConceptKind.OCCUPATION, state=ConceptState.CONFIRMED):
    key = ConceptKey(Scheme.ESCO, label)
    found = ConceptSuggestion(
        "P001", words_key(text), key, kind, {"sv": label, "en": "x"}, 0.9, FoundBy.DENSE
    )
    return replace(found, state=state)


CONCEPTS = (
    concept(TOLD, "restaurangkock"),
    concept(TOLD, "bagare", state=ConceptState.REFUSED),
    concept(AT_HOME, "vårdbiträde", state=ConceptState.SUGGESTED),
)
OPENING = Opening(
    OrganisationId("test"), OpeningId("O1"), OpeningKind.OWN, "Diskare", "Diskar.",
    OpeningState.DRAFT, step=PORTER.id, start=date(2026, 12, 7),
    place=Place("Göteborg", "Bergsjön"), hours=Hours(20, 30, frozenset({Shift.DAY})),
    offers=Offers(mentor=True, trainable_on_job=True),
)  # fmt: skip


def composed(person=PERSON, concepts=CONCEPTS, job=None):
    facts = facts_of(person, concepts, LADDERS, TODAY)
    return compose(facts, job or job_of_step(PORTER, LADDERS))


def text_of(paper, made):
    return "\n".join(made.texts[part] for part in PARTS_OF[paper] if made.texts[part])


def test_the_cv_holds_what_is_confirmed():
    assert text_of(Paper.CV, composed()).splitlines() == [
        "Lagar mat till många",
        "Restaurangkock, 2 år",
        "Gymnasienivå, validerad",
        "Livsmedelshygien, grundkurs (gäller till 1 mars 2027)",
        "Svenska: B1 i att läsa",
        "Godkänd på SFI kurs C (29 maj 2026)",
        "Somaliska och arabiska (B1)",
        "Körkort",
        "20–40 timmar i veckan, dag och kväll, från 1 december 2026",
    ]


def test_what_nobody_confirmed_stays_out_and_is_counted():
    made = composed()

    everything = text_of(Paper.CV, made) + text_of(Paper.LETTER, made)
    for unsaid in ("truck", "bagare", "vårdbiträde", "C1", "C2", "يطبخ", "known_to"):
        assert unsaid not in everything
    assert made.left_out == (
        LeftOut(Missing.SKILL_UNCONFIRMED, 1),
        LeftOut(Missing.WORK_UNCONFIRMED, 1),
        LeftOut(Missing.SWEDISH_UNCONFIRMED, 2),
        LeftOut(Missing.CERTIFICATE_ENDED, 1),
        LeftOut(Missing.NOT_IN_SWEDISH, 2),
    )


def test_neither_paper_says_who_or_whence_she_is():
    made = composed()

    everything = text_of(Paper.CV, made) + text_of(Paper.LETTER, made)
    for unsaid in ("P001", "Hjällbo", "utländsk", "2027-01", "31 januari", "lyft", "45", "vuxen"):
        assert unsaid not in everything
    assert TOLD not in everything
    assert AT_HOME not in everything


def test_without_skill_wish_and_age_the_same_papers_come():
    """What is known besides makes no difference to the papers: no way round is open."""
    other = replace(
        PERSON, place=None, travel=Travel(), may_work=MayWork(), is_adult=None, phone_only=True,
        wishes=replace(PERSON.wishes, avoid=frozenset()), preferred_language="fa",
    )  # fmt: skip

    assert composed(other) == composed()


def test_every_sentence_says_the_facts_it_names():
    for made in (composed(), composed(job=job_of_opening(OPENING, "Kök & Co", LADDERS))):
        for part in Part:
            for sentence in made.sentences[part]:
                assert all(fact in sentence.text for fact in sentence.facts), sentence
                assert sentence.facts or sentence.ground in (Ground.FORM, Ground.DRIVING)


def test_the_letter_to_an_opening():
    job = job_of_opening(OPENING, "Kök & Co", LADDERS)
    made = composed(job=job)
    letter = text_of(Paper.LETTER, made)

    assert letter.startswith("Hej! Jag söker arbetet ”Diskare” hos Kök & Co i Bergsjön.")
    assert letter.endswith("Jag berättar gärna mer vid ett möte. Med vänlig hälsning")
    for said in (
        "Jag har arbetat som restaurangkock i 2 år.",
        "Det här har jag med mig, och det är bekräftat: lagar mat till många.",
        "Jag vill arbeta inom storkök.",
        "Jag har körkort.",
    ):
        assert said in letter
    assert LEAST_WORDS <= words_of([letter]) <= MOST_WORDS


def test_what_the_workplace_offers_is_said_where_there_is_room():
    few = replace(PERSON, swedish=Swedish(), certificates=(), experiences=())
    letter = text_of(Paper.LETTER, composed(few, job=job_of_opening(OPENING, None, LADDERS)))

    assert "På arbetsplatsen finns en handledare och upplärning på arbetet." in letter
    assert "Om tiderna står det: 20–30 timmar i veckan, dag, med start den 7 december" in letter


@pytest.mark.parametrize("step", LADDERS.steps.values(), ids=lambda step: step.id)
def test_the_letter_to_a_step_is_short_and_long_enough(step):
    words = words_of([text_of(Paper.LETTER, composed(job=job_of_step(step, LADDERS)))])

    assert LEAST_WORDS <= words <= MOST_WORDS


def test_without_a_confirmed_fact_there_is_no_letter():
    nobody = Participant(OrganisationId("test"), ParticipantCode("P009"))

    made = composed(nobody, ())

    assert set(made.texts.values()) == {""}


@given(participants())
def test_whatever_is_known_both_papers_fit_on_a_page(person):
    made = composed(person, ())

    must_fit(made.texts)
    assert words_of([text_of(Paper.LETTER, made)]) <= MOST_WORDS


def test_what_has_no_room_is_counted():
    claims = tuple(SkillClaim(f"Gör sak {number} " + "mycket " * 30, confirmed_by="c")
                   for number in range(20))  # fmt: skip
    made = composed(replace(PERSON, skills=claims))

    lines = sum(lines_of(made.texts[part]) for part in PARTS_OF[Paper.CV])
    assert lines <= LINES_OF[Paper.CV]
    dropped = 20 - len(made.sentences[Part.SKILLS])
    assert dropped > 0
    assert LeftOut(Missing.NO_ROOM, dropped) in made.left_out
    assert made.texts[Part.DRIVING] == "Körkort"


@pytest.mark.parametrize(
    ("kind", "line", "sentence"),
    [
        (
            ExperienceKind.INFORMAL,
            "Restaurangkock, utan anställning, 2 år",
            "Jag har gjort sådant arbete som restaurangkock gör i 2 år, utan anställning.",
        ),
        (
            ExperienceKind.CARE_AT_HOME,
            "Restaurangkock, omsorg hemma, 2 år",
            "Jag har gett omsorg hemma i 2 år, sådant arbete som restaurangkock gör.",
        ),
    ],
)
def test_unpaid_work_is_never_called_an_employment(kind, line, sentence):
    made = composed(replace(PERSON, experiences=(Experience(TOLD, "ar", 24, kind),)))

    assert made.texts[Part.EXPERIENCE] == line
    assert sentence in made.texts[Part.LETTER_EXPERIENCE]


def test_a_confirmed_skill_alone_confirms_the_telling_but_names_no_occupation():
    skill = concept(TOLD, "laga mat", kind=ConceptKind.SKILL)
    made = composed(concepts=(skill,))

    assert made.texts[Part.EXPERIENCE] == ""
    assert LeftOut(Missing.WORK_UNCONFIRMED, 1) in made.left_out


def test_an_occupation_without_a_swedish_name_is_named_as_left_out():
    foreign = replace(concept(TOLD, "x"), labels={"en": "restaurant cook"})
    made = composed(replace(PERSON, skills=(), certificates=()), (foreign,))

    assert made.texts[Part.EXPERIENCE] == ""
    assert LeftOut(Missing.NOT_IN_SWEDISH, 1) in made.left_out


def test_a_skill_with_a_personal_number_is_not_said():
    claim = SkillClaim("Diskar 19811218-9876", confirmed_by="coach")

    assert composed(replace(PERSON, skills=(claim,))).texts[Part.SKILLS] == ""


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (Availability(), ""),
        (Availability(30, 30), "30 timmar i veckan"),
        (Availability(12.5), "minst 12,5 timmar i veckan"),
        (Availability(None, 20, frozenset({Shift.WEEKEND})), "högst 20 timmar i veckan, helg"),
    ],
)
def test_hours_are_said_as_far_as_they_are_known(times, said):
    assert hours_said(times) == said


def test_times_and_schooling_have_words():
    assert [time_said(months) for months in (1, 11, 12, 30)] == [
        "1 månad", "11 månader", "1 år", "30 månader",
    ]  # fmt: skip
    assert len(EDUCATION) == 7


def test_an_opening_without_step_and_facts_is_a_job_all_the_same():
    bare = replace(
        OPENING, step=None, start=None, place=None, hours=Hours(), offers=Offers(), title=" Vakt "
    )

    made = composed(job=job_of_opening(bare, None, LADDERS))

    assert made.texts[Part.LETTER_JOB] == "Hej! Jag söker arbetet ”Vakt”."
