"""Who asks not to be written to: no link and no letter is made, somebody rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.errors import DecisionError

if TYPE_CHECKING:
    from matcher.domain.participant import Participant


def refuse_writing(person: Participant) -> None:
    """Refuse to make something in writing for a person.

    Raises
    ------
    DecisionError
        She asked not to be written to.
    """
    if person.phone_only:
        raise DecisionError(
            f"{person.code} asked not to be written to. Ring, and record what was said; nothing "
            "was made.",
            code="phone_only",
        )
