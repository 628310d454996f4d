"""Letters that went through two encodings (``GÃ¶teborg``): found, and put right."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\s,;|]+")
_SIGNS = re.compile(
    "[ÃÂâ][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u2010-\u203a\u20ac\u2122]|\ufffd"
)
SHOWN = 5


def mended(text: str) -> str:
    """Return a text with the letters that it had before; as it is when there is nothing to mend.

    >>> mended("GÃ¶teborg"), mended("Göteborg"), mended("Ã…sa")
    ('Göteborg', 'Göteborg', 'Åsa')
    """
    return _WORD.sub(lambda word: _of_word(word.group()), text) if _SIGNS.search(text) else text


def _of_word(word: str) -> str:
    if not _SIGNS.search(word):
        return word
    try:
        return word.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return word


def broken_words(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Return some broken words with what they should be; the same where nobody can say.

    >>> broken_words(["Bor i GÃ¶teborg", "Hjällbo"])
    (('GÃ¶teborg', 'Göteborg'),)
    """
    found: dict[str, str] = {}
    for text in texts:
        if _SIGNS.search(text):
            for word in _WORD.findall(text):
                if _SIGNS.search(word):
                    found[word[:40]] = _of_word(word)[:40]
        if len(found) >= SHOWN:
            break
    return tuple(found.items())[:SHOWN]
