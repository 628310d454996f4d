from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from matcher.domain.sector import Sector
from matcher.embedding import HashingEncoder
from matcher.errors import InputError, InputErrors, RowError
from matcher.evaluation.halves import Half
from matcher.evaluation.sector_task import SectorRow, evaluate_sectors, read_sector_rows
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role
from matcher.taxonomy.sector_reader import SectorReader

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    Sector.KITCHENS: ("diskare", "diskar tallrikar i ett kök"),
    Sector.ELDERLY_CARE: ("undersköterska", "hjälper gamla med omsorg"),
    Sector.INDUSTRY: ("svetsare", "svetsar delar i en fabrik"),
    Sector.CONSTRUCTION: ("murare", "murar väggar på ett bygge"),
    None: ("ekonom", "skriver bokslut på ett kontor"),
}


@pytest.fixture
def reader() -> SectorReader:
    prototypes = [
        Prototype(sector, role, text, kind)
        for sector, texts in KINDS.items()
        for role, text in zip(Role, texts, strict=True)
        for kind in (TextKind.WORK, TextKind.EXPERIENCE)
    ]
    return SectorReader(prototypes, HashingEncoder())


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


EVERY_SORT: list[dict[str, Any]] = [
    {"id": "1", "lang": "sv", "text": "Jag diskar tallrikar i ett kök", "sector": "kitchens"},
    {"id": "2", "lang": "sv", "text": "Jag murar väggar på ett bygge", "sector": ["construction"]},
    {"id": "3", "lang": "en", "text": "Hon skriver bokslut på ett kontor", "sector": ["industry"]},
    {"id": "4", "headline": "Svetsare", "description": "svetsar delar", "sector": ["industry"]},
    {
        "id": "5",
        "headline": "Hjälp",
        "description": {"text": "hjälper gamla med omsorg i ett kök"},
        "sector": ["kitchens", "elderly_care"],
    },
    {
        "id": "6",
        "description_tokenised_lowercase": "diskare diskar tallrikar i ett kök",
        "sector": ["kitchens"],
    },
    {"id": "7", "headline": "Ekonom", "sector": []},
    {"id": "8", "headline": "Murare", "description": "murar väggar på ett bygge", "sector": []},
    {"text": "skriver bokslut på ett kontor", "sector": []},
]


def test_every_sort_of_row_is_read(tmp_path: Path):
    rows = read_sector_rows(write(tmp_path / "rows.jsonl", *EVERY_SORT), Half.ALL)

    assert rows[0] == SectorRow("1", "sv", EVERY_SORT[0]["text"], None, ("kitchens",))
    assert rows[3] == SectorRow("4", "sv", None, ("Svetsare", "svetsar delar"), ("industry",))
    assert rows[4].ad == ("Hjälp", "hjälper gamla med omsorg i ett kök")
    assert rows[5].ad == ("", "diskare diskar tallrikar i ett kök")
    assert rows[6].ad == ("Ekonom", "")
    assert rows[8].id == rows[8].told == "skriver bokslut på ett kontor"
    assert [row.sectors for row in rows[6:]] == [(), (), ()]


def test_what_is_reported(tmp_path: Path, reader: SectorReader):
    rows = read_sector_rows(write(tmp_path / "rows.jsonl", *EVERY_SORT), Half.ALL)

    found = evaluate_sectors(rows, reader, "hashing", seed=1)

    low, high = found.pop("ci95")
    assert low < 5 / 6 < high <= 1
    assert found == {
        "n": 9,
        "n_with_sector": 6,
        "accuracy": pytest.approx(5 / 6),
        "by_lang": {
            "en": {"accuracy": 0.0, "n": 1},
            "sv": {"accuracy": 1.0, "n": 5},
        },
        "false_positive_rate": pytest.approx(1 / 3),
        "confusion": {
            "construction": {"construction": 1},
            "industry": {"none": 1, "industry": 1},
            "kitchens": {"kitchens": 2},
            "kitchens|elderly_care": {"elderly_care": 1},
            "none": {"none": 2, "construction": 1},
        },
        "encoder": "hashing",
    }


def test_none_on_a_row_with_a_sector_is_an_error(reader: SectorReader):
    row = SectorRow("1", "sv", "skriver bokslut på ett kontor", None, ("kitchens",))

    found = evaluate_sectors([row], reader, "hashing", seed=1)

    assert (found["accuracy"], found["confusion"]) == (0.0, {"kitchens": {"none": 1}})
    assert found["false_positive_rate"] is None


def test_rows_of_other_work_alone_have_no_accuracy(reader: SectorReader):
    row = SectorRow("1", "sv", None, ("Murare", "murar väggar på ett bygge"), ())

    found = evaluate_sectors([row], reader, "hashing", seed=1)

    assert (found["accuracy"], found["ci95"], found["n_with_sector"]) == (None, None, 0)
    assert found["false_positive_rate"] == 1.0


def test_rows_that_share_an_id_are_all_counted(reader: SectorReader):
    right = SectorRow("1", "sv", "Jag diskar tallrikar i ett kök", None, ("kitchens",))
    wrong = SectorRow("1", "sv", "Jag murar väggar på ett bygge", None, ("kitchens",))

    found = evaluate_sectors([right, wrong, right, right], reader, "hashing", seed=1)

    assert (found["n_with_sector"], found["accuracy"]) == (4, 0.75)


def test_an_empty_file_says_so(tmp_path: Path, reader: SectorReader):
    rows = read_sector_rows(write(tmp_path / "rows.jsonl", "", "  "), Half.ALL)

    assert rows == []
    with pytest.raises(InputError, match="There is no row to evaluate"):
        evaluate_sectors(rows, reader, "hashing", seed=1)


def test_no_file_says_how_to_name_one(tmp_path: Path):
    for path in (tmp_path / "rows.jsonl", tmp_path):
        with pytest.raises(InputError, match=r"There is no file .* STEGVIS_EVAL_DATA"):
            read_sector_rows(path, Half.ALL)


def test_a_file_that_is_no_text_says_so(tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "k\xf6k", "sector": []}')

    with pytest.raises(InputError, match=r"rows.jsonl is not UTF-8"):
        read_sector_rows(path, Half.ALL)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"text": "kök", "sector": [}', "Expecting value"),
        ("[]", "it has no sector"),
        ({"text": "kök"}, "it has no sector; write"),
        ({"id": "9", "sector": []}, "neither text nor headline nor description"),
        ({"headline": "", "description": None, "sector": []}, "neither text nor headline"),
        ({"text": 5, "sector": []}, "text is no text"),
        ({"text": "kök", "sector": None}, "not iterable"),
    ],
)
def test_broken_rows_are_named_together(tmp_path: Path, broken: object, problem: str):
    path = write(tmp_path / "rows.jsonl", EVERY_SORT[0], "", broken, EVERY_SORT[1], broken)

    with pytest.raises(InputErrors) as caught:
        read_sector_rows(path, Half.ALL)

    first, second = caught.value.errors
    assert isinstance(first, RowError)
    assert (first.file, first.row, second.row) == ("rows.jsonl", 3, 5)
    assert problem in first.problem
    assert "text, or headline and description, and sector" in first.mend


def test_a_line_ends_only_where_the_line_ends(tmp_path: Path):
    text = "Jag diskar\N{LINE SEPARATOR}tallrikar\x85i ett kök"
    path = tmp_path / "rows.jsonl"
    path.write_text(
        "\N{BYTE ORDER MARK}" + json.dumps({"text": text, "sector": []}, ensure_ascii=False),
        encoding="utf-8",
    )

    (row,) = read_sector_rows(path, Half.ALL)

    assert row.told == text


def test_the_halves_are_all(tmp_path: Path):
    path = write(tmp_path / "rows.jsonl", *EVERY_SORT)
    tune, test, every = (read_sector_rows(path, half) for half in Half)

    assert sorted([*tune, *test], key=repr) == sorted(every, key=repr)
    assert tune
    assert test


def test_ids_labels_and_codes_are_not_read(tmp_path: Path, reader: SectorReader):
    codes = [
        {
            "id": f"x{9 - number}",
            "occupation": {"label": label, "concept_id": f"k{number}"},
            "occupation_group": {"label": label},
            "ssyk4": ssyk,
        }
        for number, (label, ssyk) in enumerate(
            [("Murare", "7112"), ("Diskare", "9412"), ("Undersköterska", "5321")] * 3
        )
    ]
    plain = read_sector_rows(write(tmp_path / "plain.jsonl", *EVERY_SORT), Half.ALL)
    expected = evaluate_sectors(plain, reader, "hashing", seed=1)

    for turn in range(3):
        turned = [{**row, **codes[(number + turn) % 9]} for number, row in enumerate(EVERY_SORT)]
        rows = read_sector_rows(write(tmp_path / "coded.jsonl", *turned), Half.ALL)
        assert evaluate_sectors(rows, reader, "hashing", seed=1) == expected
