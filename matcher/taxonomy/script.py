"""Which script a text is written in: characters of two scripts have nothing to share."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache


def script_of(text: str) -> str | None:
    """Return the script most letters of a text belong to; ``None`` when it has no letter.

    Parameters
    ----------
    text
        Any text; of two scripts with as many letters, the one that comes first.

    Returns
    -------
    str or None
        First word of the Unicode names of its letters: ``LATIN``, ``CYRILLIC``, ``ARABIC``,
        ``ETHIOPIC``, ...

    Examples
    --------
    >>> script_of("Städare (IT)"), script_of("прибиральниця"), script_of("2:1")
    ('LATIN', 'CYRILLIC', None)
    """
    scripts = Counter(_script(letter) for letter in text if letter.isalpha())
    return scripts.most_common(1)[0][0] if scripts else None


@lru_cache(maxsize=4_096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
