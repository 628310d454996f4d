"""From the checked shape of a ladder file to the ladder of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import StepId
from matcher.domain.ladder import (
    CertificateNeed,
    Codes,
    Fact,
    Ladder,
    RelatedWork,
    Requirement,
    Source,
    Span,
    Step,
    SwedishNeed,
    Task,
    Train,
    TrainingModule,
    Transition,
    Weeks,
)
from matcher.domain.language import LanguageArea
from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from matcher.domain.sector import Sector
    from matcher.interchange import ladder_schema as shape


def build_ladder(file: shape.LadderShape) -> Ladder:
    """Return the ladder a checked file describes."""
    return Ladder(
        sector=file.sector,
        names=_text(file.names),
        about=_text(file.about),
        sources={
            key: Source(source.title, source.url, source.reference)
            for key, source in file.sources.items()
        },
        ssyk=frozenset(file.ssyk),
        related_work=tuple(RelatedWork(work.sv, work.en) for work in file.related_work),
        steps=tuple(_step(step, file.sector) for step in file.steps),
        transitions=tuple(_transition(way) for way in file.transitions),
    )


def _text(text: shape.Texts | shape.NoteTexts) -> LocalText:
    return LocalText(sv=text.sv, en=text.en, ar=text.ar or text.en)


def _note(text: shape.NoteTexts | None) -> LocalText | None:
    return None if text is None else _text(text)


def _fact(fact: shape.FactShape) -> Fact:
    return Fact(fact.mark, fact.source)


def _span(span: shape.SpanShape) -> Span:
    return Span(span.min, span.max)


def _train(train: shape.TrainShape | None) -> Train | None:
    return None if train is None else Train(train.when, _span(train.weeks))


def _step(step: shape.StepShape, sector: Sector) -> Step:
    return Step(
        id=StepId(step.id),
        sector=sector,
        order=step.order,
        entry=step.entry,
        top=step.top,
        state=step.status,
        titles=_text(step.titles),
        also_called={"sv": step.also_called.sv, "en": step.also_called.en},
        codes=_codes(step.codes),
        tasks=tuple(
            Task(task.id, _text(task.texts), frozenset(task.tags), _fact(task.fact))
            for task in step.tasks
        ),
        requirements=tuple(_requirement(need) for need in step.requirements),
        swedish=_swedish(step.swedish),
        certificates=tuple(_certificate(need) for need in step.certificates),
        fact=_fact(step.fact),
        note=_note(step.note),
    )


def _codes(codes: shape.CodesShape) -> Codes:
    return Codes(codes.jobtech, codes.also_jobtech, codes.ssyk, codes.esco, _fact(codes.fact))


def _requirement(need: shape.RequirementShape) -> Requirement:
    return Requirement(
        id=need.id,
        kind=need.kind,
        type=need.type,
        importance=need.importance,
        texts=_text(need.texts),
        train=_train(need.train),
        fact=_fact(need.fact),
    )


def _certificate(need: shape.CertificateShape) -> CertificateNeed:
    return CertificateNeed(
        id=need.id,
        names=_text(need.names),
        kind=need.kind,
        importance=need.importance,
        train=_train(need.train),
        fact=_fact(need.fact),
        note=_note(need.note),
    )


def _swedish(need: shape.SwedishShape) -> SwedishNeed:
    return SwedishNeed(
        areas={
            LanguageArea.LISTENING: need.listening,
            LanguageArea.READING: need.reading,
            LanguageArea.SPOKEN_INTERACTION: need.spoken_interaction,
            LanguageArea.SPOKEN_PRODUCTION: need.spoken_production,
            LanguageArea.WRITING: need.writing,
        },
        for_task=_text(need.for_task),
        sfi=need.sfi,
        when=need.when,
        weeks_per_level=_span(need.weeks_per_level),
        fact=_fact(need.fact),
    )


def _transition(way: shape.TransitionShape) -> Transition:
    weeks = way.weeks
    return Transition(
        id=way.id,
        from_step=StepId(way.from_),
        to_step=StepId(way.to),
        training=TrainingModule(
            way.training.id,
            way.training.kind,
            _text(way.training.titles),
            frozenset(way.training.gives),
        ),
        weeks=Weeks(
            _span(weeks),
            None if weeks.part_time is None else _span(weeks.part_time),
            _note(weeks.note),
        ),
        substitutability_pct=way.substitutability_pct,
        fact=_fact(way.fact),
        note=_note(way.note),
    )
