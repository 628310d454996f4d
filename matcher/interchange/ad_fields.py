"""Single fields of a job ad; whatever is null, missing or of another shape is simply not known."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, cast

from matcher.domain.opening import Hours
from matcher.domain.personal_number import without_personal_numbers
from matcher.domain.place import Place
from matcher.interchange.cells import words
from matcher.interchange.html_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, object]

FULL_TIME_HOURS = 40.0
"""Hours a week of an ordinary full-time job; ads give their scope as a share of it."""

LONGEST_FIELD = 500
MOST_LABELS = 50

_LANGUAGE_TAGS: Mapping[str, str] = {
    "albanska": "sq",
    "amhariska": "am",
    "arabiska": "ar",
    "bosniska": "bs",
    "bulgariska": "bg",
    "dari": "prs",
    "engelska": "en",
    "estniska": "et",
    "finska": "fi",
    "franska": "fr",
    "grekiska": "el",
    "hindi": "hi",
    "italienska": "it",
    "kinesiska": "zh",
    "kroatiska": "hr",
    "kurdiska": "ku",
    "nordkurdiska": "kmr",
    "sydkurdiska": "sdh",
    "centralkurdiska": "ckb",
    "lettiska": "lv",
    "litauiska": "lt",
    "pashto": "ps",
    "persiska": "fa",
    "polska": "pl",
    "portugisiska": "pt",
    "rumänska": "ro",
    "ryska": "ru",
    "serbiska": "sr",
    "somaliska": "so",
    "spanska": "es",
    "swahili": "sw",
    "thailändska": "th",
    "tigrinja": "ti",
    "tigrinska": "ti",
    "turkiska": "tr",
    "tyska": "de",
    "ukrainska": "uk",
    "ungerska": "hu",
    "urdu": "ur",
    "vietnamesiska": "vi",
}


def text_in(fields: Fields, key: str, most: int = LONGEST_FIELD) -> str:
    """Return a text, ``""`` when there is none; the label of an object with one.

    Parameters
    ----------
    fields, key
        Where it stands.
    most
        Characters after which it is cut.
    """
    value = fields.get(key)
    if isinstance(value, dict):
        value = value.get("label")
    return value.strip()[:most] if isinstance(value, str) else ""


def clean(text: str) -> str:
    """Return a text without tags, signs that nobody reads, and personal numbers."""
    return words(without_personal_numbers(plain_text(text)))


def first_line(text: str) -> str:
    """Return what can stand for a title: the first line, of at most 80 signs."""
    line = text.partition("\n")[0]
    return line if len(line) <= 80 else line[:77] + "..."


def nested(fields: Fields, key: str) -> Fields:
    """Return an object, the first of a list of them, or an empty one."""
    value = fields.get(key)
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), None)
    return cast("Fields", value) if isinstance(value, dict) else {}


def labels(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the labels of a list of concepts."""
    value = fields.get(key)
    items = value if isinstance(value, list) else []
    named = [item.get("label") if isinstance(item, dict) else item for item in items]
    texts = [name.strip()[:LONGEST_FIELD] for name in named if isinstance(name, str)]
    return tuple(text for text in texts if text)[:MOST_LABELS]


def number_in(fields: Fields, key: str) -> float | None:
    """Return a finite number, also one written as text."""
    return _number(fields.get(key))


def whole_in(fields: Fields, key: str) -> int | None:
    """Return a whole number."""
    value = number_in(fields, key)
    return None if value is None else int(value)


def digits_in(fields: Fields, key: str) -> str | None:
    """Return an id of at most 60 letters, digits, ``-``, ``.`` and ``_``; also one given as number.

    >>> digits_in({"id": 30016621}, "id")
    '30016621'
    """
    value = fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**18 else None
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9._-]{1,60}", value.strip()):
        return value.strip()
    return None


def date_in(fields: Fields, key: str) -> date | None:
    """Return the day of an ISO date or date and time.

    >>> date_in({"until": "2025-09-25T23:59:59"}, "until")
    datetime.date(2025, 9, 25)
    """
    try:
        return date.fromisoformat(text_in(fields, key)[:10])
    except ValueError:
        return None


def hours_of(fields: Fields) -> Hours:
    """Return hours a week from the scope in per cent of full time, else from full time as such."""
    scope = nested(fields, "scope_of_work")
    low, high = _share(scope, "min"), _share(scope, "max")
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None and text_in(fields, "working_hours_type").lower() == "heltid":
        low = high = FULL_TIME_HOURS
    return Hours(low, high)


def place_of_ad(fields: Fields) -> Place | None:
    """Return the workplace; coordinates stand as longitude, latitude."""
    address = nested(fields, "workplace_address")
    municipality = text_in(address, "municipality") or text_in(fields, "municipality")
    municipality = municipality or text_in(address, "city")
    if not municipality:
        return None
    point = address.get("coordinates")
    lon, lat = point if isinstance(point, list) and len(point) == 2 else (None, None)
    try:
        return Place(municipality, None, _number(lat), _number(lon))
    except ValueError:
        return Place(municipality)


def spoken_languages(fields: Fields) -> tuple[str, ...]:
    """Return the tags of languages other than Swedish that an ad asks for or values."""
    named = [
        name.casefold()
        for part in ("must_have", "nice_to_have")
        for name in labels(nested(fields, part), "languages")
    ]
    return tuple(dict.fromkeys(_LANGUAGE_TAGS[name] for name in named if name in _LANGUAGE_TAGS))


def _number(value: object) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}([.,]\d+)?", value.strip()):
        return float(value.strip().replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 and math.isfinite(value) else None


def _share(scope: Fields, key: str) -> float | None:
    share = number_in(scope, key)
    if share is None or not 0 <= share <= 100:
        return None
    return share * FULL_TIME_HOURS / 100
