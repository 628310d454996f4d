"""Between employers, sites, openings and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, StepId
from matcher.domain.language import LanguageArea, parse_cefr_range
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
    Origin,
    Site,
    SubsidyState,
    Terms,
)
from matcher.domain.participant import Shift
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.persistence.rows import OpeningRow
from matcher.persistence.values import place_of, place_values, sorted_texts

if TYPE_CHECKING:
    from matcher.persistence.values import Stored, Values

MAIN = OpeningRow.__tablename__


def employer_values(employer: Employer) -> Values:
    """Return the columns of an employer."""
    return {
        "organisation_id": str(employer.organisation),
        "id": str(employer.id),
        "name": employer.name,
        "sector": employer.sector.value if employer.sector else None,
    }


def employer_of(row: Stored) -> Employer:
    """Return the employer of a row."""
    return Employer(
        OrganisationId(row["organisation_id"]), EmployerId(row["id"]), row["name"], _sector(row)
    )


def site_values(site: Site, organisation: OrganisationId) -> Values:
    """Return the columns of a site."""
    return {
        "organisation_id": str(organisation),
        "employer": str(site.employer),
        "name": site.name,
        **place_values(site.place),
    }


def site_of(row: Stored) -> Site:
    """Return the site of a row."""
    place = Place(row["municipality"], row["district"], row["lat"], row["lon"])
    return Site(EmployerId(row["employer"]), row["name"], place)


def opening_values(opening: Opening) -> Values:
    """Return the columns of an opening."""
    origin = opening.origin
    return {
        "organisation_id": str(opening.organisation),
        "id": str(opening.id),
        "kind": opening.kind.value,
        "title": opening.title,
        "text": opening.text,
        "state": opening.state.value,
        "employer": opening.employer,
        "step": opening.step,
        "sector": opening.sector.value if opening.sector else None,
        "mapped_by": opening.mapped_by.value if opening.mapped_by else None,
        "mapping_confidence": opening.mapping_confidence,
        "places": opening.places,
        "presentation_slots": opening.presentation_slots,
        **_terms_values(opening.terms),
        "start": opening.start,
        "deadline": opening.deadline,
        "hours_per_week_min": opening.hours.per_week_min,
        "hours_per_week_max": opening.hours.per_week_max,
        "shifts": sorted_texts(opening.hours.shifts),
        **place_values(opening.place),
        **_wants(opening.demands, opening.offers),
        "contact": opening.contact,
        "exposure_cap": opening.exposure_cap,
        "origin_source": origin.source if origin else None,
        "origin_external_id": origin.external_id if origin else None,
        "origin_url": origin.url if origin else None,
    }


def _terms_values(terms: Terms | None) -> Values:
    state = terms.subsidy_state if terms else None
    return {
        "form": terms.form.value if terms else None,
        "pay_line": terms.pay_line if terms else None,
        "subsidy_kind": terms.subsidy_kind if terms else None,
        "subsidy_state": state.value if state else None,
        "decided_by": terms.decided_by if terms else None,
        "insured_by": terms.insured_by if terms else None,
        "end_on": terms.end if terms else None,
    }


def _wants(demands: Demands, offers: Offers) -> Values:
    return {
        "must_have": list(demands.must_have),
        "nice_to_have": list(demands.nice_to_have),
        "swedish": {area.value: level.label for area, level in sorted(demands.swedish.items())},
        "swedish_for_task": demands.swedish_for_task,
        "certificates": list(demands.certificates),
        "driving_licence": demands.driving_licence,
        "asset_languages": list(offers.languages),
        "cultural_competence": offers.cultural_competence,
        "mentor": offers.mentor,
        "trainable_on_job": offers.trainable_on_job,
    }


def opening_of(row: Stored) -> Opening:
    """Return the opening of a row."""
    return Opening(
        organisation=OrganisationId(row["organisation_id"]),
        id=OpeningId(row["id"]),
        kind=OpeningKind(row["kind"]),
        title=row["title"],
        text=row["text"],
        state=OpeningState(row["state"]),
        employer=None if row["employer"] is None else EmployerId(row["employer"]),
        step=None if row["step"] is None else StepId(row["step"]),
        sector=_sector(row),
        mapped_by=MappedBy(row["mapped_by"]) if row["mapped_by"] else None,
        mapping_confidence=row["mapping_confidence"],
        places=row["places"],
        presentation_slots=row["presentation_slots"],
        terms=_terms(row),
        start=row["start"],
        deadline=row["deadline"],
        hours=Hours(
            row["hours_per_week_min"],
            row["hours_per_week_max"],
            frozenset(Shift(value) for value in row["shifts"]),
        ),
        place=place_of(row),
        demands=_demands(row),
        offers=Offers(
            tuple(row["asset_languages"]),
            row["cultural_competence"],
            row["mentor"],
            row["trainable_on_job"],
        ),
        contact=row["contact"],
        exposure_cap=row["exposure_cap"],
        origin=_origin(row),
    )


def _sector(row: Stored) -> Sector | None:
    return Sector(row["sector"]) if row["sector"] else None


def _terms(row: Stored) -> Terms | None:
    if row["form"] is None:
        return None
    return Terms(
        EmploymentForm(row["form"]),
        row["pay_line"],
        row["subsidy_kind"],
        SubsidyState(row["subsidy_state"]) if row["subsidy_state"] else None,
        row["decided_by"],
        row["insured_by"],
        row["end_on"],
    )


def _demands(row: Stored) -> Demands:
    return Demands(
        tuple(row["must_have"]),
        tuple(row["nice_to_have"]),
        {LanguageArea(area): parse_cefr_range(label) for area, label in row["swedish"].items()},
        row["swedish_for_task"],
        tuple(row["certificates"]),
        row["driving_licence"],
    )


def _origin(row: Stored) -> Origin | None:
    if row["origin_source"] is None:
        return None
    return Origin(row["origin_source"], row["origin_external_id"], row["origin_url"])
