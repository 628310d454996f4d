"""Every move has a name under it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError


@pytest.mark.parametrize("by", ["", "  \t"])
@pytest.mark.parametrize("role", Role)
def test_a_move_has_a_name(role: Role, by: str):
    with pytest.raises(InputError) as refused:
        Signature(role, by, datetime(2026, 11, 22, tzinfo=UTC))

    assert refused.value.code == "who.missing"
    assert str(refused.value) == "Say who makes the decision (--by): it is kept with it."
