"""What a command's exit code says; complete over the error tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.errors import (
    ArtifactError,
    DecisionError,
    EmptyProgramme,
    InputError,
    NotFound,
    SettingsError,
    StegvisError,
    SuggestionsStopped,
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

EXIT_CODES: Mapping[type[StegvisError], int] = {
    InputError: 3,
    NotFound: 4,
    EmptyProgramme: 5,
    DecisionError: 6,
    ArtifactError: 7,
    SettingsError: 8,
    SuggestionsStopped: 9,
    Unavailable: 10,
}
"""1 is anything else (or a check that found faults), 2 a command that was not understood."""


def exit_code_of(error: StegvisError) -> int:
    """Return the exit code of an error, by its nearest base class in the table.

    >>> exit_code_of(NotFound("no such step"))
    4
    """
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), 1)
