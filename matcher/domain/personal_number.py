"""Swedish personal identity numbers: found so that they never come in, never repeated."""

from __future__ import annotations

import re
from datetime import date

# Digits of a decimal fraction (a coordinate) are no number of a person.
_PATTERN = re.compile(
    r"(?<!\d)(?<!\d[.,])(?P<century>\d{2})?(?P<day>\d{6})[-+\u2013\u2212 ]?(?P<end>\d{4})(?!\d)"
)
_SAMORDNING = 60


def has_personal_number(text: str) -> bool:
    """Say whether a personnummer or samordningsnummer with a right check digit is in a text.

    >>> has_personal_number("ring 19811218-9876")
    True
    >>> has_personal_number("19811218-9875")
    False
    """
    return any(_is_personal_number(match) for match in _PATTERN.finditer(text))


def personal_numbers(text: str) -> tuple[str, ...]:
    """Return the personnummer and samordningsnummer in a text, as they are written there.

    >>> personal_numbers("ring 811218-9876 eller 811218-9875")
    ('811218-9876',)
    """
    return tuple(match.group() for match in _PATTERN.finditer(text) if _is_personal_number(match))


def without_personal_numbers(text: str) -> str:
    """Return a text with each personal identity number replaced by ``[...]``."""
    return _PATTERN.sub(
        lambda match: "[...]" if _is_personal_number(match) else match.group(), text
    )


def _is_personal_number(match: re.Match[str]) -> bool:
    century, six, end = match["century"], match["day"], match["end"]
    if century not in {None, "18", "19", "20"}:
        return False
    year, month, day = int((century or "20") + six[:2]), int(six[2:4]), int(six[4:])
    if day > _SAMORDNING:
        day -= _SAMORDNING
    if century is None and (month, day) == (2, 29):
        year = 2000
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _check_digit(six + end[:3]) == int(end[3])


def _check_digit(digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(number // 10 + number % 10 for number in doubled) % 10
