"""The auditor's pages, and the agreement rate that a reviewer sees of herself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.web_programme import EverythingFits, build

from matcher.domain.agreement_rate import AgreementRate, PooledRates
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.judgement import Band
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason
from matcher.services.agreement import AgreementService

PAGES = ("/log", "/log/agreement")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def auditor(programme):
    programme.services.accounts.invite("Ulf", Role.AUDITOR, by="chief")
    return programme.another_browser("Ulf")


def decide(programme, code, by, *, confirmed, declined):
    """Decide on some of a person's suggestions."""
    review = programme.services.review
    proposed = programme.suggest(code)
    for one in proposed[:confirmed]:
        review.confirm(Request(one, 0, by))
    for one in proposed[confirmed : confirmed + declined]:
        review.decline(Request(one, 0, by), reason=DeclineReason.TOO_FAR)
    return proposed


def test_the_log_is_read_page_by_page_and_names_nobody(programme):
    browser = auditor(programme)
    for number in range(60):
        programme.services.accounts.invite(f"User {number}", Role.PLANNER, by="chief")

    page = browser.get("/log").text

    rows = [int(row) for row in re.findall(r'<th scope="row"[^>]*>(\d+)</th>', page)]
    assert rows == sorted(rows, reverse=True)
    assert len(rows) == 50
    assert "account.invited" in page
    assert "P001" not in page
    before = re.search(r'href="/log\?before=(\d+)"', page)[1]
    assert int(before) == rows[-1]
    earlier = browser.get(f"/log?before={before}").text
    assert f">{rows[-1] - 1}</th>" in earlier
    assert "Earlier" not in browser.get("/log?before=3").text
    assert "There are no rows here" in browser.get("/log?before=1").text


def test_a_log_in_order_is_said_to_be_so_with_its_end(programme):
    browser = auditor(programme)

    page = browser.post("/log/verify").text

    with programme.services.units() as unit:
        head = unit.audit.head()
    assert "Every row is in order" in page
    assert head.hash in page
    assert f"{head.rows} rows were looked through." in page


def test_a_row_that_is_not_in_order_is_named(programme, monkeypatch):
    browser = auditor(programme)
    service = type(programme.services.audit)
    whole = service.verify(programme.services.audit)
    broken = replace(whole, first_broken=2, why="The row was changed.")
    monkeypatch.setattr(service, "verify", lambda _self: broken)

    page = browser.post("/log/verify").text

    assert "A row is not in order" in page
    assert "The first one is row 2." in page
    assert "The row was changed." in page


def test_a_reviewer_sees_her_own_rate_and_nobody_elses(programme):
    assert "You have confirmed" not in programme.get("/people/P001").text
    decide(programme, "P001", "Anna Ek", confirmed=3, declined=1)
    decide(programme, "P002", "Bo Ek", confirmed=0, declined=1)

    for path in ("/", "/people/P001"):
        assert (
            "You have confirmed 3 of the 4 that you decided on (75%)." in programme.get(path).text
        )
    programme.services.accounts.invite("Cleo", Role.COORDINATOR, by="chief")
    cleo = programme.services.accounts.named("Cleo")
    code = ParticipantCode("P001")
    programme.services.caseloads.assign([code], cleo, Role.COORDINATOR, by="chief")
    page = programme.another_browser("Cleo").get("/people/P001")
    assert (page.status_code, "You have confirmed" in page.text) == (200, False)


def test_what_was_undone_does_not_count(programme):
    [first, *_] = decide(programme, "P001", "Anna Ek", confirmed=2, declined=0)
    programme.services.review.undo(Request(first, 1, "Anna Ek"))

    assert "You have confirmed 1 of the 1" in programme.get("/people/P001").text


def test_the_auditor_sees_all_together_once_there_are_two(programme):
    browser = auditor(programme)
    decide(programme, "P001", "Anna Ek", confirmed=4, declined=1)
    assert "Nothing to show yet" in browser.get("/log/agreement").text
    decide(programme, "P002", "Bo Ek", confirmed=1, declined=1)

    page = browser.get("/log/agreement").text

    whole = re.search(r'id="agreement-all">all</span></th>(.*?)</tr>', page, re.DOTALL)[1]
    assert re.findall(r'class="number">([^<]+)<', whole)[:2] == ["7", "5"]
    assert "71% (" in whole
    assert "Anna" not in page.partition("<main")[2]


def test_a_band_that_is_too_few_leads_to_all_together(programme, monkeypatch):
    rates = PooledRates(AgreementRate(12, 9), {Band.READY: None, Band.STRETCH: AgreementRate(9, 7)})
    monkeypatch.setattr(AgreementService, "pooled", lambda _self: rates)

    page = auditor(programme).get("/log/agreement").text

    assert '<a href="#agreement-all">hidden: too few</a>' in page
    assert page.count('id="agreement-all"') == 1


def test_people_with_protected_identity_are_in_no_figure(programme):
    decide(programme, "P001", "Anna Ek", confirmed=2, declined=0)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(person, protected_identity=True)])
        unit.commit()

    assert programme.services.agreement.own("Anna Ek").number == 0


@pytest.mark.parametrize("role", [Role.LINKWORKER, Role.ADMIN, Role.PLANNER])
def test_nobody_else_finds_the_log(programme, role):
    programme.sign(f"The {role}", role)
    nothing = programme.get("/nowhere").data

    assert {programme.get(path).data for path in PAGES} == {nothing}
    assert programme.post("/log/verify").data == nothing
