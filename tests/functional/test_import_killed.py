"""An import that is killed between saving profiles and refreshing suggestions leaves none stale."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from functional.web_programme import EverythingFits, build

from matcher import bootstrap
from matcher.domain.command import Request
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import ParticipantCode
from matcher.domain.jobs import BY_CLOCK
from matcher.domain.role import Role
from matcher.domain.suggestion import Action
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import read_table
from matcher.services.clock.overtaken import LEFT_ALONE

if TYPE_CHECKING:
    from functional.web_programme import Programme

ANNA = ParticipantCode("P001")
PATHS = [str(folder) for folder in Path(__file__).parents[1:3]]
IMPORT = """
import os, signal, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from functional.web_programme import EverythingFits
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import read_table
from matcher.services.corrections import CorrectionService
from matcher.settings import Settings

def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(CorrectionService, {where!r}, killed)
services = EverythingFits(Settings(
    home=Path({home!r}), programme="demo", organisation="demo", database={database!r}
))
people = parse_participants(read_table(Path({file!r})), services.programme)
plan = services.intake.plan_participants(people.good, people.rejected)
before = services.corrections.before(plan.updated)
services.intake.apply(plan, by="Siv", file="a.csv")
services.corrections.reach(before, by="Siv")
"""


@pytest.fixture
def later(monkeypatch):
    """Let the clock of the services go on until whoever imports has had her time."""
    real, passed = bootstrap.now, []
    monkeypatch.setattr(bootstrap, "now", lambda: real() + sum(passed, timedelta()))
    return lambda: passed.append(LEFT_ALONE + timedelta(minutes=1))


@pytest.fixture
def programme(later, tmp_path) -> Programme:
    assert later
    # Looked up at each call, as commands do, so that the clock goes on for the services, too.
    return build(tmp_path, kind=partial(EverythingFits, now=lambda: bootstrap.now()))  # noqa: PLW0108


def corrected(programme: Programme, folder: Path, told: str = "svetsat i verkstad") -> Path:
    """Write a file that corrects what P001 has told."""
    file = folder / "people.csv"
    file.write_text(f"code,experience_1\nP001,{told}\n", encoding="utf-8")
    rows = parse_participants(read_table(file), programme.services.programme)
    assert not rows.rejected
    return file


def import_killed(programme: Programme, folder: Path, where: str) -> None:
    settings = programme.services.settings
    code = IMPORT.format(
        paths=PATHS,
        where=where,
        home=str(settings.home),
        database=settings.database,
        file=str(corrected(programme, folder)),
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def current(programme: Programme):
    """Return her open suggestions and whether each is made from the profile as it is."""
    with programme.services.units() as unit:
        now = fingerprint(unit.participants.get(ANNA))
        listed = unit.suggestions.current(ANNA)
        return {one.id: unit.suggestions.run(one.run).input_hash == now for one in listed}


def moved(programme: Programme) -> int:
    report = programme.services.jobs.run()
    assert report.ok, report
    return next(run.moved for run in report.runs if run.job == "overtaken")


def test_an_import_killed_before_suggestions_are_refreshed(programme, tmp_path, later):
    old = programme.suggest("P001")
    import_killed(programme, tmp_path, "reach")
    assert current(programme) == dict.fromkeys(old, False)

    assert moved(programme) == 0  # whoever imports may be at it
    later()
    assert moved(programme) == 1

    new = current(programme)
    assert new
    assert all(new.values())
    assert not set(new) & set(old)
    ended = {one.suggestion: one for one in programme.decisions("P001")}
    assert set(ended) == set(old)
    assert {(one.action, one.by, one.actor) for one in ended.values()} == {
        (Action.MAKE_OBSOLETE, BY_CLOCK, Role.SYSTEM)
    }
    assert moved(programme) == 0
    assert current(programme) == new


def test_an_import_killed_when_the_old_ones_have_ended_and_none_are_made(
    programme, tmp_path, later
):
    programme.suggest("P001")
    import_killed(programme, tmp_path, "again")
    assert current(programme) == {}

    later()
    assert moved(programme) == 1

    assert current(programme)
    assert all(current(programme).values())
    assert moved(programme) == 0


def test_an_import_that_was_not_killed_leaves_nothing_to_do(programme, tmp_path, later):
    services = programme.services
    programme.suggest("P001")
    new = imported(programme, tmp_path)
    with services.units() as unit:
        listed = unit.suggestions.current(ANNA)

    later()
    assert moved(programme) == 0

    assert new.renewed == 1
    assert {one.id for one in listed} == set(current(programme))


def test_an_import_that_is_taken_back_takes_its_suggestions_along(programme, tmp_path, later):
    services = programme.services
    programme.suggest("P001")
    imported(programme, tmp_path)
    services.intake.undo(by="Siv")
    assert not any(current(programme).values())

    later()
    assert moved(programme) == 1

    assert current(programme)
    assert all(current(programme).values())


def test_what_somebody_brought_back_to_review_since_is_left_to_her(programme, tmp_path, later):
    """It was decided on when the import came; to look at it again is her own decision."""
    first, *_ = programme.suggest("P001")
    confirmed = programme.services.review.confirm(Request(first, 0, "Anna"))
    imported(programme, tmp_path)
    programme.services.review.undo(Request(first, confirmed.version, "Anna"))

    later()
    assert moved(programme) == 0

    assert first in current(programme)


def test_while_suggestions_are_stopped_the_old_ones_end_and_new_ones_wait(
    programme, tmp_path, later
):
    programme.suggest("P001")
    import_killed(programme, tmp_path, "reach")
    switch = programme.services.stop_switch
    switch.stop(by="Olle", reason="fel")
    later()

    assert moved(programme) == 1
    assert current(programme) == {}
    assert moved(programme) == 0
    switch.start(by="Olle")

    assert moved(programme) == 1
    assert current(programme)


def imported(programme: Programme, folder: Path):
    """Import as commands and pages do, and return how far it reached."""
    services = programme.services
    file = corrected(programme, folder)
    people = parse_participants(read_table(file), services.programme)
    plan = services.intake.plan_participants(people.good, people.rejected)
    before = services.corrections.before(plan.updated)
    services.intake.apply(plan, by="Siv", file="a.csv")
    return services.corrections.reach(before, by="Siv")
