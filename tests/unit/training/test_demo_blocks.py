"""The hand-written blocks hold what the demo needs, and are nobody else's texts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter

import pytest
from pydantic import ValidationError

from matcher.domain.sector import Sector
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.programme import read_gazetteer
from matcher.settings import shared_path
from training.demo_blocks import OTHER, load_blocks
from training.demo_told import in_voice

BLOCKS = load_blocks()
TELLINGS = sorted(BLOCKS.tellings.values(), key=lambda telling: telling.lang)
TRADES = {*Sector, OTHER}


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def test_seven_languages_are_told_in() -> None:
    assert [telling.lang for telling in TELLINGS] == ["ar", "en", "fa", "so", "sv", "ti", "uk"]


@pytest.mark.parametrize("telling", TELLINGS, ids=lambda telling: telling.lang)
def test_each_language_has_enough_of_every_trade_and_kind(telling) -> None:
    trades = Counter(block.about for block in telling.experiences)
    assert len(telling.experiences) >= 24
    assert set(trades) == TRADES
    assert min(trades[sector] for sector in Sector) >= 5
    assert {block.kind.value for block in telling.experiences} == {
        "formal",
        "informal",
        "care_at_home",
    }


@pytest.mark.parametrize("lang", ["fa", "prs"])
def test_persian_and_dari_each_cover_every_trade(lang) -> None:
    told = [b for b in BLOCKS.tellings["fa"].experiences if (b.lang or "fa") == lang]
    assert {block.about for block in told} == TRADES


def test_ids_are_unique_and_months_are_a_range() -> None:
    blocks = [block for telling in TELLINGS for block in telling.experiences]
    assert max(Counter(block.id for block in blocks).values()) == 1
    assert all(0 < block.months[0] < block.months[1] <= 240 for block in blocks)


def test_no_experience_is_told_twice_or_stands_in_another_set_of_texts() -> None:
    own = [
        plain(in_voice(block.text, voice))
        for telling in TELLINGS
        for block in telling.experiences
        for voice in ((0, 1) if "<" in block.text else (0,))
    ]
    files = (
        *shared_path("data", "reference").glob("*.jsonl"),
        *shared_path("tests", "data").glob("*.jsonl"),
    )
    others = {
        plain(json.loads(line)["text"])
        for file in files
        if file.is_file()
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    assert len(set(own)) == len(own)
    assert not others & set(own)


def test_steps_certificates_and_tags_stand_in_the_ladders() -> None:
    ladders = read_ladders(shared_path("data", "ladders"))
    papers = {need.id for step in ladders.steps.values() for need in step.certificates}
    tags = {tag for step in ladders.steps.values() for task in step.tasks for tag in task.tags}
    people = BLOCKS.people
    asked = {paper for job in BLOCKS.jobs.jobs for paper in job.certificates}
    held = {paper for sets in people.certificates.values() for ids, _ in sets for paper in ids}
    avoided = {tag for ids, _ in people.avoid for tag in ids}
    wished = {step for steps in people.first_steps.values() for step in steps}
    assert {job.step for job in BLOCKS.jobs.jobs} <= set(ladders.steps)
    assert wished <= set(ladders.steps)
    assert asked | held <= papers
    assert avoided <= tags | {"alcohol"}


def test_first_jobs_are_the_entry_steps_of_the_ladders() -> None:
    steps = read_ladders(shared_path("data", "ladders")).steps
    assert {job.step for job in BLOCKS.jobs.jobs if job.entry} <= {
        step.id for step in steps.values() if step.entry
    }


def test_every_place_of_the_demo_has_a_point() -> None:
    points = read_gazetteer(shared_path("data", "places.csv")).points
    homes = {(home.municipality, home.district or "") for home, _ in BLOCKS.people.homes}
    sites = {(row.municipality, row.district) for row in BLOCKS.employers}
    assert len(points) >= 40
    assert {(town.casefold(), part.casefold()) for town, part in homes | sites} <= set(points)
    assert all(
        57.4 < place.lat < 58.2 and 11.6 < place.lon < 13 for place in points.values() if place.lat
    )


def test_every_employer_says_that_it_is_invented() -> None:
    names = [row.name for row in BLOCKS.employers]
    assert len(set(names)) == 40
    assert all(re.search(r"\(påhitta[dt]\)$", name) for name in names)


def test_a_block_with_an_unknown_key_is_refused(tmp_path) -> None:
    (tmp_path / "experiences_xx.yaml").write_text(
        "lang: xx\ntails: {work: [], home: []}\nwhat: 1\n"
    )
    with pytest.raises(ValidationError, match="what"):
        load_blocks(tmp_path)


def test_a_voice_chooses_one_word_of_each_pair() -> None:
    assert in_voice("Я <мила|мив> і <несла|ніс>.", 0) == "Я мила і несла."
    assert in_voice("Я <мила|мив> і <несла|ніс>.", 1) == "Я мив і ніс."
