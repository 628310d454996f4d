"""A ladder in the language of the page: what its steps ask, who agreed, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.ladder import Importance, Mark, RequirementKind, StepState
from matcher.domain.machines.ladder_step import StepAction
from web.languages import direction, isolated, named, weeks
from web.pathway import pathway_of
from web.pathway_drawing import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import CertificateNeed, Requirement, Span, Step, Train
    from matcher.domain.ladder_views import StepOpening
    from matcher.domain.step_move import StepMove
    from matcher.services.ladder_pages import LadderPage
    from web.pathway import OnwardWay, Pathway
    from web.pathway_drawing import Drawing


@dataclass(frozen=True, slots=True)
class ReadNeed:
    """A requirement or a certificate, and what is said of it."""

    text: str
    said: str


@dataclass(frozen=True, slots=True)
class ReadStep:
    """A step as its part of the page shows it.

    Parameters
    ----------
    state
        Where it stands here, in words.
    agreed
        The last agreement with the trade.
    moves
        Everything that was done with it, the first move first.
    swedish
        (area, level) each.
    open_now
        How many openings take people; ``openings`` are the first of them.
    """

    step: Step
    title: str
    state: str
    agreed: StepMove | None
    moves: tuple[StepMove, ...]
    tasks: tuple[str, ...]
    needs: tuple[ReadNeed, ...]
    certificates: tuple[ReadNeed, ...]
    swedish: tuple[tuple[str, str], ...]
    swedish_said: str
    for_task: str
    onward: tuple[OnwardWay, ...]
    open_now: int
    openings: tuple[StepOpening, ...]


@dataclass(frozen=True, slots=True)
class ReadLadder:
    """A whole ladder: first job first, with its drawing."""

    name: str
    about: str
    pathway: Pathway
    drawing: Drawing
    steps: tuple[ReadStep, ...]


def read_ladder(page: LadderPage, lang: str) -> ReadLadder:
    """Say the ladder of a page in a language."""
    pathway = pathway_of(page.ladder, lang, open_now=page.open_now)
    ways = {step.id: step.onward for step in pathway.steps}
    return ReadLadder(
        name=page.ladder.names.get(lang),
        about=page.ladder.about.get(lang),
        pathway=pathway,
        drawing=draw(pathway, mirrored=direction(lang) == "rtl"),
        steps=tuple(
            _step(step, page, ways, lang)
            for step in sorted(page.ladder.steps, key=lambda step: step.order)
        ),
    )


def state_said(state: StepState) -> str:
    """Return where a step stands, in words."""
    said = {
        StepState.DRAFT: gettext("Draft"),
        StepState.AGREED: gettext("Agreed with the trade"),
        StepState.PUBLISHED: gettext("Published"),
        StepState.RETIRED: gettext("Retired"),
    }
    return str(said[state])


def _step(
    step: Step, page: LadderPage, ways: Mapping[StepId, tuple[OnwardWay, ...]], lang: str
) -> ReadStep:
    moves = page.moves.get(step.id, ())
    need = step.swedish
    return ReadStep(
        step=step,
        title=step.titles.get(lang),
        state=state_said(step.state),
        agreed=next((move for move in reversed(moves) if move.action is StepAction.AGREE), None),
        moves=moves,
        tasks=tuple(task.texts.get(lang) for task in step.tasks),
        needs=tuple(ReadNeed(one.texts.get(lang), _said(one)) for one in step.requirements),
        certificates=tuple(ReadNeed(one.names.get(lang), _said(one)) for one in step.certificates),
        swedish=tuple(
            (named(area, "area"), isolated(level.label)) for area, level in need.areas.items()
        ),
        swedish_said=_joined(
            gettext(
                "one level takes %(weeks)s %(when)s",
                weeks=_weeks(need.weeks_per_level),
                when=named(need.when, "when"),
            ),
            _unsure(need.fact.mark),
        ),
        for_task=need.for_task.get(lang),
        onward=ways[step.id],
        open_now=page.open_now.get(step.id, 0),
        openings=page.openings.get(step.id, ()),
    )


def _said(need: Requirement | CertificateNeed) -> str:
    return _joined(
        gettext("a licence to do it at all") if need.kind is RequirementKind.GATE else "",
        gettext("essential") if need.importance is Importance.ESSENTIAL else gettext("useful"),
        _training(need.train),
        _unsure(need.fact.mark),
    )


def _training(train: Train | None) -> str:
    if train is None:
        return str(gettext("needed from the start"))
    return str(
        gettext(
            "can be trained %(when)s in %(weeks)s",
            when=named(train.when, "when"),
            weeks=_weeks(train.weeks),
        )
    )


def _weeks(span: Span) -> str:
    return weeks({"min": span.low, "max": span.high})


def _unsure(mark: Mark) -> str:
    return str(gettext("to be confirmed")) if mark is Mark.TO_BE_CONFIRMED else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
