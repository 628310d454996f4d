"""A small register of occupations whose ways are easy to follow by hand."""

from __future__ import annotations

from matcher.embedding import HashingEncoder
from matcher.planning.beside import Beside, BesideFacts
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


FACTS = BesideFacts(
    # the dishwasher and the head of the kitchen correspond to nothing in ESCO
    esco_of={"resb": {"helper": 1.0}, "kall": {"cook": 0.7}, "kock": {"cook": 1.0, "chef": 1.0}},
    skills_of={
        "helper": {"knives": 1.0, "floors": 0.5},
        "cook": {"knives": 1.0, "soup": 1.0},
        "chef": {"menus": 1.0},
    },
    zone_of={"helper": 1.0, "cook": 2.0, "chef": 4.0},
    group_skills={"9412": ("dish", "clean"), "5120": ("clean", "roast")},
    names={"knives": "use knives", "clean": "Städning"},
)


def small_register(facts: BesideFacts | None = FACTS) -> Register:
    titles = title_likeness(OCCUPATIONS, HashingEncoder())
    return Register(OCCUPATIONS, titles, Beside(OCCUPATIONS, facts))
