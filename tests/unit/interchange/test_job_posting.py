"""Schema.org job postings become leads; what cannot be used says why; ours can be read again."""

from __future__ import annotations

import json
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
from matcher.errors import InputErrors
from matcher.interchange.job_posting import MAX_AD_TEXT, parse_postings
from matcher.interchange.programme import Gazetteer, Programme

PLACES = Gazetteer(
    {
        ("mölndal", ""): Place("Mölndal", None, 57.65, 12.01),
        ("göteborg", "hjällbo"): Place("Göteborg", "Hjällbo", 57.77, 12.02),
    }
)
DEMO = Programme(OrganisationId("demo"), gazetteer=PLACES)
POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Diskare",
    "description": "<p>Vi söker dig.</p><p>Du diskar.</p>",
    "identifier": {"@type": "PropertyValue", "name": "Köket AB", "value": "17"},
    "hiringOrganization": {
        "@type": "Organization",
        "name": "Köket AB",
        "email": "anna@koket.se",
        "taxID": "8112189876",
    },
    "jobLocation": {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": "Mölndal"},
    },
    "employmentType": "FULL_TIME",
    "totalJobOpenings": 2,
    "validThrough": "2026-12-01T23:59",
    "jobStartDate": "2026-12-10",
    "qualifications": "Livsmedelshygien",
    "skills": ["Kassavana", {"@type": "DefinedTerm", "name": "Truck"}],
    "applicationContact": {"@type": "ContactPoint", "name": "Anna Andersson"},
    "occupationalCategory": {
        "@type": "CategoryCode",
        "codeValue": "9412",
        "inCodeSet": "SSYK 2012",
    },
    "url": "https://koket.example/jobb/17",
}


def parse(*postings):
    content = postings[0] if len(postings) == 1 else list(postings)
    return parse_postings(json.dumps(content, ensure_ascii=False).encode(), "sent", DEMO)


def faults(*postings):
    return [(one.row, one.column, one.problem) for one in parse(*postings).rejected]


def test_a_posting_becomes_a_lead():
    [incoming] = parse(POSTING).good
    lead = incoming.opening

    assert (lead.kind, lead.state) == (OpeningKind.LEAD, OpeningState.NEW)
    assert (lead.title, lead.text) == ("Diskare", "Vi söker dig.\n\nDu diskar.")
    assert incoming.employer is not None
    assert incoming.employer.name == "Köket AB"
    assert lead.place == Place("Mölndal", None, 57.65, 12.01)
    assert (lead.places, lead.start, lead.deadline) == (2, date(2026, 12, 10), date(2026, 12, 1))
    assert lead.hours == Hours(40.0, 40.0)
    assert lead.demands == Demands(("Livsmedelshygien",), ("Kassavana", "Truck"))
    assert lead.origin == Origin("schema.org", "17", "https://koket.example/jobb/17")
    assert incoming.ssyk == "9412"
    assert lead.step is None


def test_whom_to_ask_and_numbers_of_anybody_are_nowhere():
    said = repr(parse(POSTING | {"description": "Ring Anna, 811218-9876"}).good)

    assert "Anna Andersson" not in said
    assert "anna@" not in said
    assert "9876" not in said


def test_a_district_finds_its_municipality():
    posting = POSTING | {"jobLocation": [{"address": "Hjällbo"}]}

    assert parse(posting).good[0].opening.place == Place("Göteborg", "Hjällbo", 57.77, 12.02)


@pytest.mark.parametrize(
    "kind", ["https://schema.org/JobPosting", "schema:JobPosting", ["Thing", "JobPosting"]]
)
def test_a_type_is_written_in_several_ways(kind):
    assert len(parse(POSTING | {"@type": kind}).good) == 1


def test_the_same_identifier_of_another_publisher_is_another_job():
    one, other = POSTING, POSTING | {"identifier": {"name": "Annat AB", "value": "17"}}
    found = parse(one, other)

    assert len({incoming.opening.id for incoming in found.good}) == 2
    assert parse(one).good[0].opening.id == found.good[0].opening.id


def test_without_an_identifier_the_address_says_which_it_is():
    bare = {key: said for key, said in POSTING.items() if key != "identifier"}

    assert parse(bare).good[0].opening.origin.external_id == POSTING["url"]
    assert faults({key: said for key, said in bare.items() if key != "url"}) == [
        (1, "identifier", "the posting has neither identifier nor url, so it cannot be known again")
    ]


def test_what_cannot_be_used_is_named_and_the_rest_is_read():
    found = parse(
        POSTING,
        POSTING | {"identifier": "18", "description": ""},
        POSTING | {"identifier": "19", "description": "x" * (MAX_AD_TEXT + 1)},
        {"@type": "Event"},
        7,
    )

    assert len(found.good) == 1
    assert [(one.row, one.column) for one in found.rejected] == [
        (2, "[1].description"),
        (3, "[2].description"),
        (4, "@type"),
        (5, "@type"),
    ]


def test_the_same_posting_twice_is_a_fault_at_each():
    assert [(row, problem) for row, _, problem in faults(POSTING, POSTING)] == [
        (1, "the same ad stands at line 2"),
        (2, "the same ad stands at line 1"),
    ]


def test_in_a_graph_other_things_may_stand_beside():
    found = parse({"@graph": [{"@type": "Organization", "name": "Köket"}, POSTING]})

    assert (len(found.good), found.rejected) == (1, ())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b'{"@graph": []}', b"[" * 100_000])
def test_what_is_no_document_is_refused_as_a_whole(data):
    with pytest.raises(InputErrors, match="sent"):
        parse_postings(data, "sent", DEMO)


@pytest.mark.parametrize("odd", [None, 7, [], {}, [None], "text", True, 1e400, {"@value": []}])
@pytest.mark.parametrize("key", sorted(set(POSTING) - {"@type", "@context"}))
def test_a_value_of_another_shape_breaks_nothing(key, odd):
    found = parse(POSTING | {key: odd})

    assert len(found.good) + len(found.rejected) == 1


def test_what_we_give_out_can_be_read_again():
    opening = Opening(
        DEMO.organisation,
        OpeningId("O001"),
        OpeningKind.OWN,
        "Diskare",
        "Du diskar.",
        OpeningState.OPEN,
        employer=EmployerId("E1"),
        places=3,
        terms=Terms(EmploymentForm.PERMANENT, "Kollektivavtal"),
        start=date(2026, 12, 10),
        deadline=date(2026, 12, 1),
        hours=Hours(40.0, 40.0),
        place=Place("Mölndal", None, 57.65, 12.01),
        demands=Demands(("Livsmedelshygien",), ("Truck",)),
        contact="Qxcontact 070",
    )
    posting = posting_of(opening, "Köket AB", "demo")
    [incoming] = parse(posting).good
    lead = incoming.opening

    assert "Qxcontact" not in repr(posting)
    assert "57.65" not in repr(posting)
    for name in ("title", "text", "places", "start", "deadline", "hours", "place", "demands"):
        assert getattr(lead, name) == getattr(opening, name), name
    assert incoming.employer is not None
    assert incoming.employer.name == "Köket AB"
    assert (lead.kind, lead.origin.external_id) == (OpeningKind.LEAD, "O001")
