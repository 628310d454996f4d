"""Domain objects as rows of the import formats, so that what goes out can come in again.

What the columns cannot hold (links to concepts, evidence, where a lead came from) stays behind;
where one cell speaks for several facts, the most cautious is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.language import LanguageArea, LanguageSource
from matcher.interchange.participant_columns import EXPERIENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.domain.language import CefrRange, Swedish
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant
    from matcher.domain.place import Place
    from matcher.domain.skills import Certificate, Experience


def participant_rows(people: Iterable[Participant]) -> list[dict[str, str]]:
    """Return the rows of participants; people with protected identity are left out."""
    return [row_of(person) for person in people if not person.protected_identity]


def opening_rows(
    openings: Iterable[Opening], employers: Iterable[Employer], sites: Iterable[Site] = ()
) -> list[dict[str, str]]:
    """Return the rows of openings with the names of their employers and sites."""
    by_id = {employer.id: employer for employer in employers}
    by_place = {(site.employer, site.place): site.name for site in sites}
    rows = []
    for opening in openings:
        row = _opening(opening)
        if opening.employer is not None:
            employer = by_id[opening.employer]
            row |= _filled(
                employer_id=employer.id,
                employer=employer.name,
                employer_sector=employer.sector,
                site=by_place.get((employer.id, opening.place)) if opening.place else None,
            )
        rows.append(row)
    return rows


def _filled(**cells: object) -> dict[str, str]:
    return {name: _text(value) for name, value in cells.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _joined(items: Iterable[str]) -> str | None:
    return "|".join(item.replace("|", "/") for item in items) or None


def _place(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    return _filled(
        municipality=place.municipality, district=place.district, lat=place.lat, lon=place.lon
    )


def row_of(person: Participant) -> dict[str, str]:
    """Return the row of one participant, whoever it is."""
    can, school, may = person.availability, person.education, person.may_work
    row = _filled(
        code=person.code,
        preferred_language=person.preferred_language,
        state=person.state,
        hours_min=can.hours_per_week_min,
        hours_max=can.hours_per_week_max,
        shifts=_joined(sorted(can.shifts)),
        available_from=can.start,
        travel_mode=person.travel.mode,
        max_travel_minutes=person.travel.max_minutes,
        driving_licence=person.driving_licence,
        education_level=school.sun_level,
        education_field=school.field,
        education_foreign=school.foreign,
        education_validated=school.validated,
        languages=_joined(
            spoken.tag + (f":{spoken.level.label}" if spoken.level is not None else "")
            for spoken in person.languages
        ),
        certificates=_certificates(person.certificates),
        wished_sectors=_joined(sorted(person.wishes.sectors)),
        wished_steps=_joined(sorted(person.wishes.steps)),
        avoid=_joined(sorted(person.wishes.avoid)),
        may_work=may.status,
        may_work_until=may.until,
        is_adult=person.is_adult,
        phone_only=person.phone_only or None,
    )
    row |= _place(person.place) | _swedish(person.swedish) | _skills(person)
    for number, told in enumerate(person.experiences[:EXPERIENCES], start=1):
        row |= _experience(f"experience_{number}", told)
    return row


def _certificates(held: tuple[Certificate, ...] | None) -> str | None:
    if held is None:
        return None
    return _joined(_certificate(paper.id, paper.valid_to) for paper in held) or "none"


def _certificate(name: str, until: date | None) -> str:
    return name if until is None else f"{name}:{until.isoformat()}"


def _skills(person: Participant) -> dict[str, str]:
    by = {claim.confirmed_by for claim in person.skills}
    return _filled(
        skills=_joined(claim.text for claim in person.skills),
        skills_confirmed_by=by.pop() if len(by) == 1 else None,
    )


def _experience(name: str, told: Experience) -> dict[str, str]:
    cells = {"": told.text, "_lang": told.lang, "_months": told.months, "_kind": told.kind}
    return _filled(**{name + part: value for part, value in cells.items()})


def _swedish(swedish: Swedish) -> dict[str, str]:
    sources = {known.source for known in swedish.areas.values()}
    copied = {known.level for known in swedish.areas.values() if known.to_be_confirmed}
    row: dict[str, str] = {}
    # One level copied to all areas that have none of their own is what "overall" means.
    overall = len(copied) == 1 and set(swedish.areas) == set(LanguageArea)
    if overall:
        row["swedish_overall"] = copied.pop().label
    for area, known in swedish.areas.items():
        if not (overall and known.to_be_confirmed):
            row[f"swedish_{area}"] = known.level.label
    if sources:
        row["swedish_source"] = (sources.pop() if len(sources) == 1 else LanguageSource.SELF).value
    if swedish.sfi is not None:
        row |= _filled(
            sfi_track=swedish.sfi.track,
            sfi_attended=swedish.sfi.attended,
            sfi_passed=swedish.sfi.passed,
            sfi_passed_on=swedish.sfi.passed_on,
        )
    return row


def _opening(opening: Opening) -> dict[str, str]:
    hours, offers = opening.hours, opening.offers
    row = _filled(
        opening_id=opening.id,
        kind=opening.kind,
        state=opening.state,
        title=opening.title,
        text=opening.text,
        step=opening.step,
        sector=opening.sector,
        places=opening.places,
        presentation_slots=opening.presentation_slots,
        start=opening.start,
        deadline=opening.deadline,
        hours_min=hours.per_week_min,
        hours_max=hours.per_week_max,
        shifts=_joined(sorted(hours.shifts)),
        asset_languages=_joined(offers.languages),
        cultural_competence=offers.cultural_competence,
        mentor=offers.mentor,
        trainable_on_job=offers.trainable_on_job,
        contact=opening.contact,
        exposure_cap=opening.exposure_cap,
    )
    return row | _place(opening.place) | _terms(opening) | _demands(opening)


def _terms(opening: Opening) -> dict[str, str]:
    terms = opening.terms
    if terms is None:
        return {}
    return _filled(
        form=terms.form,
        pay_line=terms.pay_line,
        subsidy_kind=terms.subsidy_kind,
        subsidy_state=terms.subsidy_state,
        decided_by=terms.decided_by,
        insured_by=terms.insured_by,
        end=terms.end,
    )


def _demands(opening: Opening) -> dict[str, str]:
    asked = opening.demands
    levels: Mapping[LanguageArea, CefrRange] = asked.swedish
    return _filled(
        must_have=_joined(asked.must_have),
        nice_to_have=_joined(asked.nice_to_have),
        swedish_for_task=asked.swedish_for_task,
        certificates=_joined(asked.certificates),
        driving_licence=asked.driving_licence,
        **{f"swedish_{area}": level.label for area, level in levels.items()},
    )
