"""One cell at a time: text to a value, or a sentence that says what is wrong and what to write."""

from __future__ import annotations

import difflib
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from matcher.domain.language import SpokenLanguage, parse_cefr, parse_cefr_range
from matcher.domain.skills import Certificate
from matcher.interchange.known_languages import OFTEN, is_known_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from matcher.domain.language import Cefr, CefrRange

    Parser = Callable[[str], object]

Choice = TypeVar("Choice", bound="StrEnum")

_YES = frozenset({"yes", "ja", "true", "1", "x", "sant", "y", "j"})
_NO = frozenset({"no", "nej", "false", "0", "falskt", "n"})
_NONE_HELD = frozenset({"none", "inga"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


class CellError(ValueError):
    """A cell that cannot be read, with what to write instead."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend


def unescape(cell: str) -> str:
    """Take away the apostrophe that only stops a spreadsheet from reading a formula.

    >>> unescape("'=1+1")
    '=1+1'
    """
    return cell[1:] if _QUOTED.match(cell) else cell


def kept(cell: str) -> str:
    """Return a cell from which :func:`unescape` makes this text.

    >>> unescape(kept("'=1+1"))
    "'=1+1"
    """
    return f"'{cell}" if _QUOTED.match(cell) else cell


def without_controls(text: str) -> str:
    """Return a text without characters that neither XML nor people can read."""
    return _CONTROL.sub(" ", text)


def words(text: str) -> str:
    """Return a text with one sort of line end, composed letters and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", without_controls(text)).strip()


def split(text: str) -> tuple[str, ...]:
    """Return the items of a list cell, separated by ``|``.

    >>> split("a | b|")
    ('a', 'b')
    """
    return tuple(item for part in text.split("|") if (item := words(part)))


def code(text: str) -> str:
    """Read a key such as ``P001``."""
    text = words(text)
    if not re.fullmatch(r"[\w.:-]{1,60}", text):
        raise CellError(
            "this is no code", "Use letters, digits, - and _ (at most 60), such as P001."
        )
    return text


def name_id(text: str) -> str:
    """Read an id of ours, such as ``kitchens.kitchen_porter``."""
    text = words(text).lower()
    if not re.fullmatch(r"[a-z0-9_.]{1,80}", text):
        raise CellError("this is no id", "Use the id as `stegvis ladders list` shows it.")
    return text


def name_ids(text: str) -> tuple[str, ...]:
    """Read a list of ids."""
    return tuple(dict.fromkeys(name_id(item) for item in split(text)))


def number(low: float, high: float) -> Callable[[str], float]:
    """Return a parser of numbers in a range, with decimal comma or point."""

    def parse(text: str) -> float:
        plain = words(text).replace("\u2212", "-").replace(",", ".")
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", plain):
            raise CellError("this is no number", "Write a number such as 37,5 or 37.5.")
        value = float(plain)
        if not low <= value <= high:
            raise CellError(
                f"the number is outside {low:g} to {high:g}", "Check the number and its unit."
            )
        return value

    return parse


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of whole numbers in a range."""
    parse_number = number(low, high)

    def parse(text: str) -> int:
        value = parse_number(text)
        if not value.is_integer():
            raise CellError("this is no whole number", f"Write {low} to {high} without decimals.")
        return int(value)

    return parse


def yes_no(text: str) -> bool:
    """Read yes or no, in English or Swedish."""
    word = words(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("this is neither yes nor no", "Write yes (ja) or no (nej), or leave it empty.")


def day(text: str) -> date:
    """Read a date as YYYY-MM-DD."""
    text = words(text)
    try:
        # fromisoformat alone would take 20260815 and week dates too.
        return date.fromisoformat(text if text[4:5] == text[7:8] == "-" else "")
    except ValueError:
        raise CellError("this is no date", "Write it as YYYY-MM-DD, such as 2026-08-15.") from None


def days(text: str) -> tuple[date, ...]:
    """Read dates separated by ``|``."""
    return tuple(day(one) for one in split(text))


def lowest_level(text: str) -> Cefr:
    """Read a level that is the lowest which is enough."""
    try:
        return parse_cefr(words(text))
    except ValueError as error:
        raise CellError(str(error), "Write the lowest level, such as A2 or B1-.") from None


def level(text: str) -> CefrRange:
    """Read a level or a range of levels."""
    try:
        return parse_cefr_range(words(text).replace(" ", ""))
    except ValueError as error:
        raise CellError(str(error), "Write a level such as A2, or a range such as A2/B1.") from None


def choice(kind: type[Choice], swedish: Mapping[str, Choice]) -> Callable[[str], Choice]:
    """Return a parser of one of a fixed set of words, in English or Swedish.

    Parameters
    ----------
    kind
        The set; its values are the English words.
    swedish
        Other words for them, small letters.
    """
    known = {member.value: member for member in kind} | dict(swedish)

    def parse(text: str) -> Choice:
        word = words(text).casefold()
        key = word if word in known else re.sub(r"[\s-]+", "_", word)
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise CellError(
                "this word is not known here",
                f"{hint}Use one of: {', '.join(member.value for member in kind)}.",
            )
        return known[key]

    return parse


def choices(
    kind: type[Choice], swedish: Mapping[str, Choice]
) -> Callable[[str], frozenset[Choice]]:
    """Return a parser of several of a fixed set of words."""
    one = choice(kind, swedish)

    def parse(text: str) -> frozenset[Choice]:
        return frozenset(one(item) for item in split(text))

    return parse


def language_tag(text: str) -> str:
    """Read a BCP 47 tag such as ``ar`` or ``prs``."""
    tag = words(text)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise CellError(
            "this is no language tag", "Write a short tag such as sv, en, ar, uk, so, fa or ti."
        )
    if not is_known_language(tag):
        raise CellError(
            "there is no such language",
            f"Use one of: {', '.join(OFTEN)}; most others of ISO 639 are known too.",
        )
    primary, dash, rest = tag.partition("-")
    return primary.lower() + dash + rest


def language_tags(text: str) -> tuple[str, ...]:
    """Read a list of language tags."""
    return tuple(dict.fromkeys(language_tag(item) for item in split(text)))


def languages(text: str) -> tuple[SpokenLanguage, ...]:
    """Read languages with levels, such as ``ar:C2|en:B1|so``."""
    spoken = []
    for item in split(text):
        tag, colon, height = item.partition(":")
        try:
            reached = parse_cefr(height) if colon else None
        except ValueError as error:
            raise CellError(str(error), "Write it as ar:C2|en:B1|so.") from None
        spoken.append(SpokenLanguage(language_tag(tag), reached))
    return tuple(spoken)


def certificates(text: str) -> tuple[Certificate, ...]:
    """Read certificates with dates, such as ``food_hygiene|truck_tlp10:2028-05-01``.

    The single word ``none`` (``inga``) means that the person is known to have none.
    """
    if words(text).casefold() in _NONE_HELD:
        return ()
    held = []
    for item in split(text):
        name, colon, until = item.partition(":")
        held.append(Certificate(name_id(name), day(until) if colon else None))
    return tuple(held)
