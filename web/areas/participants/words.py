"""Short lists, names in other letters, and what a job offers, in the language of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, format_decimal, gettext
from markupsafe import Markup, escape

from web.choices import form_name
from web.languages import direction, language, named, number_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matcher.domain.opening import Opening, Terms
    from matcher.domain.place import Place
    from matcher.domain.text import LocalText

WORDS_OF_A_LIST = 26
"""So that a screen, with its question and its buttons, has at most sixty words."""

_LATIN = re.compile(r"[A-Za-zÅÄÖåäöÉé][\w&/.+:-]*(?: [A-Za-zÅÄÖåäöÉé][\w&/.+:-]*)*")
_DOUBT = re.compile(r"\b(inte|ej|inget|ingen|inga|utan|saknar|saknas)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folded:
    """What stands on a screen, and what is folded so that the screen stays short."""

    shown: tuple[str, ...]
    more: tuple[str, ...] = ()


def folded(lines: Iterable[str], most: int = WORDS_OF_A_LIST) -> Folded:
    """Show as many lines as there is room for, at least one; the rest can be unfolded."""
    listed, room = list(lines), most
    for place, line in enumerate(listed):
        room -= len(line.split())
        if room < 0 and place:
            return Folded(tuple(listed[:place]), tuple(listed[place:]))
    return Folded(tuple(listed))


def bdi_latin(text: str) -> str:
    """Keep names in Latin letters, such as CNC or Hjällbo, together in a text written in Arabic.

    They are marked as Swedish, so that a screen reader says them as they are said here.
    """
    if direction(language()) != "rtl":
        return text
    parts, at = [], 0
    for found in _LATIN.finditer(text):
        parts += [
            escape(text[at : found.start()]),
            Markup('<bdi lang="sv">{}</bdi>').format(found[0]),
        ]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def listed(parts: Iterable[str | None]) -> str:
    """Join short parts with the comma of the page's language; what is ``None`` or empty is not."""
    comma = "، " if direction(language()) == "rtl" else ", "
    return comma.join(filter(None, parts))


def in_language(text: LocalText) -> str | None:
    """Return a text in the language of the page; ``None`` when it is there in Swedish only."""
    lang = language()
    said = text.get(lang)
    return said if lang == "sv" or said != text.sv else None


@dataclass(frozen=True, slots=True)
class OnOffer:
    """What a job offers, said without a word of the employer's own.

    Parameters
    ----------
    form, pay, hours, shifts, start
        ``None`` when it is not stated, or only in the employer's own words.
    place
        A name; it stays as it is.
    """

    form: str | None
    pay: str | None
    hours: str | None
    shifts: str | None
    start: str | None
    place: str | None


def on_offer(opening: Opening) -> OnOffer:
    """Return what an opening offers, in the language of the page."""
    terms, hours = opening.terms, opening.hours
    return OnOffer(
        form=_form(terms) if terms else None,
        pay=_pay(terms) if terms else None,
        hours=hours_of(hours.per_week_min, hours.per_week_max),
        shifts=listed(named(shift, "shift") for shift in sorted(hours.shifts)) or None,
        start=format_date(opening.start) if opening.start else None,
        place=place_of(opening.place) if opening.place else None,
    )


def _form(terms: Terms) -> str:
    until = " " + gettext("(until %(day)s)", day=format_date(terms.end)) if terms.end else ""
    return f"{form_name(terms.form)}{until}"


def _pay(terms: Terms) -> str | None:
    """Say what a pay line says in words that we know; with a "not" in it, nothing is guessed."""
    line = terms.pay_line.casefold()
    if _DOUBT.search(line):
        return None
    known: dict[str, Callable[[], str]] = {
        "månadslön": lambda: gettext("paid by the month"),
        "timlön": lambda: gettext("paid by the hour"),
        "kollektivavtal": lambda: gettext("by collective agreement"),
    }
    return listed(said() for word, said in known.items() if word in line) or None


def hours_of(least: float | None, most: float | None) -> str | None:
    """Say hours a week, as far as they are known."""
    if least is not None and most is not None:
        return str(gettext("%(number)s hours a week", number=number_range(least, most)))
    if least is not None:
        return str(gettext("at least %(number)s hours a week", number=format_decimal(least)))
    if most is not None:
        return str(gettext("at most %(number)s hours a week", number=format_decimal(most)))
    return None


def place_of(place: Place) -> str:
    """Say a place: the district, when known, and the municipality."""
    return listed((place.district, place.municipality))


def in_swedish(opening: Opening, employer: str | None) -> Sequence[str]:
    """Return what stands in the fold: the employer's own words, as they were written."""
    terms = opening.terms
    own = (terms.pay_line, terms.subsidy_kind, terms.decided_by, terms.insured_by) if terms else ()
    return [text for text in (employer, opening.title, opening.text, *own) if text]
