"""Whom a viewer sees, covers that can be so, names, passwords, codes and links."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from refusals import refused

from matcher.domain.account import (
    Account,
    CodePurpose,
    Membership,
    OneTimeCode,
    User,
    check_account_role,
    login_of,
    password_faults,
    tidy_name,
)
from matcher.domain.answer_link import MOST_WRONG_CODES, AnswerLink, check_forwarding
from matcher.domain.caseload import Cover, Responsibility, check_cover
from matcher.domain.ids import EmployerId, OrganisationId, ParticipantCode, SuggestionId, UserId
from matcher.domain.one_time import (
    digest_of,
    new_personal_code,
    new_recovery_codes,
    new_token,
    same,
    slow_digest,
    tidy_digits,
    tidy_recovery_code,
)
from matcher.domain.participant import Participant
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES
from matcher.domain.role import Role
from matcher.domain.visibility import NOBODY, Viewer, scope_of
from matcher.errors import InputError

DAY = date(2025, 3, 1)
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
ANNA, BO = UserId("anna"), UserId("bo")
ROW = Responsibility(ParticipantCode("P1"), Role.LINKWORKER, ANNA, DAY, "chief")
COVER = Cover("c", ANNA, BO, Role.LINKWORKER, DAY, DAY + timedelta(days=6), "chief", NOON)
USER = User(ANNA, "anna.ek", "Anna Ek", "stamp", active=True, changed_at=NOON)
LINK = AnswerLink("d", SuggestionId("s"), Role.EMPLOYER, NOON, "Anna")


def person(code="P1", **more):
    return Participant(OrganisationId("o"), ParticipantCode(code), **more)


def seen(viewer, rows=(ROW,), covers=(), day=DAY):
    return scope_of(viewer, rows, covers, day).people


def test_the_own_caseload_is_seen_while_it_lasts():
    anna = Viewer(ANNA, Role.LINKWORKER)
    ended = replace(ROW, until=DAY + timedelta(days=2))

    assert seen(anna) == {"P1"}
    assert seen(Viewer(BO, Role.LINKWORKER)) == frozenset()
    assert seen(Viewer(ANNA, Role.COORDINATOR)) == frozenset()
    assert seen(anna, day=DAY - timedelta(days=1)) == frozenset()
    assert seen(anna, [ended], day=DAY + timedelta(days=1)) == {"P1"}
    assert seen(anna, [ended], day=DAY + timedelta(days=2)) == frozenset()


@pytest.mark.parametrize(("offset", "found"), [(-1, set()), (0, {"P1"}), (6, {"P1"}), (7, set())])
def test_a_colleague_is_covered_on_the_days_of_the_cover_only(offset, found):
    rows = [replace(ROW, since=DAY - timedelta(days=30))]

    assert seen(Viewer(BO, Role.LINKWORKER), rows, [COVER], DAY + timedelta(days=offset)) == found


def test_cover_is_no_way_to_a_protected_identity():
    rows = [replace(ROW, named=True)]
    protected = person(protected_identity=True)

    assert scope_of(Viewer(ANNA, Role.LINKWORKER), rows, [], DAY).sees(protected)
    assert not scope_of(Viewer(BO, Role.LINKWORKER), rows, [COVER], DAY).sees(protected)
    unnamed = scope_of(Viewer(ANNA, Role.LINKWORKER), [ROW], [], DAY)
    assert unnamed.sees(person())
    assert not unnamed.sees(protected)


def test_a_role_without_people_sees_nobody_whatever_stands_there():
    assert scope_of(Viewer(ANNA, Role.ADMIN), [replace(ROW, role=Role.ADMIN)], [], DAY) == NOBODY
    assert not NOBODY.sees(person())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"colleague": ANNA},
            ("Nobody stands in for herself: name two people.", "cover.herself", {}),
        ),
        (
            {"last_day": DAY - timedelta(days=1)},
            (
                (
                    "The cover ends (2025-02-28) before it begins (2025-03-01). Give a last day "
                    "that is not before the first one."
                ),
                "days.order",
                {},
            ),
        ),
        (
            {"last_day": DAY + timedelta(days=92)},
            (
                (
                    "A cover of 93 days is too long: at most 92. Hand the caseload over instead "
                    "(`stegvis accounts assign`)."
                ),
                "cover.long",
                {"most": 92},
            ),
        ),
        (
            {"role": Role.ADMIN},
            (
                f"The role admin has no caseload; choose one of: {', '.join(CASE_ROLES)}.",
                "role.no_caseload",
                {},
            ),
        ),
    ],
)
def test_a_cover_that_cannot_be_is_refused(change, told):
    assert refused(InputError, check_cover, replace(COVER, **change)) == told


@pytest.mark.parametrize("days", [0, 6, 91])
def test_a_cover_lasts_from_one_day_to_three_months(days):
    cover = replace(COVER, last_day=DAY + timedelta(days=days))

    assert check_cover(cover) == cover


def test_names_and_logins():
    assert tidy_name("  Åsa   Ek ") == "Åsa Ek"
    assert [tidy_name(name) for name in ("Ö", "x" * 80)] == ["Ö", "x" * 80]
    for wrong in ("", "x" * 81, "a\x00b"):
        assert refused(InputError, tidy_name, wrong) == (
            "Write the name in 1 to 80 letters.",
            "name.length",
            {},
        )
    assert refused(InputError, tidy_name, "Åsa 19811218-9876") == (
        "A personal identity number is kept nowhere. Write a name only.",
        "name.personal_number",
        {},
    )
    assert login_of("  Åsa  Maria\tEk ") == "asa.maria.ek"
    for wrong in ("عايدة", "-x", "a"):
        assert refused(InputError, login_of, wrong) == (
            (
                f"{wrong!r} gives no user name. Write one of 2 to 40 small letters (a-z), digits, "
                "dots, hyphens and underscores: --login NAME."
            ),
            "login.form",
            {"login": wrong},
        )


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("en lång fras om gräs", ()),
        ("kort", ("short", "plain")),
        ("hej jag är ANNA EK själv", ("name",)),
        ("anna.ek är jag med", ("name",)),
        ("aaaaaaaaaaaaaaab", ("plain",)),
        ("lång fras " * 20, ("long",)),
        ("lång fras om", ()),
        ("lång fras o", ("short",)),
        ("lång fras om" + "x" * 116, ()),
        ("lång fras om" + "x" * 117, ("long",)),
        ("ABCDEabcdeabcde", ()),
        ("ABCDabcdabcdabcd", ("plain",)),
    ],
)
def test_passwords_that_are_guessed_are_refused(typed, faults):
    assert password_faults(typed, USER) == faults


def test_roles_are_told_in_one_order_and_some_have_no_account():
    held = [Membership(ANNA, role, NOON, "x") for role in (Role.ADMIN, Role.LINKWORKER)]

    assert Account(USER, tuple(held)).roles == (Role.LINKWORKER, Role.ADMIN)
    assert Account(USER, tuple(held)).employer is None
    siv = Membership(ANNA, Role.EMPLOYER, NOON, "x", EmployerId("E1"))
    assert Account(USER, (*held, siv)).employer == "E1"
    for role in (Role.PARTICIPANT, Role.SITE_MANAGER, Role.SYSTEM):
        assert refused(InputError, check_account_role, role) == (
            f"The role {role} has no account; choose one of: {', '.join(ACCOUNT_ROLES)}.",
            "role.no_account",
            {},
        )
    assert [check_account_role(role) for role in CASE_ROLES] == [None] * len(CASE_ROLES)


def test_a_one_time_code_ends_with_its_time_or_its_use():
    code = OneTimeCode("d", ANNA, CodePurpose.INVITE, NOON, NOON + timedelta(days=3), "x")

    assert code.open_at(NOON)
    assert not code.open_at(code.expires_at)
    assert not replace(code, used_at=NOON).open_at(NOON)


def test_secrets_are_long_different_and_readable_again():
    codes = new_recovery_codes()

    assert len({*codes, *new_recovery_codes()}) == 20
    assert [tidy_recovery_code(code.upper().replace("-", " ")) for code in codes] == list(codes)
    assert {len(code) for code in codes} == {19}
    assert len(new_token()) == 32
    assert all(re.fullmatch("[0-9]{6}", new_personal_code()) for _ in range(50))
    assert tidy_digits("۱۲۳ ٤٥٦") == "123456"
    assert same(slow_digest("123456", "salt"), slow_digest("123456", "salt"))
    assert slow_digest("123456", "salt") != slow_digest("123456", "other")
    assert len(digest_of("x")) == 64


def test_a_short_code_has_the_digest_under_which_it_was_kept():
    # What is stored must still be found after an upgrade.
    assert slow_digest("123456", "salt") == (
        "703453cc3a2dba8d0bed63a5757cc905ee6a6ab357caed7cdf8acdb16d9ea070"
    )


def test_a_link_ends_with_its_days_its_answer_or_guesses():
    assert LINK.open_at(NOON + timedelta(days=13, hours=23))
    assert not LINK.open_at(NOON + timedelta(days=14))
    assert not replace(LINK, answered_at=NOON).open_at(NOON)
    assert replace(LINK, wrong_codes=MOST_WRONG_CODES - 1).open_at(NOON)
    assert not replace(LINK, wrong_codes=MOST_WRONG_CODES).open_at(NOON)


def test_only_the_employers_own_link_is_forwarded_to_somebody_named():
    check_forwarding(LINK, "Siv")
    forwarded = replace(LINK, role=Role.SITE_MANAGER, forwarded_from="d0")
    participants = replace(LINK, role=Role.PARTICIPANT)
    assert refused(InputError, check_forwarding, LINK, "") == (
        "Write the name of the manager you forward it to.",
        "forward.name",
        {},
    )
    for link in (forwarded, participants):
        assert refused(InputError, check_forwarding, link, "Siv") == (
            (
                "Only the employer's own link can be forwarded, to a named manager. Open the link "
                "that you were given first, and forward it from there."
            ),
            "forward.not_yours",
            {},
        )
