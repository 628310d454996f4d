"""What a token may be: within its account's role, for a while, and for one program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from refusals import refused

from matcher.domain.account import Account, Membership, User
from matcher.domain.api_token import (
    MOST_DAYS,
    ApiToken,
    TokenState,
    WantedToken,
    make_token,
    new_secret,
)
from matcher.domain.audit import AuditEntry
from matcher.domain.audit_tokens import acting_by, token_moved, with_token
from matcher.domain.ids import TokenId, UserId
from matcher.domain.permissions import ACCOUNT_ROLES, PERMISSIONS, may
from matcher.domain.role import Role
from matcher.domain.token_scope import NEEDS, TokenScope, scopes_of
from matcher.errors import InputError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=2)
USER = User(UserId("u1"), "anna", "Anna Ek", "stamp", active=True, changed_at=NOON)


def account(*roles, user=USER):
    return Account(user, tuple(Membership(user.id, role, NOON, "chief") for role in roles))


def wanted(**more):
    said = {
        "name": "Case system",
        "account": account(Role.LINKWORKER),
        "role": None,
        "scopes": (),
        "days": 30,
        "by": "chief",
    }
    return WantedToken(**said | more)


def made(**more):
    return make_token(wanted(**more), TokenId("t1"), NOON)


def test_a_token_has_all_scopes_of_the_first_role_unless_some_are_named():
    whole, narrow = made(), made(scopes=[TokenScope.PARTICIPANTS_READ])

    assert whole.role is Role.LINKWORKER
    assert whole.scopes == set(scopes_of(Role.LINKWORKER))
    assert TokenScope.GAPS_READ not in whole.scopes
    assert narrow.scopes == {TokenScope.PARTICIPANTS_READ}
    assert whole.expires_at == NOON + timedelta(days=30)


def test_an_employers_token_posts_its_openings_and_nothing_else():
    assert made(account=account(Role.EMPLOYER)).scopes == {TokenScope.OPENINGS_WRITE}


ROLES = "Give the token one of these roles with --role."
DAYS = "A token works for 1 to 400 days, not {}. Give such a number with --days."


@pytest.mark.parametrize(
    ("more", "said", "code"),
    [
        (
            {
                "account": account(Role.PLANNER),
                "scopes": [TokenScope.PARTICIPANTS_READ, TokenScope.DECISIONS_WRITE],
            },
            (
                "The role planner may not be given decisions:write, participants:read. Give with "
                "--scope only: ladders:read, gaps:read."
            ),
            None,
        ),
        (
            {"account": account(Role.PLANNER, Role.LINKWORKER), "role": Role.ADMIN},
            f"Anna Ek is linkworker, planner, and no admin. {ROLES}",
            None,
        ),
        ({"account": account()}, f"Anna Ek is nothing, and no account. {ROLES}", None),
        (
            {"account": account(Role.LINKWORKER, user=replace(USER, active=False))},
            (
                "The account of Anna Ek is deactivated. Activate it with `stegvis accounts "
                "activate`, or name another account."
            ),
            "account.inactive",
        ),
        ({"days": 0}, DAYS.format(0), None),
        ({"days": MOST_DAYS + 1}, DAYS.format(401), None),
        ({"name": " "}, "Write the name in 1 to 80 letters.", "name.length"),
        ({"by": " "}, "Say who makes the token (--by): it is kept.", "who.missing"),
    ],
)
def test_what_it_may_not_be(more, said, code):
    assert refused(InputError, made, **more) == (said, code, {})


@pytest.mark.parametrize("days", [1, MOST_DAYS])
def test_it_works_for_a_day_up_to_its_longest_time(days):
    assert made(days=days).expires_at == NOON + timedelta(days=days)


def test_a_role_is_one_that_the_account_has():
    both = account(Role.LINKWORKER, Role.PLANNER)

    assert made(account=both, role=Role.PLANNER).scopes == {
        TokenScope.LADDERS_READ,
        TokenScope.GAPS_READ,
    }


def test_it_works_until_its_last_moment_and_not_once_it_is_revoked():
    token = made(days=1)

    assert token.state(NOON) is TokenState.OPEN
    assert token.state(NOON + timedelta(days=1)) is TokenState.EXPIRED
    assert replace(token, revoked_at=NOON, revoked_by="chief").state(NOON) is TokenState.REVOKED


def test_every_scope_needs_what_some_role_may():
    assert set(NEEDS) == set(TokenScope)
    for scope in TokenScope:
        assert any(may(role, NEEDS[scope]) for role in PERMISSIONS)
    for role in ACCOUNT_ROLES:
        assert all(may(role, NEEDS[scope]) for scope in scopes_of(role))


def test_secrets_are_long_differ_and_can_be_told_apart_from_other_texts():
    first, second = new_secret(), new_secret()

    assert first != second
    assert first.startswith("stegvis_")
    assert len(first) >= 40


def test_a_row_says_by_which_token_while_one_acts():
    entry = AuditEntry(NOON, "Anna Ek", "suggestion.confirm", "suggestion", "s1", details={"a": 1})

    assert with_token(entry) is entry
    with acting_by(TokenId("t1")):
        with acting_by(TokenId("t2")):
            assert with_token(entry).details == {"a": 1, "by_token": "t2"}
        assert with_token(entry).details == {"a": 1, "by_token": "t1"}
        assert with_token(entry).actor == "Anna Ek"
    assert with_token(entry) is entry


def test_no_row_says_a_token_after_one_that_failed():
    entry = AuditEntry(NOON, "Anna Ek", "suggestion.confirm", "suggestion", "s1")

    with pytest.raises(InputError), acting_by(TokenId("t1")):
        raise InputError("Refused.")

    assert with_token(entry) is entry


def test_the_log_says_whom_a_token_stands_for_and_no_secret():
    scopes = [TokenScope.PARTICIPANTS_READ, TokenScope.OPENINGS_READ]

    assert token_moved("revoked", made(scopes=scopes), "chief", LATER) == AuditEntry(
        LATER, "chief", "token.revoked", "token", "t1", None,
        {
            "user": "u1", "role": "linkworker",
            "scopes": ["openings:read", "participants:read"],
            "expires_at": "2026-03-31T12:00:00+00:00",
        },
    )  # fmt: skip


def test_a_token_is_made_whole():
    named = made(name="  Case  system ", by=" the  chief ", scopes=[TokenScope.PARTICIPANTS_READ])

    assert named == ApiToken(
        id=TokenId("t1"),
        name="Case system",
        user=UserId("u1"),
        role=Role.LINKWORKER,
        scopes=frozenset({TokenScope.PARTICIPANTS_READ}),
        made_at=NOON,
        by="the chief",
        expires_at=NOON + timedelta(days=30),
    )
