"""P001: one full, typical profile, the same in every demo, for guides and screenshots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
    parse_cefr_range,
)
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
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience, SkillClaim
from training.demo_told import find

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId
    from matcher.interchange.programme import Gazetteer
    from training.demo_blocks import Blocks


def first_participant(
    blocks: Blocks, places: Gazetteer, organisation: OrganisationId
) -> Participant:
    """Return P001: a Somali speaker from Hjällbo who cooked, washed dishes and cared at home."""
    first = blocks.people.first
    told = [find(blocks, block_id) for block_id in first.experiences]
    levels = {
        area: AreaLevel(parse_cefr_range(level), LanguageSource.TEACHER)
        for area, level in first.levels.items()
    }
    return Participant(
        organisation=organisation,
        code=ParticipantCode(first.code),
        preferred_language="so",
        place=places.locate(Place(first.home.municipality, first.home.district)),
        availability=Availability(20, 40, frozenset({Shift.DAY, Shift.EVENING}), date(2026, 12, 1)),
        travel=Travel(TravelMode.PUBLIC_TRANSPORT, 60),
        driving_licence=False,
        education=Education(1, None, foreign=True),
        swedish=Swedish(levels, Sfi(1, SfiCourse.C, SfiCourse.B, date(2026, 5, 29))),
        languages=(SpokenLanguage("so"), SpokenLanguage("ar", Cefr.B1)),
        experiences=tuple(
            Experience(block.text, lang, months, block.kind)
            for (lang, block), months in zip(told, first.months, strict=True)
        ),
        skills=tuple(SkillClaim(text, confirmed_by="coach") for text in first.skills),
        certificates=(Certificate("food_hygiene"),),
        wishes=Wishes(
            frozenset({Sector.KITCHENS, Sector.ELDERLY_CARE}),
            frozenset({StepId("kitchens.kitchen_assistant")}),
            frozenset({"nights"}),
        ),
        may_work=MayWork(MayWorkStatus.YES),
        is_adult=True,
    )
