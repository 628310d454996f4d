"""Short texts that exist in Swedish, English and Arabic."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("sv", "en", "ar")


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in the three languages of the interface."""

    sv: str
    en: str
    ar: str

    def get(self, lang: str) -> str:
        """Return the text in a language, Swedish when there is none.

        >>> LocalText(sv="kök", en="kitchen", ar="مطبخ").get("en")
        'kitchen'
        >>> LocalText(sv="kök", en="kitchen", ar="مطبخ").get("uk")
        'kök'
        """
        return {"en": self.en, "ar": self.ar}.get(lang, self.sv)
