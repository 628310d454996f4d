"""An opening as Schema.org JobPosting, for whoever publishes or collects jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.opening import EmploymentForm

if TYPE_CHECKING:
    from matcher.domain.opening import Opening

MEDIA_TYPE = "application/ld+json"
FULL_TIME_FROM = 35.0
"""Hours a week from which a job is said to be full-time."""
_TEMPORARY = frozenset({EmploymentForm.FIXED_TERM, EmploymentForm.HOURLY})


def posting_of(opening: Opening, employer: str | None, name: str) -> dict[str, object]:
    """Return a posting; what is not known is left out, and whom to ask is never in it.

    Parameters
    ----------
    employer
        Name of the employer.
    name
        Whose the identifier is.

    Returns
    -------
    dict[str, object]
        JSON-LD.
    """
    place, demands = opening.place, opening.demands
    said: dict[str, object | None] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": name, "value": opening.id},
        "title": opening.title,
        "description": opening.text,
        "hiringOrganization": employer and {"@type": "Organization", "name": employer},
        "jobLocation": place
        and {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": place.municipality,
                "addressCountry": "SE",
            },
        },
        "employmentType": _kinds(opening),
        "totalJobOpenings": opening.places,
        "jobStartDate": opening.start and opening.start.isoformat(),
        "validThrough": opening.deadline and opening.deadline.isoformat(),
        "qualifications": list(demands.must_have),
        "skills": list(demands.nice_to_have),
        "url": opening.origin and opening.origin.url,
    }
    return {key: value for key, value in said.items() if value not in (None, "", [])}


def _kinds(opening: Opening) -> list[str]:
    hours, terms = opening.hours.per_week_max, opening.terms
    found = []
    if hours is not None:
        found.append("FULL_TIME" if hours >= FULL_TIME_FROM else "PART_TIME")
    if terms is not None and terms.form in _TEMPORARY:
        found.append("TEMPORARY")
    return found
