"""A link of the demo signs in to one role, and only when we made it."""

from __future__ import annotations

import pytest

from matcher.domain.demo_link import demo_path, demo_role
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role

ADMIN = "984b3fa404728d3c377ed6042345b31d"


def test_a_link_stays_the_same_while_the_key_does():
    assert demo_path("key", Role.ADMIN) == f"/demo/admin/{ADMIN}"


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_link_signs_in_to_its_role(role):
    _, _, named, signature = demo_path("key", role).split("/")

    assert demo_role("key", named, signature) is role


@pytest.mark.parametrize(
    ("key", "role", "signature"),
    [
        ("other key", "admin", ADMIN),
        ("key", "linkworker", ADMIN),
        ("key", "nobody", ADMIN),
        ("key", "participant", demo_path("key", Role.PARTICIPANT).split("/")[-1]),
        ("key", "admin", ADMIN[:-1]),
        ("key", "admin", ADMIN.upper()),
        ("key", "admin", ""),
        ("key", "admin", "å" * 32),
    ],
)
def test_any_other_link_signs_in_to_nothing(key, role, signature):
    assert demo_role(key, role, signature) is None
