"""A person's page: what each job is, and the shortest way where nothing fits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.web_programme import (
    OWN_WORDS,
    EverythingFits,
    NoEncoder,
    NothingFits,
    build,
    found,
    openings,
)

from matcher.domain.command import Request
from matcher.domain.opening import OpeningState
from matcher.domain.suggestion import DeclineReason


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    programme = build(tmp_path_factory.mktemp("cards"), kind=EverythingFits)
    programme.suggest()
    return programme


def card(page, title):
    """Return the card of the suggestion with a title."""
    cards = re.findall(r'<article class="suggestion".*?</article>', page, re.DOTALL)
    [one] = [card for card in cards if f">{title}</bdi></h3>" in card]
    return one


def test_a_card_says_what_the_job_is(programme):
    text = card(programme.get("/people/P001").text, "Diskare till skolkök")

    assert '<bdi lang="sv">Skolköket &lt;Tallkotten&gt;</bdi> ·' in text
    assert "<bdi>Hjällbo, Göteborg</bdi>" in text
    assert "Agreed opening" in text
    terms = dict(re.findall(r"<dt>([^<]+)</dt>\s*(.*?)\s*</div>", text, re.DOTALL))
    assert terms["Form and pay"] == (
        "<dd><bdi>fixed term (until Jan 1, 2099)</bdi></dd>"
        '<dd><bdi lang="sv">Kollektivavtal</bdi></dd>'
    )
    assert terms["Places"] == "<dd><bdi>2 places</bdi></dd>"
    assert terms["Mentor"] == "<dd><bdi>yes</bdi></dd>"
    for label in ("Hours and shifts", "Start", "Apply by"):
        assert terms[label] == '<dd class="unknown">not stated</dd>'


def test_an_advertisement_says_that_nobody_has_agreed_and_where_it_is(programme):
    text = card(programme.get("/people/P001").text, "Köksbiträde sökes")

    assert "Advertisement: nobody has agreed" in text
    assert "employer not stated" in text
    assert "place not stated" in text
    assert '<bdi>jobtech</bdi> · <a href="https://ads.example/1" rel="noreferrer">' in text


def test_a_step_says_that_nothing_is_open(programme):
    suggestions = programme.services.queues.person("P001").suggestions
    step = next(one.step for one in suggestions if one.opening is None)
    title = programme.services.ladders.step(step).titles.en

    text = card(programme.get("/people/P001").text, title)

    assert "Step of the ladder: nothing is open right now" in text
    assert "not stated" not in text


def test_an_opening_that_has_closed_is_said(tmp_path):
    programme = build(tmp_path, kind=EverythingFits)
    programme.suggest()
    with programme.services.units(write=True) as unit:
        unit.openings.put([replace(one, state=OpeningState.CLOSED) for one in openings()])
        unit.commit()

    text = card(programme.get("/people/P001").text, "Diskare till skolkök")

    assert "This opening is no longer open." in text


def test_no_match_shows_the_shortest_way(tmp_path):
    programme = build(tmp_path, kind=NothingFits)
    programme.sign()

    page = programme.post("/people/P001/suggestions", follow=True)

    assert page.status_code == 200
    assert "Nothing fits well enough right now." in page.text
    assert "No good match right now" in page.text
    ways = found(r'aria-labelledby="nothing-title">(.*?)</section>', page.text)
    assert 1 <= ways.count("<h3>") <= 3
    assert '<h3><bdi lang="sv">Diskare till skolkök</bdi></h3>' in ways
    assert "What would change this" in ways


def test_the_shortest_way_is_there_for_everyone_who_opens_the_page(tmp_path):
    programme = build(tmp_path, kind=NothingFits)

    page = programme.get("/people/P001", "sv").text

    assert "Inget bra förslag just nu" in page
    assert programme.services.queues.counts().suggestions == 0


def test_where_something_fits_the_page_offers_to_ask(tmp_path):
    page = build(tmp_path).get("/people/P001").text

    assert "No suggestions yet" in page
    assert "No good match right now" not in page


def test_after_all_were_declined_the_shortest_way_is_shown(tmp_path):
    programme = build(tmp_path)
    while listed := programme.suggest():
        for suggestion in listed:
            programme.services.review.decline(
                Request(suggestion, 0, "Bo Ek"), reason=DeclineReason.TOO_FAR
            )

    page = programme.get("/people/P001").text

    assert "No good match right now" in page
    assert page.index("No good match right now") < page.index(">Decided</h2>")


def test_a_profile_is_shown_even_when_nothing_can_be_suggested(tmp_path):
    page = build(tmp_path, kind=NoEncoder).get("/people/P001")

    assert page.status_code == 200
    assert OWN_WORDS in page.text
    assert "No suggestions yet" in page.text
