"""A CV and an application as pages show them: what their parts mean, and what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext, ngettext

from matcher.applying.facts import Missing
from matcher.domain.application import (
    LINES_OF,
    PARTS_OF,
    ApplicationMove,
    Paper,
    Part,
    lines_of,
    tidied,
)
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.personal_number import has_personal_number
from web.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from matcher.applying.facts import LeftOut
    from matcher.services.applying import Application

MOST_SIGNS = 3000
"""Of one part; what fits on the page is counted in lines."""

SWEDISH_NAMES: Mapping[Part, str] = {
    Part.SKILLS: "Det här kan jag",
    Part.EXPERIENCE: "Erfarenhet",
    Part.EDUCATION: "Utbildning",
    Part.CERTIFICATES: "Intyg",
    Part.LANGUAGES: "Språk",
    Part.DRIVING: "Körkort",
    Part.TIMES: "När jag kan arbeta",
}
"""Headings on the paper, which is Swedish whoever looks at it."""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part to be read and written.

    Parameters
    ----------
    field
        Name of its field in a form.
    name, help
        What it is, and what stands there, in the language of the page.
    text
        As it stands now, or as somebody has just typed it.
    saved
        As it is saved, where that differs from what was typed.
    is_own
        Whether somebody has written it, instead of what is composed.
    """

    part: Part
    field: str
    name: str
    help: str
    text: str
    saved: str | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A heading of the paper (empty in the letter) with its lines."""

    heading: str
    lines: tuple[str, ...]


def paper_name(paper: Paper) -> str:
    """Return what a paper is called."""
    return str(gettext("CV") if paper is Paper.CV else gettext("Letter"))


def part_names() -> Mapping[Part, str]:
    """Return what each part is."""
    return {
        Part.SKILLS: gettext("What I can do"),
        Part.EXPERIENCE: gettext("Work I have done"),
        Part.EDUCATION: gettext("Schooling"),
        Part.CERTIFICATES: gettext("Certificates"),
        Part.LANGUAGES: gettext("Languages"),
        Part.DRIVING: gettext("Driving licence"),
        Part.TIMES: gettext("When I can work"),
        Part.LETTER_JOB: gettext("Letter: which job"),
        Part.LETTER_EXPERIENCE: gettext("Letter: what I bring"),
        Part.LETTER_LANGUAGES: gettext("Letter: languages"),
        Part.LETTER_TIMES: gettext("Letter: when, and what next"),
        Part.LETTER_END: gettext("Letter: the end"),
    }


def part_helps() -> Mapping[Part, str]:
    """Return what stands in each part, for whoever does not read the Swedish."""
    return {
        Part.SKILLS: gettext("Skills that somebody has confirmed, one on each line."),
        Part.EXPERIENCE: gettext(
            "Work that was told and somebody has confirmed, also unpaid work."
        ),
        Part.EDUCATION: gettext("Schooling that was validated in Sweden."),
        Part.CERTIFICATES: gettext("Papers that are valid today."),
        Part.LANGUAGES: gettext("Swedish, passed SFI courses, and other languages."),
        Part.DRIVING: gettext("Stands here only where there is a licence."),
        Part.TIMES: gettext("Hours a week, time of the day, and first day."),
        Part.LETTER_JOB: gettext("A greeting, the job, and what one does there."),
        Part.LETTER_EXPERIENCE: gettext("Confirmed work, skills and certificates."),
        Part.LETTER_LANGUAGES: gettext("Swedish and other languages."),
        Part.LETTER_TIMES: gettext("Working hours, and where the job can lead."),
        Part.LETTER_END: gettext("Glad to tell more at a meeting; kind regards."),
    }


def shown_parts(page: Application, typed: Mapping[Part, str] | None = None) -> list[ShownPart]:
    """Return every part, with what was typed in place of what is saved."""
    typed = typed or {}
    return [
        ShownPart(
            part,
            f"part_{part.value}",
            name,
            helps[part],
            typed.get(part, page.texts[part]),
            page.texts[part] if typed.get(part, page.texts[part]) != page.texts[part] else None,
            part in page.draft.texts,
        )
        for helps in [part_helps()]
        for part, name in part_names().items()
    ]


def typed_parts() -> dict[Part, str]:
    """Return the parts that came with a form; what is not in it stays as it is."""
    return {
        part: tidied(request.form[name][:MOST_SIGNS])
        for part in Part
        for name in [f"part_{part.value}"]
        if name in request.form
    }


def faults_in(page: Application, typed: Mapping[Part, str]) -> Iterator[Fault]:
    """Yield what has to be mended before the text can be saved."""
    for part, text in typed.items():
        if has_personal_number(text):
            said = gettext("Take the personal identity number out: an employer needs none.")
            yield Fault(f"part_{part.value}", said)
    texts = {**page.texts, **typed}
    for paper, parts in PARTS_OF.items():
        over = sum(lines_of(texts[part]) for part in parts) - LINES_OF[paper]
        written = [part for part in parts if part in typed]
        if over > 0 and written:
            longest = max(written, key=lambda part: lines_of(texts[part]))
            said = ngettext(
                "It does not fit on one page: take away %(num)s line.",
                "It does not fit on one page: take away %(num)s lines.",
                over,
            )
            yield Fault(f"part_{longest.value}", said)


def printed(page: Application, paper: Paper) -> list[Printed]:
    """Return a paper as it is printed; parts that are empty are left out."""
    return [
        Printed(SWEDISH_NAMES.get(part, ""), tuple(text.split("\n")))
        for part in PARTS_OF[paper]
        for text in [page.texts[part]]
        if text
    ]


def left_out_said(left_out: Iterable[LeftOut]) -> list[str]:
    """Say what stays out of the papers, and why."""
    return [_why_out(one.why, one.number) for one in left_out]


def _why_out(why: Missing, number: int) -> str:
    if why is Missing.EDUCATION_NOT_VALIDATED:
        return str(gettext("schooling that was not validated"))
    says: dict[Missing, str] = {
        Missing.SKILL_UNCONFIRMED: ngettext(
            "%(num)s skill that nobody has confirmed",
            "%(num)s skills that nobody has confirmed",
            number,
        ),
        Missing.WORK_UNCONFIRMED: ngettext(
            "%(num)s told experience in which nobody has confirmed anything",
            "%(num)s told experiences in which nobody has confirmed anything",
            number,
        ),
        Missing.SWEDISH_UNCONFIRMED: ngettext(
            "Swedish in %(num)s area: no teacher or test has confirmed it",
            "Swedish in %(num)s areas: no teacher or test has confirmed it",
            number,
        ),
        Missing.CERTIFICATE_ENDED: ngettext(
            "%(num)s certificate that has ended",
            "%(num)s certificates that have ended",
            number,
        ),
        Missing.NOT_IN_SWEDISH: ngettext(
            "%(num)s fact without a Swedish name",
            "%(num)s facts without a Swedish name",
            number,
        ),
        Missing.NO_ROOM: ngettext(
            "%(num)s line for which the page has no room",
            "%(num)s lines for which the page has no room",
            number,
        ),
    }
    return says[why]


def move_name(move: ApplicationMove) -> str:
    """Return what was done with the text."""
    says: dict[ApplicationMove, str] = {
        ApplicationMove.WRITE: gettext("written"),
        ApplicationMove.UNDO: gettext("undone"),
        ApplicationMove.RESTORE: gettext("as composed again"),
    }
    return says[move]


def writer_name(by: str) -> str:
    """Return who wrote: the name, or that it was the person herself."""
    return str(gettext("the person herself")) if by == BY_PERSON else by
