"""The short application: what is said of the person first, then of the job until it is enough.

Nothing is said that does not stand in a fact: no wish to learn, no praise of oneself, no reason
why. A greeting and an end stand round it. Without one confirmed fact there is no letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.applying.said import (
    EDUCATION,
    Ground,
    Sentence,
    day_said,
    hours_said,
    in_sentence,
    language_said,
    listed,
    sfi_said,
    swedish_said,
    time_said,
)
from matcher.domain.application import LEAST_WORDS, MOST_WORDS, Part
from matcher.domain.skills import ExperienceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.applying.facts import Facts, WorkDone
    from matcher.applying.job import Job

    Parts = Mapping[Part, tuple[Sentence, ...]]

MOST_SKILLS = 6
"""Named in the letter; the CV has them all."""

MOST_WORK = 3
COMFORTABLE = LEAST_WORDS + 10
"""From so many words on nothing more is said about the job."""


LAST = 9
"""Rank of what is said about the job only where all else does not make a letter."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that may stand in the letter, where, and how soon it is chosen."""

    part: Part
    sentence: Sentence
    rank: int


def letter_of(facts: Facts, job: Job) -> Parts:
    """Return the parts of the letter; all are empty when nothing is confirmed of the person."""
    about_her = list(_about_her(facts, job))
    if not about_her:
        return {part: () for part in Part if part.value.startswith("letter_")}
    frame, more = list(_frame(job)), list(_about_job(job))
    chosen = list(frame)
    for one in about_her:
        if _words([*chosen, one]) <= MOST_WORDS:
            chosen.append(one)
    for one in sorted(more, key=lambda place: place.rank):
        if _words(chosen) >= COMFORTABLE:
            break
        if _words([*chosen, one]) <= MOST_WORDS:
            chosen.append(one)
    first = [one for one in more if one.part is Part.LETTER_JOB]
    last = [one for one in more if one.part is not Part.LETTER_JOB]
    order = [*frame[:2], *first, *about_her, *last, *frame[2:]]
    return {
        part: tuple(one.sentence for one in order if one in chosen and one.part is part)
        for part in Part
        if part.value.startswith("letter_")
    }


def _words(places: list[_Place]) -> int:
    return sum(len(one.sentence.text.split()) for one in places)


def _frame(job: Job) -> Iterator[_Place]:
    form = Ground.FORM
    yield _Place(Part.LETTER_JOB, Sentence("Hej!", form), 0)
    if job.is_open:
        where = f" hos {job.employer}" if job.employer else ""
        where += f" i {job.place}" if job.place else ""
        text = f"Jag söker arbetet ”{job.title}”{where}."
    else:
        text = f"Jag söker ett arbete som {in_sentence(job.title)}."
    yield _Place(Part.LETTER_JOB, Sentence(text, Ground.JOB, (job.title[1:],)), 0)
    yield _Place(Part.LETTER_END, Sentence("Jag berättar gärna mer vid ett möte.", form), 0)
    yield _Place(Part.LETTER_END, Sentence("Med vänlig hälsning", form), 0)


def _about_her(facts: Facts, job: Job) -> Iterator[_Place]:
    """Yield what is said of the person, what matters most to a workplace first."""
    for part, sentences in (
        (Part.LETTER_EXPERIENCE, _able(facts)),
        (Part.LETTER_LANGUAGES, _speaks(facts)),
        (Part.LETTER_EXPERIENCE, _educated(facts)),
        (Part.LETTER_TIMES, _can_come(facts)),
        (Part.LETTER_JOB, _wants(facts, job)),
    ):
        for sentence in sentences:
            yield _Place(part, sentence, 0)


def _able(facts: Facts) -> Iterator[Sentence]:
    for done in facts.work[:MOST_WORK]:
        yield Sentence(_worked(done), Ground.WORK, (done.name[1:],))
    if facts.skills:
        named = tuple(in_sentence(text) for text in facts.skills[:MOST_SKILLS])
        text = f"Det här har jag med mig, och det är bekräftat: {'; '.join(named)}."
        yield Sentence(text, Ground.SKILL, named)
    if facts.certificates:
        papers = tuple(
            in_sentence(one.name) + (f" (till {day_said(one.valid_to)})" if one.valid_to else "")
            for one in facts.certificates
        )
        yield Sentence(f"Jag har intyg som gäller: {listed(papers)}.", Ground.CERTIFICATE, papers)


def _speaks(facts: Facts) -> Iterator[Sentence]:
    if swedish := swedish_said(facts):
        yield Sentence(f"Min svenska är {swedish}.", Ground.SWEDISH, (swedish,))
    if sfi := sfi_said(facts):
        yield Sentence(f"Jag är godkänd på {sfi}.", Ground.SWEDISH, (sfi,))
    if facts.languages:
        spoken = tuple(language_said(one) for one in facts.languages)
        yield Sentence(f"Jag kan också {listed(spoken)}.", Ground.LANGUAGE, spoken)


def _educated(facts: Facts) -> Iterator[Sentence]:
    level = facts.education.sun_level if facts.education else None
    if level is not None:
        said = EDUCATION[level]
        yield Sentence(f"Jag har en validerad utbildning: {said}.", Ground.EDUCATION, (said,))


def _can_come(facts: Facts) -> Iterator[Sentence]:
    if facts.drives:
        yield Sentence("Jag har körkort.", Ground.DRIVING)
    if times := hours_said(facts.availability):
        yield Sentence(f"Jag kan arbeta {times}.", Ground.TIMES, (times,))


def _wants(facts: Facts, job: Job) -> Iterator[Sentence]:
    if job.trade and job.sector in facts.sectors:
        yield Sentence(f"Jag vill arbeta inom {job.trade}.", Ground.WISH, (job.trade,))


def _worked(done: WorkDone) -> str:
    long = f" i {time_said(done.months)}" if done.months else ""
    name = in_sentence(done.name)
    return {
        ExperienceKind.FORMAL: f"Jag har arbetat som {name}{long}.",
        ExperienceKind.INFORMAL: f"Jag har gjort sådant arbete som {name} gör{long}, "
        "utan anställning.",
        ExperienceKind.CARE_AT_HOME: f"Jag har gett omsorg hemma{long}, sådant arbete som {name} "
        "gör.",
    }[done.kind]


def _about_job(job: Job) -> Iterator[_Place]:
    """Yield what is said of the job, in the order of the paper; the rank says what comes first."""
    part, rank = Part.LETTER_JOB, 1
    for number, tasks in enumerate(_pairs(job.tasks)):
        start = "Det här gör man i arbetet" if number == 0 else "Man gör också det här"
        yield _Place(part, Sentence(f"{start}: {'; '.join(tasks)}.", Ground.JOB, tasks), rank)
        # After the first tasks come the other facts, then more tasks.
        rank = 4 + number
    if has := listed(_offered(job)):
        yield _Place(part, Sentence(f"På arbetsplatsen finns {has}.", Ground.JOB, (has,)), 2)
    when = ", ".join(filter(None, (job.times, f"med start den {job.start}" if job.start else None)))
    if when:
        text = f"Om tiderna står det: {when}."
        yield _Place(Part.LETTER_TIMES, Sentence(text, Ground.JOB, (when,)), 2)
    if job.swedish:
        text = f"För uppgifterna i arbetet behövs svenska på nivåerna {job.swedish}."
        yield _Place(Part.LETTER_LANGUAGES, Sentence(text, Ground.JOB, (job.swedish,)), 3)
    yield from _ways(job)


def _ways(job: Job) -> Iterator[_Place]:
    for rank, way in enumerate(job.onward[:2], start=2):
        text = (
            f"Från det här arbetet kan man gå vidare till {way.title}; utbildningen däremellan är "
            f"{in_sentence(way.training)} ({way.weeks} veckor)."
        )
        said = (way.title, way.training[1:])
        yield _Place(Part.LETTER_TIMES, Sentence(text, Ground.JOB, said), rank)
    for training, weeks in job.ways_in[:2]:
        text = f"En utbildning till det här arbetet är {in_sentence(training)} ({weeks} veckor)."
        yield _Place(Part.LETTER_TIMES, Sentence(text, Ground.JOB, (training[1:],)), LAST)


def _offered(job: Job) -> Iterator[str]:
    if job.mentor:
        yield "en handledare"
    if job.trained_there:
        yield "upplärning på arbetet"


def _pairs(tasks: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(tasks), 2):
        yield tasks[at : at + 2]
