"""Copy a large programme from its file to a PostgreSQL server, and ask for suggestions in both.

``python benchmarks/copy_to_server.py --people 20000 --json``. Every row is looked at again in both
while it is copied; beside that, tables are counted and hashed as a backup does, and the lists of
some people, made anew in each, have to be the same.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from many_people import copy_of, copy_people, make_hundred
from pg_server import pg_server

from matcher.persistence.copying import copy_all_rows
from matcher.persistence.table_digests import table_digests

if TYPE_CHECKING:
    from matcher.bootstrap import Services
    from matcher.domain.ids import ParticipantCode

HUNDRED = 100
ASKED = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, pg_server() as server:
        found = measure(Path(folder), server.url, arguments.people)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def measure(folder: Path, server: str, people: int) -> dict[str, Any]:
    """Make a programme, copy it, and hold both against each other."""
    here = copy_of(make_hundred(folder / "hundred"), folder / "here")
    there = copy_people(here.settings.database_file, people // HUNDRED, whole=True)
    began = time.perf_counter()
    copied = here.storage.copy_to(server, progress=lambda *_: None)
    took = time.perf_counter() - began
    on_server = type(here)(replace(here.settings, database=server))
    back = folder / "back.db"
    copy_all_rows(on_server.settings.database_url, f"sqlite:///{back}")
    same = _digests(here.settings.database_file) == _digests(back)
    codes = _some_of(here)
    lists = [_lists(services, codes) for services in (here, on_server)]
    rows = sum(table.rows for table in copied.values())
    return {
        "people": there,
        "rows": rows,
        "tables": len(copied),
        "seconds": round(took, 1),
        "rows_per_s": round(rows / took),
        "hashes_equal": same,
        "lists": len(codes),
        "lists_equal": lists[0] == lists[1],
        "suggestions": sum(map(len, lists[0])),
    }


def _digests(database: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(database)) as link:
        return table_digests(link)


def _some_of(services: Services) -> list[ParticipantCode]:
    with services.units() as unit:
        codes = sorted(person.code for person in unit.participants.all())
    return random.Random(20261122).sample(codes, min(ASKED, len(codes)))  # noqa: S311


def _lists(services: Services, codes: list[ParticipantCode]) -> list[list[tuple[Any, ...]]]:
    made = [services.suggest.for_participant(code, 10, "bench") for code in codes]
    return [
        [
            (one.opening, one.step, one.score, one.band, one.contributions)
            for one in each.suggestions
        ]
        for each in made
    ]


if __name__ == "__main__":
    main()
