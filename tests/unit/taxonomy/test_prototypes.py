from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from jobs import make_step

from matcher.domain.ladders import Ladders
from matcher.domain.sector import Sector
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role, ladder_prototypes, titles_of
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from matcher.domain.ladder import Step


def called(title: str, **also: tuple[str, ...]) -> Step:
    made = make_step()
    return replace(made, titles=replace(made.titles, sv=title), also_called=also)


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("Diskare", ("Diskare",)),
        ("Lagerarbetare / truckförare", ("Lagerarbetare", "truckförare")),
        ("Montör (metall / fordon)", ("Montör",)),
        ("Biträde i äldreomsorgen (omsorgsbiträde)", ("Biträde i äldreomsorgen",)),
    ],
)
def test_titles_of_a_step(title: str, titles: tuple[str, ...]):
    assert titles_of(called(title)) == titles


def test_other_names_in_swedish_and_english_without_repeats():
    step = called("Diskare", sv=("Diskare", "diskplockare"), en=("dishwasher",), ar=("غاسل",))

    assert titles_of(step) == ("Diskare", "diskplockare", "dishwasher")


def test_what_a_ladder_says_of_its_trade(ladders: Ladders):
    found = ladder_prototypes(ladders)
    kitchens = [p for p in found if p.sector is Sector.KITCHENS]

    assert [p.text for p in kitchens if p.role is Role.TITLE] == [
        "Diskare",
        "Köksbiträde",
        "Kock",
        "Bagare kitchens",
        "Baker kitchens",
    ]
    described = [p.text for p in kitchens if p.role is Role.DESCRIPTION]
    assert described == [
        "Diskare. disk.",
        "Köksbiträde. mat.",
        "Kock. kok.",
        "Diskare",
        "Köksbiträde",
        "Kock",
        "Bagare kitchens: du bakar.",
        "Baker kitchens: you bake.",
        "om kitchens",
        "om kitchens (en)",
        "om kitchens (ar)",
    ]
    assert {p.kind for p in found} == {TextKind.WORK}


def test_nothing_is_said_twice(ladders: Ladders):
    found = ladder_prototypes(Ladders((*ladders.all, ladders.all[0])))

    assert found == ladder_prototypes(ladders)
    assert Prototype(Sector.KITCHENS, Role.TITLE, "Diskare") in found


def test_a_step_as_one_text():
    made = make_step()
    tasks = tuple(
        replace(made.tasks[0], texts=replace(made.tasks[0].texts, sv=sentence))
        for sentence in ("Du diskar.", "Du torkar")
    )

    assert step_text(replace(made, tasks=tasks)) == "Diskare. Du diskar. Du torkar."
