"""How long an import of ESCO and JobTech takes, against writing the same rows with bare SQLite.

``python benchmarks/taxonomy_import.py --json`` reads the folder of evaluation data
(``STEGVIS_EVAL_DATA``); ``--folder`` names another one.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from matcher.bootstrap import build_services
from matcher.interchange.taxonomy_folder import find_sources
from matcher.services.taxonomy import Wish
from matcher.settings import load_settings

TABLES = ("concepts", "labels", "descriptions", "relations", "crosswalks")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--folder", type=Path, help="folder with the files")
    arguments = parser.parse_args()
    settings = load_settings()
    folder = arguments.folder or settings.eval_data
    with tempfile.TemporaryDirectory() as home:
        settings = replace(settings, home=Path(home))
        service = build_services(settings).taxonomy
        service.versions()
        began, worked = time.perf_counter(), time.process_time()
        reports = service.bring_in(find_sources(folder), Wish("benchmark"))
        seconds, cpu = time.perf_counter() - began, time.process_time() - worked
        began = time.perf_counter()
        service.bring_in(find_sources(folder), Wish("benchmark"))
        again = time.perf_counter() - began
        database = Path(home) / f"{settings.programme}.db"
        baseline, rows = _copy(database, Path(home) / "bare.db")
        found = {
            "seconds": seconds,
            "cpu_seconds": cpu,
            "same_again_seconds": again,
            "baseline_insert_seconds": baseline,
            "rows": rows,
            "database_mb": database.stat().st_size / 1e6,
            "counts": {r.scheme.value: dict(r.version.counts) for r in reports if r.version},
        }
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    print(
        f"{rows:,} rows in {seconds:.1f} s ({cpu:.1f} s of work), {seconds / baseline:.1f} times "
        f"writing them alone; the same again {again:.1f} s; {found['database_mb']:.0f} MB"
    )


def _copy(database: Path, bare: Path) -> tuple[float, int]:
    """Return the seconds and the number of rows of writing them once more, without indexes."""
    with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(bare)) as new:
        tables = {name: old.execute(f"SELECT * FROM taxonomy_{name}").fetchall() for name in TABLES}  # noqa: S608
        began = time.perf_counter()
        for name, rows in tables.items():
            marks = ", ".join("?" * len(rows[0]))
            columns = ", ".join(f"c{place}" for place in range(len(rows[0])))
            new.execute(f"CREATE TABLE {name} ({columns})")
            new.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
        new.commit()
        return time.perf_counter() - began, sum(map(len, tables.values()))


if __name__ == "__main__":
    main()
