"""A mark of a profile by which whoever changes it says which one was looked at."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint
from matcher.errors import Conflict, InputErrors, RowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.participant import Participant

LENGTH = 16


def profile_tag(person: Participant) -> str:
    """Return 16 hexadecimal digits that are others when anything in the profile is otherwise.

    Where somebody with protected identity lives is shown to nobody, so it makes no difference.
    """
    shown = replace(person, place=None) if person.protected_identity else person
    text = f"{fingerprint(shown)} {shown.phone_only}"
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def refuse_other(stored: Iterable[Participant], seen: Mapping[str, str | None], file: str) -> None:
    """Refuse to write profiles that are not as somebody saw them.

    Parameters
    ----------
    stored
        The profiles there are.
    seen
        By code the mark of what was seen; ``None`` when there was nobody.
    file
        What faults are of.

    Raises
    ------
    InputErrors
        There is somebody where nobody was.
    Conflict
        A profile is other than it was seen.
    """
    for person in stored:
        if person.code not in seen:
            continue
        wanted = seen[person.code]
        if wanted is None:
            fault = RowError(
                file,
                1,
                "code",
                person.code,
                "somebody has this code already",
                "Write another code, or change the profile of whoever has this one.",
            )
            raise InputErrors([fault])
        if profile_tag(person) != wanted:
            raise Conflict(
                f"The profile of {person.code} was changed since it was read. Nothing was saved; "
                "read it again.",
                code="changed",
            )
