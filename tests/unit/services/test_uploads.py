"""Files before they are saved: who sees them, what is remembered, when they go; and what comes."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from functional.web_programme import ORGANISATION, EverythingFits

from matcher.domain.audit import verify
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.importing import ImportKind
from matcher.domain.jobs import Due
from matcher.domain.role import Role
from matcher.domain.upload import GuessedBy, Upload
from matcher.domain.visibility import Viewer
from matcher.errors import InputErrors, NotFound
from matcher.persistence.upload_folder import UploadFolder
from matcher.services.clock import UploadJob
from matcher.services.uploads import NOT_YOURS
from matcher.settings import Settings

PEOPLE = ImportKind.PARTICIPANTS
CSV = (
    "Deltagar-ID;Namn;Personnr;Tidigare jobb;Modersmål;Önskad bransch\n"
    "N1;Eva;811218-9876;diskat och städat;ar;bygg\n"
    "N2;Bo;811218-9876;lagat mat i skola;sv;kök\n"
).encode()


@pytest.fixture
def services(tmp_path):
    return EverythingFits(Settings(home=tmp_path, programme="programme", organisation=ORGANISATION))


@pytest.fixture
def anna(services):
    services.accounts.invite("Anna Ek", Role.LINKWORKER, by="chief")
    return services.accounts.named("Anna Ek").user.id


@pytest.fixture
def viewer(anna):
    return Viewer(anna, Role.LINKWORKER)


def bring(services, by, data=CSV, name="list.csv"):
    return services.uploads.bring(data, name, PEOPLE, by)


def choose(services, upload, letters=False, **changed):
    columns = {column.place: column.name for column in services.uploads.sheet(upload).columns}
    columns |= {int(place): name for place, name in changed.items()}
    return services.uploads.choose(upload, columns, letters=letters, by="Anna Ek")


def save(services, upload, viewer, by="Anna Ek"):
    reading = services.uploads.read(upload, viewer)
    plan = services.intake.plan_participants(reading.people)
    return services.intake.apply(plan, by=by, file=upload.file, to=viewer)


def test_a_file_lies_under_a_random_name_for_the_owner_only(services, anna):
    upload = bring(services, anna, name=r"C:\lists\Eva 811218-9876 å.csv")

    (path, about) = sorted(services.upload_folder.folder.iterdir())
    assert path.read_bytes() == CSV
    assert (path.name, about.name) == (upload.id, f"{upload.id}.json")
    assert len(upload.id) == 32
    assert path.parent.parent.parent == services.settings.home
    assert [oct(one.stat().st_mode & 0o777) for one in (path, about, path.parent)] == [
        "0o600", "0o600", "0o700",
    ]  # fmt: skip
    assert upload.file == "Eva [...] å.csv"


def test_only_whoever_brought_a_file_sees_it(services, anna):
    upload = bring(services, anna)

    assert services.uploads.get(upload.id, anna) == upload
    for name, by in ((upload.id, UserId("other")), ("0" * 32, anna), ("../demo", anna)):
        with pytest.raises(NotFound, match=r"There is no such file\."):
            services.uploads.get(name, by)


def test_of_a_file_that_is_no_table_nothing_is_kept(services, anna):
    with pytest.raises(InputErrors):
        bring(services, anna, b"%PDF-1.4 and more")

    assert list(services.upload_folder.folder.iterdir()) == []


def test_what_is_chosen_is_kept_and_remembered_without_what_is_private(services, anna):
    upload = choose(services, bring(services, anna), **{"3": "skills", "2": "code"})

    assert upload.columns == {
        0: "code", 1: "", 2: "", 3: "skills", 4: "preferred_language", 5: "wished_sectors",
    }  # fmt: skip
    assert services.uploads.get(upload.id, anna) == upload
    again = services.uploads.sheet(bring(services, anna))
    assert [(column.name, column.guessed_by) for column in again.columns][3] == (
        "skills", GuessedBy.REMEMBERED,
    )  # fmt: skip
    assert again.columns[2].private
    choose(services, upload, **{"3": "skills"})
    with services.units() as unit:
        events = [one for one in unit.audit.events() if one.action == "import.columns"]
        assert unit.import_columns.remembered(ImportKind.OPENINGS) == {}
        assert verify(list(unit.audit.events()), unit.audit.head()).ok
    assert [one.details for one in events] == ['{"columns":4}']


def test_corrections_and_left_out_rows_are_kept(services, anna, viewer):
    upload = choose(services, bring(services, anna))
    mends = {(2, "code"): " N7 ", (2, "not_a_column"): "x"}

    after = services.uploads.mend(upload, mends, left_out=[3])
    back = services.uploads.mend(after, {}, taken_back=[3])

    assert services.uploads.get(upload.id, anna) == back
    assert [one.participant.code for one in services.uploads.read(after, viewer).people] == ["N7"]
    assert len(services.uploads.read(back, viewer).people) == 2
    without = choose(services, back, **{"0": ""})
    assert without.mends == {}


def test_new_people_come_into_the_caseload_in_the_same_transaction(services, anna, viewer):
    batch = save(services, choose(services, bring(services, anna)), viewer)

    with services.units() as unit:
        assert unit.caseloads.scope(viewer, services.now().date()).people == {"N1", "N2"}
        actions = [one.action for one in unit.audit.events()]
    assert actions[-3:] == ["caseload.assign", "caseload.assign", "import.participants"]
    services.intake.undo(batch.id, by="Anna Ek")
    with services.units() as unit:
        assert unit.caseloads.scope(viewer, services.now().date()).people == set()


def test_a_file_does_not_change_people_of_others(services, anna, viewer):
    upload = choose(services, bring(services, anna))
    save(services, upload, viewer)
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    other = Viewer(services.accounts.named("Bo Ek").user.id, Role.LINKWORKER)

    theirs = services.uploads.read(upload, other)

    assert services.uploads.read(upload, viewer).rejected == ()
    assert [(fault.row, fault.problem) for fault in theirs.rejected] == [
        (2, NOT_YOURS[0]), (3, NOT_YOURS[0]),
    ]  # fmt: skip


def test_a_file_that_is_given_up_is_gone(services, anna):
    upload = bring(services, anna)

    services.uploads.give_up(upload)

    assert list(services.upload_folder.folder.iterdir()) == []
    with pytest.raises(NotFound):
        services.uploads.get(upload.id, anna)


def test_a_file_nobody_went_on_with_is_removed_after_a_day(tmp_path):
    folder, noon = UploadFolder(tmp_path / "uploads"), datetime(2026, 5, 4, 12, tzinfo=UTC)
    job = UploadJob(folder)
    assert job.look(noon).due == ()
    for name, age in (("a" * 12, 25), ("b" * 12, 1)):
        folder.keep(Upload(name, PEOPLE, "list.csv", UserId("u"), noon), b"x")
        at = (noon - timedelta(hours=age)).timestamp()
        os.utime(folder.path(name), (at, at))

    ahead = job.look(noon)

    assert ahead.due == (Due("a" * 12, "remove"),)
    assert ahead.next_on == (noon + timedelta(hours=23)).date()
    assert (job.move(ahead.due[0], noon), job.move(ahead.due[0], noon)) == (True, False)
    assert not job.move(Due("b" * 12, "remove"), noon)
    assert sorted(folder.brought()) == ["b" * 12]
    assert folder.get("b" * 12).columns is None


def test_the_first_people_come_with_a_job_nobody_had_thought_of(services, anna, viewer):
    batch = save(services, choose(services, bring(services, anna)), viewer)
    before = services.first_hour.of(batch.id, viewer, "Anna Ek")
    services.suggest.for_participant(ParticipantCode("N1"), 10, "Anna Ek")
    after = services.first_hour.of(batch.id, viewer, "Anna Ek")

    assert (before.people, before.waiting, before.jobs) == (("N1", "N2"), ("N1", "N2"), ())
    assert after.waiting == ("N2",)
    (job,) = after.jobs
    assert (job.row.code, job.wished) == ("N1", False)
    # The person wished construction, so the job is of another trade.
    assert services.ladders.step(job.row.step).sector != "construction"
    assert job.row.explanation["reasons_for"]
    assert after.nothing == ()


def test_an_import_is_seen_by_whoever_made_it(services, anna, viewer):
    batch = save(services, choose(services, bring(services, anna)), viewer)

    with pytest.raises(NotFound):
        services.first_hour.batch(batch.id, "Bo Ek")
    assert services.first_hour.batch(batch.id, "Anna Ek") == batch
    nobody = Viewer(UserId("u"), Role.LINKWORKER)
    assert services.first_hour.of(batch.id, nobody, "Anna Ek").people == ()
