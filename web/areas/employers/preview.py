"""A job as participants see it: translated ladder texts and numbers; other text is folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.posting import opening_from, wording_of, written_by_employer
from web.context import services
from web.languages import language

if TYPE_CHECKING:
    from matcher.domain.ladder import Step
    from matcher.domain.opening import Opening
    from matcher.domain.posting import Posting
    from matcher.domain.wording import Finding


@dataclass(frozen=True, slots=True)
class Preview:
    """What a participant reads of an opening, and what is wrong with its wording.

    Parameters
    ----------
    title
        Of the ladder, in the language of the page.
    swedish
        For which task, in the language of the page.
    following
        The jobs that come after it.
    own_words
        What the employer wrote, in Swedish as it is.
    """

    opening: Opening
    title: str
    tasks: tuple[str, ...]
    needs: tuple[str, ...]
    swedish: str | None
    following: tuple[str, ...]
    own_words: str
    findings: tuple[Finding, ...]


def preview_of(opening: Opening) -> Preview:
    """Return an opening as participants see it."""
    lang, ladders = language(), services().ladders
    step = ladders.steps.get(opening.step) if opening.step else None
    findings = wording_of(opening, step)
    if step is None:
        return Preview(opening, opening.title, (), (), None, (), opening.text, findings)
    onward = dict.fromkeys(way.to_step for way in ladders.onward(step.id))
    papers = tuple(need.names.get(lang) for need in step.certificates)
    return Preview(
        opening,
        step.titles.get(lang),
        tuple(task.texts.get(lang) for task in step.tasks),
        (*(need.texts.get(lang) for need in step.requirements), *papers),
        step.swedish.for_task.get(lang),
        tuple(ladders.steps[one].titles.get(lang) for one in list(onward)[:2]),
        written_by_employer(opening, step),
        findings,
    )


def preview_of_posting(posting: Posting, step: Step, employer: EmployerId) -> Preview:
    """Return what would be posted, before it is."""
    draft = opening_from(
        posting,
        step,
        opening_id=OpeningId("draft"),
        employer=employer,
        organisation=services().organisation,
    )
    return preview_of(draft)
