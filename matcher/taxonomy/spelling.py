"""Two ways to write a text down before its spelling is compared."""

from __future__ import annotations

import re
import unicodedata

# How languages that borrow the same word spell it: "arkitekt" and "architect", "fysiker" and
# "physicist", "elektriker" and "electrician". In this order, one after the other.
_SOUNDS = (
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
)
_DOUBLE = re.compile(r"([^\W\d])\1")


def plain(text: str) -> str:
    """Return a text without case, width, or more than single spaces.

    >>> plain("  Kock,  STORKÖK ")
    'kock, storkök'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(text: str) -> str:
    """Return a text with what loan words of Latin script are spelt differently by made the same.

    Marks go, letters for one sound become one letter, and double letters single.

    >>> folded("Architect"), folded("arkitekt"), folded("Kläckeri")
    ('arkhitekt', 'arkitekt', 'klakeri')
    """
    bare = unicodedata.normalize("NFKD", plain(text))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    for written, sound in _SOUNDS:
        bare = bare.replace(written, sound)
    return _DOUBLE.sub(r"\1", bare)
