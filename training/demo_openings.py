"""The invented employers and their openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.language import parse_cefr_range
from matcher.domain.opening import (
    Demands,
    Employer,
    EmploymentForm,
    Hours,
    MappedBy,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Site,
)
from matcher.domain.participant import Shift
from matcher.domain.place import Place
from training.demo_terms import draw_dates, draw_forms, draw_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from matcher.domain.ids import OrganisationId
    from matcher.interchange.programme import Gazetteer
    from training.demo_blocks import Blocks, EmployerBlock, JobBlock
    from training.demo_draw import Draw

_PLACES = ((1, 50), (2, 22), (3, 6), (4, 2))
_STATES = (
    (OpeningState.OPEN, 71),
    (OpeningState.DRAFT, 2),
    (OpeningState.SUBMITTED, 1),
    (OpeningState.PAUSED, 2),
    (OpeningState.FULL, 2),
    (OpeningState.CLOSED, 2),
)
_LANGUAGES_WANTED = {"elderly_care": 0.55, "kitchens": 0.35, "industry": 0.2, "construction": 0.2}


def make_employers(
    blocks: Blocks, places: Gazetteer, organisation: OrganisationId
) -> tuple[tuple[Employer, ...], tuple[Site, ...]]:
    """Return the employers and the one site that each of them has, by employer id."""
    employers = tuple(
        Employer(organisation, EmployerId(row.id), row.name, row.sector) for row in blocks.employers
    )
    sites = tuple(
        Site(
            EmployerId(row.id),
            row.site,
            places.locate(Place(row.municipality, row.district or None)),
        )
        for row in blocks.employers
    )
    return employers, sites


def make_openings(
    blocks: Blocks, sites: Collection[Site], organisation: OrganisationId, draw: Draw
) -> tuple[Opening, ...]:
    """Return the openings, O001 and on, the trades mixed; only first jobs are ever praktik."""
    jobs = draw.shuffled(list(_jobs_with_titles(blocks, draw)))
    counts, states = draw.quotas(_PLACES), draw.quotas(_STATES)
    forms = draw_forms(draw, [job.entry for _, job, _ in jobs])
    where = {site.employer: site for site in sites}
    made = []
    for number, (owner, job, title) in enumerate(jobs):
        maker = _Maker(blocks, owner, job, forms[number], organisation, draw)
        site = where[EmployerId(owner.id)]
        made.append(maker.make(number + 1, title, counts[number], states[number], site))
    return tuple(made)


def _jobs_with_titles(blocks: Blocks, draw: Draw) -> Iterator[tuple[EmployerBlock, JobBlock, str]]:
    by_step: Mapping[str, JobBlock] = {job.step: job for job in blocks.jobs.jobs}
    for employer in blocks.employers:
        left: dict[str, list[str]] = {}
        for step in employer.jobs:
            titles = left.setdefault(step, draw.shuffled(by_step[step].titles))
            title = titles.pop() if titles else by_step[step].titles[0]
            place = employer.district or employer.municipality
            yield employer, by_step[step], title.format(place=place)


@dataclass(frozen=True)
class _Maker:
    blocks: Blocks
    owner: EmployerBlock
    job: JobBlock
    form: EmploymentForm
    organisation: OrganisationId
    draw: Draw

    def make(
        self, number: int, title: str, places: int, state: OpeningState, site: Site
    ) -> Opening:
        draw, job = self.draw, self.job
        dates = draw_dates(draw)
        bare = state is OpeningState.DRAFT and draw.chance(0.5)
        terms = draw_terms(self.form, self.blocks.jobs, dates, draw)
        least, most = draw.pick(job.hours)
        offers = self._offers()
        return Opening(
            organisation=self.organisation,
            id=OpeningId(f"O{number:03d}"),
            kind=OpeningKind.OWN,
            title=title,
            text=self._text(offers),
            state=state,
            employer=site.employer,
            step=StepId(job.step),
            sector=self.owner.sector,
            mapped_by=MappedBy.PERSON,
            mapping_confidence=1.0,
            places=places,
            presentation_slots=5 if places == 1 and draw.chance(0.15) else None,
            terms=None if bare else terms,
            start=dates.start,
            deadline=dates.deadline,
            hours=Hours(least, most, self._shifts()),
            place=site.place,
            demands=self._demands(),
            offers=offers,
            contact=draw.pick(self.blocks.jobs.contacts[self.owner.sector]),
            exposure_cap=30 if draw.chance(0.1) else None,
        )

    def _text(self, offers: Offers) -> str:
        said = self.draw.some(self.job.tasks, 2, 3)
        tasks = [task for task in self.job.tasks if task in said]
        support = self.blocks.jobs.support
        if offers.mentor and self.draw.chance(0.5):
            last = self.draw.pick(support.mentor)
        elif offers.trainable_on_job and self.draw.chance(0.5):
            last = self.draw.pick(support.trainable)
        else:
            last = self.draw.pick(support.any)
        return " ".join([self.owner.about, *tasks, last])

    def _shifts(self) -> frozenset[Shift]:
        shifts = frozenset(self.draw.pick(self.job.shifts))
        by_day = self.owner.days_only or self.form is EmploymentForm.PRAKTIK
        return frozenset({Shift.DAY}) if by_day and shifts else shifts

    def _demands(self) -> Demands:
        draw, job = self.draw, self.job
        asks_much = 0.25 if self.job.entry else 0.6
        level = draw.pick(job.levels) if job.levels and draw.chance(0.4) else None
        return Demands(
            must_have=tuple(draw.some(job.must, 1, 1)) if draw.chance(asks_much) else (),
            nice_to_have=tuple(draw.some(job.nice, 1, 2)) if draw.chance(0.55) else (),
            swedish={area: parse_cefr_range(low) for area, low in level.areas.items()}
            if level
            else {},
            swedish_for_task=level.task if level else None,
            certificates=job.certificates if draw.chance(0.3) else (),
            driving_licence=self.owner.drives and draw.chance(0.5),
        )

    def _offers(self) -> Offers:
        draw, shared = self.draw, self.blocks.jobs
        wanted = draw.chance(_LANGUAGES_WANTED[self.owner.sector])
        trainable = draw.weighted([(True, 7), (None, 2), (False, 1 if self.job.entry else 3)])
        return Offers(
            languages=tuple(draw.some(shared.asset_languages, 1, 3)) if wanted else (),
            cultural_competence=draw.pick(shared.cultures[self.owner.sector])
            if draw.chance(0.15)
            else None,
            mentor=draw.weighted([(True, 6), (None, 3), (False, 1)]),
            trainable_on_job=trainable,
        )
