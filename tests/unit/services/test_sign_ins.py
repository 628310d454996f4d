"""What is noted of signing in, and the second step."""

from __future__ import annotations

import pytest
from accounts import make_office

HASH = "$argon2id$hash"


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def test_the_second_step_and_its_recovery_codes(office):
    user = office.user("Bo").user

    codes = office.sign_ins.set_second_step(user.id, "sealed")
    assert len(codes) == 10
    assert not set(codes) & set(office.accounts.named("Bo").user.recovery)
    assert office.sign_ins.use_recovery_code(user.id, codes[3].upper().replace("-", " "))
    assert not office.sign_ins.use_recovery_code(user.id, codes[3])
    assert len(office.accounts.named("Bo").user.recovery) == 9
    renewed = office.sign_ins.new_recovery_codes(user.id)
    assert not office.sign_ins.use_recovery_code(user.id, codes[4])
    assert office.sign_ins.use_recovery_code(user.id, renewed[0])
    assert office.sign_ins.use_totp_counter(user.id, 5)
    assert not office.sign_ins.use_totp_counter(user.id, 5)
    assert office.sign_ins.set_second_step(user.id, None) == ()
    assert office.accounts.named("Bo").user.totp_secret is None


def test_signing_in_is_recorded_and_a_newer_hash_kept(office):
    user = office.user("Bo").user
    office.sign_ins.signed_in(user.id, "password")
    office.sign_ins.refused(user.id, "password")
    office.sign_ins.rehash(user.id, HASH)

    assert office.accounts.named("Bo").user.password == HASH
    assert office.actions()[1:] == ["account.signed_in", "account.sign_in_refused"]
