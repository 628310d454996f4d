"""Which pieces of the tokenizer the compact model keeps."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SPECIAL = 4  # <s>, <pad>, </s>, <unk>: the first rows
# The most frequent pieces of each script are kept whether our texts use them or not: the
# tokenizer's rows are in order of frequency. Ethiopic is kept whole, it has few.
QUOTAS: Mapping[str, int] = {
    "LATIN": 11_500,
    "CYRILLIC": 5_500,
    "ARABIC": 4_300,
    "ETHIOPIC": 3_000,
    "none": 1_500,
}
DIGITS_OF_SCORE = 5
_TOGETHER = 4096


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """Count how often texts use each piece."""
    counts: Counter[int] = Counter()
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if len(waiting) == _TOGETHER:
            counts.update(_ids(tokenizer, waiting))
            waiting = []
    counts.update(_ids(tokenizer, waiting))
    return counts


def choose_pieces(pieces: Sequence[str], counts: Mapping[int, int]) -> list[int]:
    """Return the rows to keep, in their order.

    Parameters
    ----------
    pieces
        Every piece of the tokenizer, most frequent first.
    counts
        Row to how often our texts use it; pieces used twice are kept.

    Returns
    -------
    list[int]
        Special pieces, used pieces, the quota of each script, and every single letter of those
        scripts, so that no word of theirs is unknown.
    """
    kept = {*range(SPECIAL), *(row for row, count in counts.items() if count > 1)}
    seen: Counter[str] = Counter()
    for row, piece in enumerate(pieces):
        script = script_of(piece)
        if script in QUOTAS:
            seen[script] += 1
            if seen[script] <= QUOTAS[script] or len(piece) == 1:
                kept.add(row)
    return sorted(kept)


def script_of(piece: str) -> str:
    """Return the script of the letters: its Unicode name, ``none`` or ``mixed``.

    >>> script_of("▁kök"), script_of("ደ"), script_of("12"), script_of("aя")
    ('LATIN', 'ETHIOPIC', 'none', 'mixed')
    """
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in piece if letter.isalpha()}
    if not scripts:
        return "none"
    return scripts.pop() if len(scripts) == 1 else "mixed"


def prune_tokenizer(document: Mapping[str, Any], rows: Sequence[int]) -> dict[str, Any]:
    """Return the tokenizer's document with only some pieces; row i is then ``rows[i]``."""
    vocabulary = document["model"]["vocab"]
    kept = [[vocabulary[row][0], round(float(vocabulary[row][1]), DIGITS_OF_SCORE)] for row in rows]
    return {**document, "model": {**document["model"], "vocab": kept}}


def as_tokenizer(document: Mapping[str, Any]) -> Tokenizer:
    """Return the tokenizer of a document."""
    return Tokenizer.from_str(json.dumps(document, ensure_ascii=False))


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterable[int]:
    for encoded in tokenizer.encode_batch(list(texts)):
        yield from encoded.ids
