"""What has to be there before the commands of the pages run: people, files, ids."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import openpyxl
from disclosing import Office
from functional.conftest import Commands
from functional.shown_commands import REPOSITORY
from letting_go import let_go
from taxonomies import jobtech, put, reduced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PEOPLE = (
    "code;state;preferred_language;experience_1;experience_1_lang;experience_1_months\n"
    "K003;active;sv;Jag diskade på en restaurang;sv;18\n"
    "K017;active;sv;Jag tog hand om min mormor;sv;12\n"
    "K004;referred;sv;Jag packade lådor;sv;12\n"
)
PART_OF_THE_DEMO = {"participants": 12, "openings": 17}
OPENINGS = (
    "opening_id;kind;state;employer_id;employer;title;text;step;places;form;pay_line\n"
    "N-1;own;open;EN;Köket;Diskare;Du diskar.;kitchens.kitchen_porter;1;permanent;Månadslön\n"
)
LEAD = (
    "opening_id;kind;employer_id;employer;title;text;places\n"
    "lead-17;lead;EL;Hemmet;Kock;Du lagar mat.;1\n"
)
ADS = (
    {"id": "1", "headline": "Diskare", "description": {"text": "Du diskar."}},
    {"id": "2", "headline": "Diskare"},
)
EXPECTED = (
    "step;kind;places;first;last;said_by\n"
    "kitchens.kitchen_porter;forecast;2;2027-06-01;2027-08-31;Eva, chef\n"
)
COURSES = (
    "training;provider;kind;seats;cost;weeks;starts;entry_adult;admits\n"
    "care_introduction;Skolan;yrkesvux;12;9000;8;;yes;Skolan\n"
)
READ = (
    {
        "id": "1",
        "headline": "Diskare",
        "description": "Du diskar i ett kök.",
        "sector": ["kitchens"],
    },
    {"id": "2", "headline": "Pilot", "description": "Du flyger.", "sector": []},
)

_GROUP = {"ssyk4_code": "9412", "ssyk4_concept_id": "g1"}
TABLES = {
    "jobtech_occupations.csv": [
        {"concept_id": concept, "label_sv": label, **_GROUP}
        for concept, label in (
            ("pKTY_Kwu_sUw", "Diskare"),
            ("o1", "Restaurangbiträde"),
            ("o2", "Köksbiträde"),
            ("o3", "Murare"),
        )
    ],
    "jobtech_substitutability.csv": [
        {"from_concept_id": "o1", "to_concept_id": "pKTY_Kwu_sUw", "percentage": "75"}
    ],
}


def lay_out(commands: Commands) -> None:
    """Bring in a part of the demo and the people that pages speak of."""
    folder = commands.home.parent
    for kind, rows in PART_OF_THE_DEMO.items():
        lines = (REPOSITORY / "data" / "demo" / f"{kind}.csv").read_text("utf-8-sig").splitlines()
        (folder / f"{kind}.csv").write_text("\n".join(lines[: rows + 1]), encoding="utf-8")
        _well(commands, "import", kind, str(folder / f"{kind}.csv"), "--by", "Astrid")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    _well(commands, "import", "participants", str(folder / "people.csv"), "--by", "Astrid")
    _well(commands, "index", "build")


def _well(commands: Commands, *words: str) -> None:
    done = commands.run(*words)
    assert done.exit_code == 0, done.output + repr(done.exception)


class Stage:
    """The folder that the commands of one page run in.

    Parameters
    ----------
    folder
        Where files lie; the home is in it.
    environment
        What commands find there; a page adds to it.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.home = folder, folder / "home"
        self.environment = {
            **environment,
            "STEGVIS_HOME": str(self.home),
            "STEGVIS_EVAL_DATA": str(folder / "public"),
        }
        self._files()

    def ask(self, *words: str) -> Any:
        """Return the document that a command prints."""
        return Commands(self.home, self.environment).json(*words)

    def own(self, word: str) -> list[str]:
        """Return a word of a page with the folders and ids that are here, as a shell does."""
        for known, make in OWN.items():
            if re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", word):
                word = word.replace(known, make(self))
        if "*" in word:
            return sorted(str(path) for path in self.folder.glob(word))
        return [word]

    def before(self, line: str) -> None:
        """Do what a page takes for granted when a line is typed."""
        if line in BEFORE:
            BEFORE[line](self)

    def put(self, name: str, text: str) -> str:
        """Write a file; return its path."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def run(self, *words: str) -> None:
        """Run a command that has to end well."""
        _well(Commands(self.home, self.environment), *words)

    def _files(self) -> None:
        shutil.copytree(REPOSITORY / "data", self.folder / "data")
        (self.folder / "safe").mkdir()
        book = openpyxl.Workbook()
        for row in (("code", "state"), ("N001", "active"), ("N002", "nowhere")):
            book.active.append(row)
        book.save(self.folder / "people.xlsx")
        self.put("openings.csv", OPENINGS)
        self.put("ads.jsonl", _lines(ADS))
        self.put("expected.csv", EXPECTED)
        self.put("courses.csv", COURSES)
        example = (REPOSITORY / "data" / "instruments" / "own.yaml").read_text(encoding="utf-8")
        self.put("licensed.yaml", re.sub(r"(?m)^id: .*", "id: licensed", example))
        put(self.folder / "tables", TABLES)
        (self.folder / "public").mkdir()
        self.put("public/ads_platsbanken.jsonl", _lines(READ))
        older = put(self.folder / "ESCO v1.1.1", reduced(), jobtech())
        shutil.copytree(older, self.folder / "ESCO v1.2.0")
        name = "jobtech_keywords.csv"
        text = (older / name).read_text(encoding="utf-8")
        (older / name).write_text(text.replace("Disk", "Diskning"), encoding="utf-8")


def _lines(rows: tuple[Mapping[str, object], ...]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _lead(stage: Stage) -> None:
    stage.run("import", "openings", stage.put("lead.csv", LEAD))


def _message(stage: Stage) -> None:
    office = Office.of_home(stage.home)
    office.put("ask", opening="O001")
    office.engine.dispose()


def _in_state(state: str) -> Callable[[Stage], None]:
    """K003 as the page takes her for when it comes to a command: other people, other days."""

    def put_her(stage: Stage) -> None:
        with closing(sqlite3.connect(stage.home / "demo.db")) as database, database:
            database.execute("UPDATE participants SET state = ? WHERE code = 'K003'", (state,))

    return put_her


def _let_go(_: Stage) -> None:
    """Close what commands before have open: each is a process of its own, but not here."""
    let_go()


def _occupation(number: int) -> Callable[[Stage], str]:
    return lambda stage: str(stage.ask("openings", "show", "lead-17")["occupations"][number]["id"])


def _token_or_message(stage: Stage) -> str:
    made = stage.ask("tokens", "list")
    return str(made[0]["id"] if made else stage.ask("outbox", "list")[0]["id"])


OWN: Mapping[str, Callable[[Stage], str]] = {
    "/media/safe": lambda stage: str(stage.folder / "safe"),
    "/tmp/drill": lambda stage: str(stage.folder / "drill"),  # noqa: S108
    "/tmp/k003": lambda stage: str(stage.folder / "k003"),  # noqa: S108
    "$STEGVIS_EVAL_DATA": lambda stage: stage.environment["STEGVIS_EVAL_DATA"],
    "FOLDER": lambda stage: str(stage.folder / "ESCO v1.2.0"),
    "RUN": lambda stage: str(stage.ask("suggest", "--participant", "P001")["run"]["id"]),
    "ID": _token_or_message,
    "1ea42cc1": _occupation(0),
    "90bd1c02": _occupation(1),
}
"""Words of the pages that stand for the reader's own, and what stands for them here."""

BEFORE: Mapping[str, Callable[[Stage], None]] = {
    "stegvis openings list": _lead,
    "stegvis outbox list": _message,
    "stegvis taxonomy import FOLDER --dry-run": lambda stage: stage.run(
        "taxonomy", "import", str(stage.folder / "ESCO v1.1.1")
    ),
    'stegvis ladders next "Restaurangbiträde"': lambda stage: stage.run(
        "taxonomy", "import", str(put(stage.folder / "JobTech", jobtech(), TABLES))
    ),
    'stegvis tokens create "Anna Ek" --name "Case system" --scope participants:read '
    "--scope suggestions:read --days 90": lambda stage: stage.run(
        "accounts", "invite", "Anna Ek", "--role", "linkworker"
    ),
    "stegvis restore /media/safe/stegvis-2026-11-25.zip": _let_go,
    'stegvis person inform K003 --by "Fatima" --role front_desk --basis public_task '
    "--notice 2026-01-15": _in_state("referred"),
    'stegvis person leave K003 --by "Astrid" --reason found_work': _in_state("placed"),
    'stegvis person pause K003 --by "Astrid"': _in_state("active"),
    "stegvis person merge K003 K017 --dry-run": _in_state("active"),
    "stegvis audit list --subject P001 --by Kim": lambda stage: stage.run(
        "suggest", "--participant", "P001"
    ),
}
