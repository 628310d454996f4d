"""`stegvis taxonomy`: import, list and search from the command line."""

from __future__ import annotations

import json

import pytest
from taxonomies import COOK, bundle, jobtech, put, reduced

from matcher.errors import InputError, InputErrors
from matcher.persistence.taxonomies import SqlTaxonomies


@pytest.fixture
def folder(tmp_path):
    return put(tmp_path / "ESCO v1.2.0", reduced(), jobtech())


def said(result):
    return " ".join(result.output.split())


def test_import_list_and_search(stegvis, folder):
    first = stegvis("import", folder, "--by", "Anna")

    assert first.exit_code == 0, first.output
    assert "In use now: 2 groups, 2 occupations, 2 skills" in said(first)
    assert "set aside: 1 rows of jobtech_ssyk4_skills.csv" in said(first)
    listed = json.loads(stegvis("list", "--json").stdout)
    assert [(v["scheme"], v["name"], v["state"], v["by"]) for v in listed] == [
        ("jobtech", "1.2.0", "in_use", "Anna"),
        ("esco", "1.2.0", "in_use", "Anna"),
    ]
    [found] = json.loads(stegvis("search", "kallskän", "--json").stdout)
    assert (found["id"], found["label"], found["kind"]) == (COOK, "kock", "occupation")
    assert found["found_by"] == {"text": "kallskänka", "lang": "sv"}
    assert "kallskänka (sv)" in stegvis("search", "kallskän").output
    again = stegvis("import", folder)
    assert "nothing was changed" in again.output


def test_a_dry_run_writes_nothing(stegvis, folder):
    result = stegvis("import", folder, "--dry-run", "--json")

    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert [one["version"] for one in document] == [None, None]
    assert json.loads(stegvis("list", "--json").stdout) == []


def test_only_one_scheme(stegvis, folder):
    stegvis("import", folder, "--scheme", "jobtech")

    assert [v["scheme"] for v in json.loads(stegvis("list", "--json").stdout)] == ["jobtech"]


def test_faults_are_an_error_and_in_the_document(stegvis, tmp_path):
    made = bundle()
    made["occupationSkillRelations_en.csv"][0]["skillUri"] = "gone"
    folder = put(tmp_path / "broken", made)

    result = stegvis("import", folder, "--json")

    assert isinstance(result.exception, InputErrors)
    [report] = json.loads(result.stdout)
    assert report["version"] is None
    assert report["rejected"][0]["row"] == 2
    dry = stegvis("import", folder, "--dry-run")
    assert dry.exit_code == 1
    assert "refused: occupationSkillRelations_en.csv, row 2, skillUri" in dry.output
    kept = stegvis("import", folder, "--keep-good")
    assert kept.exit_code == 0
    assert "refused: occupationSkillRelations_en.csv, row 2, skillUri" in kept.output
    assert "In use now" in kept.output


def test_an_empty_state_says_what_to_do(stegvis):
    assert "stegvis taxonomy import FOLDER" in said(stegvis("list"))
    assert isinstance(stegvis("search", "kock").exception, InputError)


def test_a_search_that_finds_nothing_says_so(stegvis, folder):
    stegvis("import", folder)

    assert "No label has this in it" in stegvis("search", "kosmonaut").output
    assert json.loads(stegvis("search", "kosmonaut", "--json").stdout) == []


def test_an_import_killed_between_files_leaves_what_is_in_use_and_goes_on(
    stegvis, folder, monkeypatch
):
    stegvis("import", folder, "--scheme", "jobtech")
    put_rows = SqlTaxonomies.put
    killed_at = []

    def put_or_die(self, number, rows, file):
        if file.name == "esco_skills.csv" and not killed_at:
            killed_at.append(file.name)
            raise SystemExit(137)
        put_rows(self, number, rows, file)

    monkeypatch.setattr(SqlTaxonomies, "put", put_or_die)
    assert stegvis("import", folder, "--scheme", "esco").exit_code == 137

    states = {v["scheme"]: v["state"] for v in json.loads(stegvis("list", "--json").stdout)}
    assert states == {"jobtech": "in_use", "esco": "building"}
    assert "not whole: run the import again" in said(stegvis("list"))
    assert json.loads(stegvis("search", "kallskän", "--json").stdout) == []
    assert json.loads(stegvis("search", "diskare", "--json").stdout)
    again = stegvis("import", folder, "--scheme", "esco")
    assert "2 of them read earlier" in said(again)
    assert len(json.loads(stegvis("search", "kallskän", "--json").stdout)) == 1
