"""Accounts without mail: invited, accepted, reset, deactivated, with a second step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from accounts import make_office

from matcher.domain.account import CodePurpose
from matcher.domain.ids import EmployerId
from matcher.domain.opening import Employer
from matcher.domain.role import Role
from matcher.errors import Conflict, DecisionError, InputError, NotFound
from matcher.services.accounts import LASTS

HASH = "$argon2id$hash"


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def test_an_invited_user_chooses_a_password_once(office):
    user, token = office.accounts.invite("Åsa  Ek", Role.LINKWORKER, by="chief")

    assert (user.login, user.name, user.password) == ("asa.ek", "Åsa Ek", None)
    assert office.accounts.of_code(token) == user
    chosen = office.accounts.choose_password(token, HASH)
    assert office.accounts.by_login(" ASA.EK ").user == chosen
    assert chosen.stamp != user.stamp
    assert office.accounts.by_stamp(user.stamp) is None
    for again in (office.accounts.of_code, lambda t: office.accounts.choose_password(t, HASH)):
        with pytest.raises(NotFound):
            again(token)
    assert office.actions() == ["account.invited", "account.password_chosen"]


def test_the_code_itself_is_not_kept(office):
    _, token = office.accounts.invite("Åsa Ek", Role.ADMIN, by="chief")

    with office.units() as unit:
        stored = repr([unit.accounts.all(), list(unit.audit.events())])
    assert token not in stored


@pytest.mark.parametrize("purpose", CodePurpose)
def test_a_code_is_too_old_in_the_end(office, purpose):
    _, token = office.accounts.invite("Åsa Ek", Role.ADMIN, by="chief")
    if purpose is CodePurpose.RESET:
        _, token = office.accounts.reset("asa.ek", by="chief")

    office.clock.now += LASTS[purpose] - timedelta(minutes=5)
    assert office.accounts.of_code(token).login == "asa.ek"
    office.clock.now += timedelta(minutes=5)
    with pytest.raises(NotFound, match="administrator"):
        office.accounts.of_code(token)


@pytest.mark.parametrize(
    ("name", "role", "more", "error"),
    [
        ("", Role.ADMIN, {}, InputError),
        ("عايدة", Role.ADMIN, {}, InputError),
        ("Bo", Role.PARTICIPANT, {}, InputError),
        ("Bo", Role.EMPLOYER, {}, InputError),
        ("Bo", Role.ADMIN, {"employer": "E1"}, InputError),
        ("Bo", Role.EMPLOYER, {"employer": "E9"}, NotFound),
        ("Åsa Ek", Role.ADMIN, {}, Conflict),
    ],
)
def test_an_invitation_that_cannot_be_leaves_nothing(office, name, role, more, error):
    office.user("Åsa Ek")
    before = office.accounts.all()

    with pytest.raises(error):
        office.accounts.invite(name, role, by="chief", **more)

    assert office.accounts.all() == before
    assert office.actions() == ["account.invited"]


def test_an_employers_user_belongs_to_the_employer(office):
    with office.units(write=True) as unit:
        unit.employers.put([Employer("test", EmployerId("E1"), "Köket")])
        unit.commit()

    user, _ = office.accounts.invite("Siv", Role.EMPLOYER, by="chief", employer=EmployerId("E1"))

    assert [one.employer for one in office.accounts.named("Siv").memberships] == ["E1"]
    with pytest.raises(InputError, match="account of her own"):
        office.accounts.grant(user.login, Role.EMPLOYER, by="chief")


def test_roles_are_added(office):
    office.user("Bo")

    assert office.accounts.grant("Bo", Role.ADMIN, by="chief").roles == (
        Role.LINKWORKER,
        Role.ADMIN,
    )


def test_a_name_that_several_have_is_asked_for_again(office):
    office.user("Bo")
    office.accounts.invite("Bo", Role.ADMIN, by="chief", login="bo.two")

    assert office.accounts.named("bo.two").user.login == "bo.two"
    with pytest.raises(NotFound, match="accounts list"):
        office.accounts.named("Nobody")
    office.accounts.invite("Cia Ek", Role.ADMIN, by="chief", login="c1")
    office.accounts.invite("Cia Ek", Role.ADMIN, by="chief", login="c2")
    with pytest.raises(InputError, match="c1, c2"):
        office.accounts.named("Cia Ek")


def test_a_reset_ends_password_sessions_and_if_asked_the_second_step(office):
    user, token = office.accounts.invite("Bo", Role.ADMIN, by="chief")
    office.accounts.choose_password(token, HASH)
    office.sign_ins.set_second_step(user.id, "sealed")
    stamp = office.accounts.named("Bo").user.stamp

    _, first = office.accounts.reset("Bo", by="chief")
    kept = office.accounts.named("Bo").user
    assert (kept.password, kept.totp_secret) == (None, "sealed")
    assert kept.stamp != stamp
    _, second = office.accounts.reset("Bo", by="chief", second_step=True)
    gone = office.accounts.named("Bo").user
    assert (gone.totp_secret, gone.recovery) == (None, ())
    with pytest.raises(NotFound):
        office.accounts.of_code(first)
    assert office.accounts.of_code(second).id == user.id


def test_the_deactivated_have_no_session_and_no_code(office):
    office.user("Chief", Role.ADMIN)
    _, token = office.accounts.invite("Bo", Role.ADMIN, by="chief")
    stamp = office.accounts.named("Bo").user.stamp

    assert not office.accounts.set_active("Bo", active=False, by="chief").active

    assert office.accounts.by_stamp(stamp) is None
    with pytest.raises(NotFound):
        office.accounts.of_code(token)
    with pytest.raises(DecisionError, match="deactivated"):
        office.accounts.reset("Bo", by="chief")
    with pytest.raises(DecisionError, match="last one"):
        office.accounts.set_active("Chief", active=False, by="chief")
    assert office.accounts.set_active("Bo", active=True, by="chief").active
