"""A CV and a short application: the parts they have, and the versions a person's text went through.

What nobody has changed is composed of confirmed facts each time it is read; only what somebody has
written in its place is kept, and with it who wrote it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.personal_number import has_personal_number
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode


class Part(StrEnum):
    """The parts of both papers, in the order in which they stand there."""

    SKILLS = "skills"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    LANGUAGES = "languages"
    DRIVING = "driving"
    TIMES = "times"
    LETTER_JOB = "letter_job"
    LETTER_EXPERIENCE = "letter_experience"
    LETTER_LANGUAGES = "letter_languages"
    LETTER_TIMES = "letter_times"
    LETTER_END = "letter_end"


class Paper(StrEnum):
    """What is printed, a page each."""

    CV = "cv"
    LETTER = "letter"


PARTS_OF: Mapping[Paper, tuple[Part, ...]] = {
    Paper.CV: tuple(part for part in Part if not part.value.startswith("letter_")),
    Paper.LETTER: tuple(part for part in Part if part.value.startswith("letter_")),
}

LEAST_WORDS, MOST_WORDS = 120, 180
"""How long a short application is; a person may write another length."""

LINE = 72
"""How many characters fit beside one another on the paper, in a wide font too."""

LINES_OF: Mapping[Paper, int] = {Paper.CV: 30, Paper.LETTER: 36}
"""How many lines fit on one A4 page, beside headings, name and distances."""


class TargetKind(StrEnum):
    """What somebody applies for."""

    OPENING = "opening"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Target:
    """An opening, or a step of a ladder, by its id."""

    kind: TargetKind
    id: str


class ApplicationMove(StrEnum):
    """What was done with the text."""

    WRITE = "write"
    UNDO = "undo"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class ApplicationVersion:
    """The text after one move: the parts that are somebody's own; the others are composed.

    Parameters
    ----------
    number
        The order among everything a person has written, for whichever job.
    texts
        Own text by part; an empty one leaves the part out of the paper.
    by
        Who wrote it; :data:`matcher.domain.personal_link.BY_PERSON` for the person herself.
    """

    participant: ParticipantCode
    number: int
    target: Target
    move: ApplicationMove
    by: str
    at: datetime
    texts: Mapping[Part, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """All versions for one job, the first one first."""

    versions: tuple[ApplicationVersion, ...] = ()

    @property
    def number(self) -> int:
        """Number of the last version; 0 before there is one."""
        return self.versions[-1].number if self.versions else 0

    @property
    def texts(self) -> Mapping[Part, str]:
        """The parts that are somebody's own now."""
        return self.versions[-1].texts if self.versions else {}

    def must_be_seen(self, number: int) -> None:
        """Refuse a move by somebody who looked at another version.

        Raises
        ------
        Conflict
            Somebody has written meanwhile; says who and when.
        """
        if self.number != number:
            last = self.versions[-1] if self.versions else None
            who = f" by {last.by} at {last.at:%Y-%m-%d %H:%M}" if last else ""
            raise Conflict(f"This text was changed{who}. Nothing was saved; look at it again.")

    def written(
        self, texts: Mapping[Part, str], composed: Mapping[Part, str]
    ) -> Mapping[Part, str]:
        """Return the own texts after some parts were written; what is as composed is not kept.

        Raises
        ------
        InputError
            It does not fit on the page, or holds a personal identity number.
        InvalidTransition
            Nothing was changed.
        """
        tidy = {part: tidied(text) for part, text in texts.items()}
        after = {
            part: text
            for part, text in {**self.texts, **tidy}.items()
            if text != composed.get(part, "")
        }
        if after == dict(self.texts):
            raise InvalidTransition(
                "Nothing was changed, so nothing was saved. Write something else first, then save."
            )
        if any(has_personal_number(text) for text in tidy.values()):
            raise InputError(
                "The text holds a personal identity number. Take it out: an employer needs none.",
                code="personal_number",
            )
        must_fit({**composed, **after})
        return after

    def before_last(self) -> Mapping[Part, str]:
        """Return the own texts as they were before the last move: done twice it changes nothing.

        Raises
        ------
        InvalidTransition
            Nothing was written yet.
        """
        if not self.versions:
            raise InvalidTransition(
                "Nothing was written yet, so there is nothing to undo. Write a text of your own "
                "first."
            )
        return self.versions[-2].texts if len(self.versions) > 1 else {}

    def without(self, part: Part | None) -> Mapping[Part, str]:
        """Return the own texts without one part, or without any.

        Raises
        ------
        InvalidTransition
            It is composed already.
        """
        after = {} if part is None else {k: v for k, v in self.texts.items() if k is not part}
        if after == dict(self.texts):
            raise InvalidTransition(
                "This is the composed text already; nothing was changed. Write a text of your "
                "own to have another one."
            )
        return after


def tidied(text: str) -> str:
    r"""Return a text with its lines, without space at their ends and without double blank lines.

    >>> tidied(" a  b \r\n\r\n\r\n c ")
    'a b\n\nc'
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def lines_of(text: str) -> int:
    r"""Return how many lines a text takes on the paper.

    >>> lines_of("kort"), lines_of("x" * 100), lines_of("a\n\nb"), lines_of("")
    (1, 2, 3, 0)
    """
    if not text:
        return 0
    return sum(max(1, len(textwrap.wrap(line, LINE))) for line in text.split("\n"))


def must_fit(texts: Mapping[Part, str]) -> None:
    """Refuse what would need a second page.

    Raises
    ------
    InputError
        Says which paper is too long, and by how much.
    """
    for paper, parts in PARTS_OF.items():
        taken, room = sum(lines_of(texts.get(part, "")) for part in parts), LINES_OF[paper]
        if taken > room:
            raise InputError(
                f"The {paper.value} would need {taken} lines and one page has {room}. "
                f"Shorten it by {taken - room} lines.",
                code="paper.long",
                taken=taken,
                room=room,
            )


def words_of(texts: Iterable[str]) -> int:
    """Return how many words some texts have together."""
    return sum(len(text.split()) for text in texts)


def draft_for(target: Target, versions: Sequence[ApplicationVersion]) -> Draft:
    """Return the versions for one job among all that a person has."""
    return Draft(tuple(one for one in versions if one.target == target))


def target_of(kind: str, target_id: str) -> Target:
    """Return what an address names; raises :class:`NotFound` for another kind."""
    if kind not in tuple(TargetKind):
        raise NotFound(
            f"There is no kind of job {kind!r}. `stegvis ladders list` shows the steps, each "
            "of which is a kind of job."
        )
    return Target(TargetKind(kind), target_id)
