from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from matcher.embedding.reference import ReferenceTexts, read_reference_texts
from matcher.errors import ChecksumMismatch
from matcher.ports import TextKind
from matcher.settings import shared_path

REFERENCE = shared_path("data", "reference")
REPORTED = Path(__file__).parents[2] / "data"
LANGUAGES = ("sv", "en", "ar", "uk", "so", "fa", "ti")
SECTORS = ("elderly_care", "industry", "kitchens", "construction")


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def normalised(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def test_every_language_has_every_sector_equally_often():
    counts = Counter(
        (row["lang"], (row["sector"] or ["none"])[0])  # type: ignore[index]
        for row in rows(REFERENCE / "experiences.jsonl")
    )

    assert counts == {(lang, sector): 3 for lang in LANGUAGES for sector in (*SECTORS, "none")}


def test_work_texts_are_half_ours_and_half_other_trades():
    counts = Counter(bool(row["sector"]) for row in rows(REFERENCE / "work.jsonl"))

    assert counts == {True: 30, False: 30}


def test_other_work_has_adverts_and_people_in_seven_languages():
    other = rows(REFERENCE / "other_work.jsonl")

    assert Counter(row["form"] for row in other) == {"ad": 60, "person": 35}
    assert len({row["lang"] for row in other if row["form"] == "person"}) == 7


def test_no_reference_text_stands_in_a_reported_file():
    reference = {
        normalised(str(row["text"])) for path in REFERENCE.glob("*.jsonl") for row in rows(path)
    }
    reported = {
        normalised(str(row.get("text", ""))): path.name
        for path in REPORTED.glob("*.jsonl")
        for row in rows(path)
    }

    assert len(reference) == 105 + 60 + 95 + 220 + 601 + 665 + 199
    assert not reference & reported.keys()


def test_longer_tellings_are_of_every_sector_and_none_in_every_language():
    counts = Counter(
        (row["lang"], (row["sector"] or ["none"])[0])  # type: ignore[index]
        for row in rows(REFERENCE / "longer.jsonl")
    )

    assert {lang for lang, _ in counts} == set(LANGUAGES)
    assert min(counts[lang, sector] for lang in LANGUAGES for sector in SECTORS) >= 3
    assert min(counts[lang, "none"] for lang in LANGUAGES) >= 20


def test_a_pair_differs_in_what_makes_it_ours():
    sectors: dict[tuple[object, object], set[str]] = {}
    for row in rows(REFERENCE / "contrasts.jsonl"):
        sectors.setdefault((row["lang"], row["pair"]), set()).add(str(row["sector"]))

    assert {lang for lang, _ in sectors} == set(LANGUAGES)
    assert [pair for pair, found in sectors.items() if len(found) < 2] == []


def test_texts_are_read_by_kind():
    texts = read_reference_texts(REFERENCE).by_kind

    assert {kind: len(own) for kind, own in texts.items()} == {
        TextKind.EXPERIENCE: 105,
        TextKind.WORK: 60,
    }


def test_the_digest_follows_texts_and_kinds():
    one = ReferenceTexts({TextKind.WORK: ("a", "b")})

    assert one.digest == ReferenceTexts({TextKind.WORK: ("a", "b")}).digest
    assert one.digest != ReferenceTexts({TextKind.WORK: ("ab",)}).digest
    assert one.digest != ReferenceTexts({TextKind.LABEL: ("a", "b")}).digest


@pytest.mark.parametrize("content", [None, "", "{}\n", "no json\n"])
def test_a_damaged_installation_is_named(tmp_path: Path, content: str | None):
    if content is not None:
        (tmp_path / "experiences.jsonl").write_text(content)

    with pytest.raises(ChecksumMismatch, match=r"experiences\.jsonl"):
        read_reference_texts(tmp_path)
