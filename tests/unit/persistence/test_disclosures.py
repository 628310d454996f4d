"""Permissions and what was told in a real database: what is refused, raced for, and forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fresh import by_hand
from sqlalchemy.exc import IntegrityError

from matcher.domain.disclosure import How, Telling
from matcher.domain.ids import OrganisationId
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Message
from matcher.domain.opening import Employer
from matcher.domain.outbox import wait_in_outbox
from matcher.domain.permission import FieldGroup, Permission, Withdrawal
from matcher.errors import Conflict, NotFound
from matcher.persistence.database import on_server
from matcher.persistence.disclosure_rows import TRIGGERS

DEMO = OrganisationId("demo")
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
CODE, SKILLS, NAME = FieldGroup


def permission(number=1, group=CODE, person="P001", opening="O1", **changes):
    made = Permission(
        f"p{number}",
        person,
        "E1",
        opening,
        group,
        NOON.date(),
        None,
        NOON,
        AnswerMode.PHONE,
        "Anna",
    )
    return replace(made, **changes)


def telling(number=1, group=CODE, person="P001", opening="O1", **changes):
    made = Telling(
        f"d{number}", person, "E1", opening, "Eva", group, How.CALL, "Anna", NOON + timedelta(1)
    )
    return replace(made, **changes)


def withdrawal(person="P001", opening="O1", group=CODE):
    return Withdrawal(person, opening, group, AnswerMode.SELF, "Anna", NOON + timedelta(1))


def fill(units, make, *permissions):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001"), make.person("P002")])
        unit.employers.put([Employer(DEMO, "E1", "Köket AB"), Employer(DEMO, "E2", "Annat")])
        unit.openings.put([make.lead("O1", employer="E1"), make.lead("O2", employer="E1")])
        unit.permissions.grant(permissions)
        unit.commit()


@pytest.fixture
def filled(units, make):
    fill(units, make, permission(1), permission(2, SKILLS))
    return units


def told(units, **changes):
    with units(write=True) as unit:
        found = unit.disclosures.tell(telling(**changes))
        unit.commit()
    return found


def test_permissions_come_back_as_they_were_given(filled):
    last_day = permission(3, ends_on=NOON.date(), mode=AnswerMode.INTERPRETER, person="P002")
    with filled(write=True) as unit:
        unit.permissions.grant([last_day])
        unit.permissions.grant([])
        unit.commit()
    with filled() as unit:
        assert unit.permissions.of("P001") == (permission(1), permission(2, SKILLS))
        assert unit.permissions.of("P002") == (last_day,)


def test_a_withdrawal_takes_back_a_step_and_those_after_it(filled):
    with filled(write=True) as unit:
        [taken] = unit.permissions.withdraw(withdrawal(group=SKILLS))
        assert unit.permissions.withdraw(withdrawal(group=SKILLS)) == ()
        assert unit.permissions.withdraw(withdrawal(opening="O2")) == ()
        unit.commit()
    assert (taken.id, taken.withdrawn_by, taken.withdrawn_at) == ("p2", "Anna", NOON + timedelta(1))
    with filled(write=True) as unit:
        assert [one.id for one in unit.permissions.withdraw(withdrawal(opening=None))] == ["p1"]


def test_what_is_told_rests_on_its_permission_and_names_nobody(filled):
    found = told(filled, group=SKILLS, message="m1")

    assert (found.permission, found.field_group, found.contact) == ("p2", SKILLS, "Eva")
    with filled() as unit:
        assert unit.disclosures.of("P001") == (found,)
        assert unit.disclosures.of("P002") == ()
        assert found.subject == unit.audit.known_pseudonyms(["P001"])["P001"]
    assert "P001" not in str(found)


@pytest.mark.parametrize(
    "changes",
    [
        {"group": NAME},
        {"person": "P002"},
        {"opening": "O2"},
        {"employer": "E2"},
        {"at": NOON - timedelta(1)},
    ],
    ids=str,
)
def test_nothing_is_told_beyond_the_permission(filled, changes):
    assert told(filled, **changes) is None
    with filled() as unit:
        assert unit.disclosures.of("P001") == unit.disclosures.of("P002") == ()


def test_nobody_who_is_not_there_is_told_about(filled):
    with pytest.raises(NotFound):
        told(filled, person="P404")


def test_a_step_needs_the_steps_before_it(units, make):
    fill(units, make, permission(1, ends_on=NOON.date()), permission(2, SKILLS))

    assert told(units, group=SKILLS) is None
    assert told(units, group=SKILLS, at=NOON).permission == "p2"


def test_protection_and_another_employer_end_it(filled, make):
    with filled(write=True) as unit:
        unit.participants.put([make.person("P001", protected_identity=True)])
        unit.commit()
    assert told(filled) is None
    with filled(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.openings.put([make.lead("O1", employer="E2")])
        unit.commit()
    assert told(filled) is None


def test_another_organisation_sees_and_tells_nothing(filled, other_units, make):
    told(filled)
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P001", "other")])
        assert unit.permissions.of("P001") == ()
        assert unit.disclosures.of("P001") == ()
        assert unit.permissions.withdraw(withdrawal()) == ()
        assert unit.disclosures.tell(telling(2)) is None


STATEMENTS = {
    "what was told is never changed": "UPDATE disclosures SET contact = 'nobody'",
    "what was told is never deleted": "DELETE FROM disclosures",
    "what was told is never replaced": (
        "INSERT INTO disclosures SELECT * FROM disclosures WHERE true"
        " ON CONFLICT (organisation_id, id) DO UPDATE SET contact = 'Bo'"
    ),
    "nothing is told without a permission that holds": (
        "INSERT INTO disclosures SELECT organisation_id, 'd9', subject, employer, opening, contact,"
        " 'name_and_contact', how, by, at, permission, message FROM disclosures"
    ),
}


@pytest.mark.parametrize("why", STATEMENTS)
def test_the_database_itself_refuses(filled, database_url, why):
    told(filled)
    with pytest.raises(IntegrityError, match=why):
        by_hand(database_url, STATEMENTS[why])


@pytest.mark.parametrize(
    "change",
    ["ends_on = NULL", "field_group = 'name_and_contact'", "opening = 'O2'", "by = 'Bo'",
     "withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_mode = NULL"],
)  # fmt: skip
def test_a_permission_is_only_ever_taken_back(filled, database_url, change):
    with filled(write=True) as unit:
        unit.permissions.withdraw(withdrawal())
        unit.commit()
    with pytest.raises(IntegrityError, match="only ever taken back"):
        by_hand(database_url, f"UPDATE permissions SET {change}")  # noqa: S608
    with pytest.raises(IntegrityError, match="without a permission that holds"):
        by_hand(
            database_url,
            "INSERT INTO disclosures VALUES ('demo', 'd9', 's', 'E1', 'O1', 'Eva', 'code',"
            " 'call', 'Anna', '2025-03-02 12:00:00.000000', 'p1', NULL)",
        )


def test_the_triggers_are_there(database_url):
    table = "pg_trigger" if on_server(database_url) else "sqlite_master"
    name = "tgname" if on_server(database_url) else "name"
    assert set(TRIGGERS) <= {one for (one,) in by_hand(database_url, f"SELECT {name} FROM {table}")}  # noqa: S608


def test_an_id_is_taken_once(filled):
    told(filled)
    with pytest.raises(IntegrityError):
        told(filled, group=SKILLS)


def test_people_and_openings_stay_while_a_yes_rests_on_them(filled):
    for rows, key in (("participants", "P001"), ("openings", "O1")):
        with filled(write=True) as unit, pytest.raises(Conflict, match=key):
            getattr(unit, rows).remove([key])
    with filled(write=True) as unit:
        unit.openings.remove(["O2"])
        unit.participants.remove(["P002"])


def message(number, to="P001", to_kind="participant", template="ask", **facts):
    value = Message(to_kind, to, template, {"opening": "O1", **facts})
    return wait_in_outbox(value, f"m{number}", by="Anna", at=NOON + timedelta(number))


def test_messages_come_back_as_they_were_put(filled, other_units):
    put = [message(2), message(1, "E1", "employer", "present", participant="P001")]
    with filled(write=True) as unit:
        unit.outbox.put(put)
        unit.outbox.put([])
        unit.commit()
    with filled() as unit:
        assert unit.outbox.all() == (put[1], put[0])
        assert unit.outbox.get("m2") == put[0]
    with other_units() as unit:
        assert unit.outbox.all(ended=True) == ()
        with pytest.raises(NotFound):
            unit.outbox.get("m2")


def test_a_deletion_takes_permissions_and_messages_and_leaves_a_name_nobody_knows(
    filled, database_url
):
    found = told(filled)
    with filled(write=True) as unit:
        unit.outbox.put([message(1), message(2, "P002")])
        unit.outbox.put([message(3, "E1", "employer", "present", participant="P001")])
        unit.commit()
    with filled() as unit:
        rows, counts = unit.erasure.rows("P001"), unit.erasure.counts("P001")
    assert {"permissions", "outbox_messages"} < set(counts)
    assert [row["contact"] for row in rows["disclosures"]] == ["Eva"]
    assert "disclosures" not in counts

    with filled(write=True) as unit:
        unit.erasure.erase("P001")
        unit.commit()

    with filled() as unit:
        assert unit.erasure.rows("P001") == {}
        assert unit.permissions.of("P001") == unit.disclosures.of("P001") == ()
        assert [one.id for one in unit.outbox.all()] == ["m2"]
        assert unit.audit.known_pseudonyms(["P001"]) == {}
    left = by_hand(database_url, "SELECT id, subject FROM disclosures")
    assert left == [(found.id, found.subject)]


def test_a_disclosure_waits_for_a_withdrawal_that_has_begun(filled, engine):
    with filled(write=True) as first:
        first.permissions.withdraw(withdrawal())
        with pytest.raises(Conflict), filled(write=True):
            pass
        first.commit()
    assert told(filled) is None
