"""After a stop or a pause, place by place: lists, searches, exports, backups, and the log."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import replace

import pytest
from functional import test_backup_commands as drill
from functional.test_backup_commands import MARK
from functional.test_person_rights import ANNA, listed, services_of, tables_with
from functional.web_programme import EMPLOYER, EverythingFits, openings

from matcher import bootstrap
from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.opening import OpeningKind
from matcher.domain.plan_activity import ActivityKind, Written
from matcher.domain.role import Role
from matcher.domain.rounds import HowAnswered
from matcher.domain.visibility import Viewer
from matcher.interchange.column_register import read_column_register
from matcher.settings import shared_path

prepared, programme = drill.prepared, drill.programme

P001, P002 = ParticipantCode("P001"), ParticipantCode("P002")


@pytest.fixture
def employed(programme, monkeypatch):
    """The programme with an open job, and a LinkWorker who has both people in her caseload."""
    monkeypatch.setattr(bootstrap, "build_services", lambda to, _=None: EverythingFits(to))
    services = services_of(programme)
    own = next(one for one in openings() if one.kind is OpeningKind.OWN)
    with services.units(write=True) as unit:
        unit.employers.put([replace(EMPLOYER, organisation=services.organisation)])
        unit.openings.put([replace(own, organisation=services.organisation)])
        unit.commit()
    note = Written(ActivityKind.SFI, now().date(), text=MARK)
    services.plans.add(P001, Request("a1", 0, "Cleo", Role.COORDINATOR), note)
    [made] = services.questions.ask(now().date(), by="Cleo", only=[P001])
    services.questions.answer(P001, made.id, "closer", 5, HowAnswered.SELF)
    services.accounts.invite("Anna Ek", Role.LINKWORKER, by="chief")
    account = services.accounts.named("Anna Ek")
    services.caseloads.assign([P001, P002], account, Role.LINKWORKER, by="chief")
    return programme


def places(programme):
    """Return what can be read of people, by the place where it stands."""
    services = services_of(programme)
    viewer = Viewer(services.accounts.named("Anna Ek").user.id, Role.LINKWORKER)
    return {
        "people": str(listed(programme)),
        "queue": str(services.day.today(viewer, "Anna Ek").queue),
        "for an opening": programme.run("suggest", "--opening", "O001", "--json").output,
        "openings": programme.run("openings", "list", "--json").output,
    }


def test_whoever_pauses_is_on_no_list_at_once_and_comes_back(employed):
    before = places(employed)
    assert {place for place, text in before.items() if P001 in text} >= {"people", "for an opening"}

    employed.json("person", "pause", "P001", *ANNA)

    after = places(employed)
    assert [place for place, text in after.items() if P001 in text or MARK in text] == []
    assert P002 in after["for an opening"]
    employed.json("person", "resume", "P001", *ANNA)
    assert P001 in places(employed)["for an opening"]


def test_whoever_stops_is_in_no_list_export_backup_or_log_that_no_plan_names(
    employed, tmp_path, caplog
):
    caplog.set_level(logging.DEBUG)
    assert P001 in places(employed)["for an opening"]
    stopped = employed.run("person", "stop", "P001", *ANNA)
    assert stopped.exit_code == 0

    assert services_of(employed).questions.open_for(P001) is None

    said = stopped.output + "".join(places(employed).values())
    for words in (
        ("index", "build"),
        ("index", "verify"),
        ("jobs", "run"),
        ("audit", "list", "--json"),
        ("import", "list", "--json"),
        ("outbox", "list", "--json"),
        ("doctor",),
        ("person", "export", "P002", "--out", str(tmp_path / "other")),
        ("backup", str(tmp_path / "all.zip")),
    ):
        said += employed.run(*words).output
    exported = [path for path in (tmp_path / "other").iterdir() if MARK in path.read_text("utf-8")]

    assert MARK not in said
    assert exported == []
    assert list((tmp_path / "other").iterdir())
    assert caplog.text
    assert MARK not in caplog.text
    assert P001 not in caplog.text
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        holding = [name for name in archive.namelist() if MARK.encode() in archive.read(name)]
    # A backup has the rows that the database has, and those the plan names.
    assert holding == ["database.sqlite"]
    files = {name.partition("/")[0] for name in employed.files_with(MARK.encode())}
    assert {name for name in files if not name.startswith("demo.db")} == set()
    register = read_column_register(shared_path("data", "register", "columns.yaml"))
    planned = {one.table: one.retention.id for one in register.columns}
    holding = tables_with(employed, MARK)
    assert "plan_versions" in holding
    assert {planned[table] for table in holding} <= {"person", "import", "log"}
