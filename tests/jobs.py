"""A small job and people whose likeness to it is known by construction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode, StepId
from matcher.domain.ladder import (
    CertificateNeed,
    Codes,
    Fact,
    Importance,
    Mark,
    Requirement,
    RequirementKind,
    RequirementType,
    Span,
    Step,
    StepState,
    SwedishNeed,
    Task,
    Train,
    When,
)
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.opening import EmploymentForm, Opening, OpeningKind, OpeningState, Terms
from matcher.domain.participant import MayWork, MayWorkStatus, Participant
from matcher.domain.sector import Sector
from matcher.domain.skills import Experience
from matcher.domain.text import LocalText
from matcher.ranking.calibration import Calibration
from matcher.ranking.catalogue import Card, Profile
from matcher.ranking.rules import Rules
from matcher.ranking.verbalise import facets_of
from matcher.ranking.weights import parse_weights
from matcher.settings import shared_path

if TYPE_CHECKING:
    from matcher.domain.target import Target

TODAY = date(2026, 11, 22)
FACT = Fact(Mark.SOURCED, "TEST")


def text(word: str) -> LocalText:
    return LocalText(sv=word, en=f"{word} (en)", ar=f"{word} (ar)")


def skill(name: str, train: Train | None = None) -> Requirement:
    return Requirement(
        id=name,
        kind=RequirementKind.NEED,
        type=RequirementType.SKILL,
        importance=Importance.ESSENTIAL,
        texts=text(name),
        train=train,
        fact=FACT,
    )


def make_step() -> Step:
    beside = Train(When.BESIDE, Span(1, 2))
    return Step(
        id=StepId("kitchens.porter"),
        sector=Sector.KITCHENS,
        order=1,
        entry=True,
        top=False,
        state=StepState.PUBLISHED,
        titles=text("Diskare"),
        also_called={},
        codes=Codes("abc", (), "9412", None, FACT),
        tasks=(Task("wash", text("diskar"), frozenset({"heat"}), FACT),),
        requirements=(skill("wash", beside), skill("order", Train(When.BEFORE, Span(4, 8)))),
        swedish=SwedishNeed(
            areas={
                LanguageArea.LISTENING: parse_cefr_range("A2"),
                LanguageArea.READING: parse_cefr_range("A1"),
            },
            for_task=text("förstå instruktioner"),
            sfi="B",
            when=When.BESIDE,
            weeks_per_level=Span(9, 18),
            fact=FACT,
        ),
        certificates=(
            CertificateNeed(
                id="food_hygiene",
                names=text("livsmedelshygien"),
                kind=RequirementKind.NEED,
                importance=Importance.ESSENTIAL,
                train=Train(When.BEFORE, Span(1, 1)),
                fact=FACT,
            ),
        ),
        fact=FACT,
    )


def make_opening(step: Step) -> Opening:
    return Opening(
        organisation=OrganisationId("test"),
        id=OpeningId("O001"),
        kind=OpeningKind.OWN,
        title="Diskare till skolkök",
        text="Vi söker en diskare.",
        state=OpeningState.OPEN,
        step=step.id,
        sector=step.sector,
        terms=Terms(EmploymentForm.PERMANENT, "kollektivavtal"),
    )


def make_person() -> Participant:
    known = AreaLevel(parse_cefr_range("A2"), LanguageSource.TEST)
    return Participant(
        organisation=OrganisationId("test"),
        code=ParticipantCode("P001"),
        experiences=(Experience("Jag diskade på en restaurang.", "sv", 12),),
        swedish=Swedish({LanguageArea.LISTENING: known, LanguageArea.READING: known}),
        certificates=(),
        may_work=MayWork(MayWorkStatus.YES),
        is_adult=True,
    )


def make_rules() -> Rules:
    document = shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8")
    return Rules(parse_weights(document), Calibration(0.0, 0.5), Calibration(0.0, 0.5))


def profile_at(person: Participant, cosines: list[float]) -> Profile:
    """A profile whose n-th facet has the n-th cosine with every vector of ``card_of``."""
    facets = facets_of(person)
    trades = np.tile([[0, 0, min(1, max(c, 0) / 0.5), 0] for c in cosines[: len(facets)]], 1)
    rows = [[c, np.sqrt(1 - c * c)] for c in cosines[: len(facets)]]
    return Profile(person, facets, np.array(rows, dtype=np.float32).reshape(-1, 2), trades)


def card_of(target: Target) -> Card:
    axis = np.array([1, 0], dtype=np.float32)
    skills = tuple(r for r in target.requirements if r.type is RequirementType.SKILL)
    return Card(target, axis, skills, np.tile(axis, (len(skills), 1)))
