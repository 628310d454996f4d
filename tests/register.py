"""A small register of occupations whose ways are easy to follow by hand."""

from __future__ import annotations

from matcher.embedding import HashingEncoder
from matcher.planning.occupations import Occupation, Way
from matcher.planning.register import Register
from matcher.planning.title_likeness import title_likeness

OCCUPATIONS = (
    Occupation("disk", "Diskare", "9412", "Restaurangbiträden", needs_no_education=True),
    Occupation("resb", "Restaurangbiträde", "9412", "Restaurangbiträden", needs_no_education=True),
    Occupation("kall", "Kallskänka", "5120", "Kockar"),
    Occupation("kock", "Kock", "5120", "Kockar"),
    Occupation("koks", "Kökschef", "3451", "Köksmästare"),
    Occupation("mura", "Murare", "7112", "Murare"),
    Occupation("lamu", "Lärling, murare", "7112", "Murare"),
)
NUMBER = {one.id: number for number, one in enumerate(OCCUPATIONS)}

WAYS = (
    Way("disk", "resb", 75),
    Way("resb", "disk", 75),
    Way("resb", "kall", 25),
    Way("kall", "kock", 75),
    Way("kock", "kall", 75),
    Way("kock", "koks", 25),
    Way("kall", "koks", 25),
    Way("lamu", "mura", 75),
)


def small_register() -> Register:
    return Register(OCCUPATIONS, title_likeness(OCCUPATIONS, HashingEncoder()))
