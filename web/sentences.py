"""Reasons as pages show them: said in one language, with the person's own words kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A reason; ``quote`` is in the person's own words and language, between the other parts."""

    before: str
    quote: str = ""
    quote_lang: str = ""
    after: str = ""


def sentences(
    stored: Sequence[Mapping[str, Any]],
    said: Sequence[Mapping[str, Any]],
    spoken: Mapping[str, str],
) -> tuple[Sentence, ...]:
    """Return reasons with the quotations in them.

    Parameters
    ----------
    stored, said
        The same reasons, as they are kept and as they are said.
    spoken
        The language of each text that the person told.
    """
    return tuple(
        _sentence(reason["text"], kept["facts"].get("own_words"), spoken)
        for kept, reason in zip(stored, said, strict=True)
    )


def _sentence(text: str, own_words: object, spoken: Mapping[str, str]) -> Sentence:
    if not isinstance(own_words, str):
        return Sentence(text)
    # Saying a reason tidies its white space, so the quotation is looked for tidied too.
    before, quote, after = text.partition(" ".join(own_words.split()))
    return Sentence(before, quote, spoken.get(own_words, ""), after)
