"""What a job is can be said of any opening, and what is not stated is a line without values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from functional.web_programme import ORGANISATION, build
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from strategies import openings

from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Hours,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Origin,
    SubsidyState,
    Terms,
)
from matcher.domain.participant import Shift
from matcher.domain.place import Place
from web.areas.review.job import job_of

EMPLOYERS = {EmployerId("E1"): Employer(ORGANISATION, EmployerId("E1"), "Skolköket")}
BARE = Opening(ORGANISATION, OpeningId("O1"), OpeningKind.LEAD, "Diskare", "", OpeningState.NEW)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return build(tmp_path_factory.mktemp("job"), filled=False).app


def said(app, opening, lang="en"):
    with app.test_request_context(headers={"Accept-Language": lang}):
        return job_of(opening, EMPLOYERS)


def lines(job):
    return {line.label: (*line.values, *line.written) for line in job.lines}


@often(60, suppress_health_check=[HealthCheck.too_slow])
@given(opening=openings(employers=("E1", "E2")), lang=st.sampled_from(["sv", "en", "ar"]))
def test_every_opening_can_be_shown(app, opening, lang):
    job = said(app, opening, lang)

    assert len(job.lines) in (6, 8)
    assert job.employer in (None, "Skolköket")
    assert all(value.strip() for line in job.lines for value in (*line.values, *line.written))


def test_everything_stated_is_said(app):
    opening = replace(
        BARE,
        employer=EmployerId("E1"),
        place=Place("Göteborg", "Hjällbo"),
        places=2,
        terms=Terms(EmploymentForm.FIXED_TERM, "Kollektivavtal", end=date(2027, 6, 30)),
        hours=Hours(20, 37.5, frozenset({Shift.DAY})),
        start=date(2027, 1, 11),
        deadline=date(2026, 12, 1),
        offers=Offers(mentor=True),
    )

    job = said(app, opening)

    assert (job.employer, job.place, job.takes_people) == ("Skolköket", "Hjällbo, Göteborg", True)
    assert lines(job) == {
        "Form and pay": ("fixed term (until Jun 30, 2027)", "Kollektivavtal"),
        "Hours and shifts": ("20–37.5 hours a week", "day"),
        "Start": ("Jan 11, 2027",),
        "Places": ("2 places",),
        "Apply by": ("Dec 1, 2026",),
        "Mentor": ("yes",),
    }


def test_what_is_not_stated_has_no_value(app):
    job = said(app, BARE)

    assert (job.employer, job.place, job.source, job.link) == (None, None, None, None)
    assert [label for label, values in lines(job).items() if values] == ["Places"]


@pytest.mark.parametrize(
    ("terms", "form"),
    [
        (
            Terms(EmploymentForm.SUBSIDISED, "Lön", "nystartsjobb", SubsidyState.APPLIED),
            ("subsidised (applied for)", "nystartsjobb", "Lön"),
        ),
        (
            Terms(
                EmploymentForm.PRAKTIK,
                "Ingen lön",
                decided_by="Arbetsförmedlingen",
                insured_by="Staten",
                end=date(2027, 6, 30),
            ),
            ("praktik, no wage (until Jun 30, 2027)", "Ingen lön"),
        ),
    ],
)
def test_subsidy_and_praktik_are_named(app, terms, form):
    found = lines(said(app, replace(BARE, terms=terms)))

    assert found["Form and pay"] == form
    if terms.form is EmploymentForm.PRAKTIK:
        assert found["Who decides on the praktik"] == ("Arbetsförmedlingen",)
        assert found["Who insures"] == ("Staten",)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://ads.example/1", "https://ads.example/1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//ads.example", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(app, url, link):
    job = said(app, replace(BARE, origin=Origin("jobtech", "1", url)))

    assert (job.source, job.link) == ("jobtech", link)


@pytest.mark.parametrize(
    ("state", "takes"), [(OpeningState.NEW, True), (OpeningState.ANSWERED, False)]
)
def test_a_closed_opening_is_known(app, state, takes):
    assert said(app, replace(BARE, state=state)).takes_people is takes
