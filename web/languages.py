"""Swedish, English and Arabic: which one a page is in, its catalogue, numbers, dates and weeks."""

from __future__ import annotations

import io
import math
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import request, session
from flask_babel import Babel, Domain, format_decimal, get_locale, gettext, ngettext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from matcher.domain.machines.reason_texts import reason_text
from matcher.domain.text import LANGUAGES
from matcher.ranking.vocabulary import NAMES, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from flask import Flask

LANGUAGE_NAMES: Mapping[str, str] = {"sv": "Svenska", "en": "English", "ar": "العربية"}
TRANSLATED = tuple(lang for lang in LANGUAGES if lang != "en")
TIME_ZONE = "Europe/Stockholm"
_DOMAIN = "messages"
_CHOSEN = "language"


def language() -> str:
    """Return the language of the page: as chosen, else as the browser asks, else Swedish."""
    chosen = session.get(_CHOSEN)
    if chosen in LANGUAGES:
        return str(chosen)
    return _asked_for(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=1024)
def _asked_for(header: str) -> str:
    """Return which of our languages a browser prefers; a page asks for every name it shows."""
    accepted = parse_accept_header(header, LanguageAccept)
    return accepted.best_match(LANGUAGES, LANGUAGES[0]) or LANGUAGES[0]


def choose_language(lang: str) -> bool:
    """Keep a language for this session; say whether it is one of ours."""
    if lang not in LANGUAGES:
        return False
    session[_CHOSEN] = lang
    return True


def has_chosen_language() -> bool:
    """Say whether somebody has chosen a language in this session."""
    return session.get(_CHOSEN) in LANGUAGES


def direction(lang: str) -> str:
    """Return ``ltr`` or ``rtl``.

    >>> direction("ar"), direction("sv")
    ('rtl', 'ltr')
    """
    return str(Locale.parse(lang).text_direction)


def catalogue_path(lang: str) -> Path:
    """Return where a language's messages stand."""
    return Path(__file__).parent / "translations" / lang / "LC_MESSAGES" / f"{_DOMAIN}.po"


@cache
def read_catalogue(lang: str) -> Translations:
    """Read the messages of a language from the text file that translators edit.

    Nothing has to be compiled beforehand, so a catalogue can never be out of date.
    """
    with catalogue_path(lang).open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def speak(app: Flask) -> None:
    """Give an application its languages and the filters that templates use."""
    babel = Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone=TIME_ZONE,
        locale_selector=language,
    )
    babel.domain_instance = domain = _Catalogues()
    say = _said_by(domain)
    app.jinja_env.globals.update({"_": say, "gettext": say})
    app.jinja_env.filters.update(
        named=named,
        reason_name=reason_name,
        weeks=weeks,
        unbroken=unbroken,
        language_name=language_name,
    )


class _Catalogues(Domain):  # type: ignore[misc]  # no types
    """The catalogues of an application, read once; a page looks some hundred messages up."""

    def __init__(self) -> None:
        super().__init__(domain=_DOMAIN)
        self.read = {lang: read_catalogue(lang) for lang in TRANSLATED} | {"en": Translations()}

    def get_translations(self) -> NullTranslations:
        """Return the catalogue of the page's language; outside of a page messages stay English."""
        locale = get_locale()
        return NullTranslations() if locale is None else self.read[locale.language]


def _said_by(catalogues: _Catalogues) -> Callable[..., Markup]:
    """Return what templates call as ``_("...")``.

    As Jinja's own it always fills in, so ``%%`` is a per cent sign, and escapes what it fills in;
    messages with nothing to fill in are made once for each language.
    """

    @cache
    def form(lang: str, message: str) -> Markup:
        return Markup(catalogues.read[lang].ugettext(message))  # noqa: S704  (translators', not users')

    @cache
    def plain(lang: str, message: str) -> Markup:
        return form(lang, message) % {}

    def say(message: str, **told: object) -> Markup:
        lang = get_locale().language
        return form(lang, message) % told if told else plain(lang, message)

    return say


def named(key: str, group: str) -> str:
    """Return a name from the vocabulary in the language of the page: ``"ready"|named("band")``."""
    return name_of(f"{group}.{key}", language())


def reason_name(reason: StrEnum) -> str:
    """Return a reason code in words, in the language of the page."""
    return reason_text(reason, language())


def language_name(tag: str) -> str:
    """Return the name of a language in the language of the page, the tag where none is known."""
    if f"language.{tag}" in NAMES:
        return name_of(f"language.{tag}", language())
    return str(get_locale().languages.get(tag, tag))


def isolated(text: str) -> str:
    """Keep the order of signs such as those of ``A2+`` between words from right to left."""
    return f"\u2068{text}\u2069" if direction(language()) == "rtl" else text


def unbroken(text: str) -> str:
    """Keep a range such as ``2–5`` on one line."""
    return re.sub(r"(?<=\d)–(?=\d)", "\u2060–\u2060", text)


def weeks(span: Mapping[str, float]) -> str:
    """Say a range of weeks with ``min`` and ``max``."""
    low, high = span["min"], span["max"]
    number = number_range(low, high)
    return unbroken(ngettext("%(number)s week", "%(number)s weeks", math.ceil(high), number=number))


def number_range(low: float, high: float) -> str:
    """Say a range of numbers, or the one number it is."""
    if low == high:
        return str(format_decimal(low))
    # A dash between digits changes sides in Arabic, so translators may use a word.
    return str(gettext("%(low)s–%(high)s", low=format_decimal(low), high=format_decimal(high)))
