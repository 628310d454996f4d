"""The ladders that ship, read by the readers that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.domain.sector import Sector
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.reference import read_labelled_texts
from matcher.ports import TextKind
from matcher.settings import shared_path
from matcher.taxonomy.ad_mapper import LadderAdMapper
from matcher.taxonomy.mapping import AdText
from matcher.taxonomy.prototypes import Role, ladder_prototypes, titles_of
from matcher.taxonomy.step_reader import StepReader

if TYPE_CHECKING:
    from matcher.domain.ladder import Step
    from matcher.embedding.cache import CachedEncoder
    from matcher.taxonomy.sector_reader import SectorReader

LADDERS = read_ladders(shared_path("data", "ladders"))
STEPS = tuple(LADDERS.steps.values())
REFERENCE = read_labelled_texts(shared_path("data", "reference"))
# These groups hold mostly other work; their steps are found by JobTech id (see the ladder files).
LEFT_OUT = {"construction.construction_cleaner", "elderly_care.home_care_coordinator"}


def named(step: Step) -> str:
    return step.id


def test_four_trades_with_their_steps():
    assert {ladder.sector for ladder in LADDERS.all} == set(Sector)
    assert len(STEPS) == 27


@pytest.mark.parametrize("step", [s for s in STEPS if s.codes.jobtech], ids=named)
def test_a_step_is_found_by_its_own_concept(step: Step):
    assert step in LADDERS.with_jobtech(step.codes.jobtech)


@pytest.mark.parametrize("step", STEPS, ids=named)
def test_a_step_is_found_by_its_group(step: Step):
    assert step in LADDERS.with_ssyk(step.codes.ssyk)
    assert (step.sector in LADDERS.sectors_with_ssyk(step.codes.ssyk)) is (step.id not in LEFT_OUT)


def test_only_meal_work_is_in_two_sectors():
    groups = [ssyk for ladder in LADDERS.all for ssyk in ladder.ssyk]

    assert {ssyk for ssyk in groups if groups.count(ssyk) > 1} == {"9412"}


def test_titles_are_words_and_not_pieces_of_them():
    titles = [title for step in STEPS for title in titles_of(step)]

    assert [title for title in titles if title.count("(") != title.count(")")] == []
    assert all(title == title.strip() and title for title in titles)


def test_every_class_has_a_title_and_told_and_described_texts():
    found = {
        (prototype.sector, prototype.role, prototype.kind)
        for prototype in (*ladder_prototypes(LADDERS), *REFERENCE)
    }

    for sector in (*Sector, None):
        assert (sector, Role.TITLE, TextKind.WORK) in found
        assert (sector, Role.DESCRIPTION, TextKind.WORK) in found
        assert (sector, Role.DESCRIPTION, TextKind.EXPERIENCE) in found


@pytest.mark.encoder
def test_a_title_as_a_headline_is_of_its_trade(shipped_reader: SectorReader):
    found = shipped_reader.read_ads([(step.titles.sv, "") for step in STEPS])

    assert {step.id: reading.sector for step, reading in zip(STEPS, found, strict=True)} == {
        step.id: step.sector for step in STEPS
    }


@pytest.mark.encoder
def test_a_title_with_its_tasks_is_of_its_trade_and_step(
    shipped_reader: SectorReader, real_encoder: CachedEncoder
):
    mapper = LadderAdMapper(LADDERS, shipped_reader, StepReader(LADDERS, real_encoder))
    ads = [
        AdText(f"{step.titles.sv} sökes", " ".join(task.texts.sv for task in step.tasks))
        for step in STEPS
    ]

    found = mapper.map(ads)

    assert [answer.sector for answer in found] == [step.sector for step in STEPS]
    right = sum(answer.step == step.id for answer, step in zip(found, STEPS, strict=True))
    assert right >= 25


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Gymnasielärare",
            "Du undervisar i matematik, rättar prov och leder en klass.",
        ),
        ("Systemutvecklare", "Du programmerar i Java och ansvarar för våra databaser."),
        ("Revisor", "Du granskar årsredovisningar och skriver revisionsberättelser."),
        ("Säljare i butik", "Du hjälper kunder, sitter i kassan och fyller på varor."),
    ],
)
def test_other_work_is_none_of_ours(shipped_reader: SectorReader, title: str, body: str):
    assert shipped_reader.read_ads([(title, body)])[0].sector is None


@pytest.mark.encoder
def test_an_empty_story_is_none_of_ours(shipped_reader: SectorReader):
    assert [found.sector for found in shipped_reader.read_told(["", "  "])] == [None, None]
