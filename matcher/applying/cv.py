"""The parts of the CV: a line for each confirmed fact, as many as one page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.applying.said import (
    EDUCATION,
    Ground,
    Sentence,
    as_line,
    day_said,
    hours_said,
    language_said,
    listed,
    sfi_said,
    swedish_said,
    work_said,
)
from matcher.domain.application import LINES_OF, Paper, Part, lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.applying.facts import Facts

    Parts = Mapping[Part, tuple[Sentence, ...]]


def cv_of(facts: Facts) -> tuple[Parts, int]:
    """Return the parts of the CV, and how many lines were left out for want of room."""
    return _fitted(
        {
            Part.SKILLS: [
                Sentence(as_line(text), Ground.SKILL, (text[1:],)) for text in facts.skills
            ],
            Part.EXPERIENCE: [
                Sentence(work_said(one), Ground.WORK, (one.name[1:],)) for one in facts.work
            ],
            Part.EDUCATION: _education(facts),
            Part.CERTIFICATES: [
                Sentence(
                    one.name + (f" (gäller till {day_said(one.valid_to)})" if one.valid_to else ""),
                    Ground.CERTIFICATE,
                    (one.name,),
                )
                for one in facts.certificates
            ],
            Part.LANGUAGES: _languages(facts),
            Part.DRIVING: [Sentence("Körkort", Ground.DRIVING)] if facts.drives else [],
            Part.TIMES: _times(facts),
        }
    )


def _education(facts: Facts) -> list[Sentence]:
    level = facts.education.sun_level if facts.education else None
    if level is None:
        return []
    said = EDUCATION[level]
    return [Sentence(f"{as_line(said)}, validerad", Ground.EDUCATION, (said[1:],))]


def _languages(facts: Facts) -> list[Sentence]:
    lines = []
    if swedish := swedish_said(facts):
        lines.append(Sentence(f"Svenska: {swedish}", Ground.SWEDISH, (swedish,)))
    if sfi := sfi_said(facts):
        lines.append(Sentence(f"Godkänd på {sfi}", Ground.SWEDISH, (sfi,)))
    if facts.languages:
        spoken = [language_said(one) for one in facts.languages]
        lines.append(Sentence(as_line(listed(spoken)), Ground.LANGUAGE, (spoken[0][1:],)))
    return lines


def _times(facts: Facts) -> list[Sentence]:
    said = hours_said(facts.availability)
    return [Sentence(as_line(said), Ground.TIMES, (said[1:],))] if said else []


def _fitted(parts: dict[Part, list[Sentence]]) -> tuple[Parts, int]:
    """Take lines from the end of the longest part until all the others fit on the page."""
    dropped = 0
    while sum(lines_of(one.text) for lines in parts.values() for one in lines) > LINES_OF[Paper.CV]:
        longest = max(parts, key=lambda part: sum(lines_of(one.text) for one in parts[part]))
        parts[longest].pop()
        dropped += 1
    return {part: tuple(lines) for part, lines in parts.items()}, dropped
