"""`stegvis report target` and `stegvis instrument` on a programme that was counted by hand."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from target_programmes import read_cells
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.bootstrap import build_services
from matcher.cli.main import app
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import Participant, ParticipantState
from matcher.domain.rounds import AnswerStatus, HowAnswered, Response
from matcher.errors import Conflict, InputError, InputErrors, NotFound
from matcher.settings import Settings, shared_path

OWN = shared_path("data", "instruments", "own.yaml")
VALUES = {"closer": (4, 5), "other": (1, 2, 3)}


@pytest.fixture
def services(tmp_path):
    return build_services(Settings(home=tmp_path / "home", programme="programme"))


@pytest.fixture
def run(tmp_path, services):
    environment = {"STEGVIS_HOME": str(tmp_path / "home"), "STEGVIS_PROGRAMME": "programme"}

    def run(*arguments):
        result = CliRunner().invoke(app, [str(one) for one in arguments], env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def fill(services, name):
    """Store a programme of the test data, with an answer before the last one of each person."""
    cells = read_cells(name)
    with services.units(write=True) as unit:
        unit.participants.put(
            [
                Participant(
                    OrganisationId("local"), ParticipantCode(code), state=ParticipantState.ACTIVE
                )
                for code in dict.fromkeys(code for code, _, _ in cells)
            ]
        )
        unit.commit()
    for day in dict.fromkeys(day for _, day, _ in cells):
        mine = {ParticipantCode(code): said for code, at, said in cells if at == day and said}
        made = services.questions.ask(day, by="Siv", only=mine)
        with services.units(write=True) as unit:
            for number, one in enumerate(made):
                for response in _responses(one, mine[one.participant], number):
                    unit.rounds.respond(response)
            unit.commit()


def _responses(round_, said, number):
    at = bootstrap.now()
    if said in VALUES:
        other = VALUES["other" if said == "closer" else "closer"][0]
        value = VALUES[said][number % len(VALUES[said])]
        told = [(AnswerStatus.ANSWERED, other), (AnswerStatus.ANSWERED, value)]
    else:
        told = [] if said == "nothing" else [(AnswerStatus(said), None)]
    for place, (status, value) in enumerate(told, start=1):
        mode = None if status is AnswerStatus.NOT_ASKED else HowAnswered.SELF
        yield Response(round_.id, place, "closer", status, at, value, mode)


def counts(document, period):
    return {
        one["figure"]: cell["count"]
        for one in document["figures"]
        for cell in one["cells"]
        if cell["period"] == period
    }


def test_what_is_stored_comes_out_as_counted_by_hand(services, run):
    fill(services, "small")

    result = run("report", "target", "--json", "--counts", "exact")

    document = json.loads(result.stdout)
    assert "do not pass them on" in " ".join(result.stderr.split())
    assert counts(document, "2026-Q1") == {
        "took_part": 7, "answered": 4, "closer": 2, "skipped": 1, "no_answer": 1, "not_asked": 1,
    }  # fmt: skip
    assert counts(document, "2026-Q2") == {
        "took_part": 8, "answered": 5, "closer": 3, "skipped": 1, "no_answer": 1, "not_asked": 1,
    }  # fmt: skip
    # On a day after the third round is due, which holds P1 alone.
    assert counts(document, "all") == {
        "took_part": 9, "answered": 6, "closer": 3, "skipped": 0, "no_answer": 1, "not_asked": 2,
    }  # fmt: skip
    shares = {one["period"]: one for one in document["shares"]}
    assert shares["all"]["of_answered"]["value"] == pytest.approx(3 / 6)
    assert shares["all"]["of_all"]["value"] == pytest.approx(3 / 9)
    assert shares["all"]["response_rate"] == pytest.approx(6 / 9)
    assert shares["all"]["of_all"]["verdict"] == "not_reached"
    assert shares["all"]["of_answered"]["ci95"] == pytest.approx([0.1876, 0.8124], abs=1e-4)
    assert document["target"] == 0.75


def test_planners_get_a_table_with_definitions_and_nothing_small(services, run, tmp_path):
    fill(services, "larger")
    path = tmp_path / "target.csv"

    assert "2 periods are written to" in " ".join(
        run("report", "target", "--out", path).output.split()
    )

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["figure"]: row for row in csv.DictReader(file, delimiter=";")}
    shown = {name: row["2026-Q2"] for name, row in rows.items()}
    assert shown["took_part"] == "60"
    assert shown["answered"] == "50"
    assert shown["closer"] == "40"
    assert shown["skipped"].startswith("för få att visa / too few to show")
    assert shown["response_rate"] == "83 %"
    assert shown["closer_of_answered"].startswith("80 % (")
    assert shown["closer_of_all"].startswith("67 % (")
    assert shown["target_of_answered"] == "kan inte sägas ännu / cannot be said yet"
    assert all(row["definition_sv"] and row["definition_en"] for row in rows.values())
    assert len(rows) == 11


def test_a_workbook_has_the_same(services, run, tmp_path):
    fill(services, "small")
    path = tmp_path / "target.xlsx"
    run("report", "target", "--out", path, "--counts", "exact")

    rows = list(load_workbook(path).active.values)
    assert rows[0][-1] == "all"
    [verdict] = [row[-1] for row in rows if row[0] == "target_of_all"]
    assert verdict == "inte nått / not reached"


def test_of_a_hidden_count_there_is_no_share(services, run):
    fill(services, "small")

    document = json.loads(run("report", "target", "--json").stdout)

    assert counts(document, "all")["took_part"] == 10
    assert {one["of_answered"] for one in document["shares"]} == {None}
    assert {one["of_all"] for one in document["shares"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((), "--out FILE"), (("--out", "target.pdf"), r"\.csv or \.xlsx")],
)
def test_what_cannot_be_done_is_said_with_what_to_do(run, arguments, says):
    with pytest.raises(InputError, match=says):
        run("report", "target", *arguments)


def test_people_are_asked_once_a_quarter_by_command(services, run):
    fill(services, "small")
    later = date(2026, 11, 1).isoformat()

    said = " ".join(run("instrument", "ask", "--due", later, "--by", "Siv").output.split())
    assert said == f"9 people find the questions on their own page from {later} on."
    again = run("instrument", "ask", "--due", "2026-12-01", "--by", "Siv", "--json")
    assert json.loads(again.stdout) == {"due": "2026-12-01", "rounds": 0}
    more = ("--participant", "P1", "--due", "2027-01-01", "--by", "Siv", "--json")
    assert json.loads(run("instrument", "ask", *more).stdout)["rounds"] == 1
    with pytest.raises(NotFound, match="Nobody who takes part"):
        run("instrument", "ask", "--participant", "P99", "--due", later, "--by", "Siv")


def test_a_file_is_checked_and_loaded(run, tmp_path):
    assert "own.yaml: in order" in run("instrument", "check", OWN).output
    text, path = OWN.read_text(encoding="utf-8"), tmp_path / "mine.yaml"
    path.write_text(text.replace("id: own", "id: mine"), encoding="utf-8")
    said = run("instrument", "load", path, "--by", "Siv").output
    assert "mine 1 is asked from the next round on." in said
    assert "in use already" in run("instrument", "load", path, "--by", "Siv").output
    path.write_text(path.read_text("utf-8").replace("closer_from: 4", "closer_from: 5"), "utf-8")
    with pytest.raises(Conflict, match="next version"):
        run("instrument", "load", path, "--by", "Siv")
    path.write_text(text.replace("closer_from: 4", "closer_from: 9"), encoding="utf-8")
    checked = run("instrument", "check", path)
    assert checked.exit_code == 1
    assert "closer_from" in checked.output
    assert "mine.yaml: 1 fault" in checked.output
    with pytest.raises(InputErrors, match="closer_from"):
        run("instrument", "load", path, "--by", "Siv")
