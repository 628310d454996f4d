"""An opening as a JobPosting, compared whole: what is known is said, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId
from matcher.domain.job_posting import posting_of
from matcher.domain.opening import (
    Demands,
    EmploymentForm,
    Hours,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
    Terms,
)
from matcher.domain.place import Place

BARE = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "demo", "value": "O001"},
    "title": "Diskare",
    "description": "Du diskar.",
    "totalJobOpenings": 1,
}


def opening(**more):
    said = (OrganisationId("demo"), OpeningId("O001"), OpeningKind.OWN, "Diskare", "Du diskar.")
    return Opening(*said, OpeningState.DRAFT, **more)


def test_everything_that_is_known_is_said_but_neither_whom_to_ask_nor_the_point():
    full = opening(
        employer=EmployerId("E1"),
        places=3,
        terms=Terms(EmploymentForm.FIXED_TERM, "Kollektivavtal"),
        start=date(2026, 12, 10),
        deadline=date(2026, 12, 1),
        hours=Hours(20.0, 40.0),
        place=Place("Mölndal", "Krokslätt", 57.65, 12.01),
        demands=Demands(("Livsmedelshygien", "Ordning"), ("Truck",)),
        contact="Eva 070",
        origin=Origin("schema.org", "17", "https://koket.example/17"),
    )

    assert posting_of(full, "Köket AB", "demo") == BARE | {
        "hiringOrganization": {"@type": "Organization", "name": "Köket AB"},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Mölndal",
                "addressCountry": "SE",
            },
        },
        "employmentType": ["FULL_TIME", "TEMPORARY"],
        "totalJobOpenings": 3,
        "jobStartDate": "2026-12-10",
        "validThrough": "2026-12-01",
        "qualifications": ["Livsmedelshygien", "Ordning"],
        "skills": ["Truck"],
        "url": "https://koket.example/17",
    }


@pytest.mark.parametrize("employer", [None, ""])
def test_what_is_not_known_is_left_out(employer):
    assert posting_of(opening(), employer, "demo") == BARE


def test_an_origin_without_an_address_gives_none():
    assert posting_of(opening(origin=Origin("schema.org", "17")), None, "demo") == BARE


@pytest.mark.parametrize(
    ("most", "form", "kinds"),
    [
        (35.0, EmploymentForm.PERMANENT, ["FULL_TIME"]),
        (34.9, EmploymentForm.PROBATION, ["PART_TIME"]),
        (0.0, None, ["PART_TIME"]),
        (None, EmploymentForm.HOURLY, ["TEMPORARY"]),
        (20.0, EmploymentForm.HOURLY, ["PART_TIME", "TEMPORARY"]),
    ],
)
def test_kinds_go_by_the_most_hours_and_the_form(most, form, kinds):
    terms = None if form is None else Terms(form, "Kollektivavtal")
    found = posting_of(opening(hours=Hours(None, most), terms=terms), None, "demo")

    assert found == BARE | {"employmentType": kinds}
