"""What is to be told to an employer names who tells it and who is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.disclosure import How, Telling
from matcher.domain.permission import FieldGroup
from matcher.errors import InputError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("contact", "by", "code", "text"),
    [
        (
            "Eva", " ", "who.missing",
            "Say who tells it (--by): it is kept with what was told.",
        ),
        (
            "\t", "Åsa", "contact.missing",
            "Say who at the employer is told (--contact): it is kept.",
        ),
    ],
)  # fmt: skip
def test_nothing_is_told_by_nobody_or_to_nobody(contact, by, code, text):
    with pytest.raises(InputError) as refused:
        Telling("d1", "P001", "E1", "O1", contact, FieldGroup.CODE, How.LETTER, by, AT)

    assert (refused.value.code, str(refused.value)) == (code, text)
