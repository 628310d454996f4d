"""How labels are compared: letters only, and the forms a job title is written in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_LETTER = re.compile(r"[^\w+#]+|_")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_NOISE = re.compile(
    r"\b(sökes|söks|sökande|sommarjobb|vikarie|vikariat|extrajobb|timanställd|heltid|deltid"
    r"|wanted|needed|full time|part time)\b"
)
_PARTS = re.compile(r"\s*(?:[/,;|–]|\s-\s|\boch\b|\beller\b|\band\b|\bor\b)\s*")
# Swedish job titles in the plural or with an article, and what they are called alone.
_ENDINGS = (
    ("orna", "a"),
    ("or", "a"),
    ("arna", "are"),
    ("arna", "e"),
    ("arna", ""),
    ("erna", ""),
    ("aren", "are"),
    ("are", "are"),
    ("ena", "e"),
    ("ar", "e"),
    ("ar", ""),
    ("er", ""),
    ("en", ""),
    ("n", ""),
    ("s", ""),
)
SHORTEST_STEM = 4


def fold_label(text: str) -> str:
    """Return a label as it is compared: small letters, one space for whatever is no letter.

    ``+`` and ``#`` stay, for C++ and C#.

    >>> fold_label("  Under-sköterska,  (ÄLDRE) ")
    'under sköterska äldre'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NO_LETTER.sub(" ", text).split())


def label_forms(text: str) -> Iterator[str]:
    """Yield other forms of a job title, folded, the nearest first, without the text itself.

    Brackets and words of an advert go, a list is taken apart, and Swedish endings are undone.

    >>> list(label_forms("Undersköterskor sökes"))
    ['undersköterskor', 'undersköterska']
    >>> list(label_forms("Diskare/köksbiträde (vikariat)"))[:3]
    ['diskare köksbiträde', 'diskare', 'köksbiträde']
    """
    seen = {fold_label(text), ""}
    bare = _BRACKETS.sub("", text)
    parts = [bare, *_PARTS.split(bare.casefold())]
    plain = [" ".join(_NOISE.sub(" ", fold_label(part)).split()) for part in parts]
    stems = [stem for form in plain for stem in _stems(form)]
    for form in (*plain, *stems):
        if form not in seen:
            seen.add(form)
            yield form


def _stems(form: str) -> Iterator[str]:
    for ending, alone in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM:
            yield form[: -len(ending)] + alone
