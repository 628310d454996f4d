"""Job ads in every shape JobTech gives them become leads; what cannot be used says why."""

from __future__ import annotations

import json
from datetime import date

import pytest

from matcher.domain.ids import OrganisationId
from matcher.domain.opening import OpeningKind, OpeningState, Origin
from matcher.domain.place import Place
from matcher.errors import InputErrors
from matcher.interchange.html_text import plain_text
from matcher.interchange.jobtech import MAX_AD_TEXT, parse_ads
from matcher.interchange.programme import Gazetteer, Programme

PLACES = Gazetteer({("mölndal", ""): Place("Mölndal", None, 57.65, 12.01)})
DEMO = Programme(OrganisationId("demo"), gazetteer=PLACES)

STREAM = {
    "id": "24681012",
    "removed": False,
    "webpage_url": "https://arbetsformedlingen.se/platsbanken/annonser/24681012",
    "headline": "Diskare till storkök",
    "application_deadline": "2026-09-25T23:59:59",
    "number_of_vacancies": 2,
    "description": {"text": "Vi söker dig.\nDu diskar.", "text_formatted": "<p>Vi</p>"},
    "employment_type": {"label": "Tillsvidareanställning"},
    "duration": {"label": "Tills vidare"},
    "working_hours_type": {"label": "Deltid"},
    "scope_of_work": {"min": 50, "max": 75},
    "employer": {
        "name": "Köket AB",
        "workplace": "Köket",
        "organization_number": "8112189876",
        "email": "anna@koket.se",
    },
    "application_contacts": [{"name": "Anna Andersson", "email": "anna@koket.se"}],
    "application_details": {"email": "jobb@koket.se"},
    "occupation": {"concept_id": "pKTY_Kwu_sUw", "label": "Diskare"},
    "occupation_group": {"label": "Restaurangbiträden", "legacy_ams_taxonomy_id": "9412"},
    "workplace_address": {"municipality": "Göteborg", "coordinates": [11.97, 57.7]},
    "must_have": {
        "skills": [{"label": "Livsmedelshygien"}],
        "languages": [{"label": "Svenska"}, {"label": "Engelska"}],
        "work_experiences": [{"label": "Diskare"}],
    },
    "nice_to_have": {"skills": [], "languages": [{"label": "Somaliska"}], "work_experiences": []},
    "driving_license_required": True,
    "driving_license": [{"label": "B"}],
    "sector": ["industry"],
}


def parse(folder, content, name="ads.json"):
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return parse_ads(path, DEMO)


def lines(*ads):
    return "\n".join(ad if isinstance(ad, str) else json.dumps(ad) for ad in ads) + "\n"


def test_an_ad_of_the_stream_becomes_a_lead(tmp_path):
    (item,) = parse(tmp_path, STREAM).good

    lead = item.opening
    assert (lead.id, lead.kind, lead.state) == (
        "lead-24681012",
        OpeningKind.LEAD,
        OpeningState.NEW,
    )
    assert (lead.title, lead.text) == ("Diskare till storkök", "Vi söker dig.\nDu diskar.")
    assert lead.origin == Origin("jobtech", "24681012", STREAM["webpage_url"])
    assert (item.jobtech, item.ssyk) == ("pKTY_Kwu_sUw", "9412")
    assert lead.place == Place("Göteborg", None, 57.7, 11.97)
    assert (lead.hours.per_week_min, lead.hours.per_week_max) == (20, 30)
    assert (lead.places, lead.deadline) == (2, date(2026, 9, 25))
    assert lead.demands.must_have == ("Livsmedelshygien", "Diskare", "Engelska")
    assert lead.demands.nice_to_have == ("Somaliska",)
    assert lead.demands.driving_licence is True
    assert lead.offers.languages == ("en", "so")
    assert item.employer.name == "Köket AB"
    assert lead.employer == item.employer.id
    assert (lead.sector, lead.step, lead.terms) == (None, None, None)


def test_no_contact_person_and_no_registration_number_is_kept(tmp_path):
    (item,) = parse(tmp_path, STREAM).good

    told = repr(item)
    assert item.opening.contact is None
    for private in ("Anna", "anna@", "jobb@", "8112189876"):
        assert private not in told


def test_the_label_of_evaluation_is_never_read(tmp_path):
    (first,) = parse(tmp_path, STREAM).good
    (second,) = parse(tmp_path, {**STREAM, "sector": ["kitchens"]}).good

    assert first == second


def test_the_fields_of_the_dump_are_read_too(tmp_path):
    dump = {
        "id": 30016621,
        "headline": "Kock",
        "description": "Laga mat.",
        "occupation": {"label": "Kock", "concept_id": "abcd_efg_hij"},
        "ssyk4": "5120",
        "municipality": "Mölndal",
        "working_hours_type": "Heltid",
        "scope_of_work": None,
        "driving_license_required": False,
    }

    (item,) = parse(tmp_path, dump).good

    assert item.opening.id == "lead-30016621"
    assert item.ssyk == "5120"
    assert item.opening.place == Place("Mölndal", None, 57.65, 12.01)
    assert (item.opening.hours.per_week_min, item.opening.hours.per_week_max) == (40, 40)
    assert item.opening.demands.driving_licence is False


@pytest.mark.parametrize("key", sorted(set(STREAM) - {"id", "description"}))
@pytest.mark.parametrize("value", [None, ..., [], {}, "", 7, [None], {"label": None}, [[]]])
def test_a_field_that_is_null_missing_or_of_another_shape_is_not_known(tmp_path, key, value):
    ad = {name: old for name, old in STREAM.items() if name != key}
    if value is not ...:
        ad[key] = value

    (item,) = parse(tmp_path, ad).good

    assert item.opening.text == "Vi söker dig.\nDu diskar."
    assert item.opening.places >= 1


SHAPES = {
    "one": lambda ads: json.dumps(ads[0]),
    "pretty": lambda ads: json.dumps(ads[0], indent=2),
    "array": json.dumps,
    "array of lines": lambda ads: "[\n" + ",\n".join(map(json.dumps, ads)) + "\n]",
    "hits": lambda ads: json.dumps({"total": {"value": 2}, "hits": ads}),
    "hits of lines": lambda ads: '{"hits": [\n' + ",\n".join(map(json.dumps, ads)) + "\n]}",
    "lines": lambda ads: lines(*ads),
    "lines with gaps": lambda ads: "\n" + "\r\n\r\n".join(map(json.dumps, ads)),
    "lines of hits": lambda ads: lines(*({"hits": [ad]} for ad in ads)),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_shape_of_file_gives_the_same_ads(tmp_path, shape, encoding):
    ads = [{**STREAM, "id": "1"}, {**STREAM, "id": "2"}]
    path = tmp_path / "ads"
    path.write_bytes(SHAPES[shape](ads).encode(encoding))

    found = [item.opening.id for item in parse_ads(path, DEMO).good]

    assert found == (["lead-1"] if shape in {"one", "pretty"} else ["lead-1", "lead-2"])


REFUSED = [
    ({"description": None}, "description", "no text"),
    ({"description": {"text": "  ", "text_formatted": "<p> </p>"}}, "description", "no text"),
    ({"description": "x" * (MAX_AD_TEXT + 1)}, "description", f"{MAX_AD_TEXT + 1} characters"),
    ({"description": "x" * 10_000_000}, "description", "characters; at most"),
    ({"id": None}, "id", "no id"),
    ({"id": "../../x"}, "id", "no id"),
    ({"id": True}, "id", "no id"),
    ({"removed": True}, "removed", "removed by its publisher"),
]


@pytest.mark.parametrize(("change", "key", "problem"), REFUSED)
def test_an_ad_that_cannot_be_used_is_refused_with_its_line(tmp_path, change, key, problem):
    parsed = parse(tmp_path, lines({**STREAM, "id": "1"}, {**STREAM, **change}), "ads.jsonl")

    assert [item.opening.id for item in parsed.good] == ["lead-1"]
    (fault,) = parsed.rejected
    assert (fault.file, fault.row, fault.column) == ("ads.jsonl", 2, key)
    assert problem in fault.problem
    assert fault.mend


def test_inside_a_document_the_path_of_the_ad_is_named(tmp_path):
    parsed = parse(tmp_path, {"hits": [STREAM, {**STREAM, "id": "2", "description": ""}, 7]})

    assert [fault.column for fault in parsed.rejected] == ["hits[1].description", "hits[2]"]


def test_broken_lines_are_named_and_the_others_are_read(tmp_path):
    parsed = parse(tmp_path, lines('{"id": ', STREAM, "[1]", '"text"'))

    assert len(parsed.good) == 1
    assert [fault.row for fault in parsed.rejected] == [1, 3, 4]
    assert "no JSON" in parsed.rejected[0].problem
    assert "no job ad" in parsed.rejected[1].problem


def test_an_ad_that_stands_twice_is_refused_on_both_lines(tmp_path):
    parsed = parse(tmp_path, lines(STREAM, {**STREAM, "id": "2"}, STREAM))

    assert [item.opening.id for item in parsed.good] == ["lead-2"]
    assert [(fault.row, fault.column) for fault in parsed.rejected] == [(1, "id"), (3, "id")]
    assert "line 3" in parsed.rejected[0].problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "empty"),
        ("[]", "no ads"),
        ('{"hits": []}', "no ads"),
        ('{"id": 1,\n "headline": }', "no JSON"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_file_that_holds_no_ads_is_one_clear_fault(tmp_path, content, problem):
    with pytest.raises(InputErrors) as caught:
        parse(tmp_path, content)

    assert problem in caught.value.errors[0].problem


def test_a_json_fault_names_its_line(tmp_path):
    with pytest.raises(InputErrors) as caught:
        parse(tmp_path, '{"id": 1,\n "headline": }')

    (fault,) = caught.value.errors
    assert (fault.row, fault.column) == (2, "character 14")


def test_an_ad_without_headline_takes_the_first_line_of_its_text(tmp_path):
    (item,) = parse(tmp_path, {**STREAM, "headline": None}).good

    assert item.opening.title == "Vi söker dig."


def test_tags_scripts_and_personal_numbers_are_taken_out(tmp_path):
    text = "<p>Ring <b>19811218-9876</b>&nbsp;nu</p><script>alert(1)</script><ul><li>Kök</li></ul>"

    (item,) = parse(tmp_path, {**STREAM, "description": {"text_formatted": text}}).good

    assert item.opening.text == "Ring [...] nu\n\nKök"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x", "https://a b", None])
def test_only_web_addresses_are_kept(tmp_path, url):
    (item,) = parse(tmp_path, {**STREAM, "webpage_url": url}).good

    assert item.opening.origin.url is None


@pytest.mark.parametrize(
    "point", [None, [], [None, None], [11.9], ["x", "y"], [999, 999], [float("nan"), 1.0], "x"]
)
def test_a_bad_point_leaves_the_place_without_one(tmp_path, point):
    address = {"municipality": "Borås", "coordinates": point}

    (item,) = parse(tmp_path, {**STREAM, "workplace_address": address}).good

    assert item.opening.place == Place("Borås")


def test_text_without_tags_stays_as_it_is():
    assert plain_text("lön < 30 000 & > 20 000") == "lön < 30 000 & > 20 000"
    assert plain_text("[NAMN] söker") == "[NAMN] söker"
