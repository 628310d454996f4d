"""Which language tags there are: a mistyped one would leave a person without words she reads."""

from __future__ import annotations

from functools import cache

from babel import Locale

OFTEN = ("sv", "en", "ar", "uk", "so", "fa", "prs", "ti", "tr", "ku", "ps", "es", "pl", "ru")
"""Shown in a message, those spoken most where Stegvis is used first."""

_NOT_IN_CLDR = frozenset({"prs", "rmn", "rmy", "rmc", "aii"})
"""Dari, varieties of Romani and Assyrian Neo-Aramaic: CLDR has no English name for them."""


@cache
def _tags() -> frozenset[str]:
    # "root", "und", "mul", "zxx" and "mis" are answers of a catalogue, and no person's language.
    named = frozenset(str(tag).partition("_")[0] for tag in Locale("en").languages)
    return (named | _NOT_IN_CLDR) - {"root", "und", "mul", "zxx", "mis"}


def is_known_language(tag: str) -> bool:
    """Say whether a BCP 47 tag begins with a language that there is.

    >>> is_known_language("prs"), is_known_language("sv-FI"), is_known_language("zz")
    (True, True, False)
    """
    return tag.partition("-")[0].lower() in _tags()
