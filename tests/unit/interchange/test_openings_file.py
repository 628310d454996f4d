"""Opening rows: terms, steps, employers, and their faults."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.ids import OrganisationId
from matcher.domain.language import LanguageArea
from matcher.domain.opening import EmploymentForm, MappedBy, OpeningKind, OpeningState
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.openings import parse_openings
from matcher.interchange.programme import Programme
from matcher.interchange.tables import read_table
from matcher.settings import shared_path

GOOD = {
    "opening_id": "O1",
    "employer": "Köket AB",
    "title": "Diskare",
    "text": "Diska och städa",
    "form": "tillsvidare",
    "pay_line": "kollektivavtal",
}


@pytest.fixture(scope="module")
def programme():
    return Programme(OrganisationId("demo"), read_ladders(shared_path("data", "ladders")))


def parse(folder, programme, *rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [";".join(names), *(";".join(row.get(name, "") for name in names) for row in rows)]
    path = folder / "openings.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return parse_openings(read_table(path), programme)


def test_a_full_row_becomes_an_opening_with_employer_and_site(tmp_path, programme):
    row = {
        **GOOD,
        "employer_id": "E7",
        "arbetsgivarens bransch": "kök",
        "site": "Torget",
        "kommun": "Göteborg",
        "step": "kitchens.kitchen_porter",
        "places": "3",
        "timmar minst": "20",
        "krav": "diska|lyfta",
        "swedish_listening": "A2",
        "swedish_for_task": "förstå kollegor",
        "certificates": "food_hygiene",
        "asset_languages": "ar|so",
        "handledare": "ja",
        "deadline": "2026-09-01",
    }

    (item,) = parse(tmp_path, programme, row).good

    opening = item.opening
    assert (opening.kind, opening.state) == (OpeningKind.OWN, OpeningState.OPEN)
    assert (opening.sector, opening.step) == (Sector.KITCHENS, "kitchens.kitchen_porter")
    assert (opening.mapped_by, opening.mapping_confidence) == (MappedBy.PERSON, 1.0)
    assert opening.terms.form is EmploymentForm.PERMANENT
    assert (opening.places, opening.hours.per_week_min) == (3, 20)
    assert opening.demands.must_have == ("diska", "lyfta")
    assert opening.demands.swedish[LanguageArea.LISTENING].label == "A2"
    assert opening.offers.languages == ("ar", "so")
    assert opening.offers.mentor is True
    assert opening.deadline == date(2026, 9, 1)
    assert (item.employer.id, item.employer.sector) == ("E7", Sector.KITCHENS)
    assert (item.site.name, item.site.place) == ("Torget", Place("Göteborg"))
    assert opening.employer == "E7"


def test_an_employer_without_an_id_gets_one_from_the_name(tmp_path, programme):
    rows = [GOOD, {**GOOD, "opening_id": "O2", "employer": "köket  ab"}]
    first, second = parse(tmp_path, programme, *rows).good

    assert first.employer.id == second.employer.id
    assert first.employer.id.startswith("koket-ab-")


def test_a_lead_in_a_table_needs_no_terms_and_is_new(tmp_path, programme):
    row = {**GOOD, "kind": "annons", "form": "", "pay_line": ""}

    (item,) = parse(tmp_path, programme, row).good

    assert (item.opening.kind, item.opening.state) == (OpeningKind.LEAD, OpeningState.NEW)
    assert item.opening.terms is None
    assert (item.opening.step, item.opening.mapped_by) == (None, None)


def test_only_a_draft_may_lack_form_and_pay(tmp_path, programme):
    bare = {**GOOD, "form": "", "pay_line": ""}

    drafted = parse(tmp_path, programme, {**bare, "state": "utkast"})
    refused = parse(tmp_path, programme, bare, {**bare, "opening_id": "O2", "pay_line": "avtal"})

    assert drafted.good[0].opening.state is OpeningState.DRAFT
    assert [(fault.row, fault.column) for fault in refused.rejected] == [
        (2, "form"),
        (2, "pay_line"),
        (3, "form"),
    ]
    assert "draft" in refused.rejected[0].mend


BAD = [
    ({"form": "subsidised"}, "form", "kind of subsidy"),
    ({"form": "praktik"}, "form", "who decides"),
    ({"step": "kitchens.kitchen_porte"}, "step", "no ladder"),
    ({"step": "kitchens.kitchen_porter", "sector": "industri"}, "sector", "belongs to kitchens"),
    ({"swedish_reading": "B1"}, "swedish_for_task", "tied to a task"),
    ({"swedish_reading": "X1"}, "swedish_reading", "unknown level"),
    ({"places": "0"}, "places", "outside 1"),
    ({"hours_min": "40", "hours_max": "20"}, "hours_min", "above the most"),
    ({"state": "new"}, "state", "no such state"),
    ({"kind": "lead", "state": "open"}, "state", "no such state"),
    ({"site": "Torget"}, "site", "no municipality"),
    ({"certificates": "flying"}, "certificates", "no ladder"),
    ({"title": ""}, "title", "empty"),
    ({"text": "\x01"}, "text", "empty"),
    ({"employer": ""}, "employer", "empty"),
]


@pytest.mark.parametrize(("cells", "column", "problem"), BAD)
def test_a_bad_opening_is_named_and_not_kept(tmp_path, programme, cells, column, problem):
    parsed = parse(tmp_path, programme, {**GOOD, **cells})

    assert not parsed.good
    (fault,) = parsed.rejected
    assert (fault.row, fault.column) == (2, column)
    assert problem in fault.problem


def test_an_id_twice_and_an_employer_with_two_names_are_faults(tmp_path, programme):
    parsed = parse(
        tmp_path,
        programme,
        {**GOOD, "employer_id": "E1"},
        {**GOOD, "employer_id": "E1", "opening_id": "O2", "employer": "Annan AB"},
        {**GOOD, "employer_id": "E2"},
    )

    assert not parsed.good
    assert [(fault.row, fault.column) for fault in parsed.rejected] == [
        (2, "opening_id"),
        (3, "employer"),
        (4, "opening_id"),
    ]


def test_every_column_has_words_in_both_languages_and_no_name_twice():
    words = [word for c in OPENING_COLUMNS for word in (c.name, *c.swedish)]

    assert len(words) == len(set(words))
    assert all(column.swedish and column.sv and column.en for column in OPENING_COLUMNS)
