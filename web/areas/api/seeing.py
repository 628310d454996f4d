"""What a program asks about people's cases."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.domain.command import Request
from web.areas.api.etags import seen_version
from web.areas.api.once import once_key
from web.context import reviewer, services


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that a program asks for.

    Parameters
    ----------
    again
        Something was done under the same key before: then it is answered from what is kept, also
        when the account may not see the person any more, since that is what the move led to.
    """

    request: Request
    again: bool


def asked_about(about: str) -> Asked:
    """Return what a program asks about, at the version it saw and under its key.

    Raises
    ------
    ApiProblem
        The version or the key is missing.
    """
    key = once_key()
    request = Request(about, seen_version(), reviewer() or "", key=key)
    return Asked(request, services().commands.known(key))
