"""A suggestion as the page shows it: said in one language, with the person's words kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from matcher.domain.role import Role
from matcher.domain.suggestion import SUGGESTION, UNDECIDED, Action
from matcher.errors import NotFound
from matcher.ranking.vocabulary import name_of
from matcher.ranking.wire import say_explanation
from web.areas.review.job import job_of
from web.languages import direction
from web.pathway import Standing, pathway_of
from web.pathway_drawing import draw
from web.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.services.queues import PersonPage
    from web.areas.review.job import Job
    from web.pathway import Pathway
    from web.pathway_drawing import Drawing
    from web.sentences import Sentence

    CanUndo = Callable[[Suggestion, Decision | None], bool]


@dataclass(frozen=True, slots=True)
class Around:
    """What is drawn on ladders besides a suggestion: the person's own step, and what is open."""

    now: StepId | None
    open_now: Mapping[StepId, int]


@dataclass(frozen=True, slots=True)
class Factor:
    """One feature's part of the score; ``share`` of the largest part, in [0, 1]."""

    name: str
    part: float
    share: float


@dataclass(frozen=True, slots=True)
class DrawnLadder:
    """The ladder of a suggested step: what it says, and where its parts lie when it is drawn.

    ``then`` says whether the second job ahead follows the first.
    """

    pathway: Pathway
    drawing: Drawing
    then: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one suggestion's card shows.

    ``job`` is ``None`` for a step without an opening, and when the opening is gone; ``undo_open``
    says whether ``last`` can still be taken back.
    """

    suggestion: Suggestion
    title: str
    title_lang: str
    kind: str
    job: Job | None
    said: Mapping[str, Any]
    reasons_for: tuple[Sentence, ...]
    factors: tuple[Factor, ...]
    drawn: DrawnLadder | None
    last: Decision | None
    undo_open: bool = False

    @property
    def undecided(self) -> bool:
        """Whether nobody has decided yet."""
        return self.suggestion.state in UNDECIDED

    def may(self, action: Action) -> bool:
        """Say whether a LinkWorker can move it so now."""
        if action == Action.UNDO and not self.undo_open:
            return False
        return SUGGESTION.may(self.suggestion.state, action, Role.LINKWORKER)


def read_suggestions(
    page: PersonPage, ladders: Ladders, lang: str, can_undo: CanUndo, around: Around
) -> tuple[Reading, ...]:
    """Say a person's suggestions in a language.

    Parameters
    ----------
    page
        From :meth:`matcher.services.queues.QueueService.person`.
    ladders
        For the drawings.
    lang
        ``sv``, ``en`` or ``ar``.
    can_undo
        From :meth:`matcher.services.review.ReviewService.can_undo`.
    around
        Where the person works now, and what is open on the steps, for the drawings.
    """
    last: dict[str, Decision] = {}
    for row in page.decisions:
        last.setdefault(row.decision.suggestion, row.decision)
    return tuple(
        replace(
            _read(suggestion, page, last.get(suggestion.id), ladders, lang, around),
            undo_open=can_undo(suggestion, last.get(suggestion.id)),
        )
        for suggestion in page.suggestions
    )


def _read(
    suggestion: Suggestion,
    page: PersonPage,
    last: Decision | None,
    ladders: Ladders,
    lang: str,
    around: Around,
) -> Reading:
    explanation = cast("Mapping[str, Any]", suggestion.explanation)
    said = say_explanation(explanation, lang)
    opening, step = said["opening"], said["step"]
    known = page.openings.get(suggestion.opening) if suggestion.opening else None
    spoken = {told.text: told.lang for told in page.person.experiences}
    own_title = opening is None and step is not None
    return Reading(
        suggestion=suggestion,
        title=step["title"] if own_title else suggestion.title,
        title_lang=lang if own_title else "sv",
        kind=opening["kind"] if opening else "step",
        job=job_of(known, page.employers) if known else None,
        said=said,
        reasons_for=sentences(explanation["reasons_for"], said["reasons_for"], spoken),
        factors=_factors(suggestion.contributions, lang),
        drawn=_drawn(
            suggestion.step,
            tuple(way["step"]["id"] for way in said["next_steps"]),
            ladders,
            lang,
            around,
        ),
        last=last,
    )


def _factors(contributions: Mapping[str, float], lang: str) -> tuple[Factor, ...]:
    largest = max(contributions.values(), default=0.0)
    return tuple(
        Factor(name_of(f"feature.{name}", lang), part, part / largest if largest else 0.0)
        for name, part in sorted(contributions.items(), key=lambda item: (-item[1], item[0]))
    )


def _drawn(
    step_id: StepId | None, ahead: tuple[StepId, ...], ladders: Ladders, lang: str, around: Around
) -> DrawnLadder | None:
    if step_id is None:
        return None
    try:
        ladder = ladders.ladder(ladders.step(step_id).sector)
    except NotFound:
        # The ladders were changed since; the stored explanation still reads.
        return None
    then = len(ahead) == 2 and any(way.to_step == ahead[1] for way in ladders.onward(ahead[0]))
    pathway = pathway_of(ladder, lang, Standing(around.now, step_id, ahead), around.open_now)
    return DrawnLadder(pathway, draw(pathway, mirrored=direction(lang) == "rtl"), then)
