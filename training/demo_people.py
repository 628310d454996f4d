"""The invented participants P001 to P220."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.language import SfiCourse, SpokenLanguage, parse_cefr
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
    Travel,
    Wishes,
)
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate
from training.demo_blocks import OTHER
from training.demo_first import first_participant
from training.demo_gaps import with_gaps
from training.demo_swedish import swedish_of_fluent, swedish_of_learner
from training.demo_told import Teller, claims, tell

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId
    from matcher.domain.language import Swedish
    from matcher.interchange.programme import Gazetteer
    from training.demo_blocks import Blocks
    from training.demo_draw import Draw

_PEOPLE_WITH_GAPS = 75
_MINORS = 3
_FIRST_START = date(2026, 11, 23)


def make_people(
    blocks: Blocks, places: Gazetteer, organisation: OrganisationId, draw: Draw
) -> tuple[Participant, ...]:
    """Return everyone by code: P001 as written by hand, the others drawn from the blocks."""
    first = first_participant(blocks, places, organisation)
    langs = draw.quotas([(lang, row.count) for lang, row in blocks.people.languages.items()])
    langs.remove(first.preferred_language)
    states = draw.quotas(blocks.people.states)
    states.remove(first.state)
    rest = len(langs)
    gaps = draw.quotas([(True, _PEOPLE_WITH_GAPS), (False, rest - _PEOPLE_WITH_GAPS)])
    minors = draw.quotas([(True, _MINORS), (False, rest - _MINORS)])
    maker = _Maker(blocks, places, organisation, draw)
    people = [first]
    for number, (lang, state) in enumerate(zip(langs, states, strict=True)):
        person = maker.make(ParticipantCode(f"P{number + 2:03d}"), lang, state)
        person = replace(person, is_adult=not minors[number])
        people.append(with_gaps(person, draw) if gaps[number] else person)
    return tuple(people)


@dataclass(frozen=True)
class _Maker:
    blocks: Blocks
    places: Gazetteer
    organisation: OrganisationId
    draw: Draw

    def make(self, code: ParticipantCode, lang: str, state: ParticipantState) -> Participant:
        draw, people = self.draw, self.blocks.people
        leaning = draw.weighted(people.leanings)
        schooling = draw.weighted(people.languages[lang].schooling)
        fluent = lang == "sv"
        swedish = (
            swedish_of_fluent(draw) if fluent else swedish_of_learner(schooling, self.blocks, draw)
        )
        teller = Teller(lang, leaning, draw.whole(0, 1), swedish_too=_far_in_sfi(swedish))
        travel = self._travel()
        return Participant(
            organisation=self.organisation,
            code=code,
            preferred_language=lang,
            state=state,
            place=self._home(),
            availability=self._availability(),
            travel=travel,
            driving_licence=travel.mode is TravelMode.CAR or draw.chance(0.15),
            education=self._education(schooling, fluent=fluent),
            swedish=swedish,
            languages=self._languages(lang),
            experiences=tell(teller, self.blocks, draw),
            skills=claims(leaning, self.blocks, draw),
            certificates=self._certificates(leaning),
            wishes=self._wishes(leaning),
            may_work=self._may_work(),
        )

    def _home(self) -> Place:
        home = self.draw.weighted(self.blocks.people.homes)
        return self.places.locate(Place(home.municipality, home.district))

    def _availability(self) -> Availability:
        block = self.draw.weighted(self.blocks.people.availability)
        days = self.draw.weighted([(0, 5), (30, 3), (90, 2), (180, 1)])
        start = _FIRST_START + timedelta(days=days + self.draw.whole(0, 20) if days else 0)
        return Availability(*block.hours, frozenset(block.shifts), start)

    def _travel(self) -> Travel:
        block = self.draw.weighted(self.blocks.people.travel)
        return Travel(block.mode, self.draw.pick(block.minutes))

    def _education(self, schooling: int, *, fluent: bool) -> Education:
        field = self.draw.pick(self.blocks.people.educations[schooling])
        foreign = not fluent or self.draw.chance(0.2)
        validated = self.draw.chance(0.2) if foreign and schooling >= 3 else None
        return Education(schooling, field, foreign, validated)

    def _languages(self, lang: str) -> tuple[SpokenLanguage, ...]:
        others = self.draw.weighted(self.blocks.people.languages[lang].others)
        spoken = [] if lang == "sv" else [SpokenLanguage(lang)]
        for other in others:
            tag, _, level = other.partition(":")
            spoken.append(SpokenLanguage(tag, parse_cefr(level) if level else None))
        return tuple(spoken)

    def _certificates(self, leaning: str) -> tuple[Certificate, ...]:
        if not self.draw.chance(0.32):
            return ()
        people = self.blocks.people
        ids = self.draw.weighted(people.certificates[leaning])
        return tuple(
            Certificate(held, self._valid_to() if held in people.dated_certificates else None)
            for held in ids
        )

    def _valid_to(self) -> date | None:
        if self.draw.chance(0.3):
            return None
        return date(self.draw.whole(2028, 2030), self.draw.whole(1, 12), 1)

    def _wishes(self, leaning: str) -> Wishes:
        draw, people = self.draw, self.blocks.people
        sectors = set() if leaning == OTHER else {Sector(leaning)}
        if not sectors or draw.chance(0.35):
            sectors.add(draw.pick(list(Sector)))
        if draw.chance(0.15):
            sectors = set()
        steps = set()
        if draw.chance(0.25):
            steps = {StepId(draw.pick(people.first_steps[sector])) for sector in sorted(sectors)}
        return Wishes(frozenset(sectors), frozenset(steps), frozenset(draw.weighted(people.avoid)))

    def _may_work(self) -> MayWork:
        if self.draw.chance(0.03):
            return MayWork(MayWorkStatus.RESTRICTED)
        until = None
        if self.draw.chance(0.2):
            until = date(self.draw.whole(2028, 2031), self.draw.whole(1, 12), 15)
        return MayWork(MayWorkStatus.YES, until)


def _far_in_sfi(swedish: Swedish) -> bool:
    sfi = swedish.sfi
    return sfi is not None and SfiCourse.D in {sfi.attended, sfi.passed}
