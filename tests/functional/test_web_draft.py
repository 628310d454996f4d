"""The draft over all places: made on asking, kept in memory, and shown of one's own people."""

from __future__ import annotations

import pytest
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role

PATH = "/draft"


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def make(programme):
    answer = programme.post(PATH)
    assert (answer.status_code, answer.location) == (303, PATH)
    return programme.get(PATH).text


def test_an_empty_page_says_what_it_does_and_makes_none_by_itself(programme):
    page = programme.get(PATH).text

    assert "There is no draft now" in page
    assert "Make a draft" in page
    assert [one.action for one in entries(programme)] == []


def entries(programme):
    rows = programme.services.audit.page(50, None)
    return [row for row in rows if row.action == "plan.drafted"]


def test_who_has_which_place_leads_to_the_persons_page(programme):
    made = programme.services.drafts.draft("Anna Ek")
    assert made.rows

    page = make(programme)

    for row in made.rows:
        assert f'href="/people/{row.participant}"' in page
        assert row.title in page
    assert f"{made.optimal.placed} of {made.people} people" in page
    assert "Anna Ek" in page
    assert [one.actor for one in entries(programme)] == ["Anna Ek", "Anna Ek"]


def test_making_one_suggests_nobody(programme):
    make(programme)

    assert programme.services.queues.person(ParticipantCode("P001")).suggestions == ()


def test_somebody_elses_people_are_not_shown(programme):
    row = programme.services.drafts.draft("Anna Ek").rows[0]
    services = programme.services
    services.accounts.invite("Bo Al", Role.LINKWORKER, by="chief")
    other = services.accounts.named("Bo Al")
    services.caseloads.assign([row.participant], other, Role.LINKWORKER, by="chief")

    assert f'href="/people/{row.participant}"' not in make(programme)


def test_while_suggestions_are_stopped_none_is_shown_or_made(programme):
    row = programme.services.drafts.draft("Anna Ek").rows[0]
    assert row.participant in make(programme)
    programme.services.stop_switch.stop(by="Eva", reason="A fault is looked into.")

    assert row.participant not in programme.get(PATH).text
    page = make(programme)
    assert "The draft could not be made" in page
    assert "A fault is looked into." in page
