"""Sheets as an office has them, for the story from the sheet to the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

PORTER, ASSISTANT = "Diskare på Tallkotten", "Köksbiträde på Tallkotten"
SKILL = "Diska för hand"

PEOPLE = (
    ("kod", "språk", "stadsdel", "erfarenhet 1", "erfarenhet 1 språk", "kompetenser",
     "kompetenser bekräftade av"),
    ("K01", "ar", "Hjällbo", "كنت أغسل الصحون وأنظف المطبخ في مطعم", "ar", SKILL, "Anna Ek"),
    ("K02", "sv", "Hjällbo", "Jag har diskat och städat i ett skolkök", "sv", "Städa", "Anna Ek"),
    ("K03", "so", "Bergsjön", "Waxaan weelka dhaqi jiray", "so", "", ""),
)  # fmt: skip
JOBS = (
    ("id", "arbetsgivare", "titel", "beskrivning", "steg", "platser", "anställningsform",
     "lön", "stadsdel", "kommun"),
    ("J1", "Skolköket Tallkotten", PORTER, "Du diskar och städar köket.",
     "kitchens.kitchen_porter", "1", "tillsvidare", "Kollektivavtal", "Hjällbo", "Göteborg"),
    ("J2", "Skolköket Tallkotten", ASSISTANT, "Du lagar frukost och sallad.",
     "kitchens.kitchen_assistant", "1", "tillsvidare", "Kollektivavtal", "Hjällbo", "Göteborg"),
)  # fmt: skip


def sheet(folder: Path, name: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    """Write rows into a workbook, and return where it lies."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / name
    book.save(path)
    return path
