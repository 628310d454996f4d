from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from strategies import participants

from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Swedish,
)
from matcher.domain.participant import Availability, Participant, Shift, Wishes
from matcher.domain.sector import Sector

PRINT_ONE = """
from matcher.domain.fingerprint import fingerprint
from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
from matcher.domain.participant import Availability, Participant, Shift, Wishes
from matcher.domain.sector import Sector
wishes = Wishes(frozenset(Sector), frozenset(map(StepId, "abcdefgh")), frozenset("uvwxyz"))
print(fingerprint(Participant(OrganisationId("demo"), ParticipantCode("P001"), wishes=wishes,
    availability=Availability(shifts=frozenset(Shift)))))
"""


def in_a_process(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PRINT_ONE],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.process
def test_it_is_the_same_in_every_process():
    wishes = Wishes(frozenset(Sector), frozenset(map(StepId, "abcdefgh")), frozenset("uvwxyz"))
    here = fingerprint(
        Participant(
            OrganisationId("demo"),
            ParticipantCode("P001"),
            wishes=wishes,
            availability=Availability(shifts=frozenset(Shift)),
        )
    )

    assert {in_a_process("1"), in_a_process("2"), in_a_process("random")} == {here}
    assert len(here) == 64


@given(participants(), participants())
def test_equal_profiles_and_only_they_share_it(a: Participant, b: Participant):
    assert fingerprint(a) == fingerprint(replace(a))
    assert (fingerprint(a) == fingerprint(b)) is (a == b)


@pytest.mark.parametrize("field", fields(Participant), ids=lambda field: field.name)
def test_every_field_that_is_matched_matters(field):
    person = Participant(OrganisationId("demo"), ParticipantCode("P001"))

    same = fingerprint(replace(person, **{field.name: "something else"})) == fingerprint(person)

    assert same is (field.name == "phone_only")


def test_what_was_kept_of_a_run_is_recognised_after_an_upgrade():
    value = {
        "level": AreaLevel(CefrRange(Cefr.A1, Cefr.A2), LanguageSource.TEST),
        "days": (date(2027, 1, 4), None),
        "sectors": frozenset({Sector.KITCHENS, Sector.INDUSTRY}),
        7: ["Åsa", 1.5, True],
    }
    said = (
        r'{"7": ["\u00c5sa", 1.5, true], "days": ["2027-01-04", null], "level": {"level": '
        r'{"high": 4, "low": 1}, "source": "test", "to_be_confirmed": false}, '
        r'"sectors": ["industry", "kitchens"]}'
    )

    assert fingerprint(value) == hashlib.sha256(said.encode()).hexdigest()


def test_the_order_of_areas_does_not_matter():
    low, high = (
        AreaLevel(CefrRange(level, level), LanguageSource.TEST) for level in (Cefr.A1, Cefr.C1)
    )
    areas = {LanguageArea.READING: low, LanguageArea.WRITING: high}

    assert fingerprint(Swedish(areas)) == fingerprint(Swedish(dict(reversed(areas.items()))))
