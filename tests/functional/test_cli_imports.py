"""`stegvis import` from file to database and back, and what it says when it refuses."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from fakes import FixedMapper, MemoryStore, TickingClock
from typer.testing import CliRunner

from matcher.cli import imports
from matcher.cli.console import open_services
from matcher.domain.ids import OrganisationId, StepId
from matcher.domain.opening import MappedBy
from matcher.domain.sector import Sector
from matcher.errors import Conflict, InputErrors, NotFound
from matcher.interchange.programme import Programme
from matcher.services.intake import IntakeService
from matcher.taxonomy.mapping import AdMapping

PEOPLE = "kod;språk;timmar minst\nP001;so;20\nP002;ar;37,5\n"
OPENINGS = (
    "opening_id;employer;title;text;form;pay_line;step\n"
    "O1;Köket AB;Diskare;Diska;permanent;kollektivavtal;kitchens.kitchen_porter\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A programme of its own, with a real database."""
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def store(monkeypatch):
    """A programme in memory, whose ads are mapped by their titles."""
    found = FakeServices()
    monkeypatch.setattr(imports, "open_services", lambda: found)
    return found.store


@dataclass
class FakeServices:
    store: MemoryStore = field(default_factory=MemoryStore)
    programme: Programme = field(default_factory=lambda: Programme(OrganisationId("demo")))

    @property
    def intake(self):
        porter = StepId("kitchens.kitchen_porter")
        answers = {"Diskare": AdMapping(Sector.KITCHENS, porter, MappedBy.SSYK, 0.75, "ssyk")}
        return IntakeService(self.store.units, FixedMapper(answers), TickingClock())


def stegvis(*words):
    return CliRunner().invoke(imports.import_app, list(words))


def saved(folder, text, name="people.csv", encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return str(path)


def test_people_go_in_once_and_come_out_with_undo(home):
    path = saved(home, PEOPLE, encoding="cp1252")

    first = stegvis("participants", path, "--by", "Amina")
    again = stegvis("participants", path)
    listed = json.loads(stegvis("list", "--json").stdout)
    undone = stegvis("undo")

    assert first.exit_code == 0, first.exception
    assert "2 new, 0 changed, 0 as before, 0 refused" in first.stdout
    assert "windows-1252" in first.stderr
    assert "språk" in first.stderr
    assert "0 new, 0 changed, 2 as before" in again.stdout
    # Undoing "the last import" would take the first one back.
    assert "stegvis import undo" in first.stdout
    assert "nothing to take back" in again.stdout
    assert "undo" not in again.stdout
    assert [(row["by"], row["created"]) for row in listed] == [
        ("cli", []),
        ("Amina", ["P001", "P002"]),
    ]
    assert "2 rows taken away" in " ".join(undone.stdout.split())
    with open_services().units() as unit:
        assert unit.participants.all() == ()


def test_openings_with_a_step_go_in_without_an_encoder(home):
    result = stegvis("openings", saved(home, OPENINGS), "--json")

    assert result.exit_code == 0, result.exception
    said = json.loads(result.stdout)
    assert (said["created"], said["batch"]["created"]) == (1, ["O1"])
    with open_services().units() as unit:
        (opening,) = unit.openings.all()
        (employer,) = unit.employers.all()
    assert (opening.step, opening.sector) == ("kitchens.kitchen_porter", Sector.KITCHENS)
    assert (employer.name, opening.employer) == ("Köket AB", employer.id)


def test_a_dry_run_writes_nothing(home):
    result = stegvis("participants", saved(home, PEOPLE), "--dry-run")

    assert result.exit_code == 0, result.exception
    assert "2 new" in result.stdout
    assert "Nothing was written" in result.stdout
    with open_services().units() as unit:
        assert unit.participants.all() == ()
        assert unit.imports.all() == ()


def test_a_bad_row_stops_the_import_and_nothing_is_half_written(home):
    path = saved(home, PEOPLE + "P003;xx yy;99\n")

    result = stegvis("participants", path)

    assert isinstance(result.exception, InputErrors)
    assert [(fault.row, fault.column) for fault in result.exception.errors] == [
        (4, "preferred_language"),
        (4, "hours_min"),
    ]
    with open_services().units() as unit:
        assert unit.participants.all() == ()


def test_good_rows_are_kept_when_that_is_asked_for(home):
    path = saved(home, PEOPLE + "P003;sv;99\n")

    result = stegvis("participants", path, "--keep-good")

    assert result.exit_code == 0, result.exception
    assert "2 new, 0 changed, 0 as before, 1 refused" in result.stdout
    assert "people.csv, row 4, hours_min" in result.stdout
    with open_services().units() as unit:
        assert [person.code for person in unit.participants.all()] == ["P001", "P002"]


def test_a_dry_run_with_refused_rows_names_them_and_exits_with_one(home):
    result = stegvis("participants", saved(home, PEOPLE + "P001;sv;9\n"), "--dry-run")

    assert result.exit_code == 1
    assert "row 4 has the same code" in result.stdout
    assert "1 new, 0 changed, 0 as before, 2 refused" in result.stdout


def test_json_holds_the_faults_and_nothing_else_is_on_standard_output(home):
    result = stegvis("participants", saved(home, PEOPLE + "P003;sv;99\n"), "--json")

    said = json.loads(result.stdout)
    assert said["batch"] is None
    assert said["rejected_rows"] == 1
    assert said["rejected"][0]["column"] == "hours_min"
    assert isinstance(result.exception, InputErrors)


def test_what_is_no_table_is_refused(home):
    result = stegvis("participants", saved(home, '[{"id": 1}]'))

    assert isinstance(result.exception, InputErrors)
    assert "JSON" in str(result.exception)


@pytest.mark.parametrize("command", ["participants", "openings"])
@pytest.mark.parametrize(
    ("content", "problem"), [("%PDF-1.7", "PDF"), ("", "empty"), ("a,b", "no row below")]
)
def test_both_commands_refuse_what_holds_no_rows(home, command, content, problem):
    result = stegvis(command, saved(home, content))

    assert isinstance(result.exception, InputErrors)
    assert problem in str(result.exception)


def test_a_missing_file_and_an_unknown_column_are_refused(home):
    missing = stegvis("openings", str(home / "none.jsonl"))
    unknown = stegvis("participants", saved(home, "kod;spraak\nP1;sv\n"))

    assert "cannot be read" in str(missing.exception)
    assert "the column is unknown" in str(unknown.exception)
    assert "Did you mean 'språk'?" in str(unknown.exception)


def test_the_imports_are_listed_for_people_to_read(home):
    stegvis("participants", saved(home, PEOPLE), "--by", "Amina")

    shown = stegvis("list").stdout

    assert "Amina" in shown
    assert json.loads(stegvis("list", "--json").stdout)[0]["id"] in shown


def test_undo_twice_and_undo_of_nothing_are_refused(home):
    assert isinstance(stegvis("undo").exception, NotFound)
    stegvis("participants", saved(home, PEOPLE))
    (batch,) = json.loads(stegvis("list", "--json").stdout)

    assert stegvis("undo", batch["id"]).exit_code == 0
    assert isinstance(stegvis("undo", batch["id"]).exception, Conflict)


def test_an_empty_list_of_imports_says_how_to_begin(home):
    assert "import participants FILE" in " ".join(stegvis("list").stdout.split())


def ad(number, title, text="Text"):
    return json.dumps({"id": str(number), "headline": title, "description": text})


def test_a_dry_run_of_ads_shows_sector_step_and_what_is_refused(store, tmp_path):
    ads = [ad(1, "Diskare"), ad(2, "[NAMN] Pilot"), ad(3, "Tom", "")]
    path = saved(tmp_path, "\n".join(ads), "ads.jsonl")

    result = stegvis("openings", path, "--dry-run")

    shown = " ".join(result.stdout.split())
    assert "Diskare" in shown
    assert "kitchens" in shown
    assert "0.75" in shown
    assert "[NAMN] Pilot" in shown
    assert "none of ours" in shown
    assert "ads.jsonl, row 3, description: the ad 3 has no text" in shown
    assert "2 new, 0 changed, 0 as before, 1 refused" in shown
    assert store.rows.openings == {}


def test_json_of_ads_has_a_row_for_each_with_both_answers(store, tmp_path):
    path = saved(tmp_path, ad(1, "Diskare") + "\n" + ad(2, "Pilot"), "ads.jsonl")

    said = json.loads(stegvis("openings", path, "--json").stdout)

    assert [(row["id"], row["sector"], row["step"], row["by"]) for row in said["rows"]] == [
        ("lead-1", "kitchens", "kitchens.kitchen_porter", "ssyk"),
        ("lead-2", None, None, None),
    ]
    assert sorted(store.rows.openings) == ["lead-1", "lead-2"]


def test_many_ads_show_a_bar_on_standard_error_only(store, tmp_path):
    count = imports.SLOW_ROWS + 1
    path = saved(tmp_path, "\n".join(ad(n, "Diskare") for n in range(count)), "ads.jsonl")

    result = stegvis("openings", path, "--json")

    assert json.loads(result.stdout)["created"] == count
    assert len(store.rows.openings) == count


def test_headers_that_mean_one_of_ours_are_named_with_ours(home):
    path = saved(home, "kod;Modersmål;Tidigare jobb;Mobil;Övrigt\nK1;ar;Diskat;;\n")

    refused = stegvis("participants", path).exception

    assert isinstance(refused, InputErrors)
    said = {fault.column: fault.mend for fault in refused.errors}
    assert said["Modersmål"].startswith("It seems to be 'språk': rename it so")
    assert said["Tidigare jobb"].startswith("It seems to be 'erfarenhet 1'")
    assert said["Mobil"] == "Stegvis keeps nothing like it: take the column away."
    assert said["Övrigt"] == "Rename the column, or take it away."


def test_a_title_above_the_headers_is_named_with_their_row(home):
    path = saved(home, "Deltagare;;\n;;\nkod;språk;stadsdel\nK1;ar;Hjällbo\n")

    refused = stegvis("participants", path).exception

    [fault] = refused.errors
    assert fault.problem == "the headers stand in this row"
    assert "Take away the rows above it" in fault.mend
