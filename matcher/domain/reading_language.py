"""Which of the three languages of the interface somebody reads best, as far as is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.text import LANGUAGES

if TYPE_CHECKING:
    from matcher.domain.participant import Participant


def reading_language(person: Participant) -> str:
    """Return the language her pages open in; she can choose another.

    Her own one where it is among the three; else the first of the languages she has told of that
    is; else Swedish.
    """
    told = (person.preferred_language, *(spoken.tag for spoken in person.languages))
    return next((tag for tag in told if tag in LANGUAGES), LANGUAGES[0])
