"""Small programmes for the report on the target, read from ``tests/data/target``.

A row is a person, a column the day on which a round of hers was due; a cell says what came of it,
``nothing`` where nothing has yet, and is empty where she had no round.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from matcher.domain.ids import ParticipantCode
from matcher.domain.rounds import AnswerStatus
from matcher.domain.target_question import TargetFacts, TargetRound

FOLDER = Path(__file__).parent / "data" / "target"
_SAID = {
    "closer": (AnswerStatus.ANSWERED, True),
    "other": (AnswerStatus.ANSWERED, False),
    "skipped": (AnswerStatus.SKIPPED, None),
    "not_asked": (AnswerStatus.NOT_ASKED, None),
    "nothing": (None, None),
}


def read_cells(name: str) -> list[tuple[str, date, str]]:
    """Return (person, day, what came of it) of every cell, empty ones too."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["person"], date.fromisoformat(day), said)
            for row in csv.DictReader(file)
            for day, said in row.items()
            if day != "person"
        ]


def read_facts(name: str) -> TargetFacts:
    """Return a programme as the report gets it."""
    cells = read_cells(name)
    people = tuple(dict.fromkeys(ParticipantCode(code) for code, _, _ in cells))
    rounds = [
        TargetRound(ParticipantCode(code), day, *_SAID[said]) for code, day, said in cells if said
    ]
    return TargetFacts(people, tuple(sorted(rounds, key=lambda one: one.due)))
