"""Everything on one person as files: JSON with purposes, and a CSV for each table."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime

from matcher.interchange.own_data import (
    own_data_archive,
    own_data_json,
    own_data_tables,
    write_own_data,
)

ROWS = {
    "participants": [{"code": "P001", "start": date(2026, 1, 2), "shifts": ["day"], "note": None}],
    "person_views": [{"by": "=Åsa", "at": datetime(2026, 1, 2, 3, tzinfo=UTC)}],
}


def test_the_json_says_what_each_column_is_for():
    document = json.loads(own_data_json(ROWS, {"participants.code": "names the person"}))

    assert document["participants"]["columns"]["code"] == "names the person"
    assert document["participants"]["rows"][0]["start"] == "2026-01-02"
    assert set(document) == set(ROWS)


def test_tables_are_safe_to_open_and_the_archive_holds_the_same():
    tables = own_data_tables(ROWS)

    assert tables["participants.csv"].splitlines()[1] == 'P001;2026-01-02;"[""day""]";'
    assert "\n=" not in tables["person_views.csv"]
    archive = zipfile.ZipFile(io.BytesIO(own_data_archive(ROWS)))
    packed = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert packed == tables


def test_a_folder_gets_the_same_files(tmp_path):
    written = write_own_data(tmp_path / "out", ROWS, {})

    assert [path.name for path in written] == [
        "own-data.json",
        "participants.csv",
        "person_views.csv",
    ]
    text = written[2].read_bytes().decode("utf-8-sig")
    assert text == own_data_tables(ROWS)["person_views.csv"]
