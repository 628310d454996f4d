"""Every fault a ladder file can have is named, with its place and line, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from ladder_documents import document, put, requirement, way, written

from matcher.domain.ladder import Importance, RequirementKind, When
from matcher.domain.language import Cefr, LanguageArea
from matcher.domain.sector import Sector
from matcher.errors import InputErrors
from matcher.interchange.ladder_file import check_ladder, read_ladder, read_ladders
from matcher.settings import shared_path


def test_a_sound_file_has_no_faults_and_keeps_every_value(tmp_path):
    path = written(tmp_path, document())

    assert check_ladder(path) == []
    ladder = read_ladder(path)

    assert ladder.sector is Sector.KITCHENS
    assert [s.id for s in ladder.steps] == ["kitchens.porter", "kitchens.aide", "kitchens.cook"]
    assert ladder.ssyk == frozenset({"9412", "5120"})
    first = ladder.steps[0]
    assert first.swedish.areas[LanguageArea.SPOKEN_INTERACTION].low is Cefr.B1_PLUS
    assert first.swedish.areas[LanguageArea.SPOKEN_INTERACTION].high is Cefr.B2
    assert first.swedish.weeks_per_level.high == 16
    assert first.requirements[1].train.when is When.BESIDE
    assert first.certificates[0].kind is RequirementKind.GATE
    assert first.certificates[0].importance is Importance.USEFUL
    assert first.tags == {"heat"}
    onward = ladder.transitions[0]
    assert (onward.from_step, onward.to_step) == ("kitchens.porter", "kitchens.aide")
    assert onward.weeks.part_time.low == 50
    assert onward.weeks.note.ar == "En"
    assert onward.training.gives == {"can_1", "food_hygiene"}
    assert ladder.sources["GR"].url == "https://example.org/a"


CASES = [
    (("steps", 1, "tasks"), [], "steps[1].tasks", "no tasks"),
    (("steps", 1, "tasks"), ..., "steps[1].tasks", "'tasks' is missing"),
    (("steps", 0, "requirements", 5), ..., "steps[0].requirements", "5 requirements"),
    (
        ("steps", 0, "requirements"),
        [requirement(n) for n in range(13)],
        "steps[0].requirements",
        "13 requirements",
    ),
    (("transitions", 1, "to"), "kitchens.chef", "transitions[1].to", "nowhere"),
    (("transitions", 0, "to"), "kitchens.porter", "transitions[0]", "to itself"),
    (("steps", 1, "id"), "kitchens.porter", "steps[1].id", "stands at steps[0].id already"),
    (("steps", 1, "id"), "industry.aide", "steps[1].id", "begin with the sector"),
    (("steps", 1, "id"), "Kitchens Aide", "steps[1].id", "is no id"),
    (
        ("steps", 0, "requirements", 3, "id"),
        "can_1",
        "steps[0].requirements[3].id",
        "steps[0].requirements[1].id already",
    ),
    (
        ("steps", 0, "certificates", 0, "id"),
        "can_1",
        "steps[0].certificates[0].id",
        "steps[0].requirements[1].id already",
    ),
    (
        ("transitions", 1, "id"),
        "kitchens.porter_to_aide",
        "transitions[1].id",
        "transitions[0].id already",
    ),
    (
        ("transitions", 1, "training", "id"),
        "porter_aide_course",
        "transitions[1].training.id",
        "transitions[0].training.id already",
    ),
    (("steps", 2, "swedish", "reading"), "A3", "steps[2].swedish.reading", "unknown level 'A3'"),
    (("steps", 2, "swedish", "reading"), 2, "steps[2].swedish.reading", "unknown level 2"),
    (("steps", 2, "swedish", "reading"), "B2/B1", "steps[2].swedish.reading", "B2 is above B1"),
    (
        ("steps", 2, "swedish", "weeks_per_level"),
        {"min": 9, "max": 2},
        "steps[2].swedish.weeks_per_level",
        "backwards",
    ),
    (("transitions", 0, "weeks", "max"), 3, "transitions[0].weeks", "backwards"),
    (("transitions", 0, "weeks", "max"), True, "transitions[0].weeks.max", "no number"),
    (
        ("steps", 0, "fact"),
        {"mark": "sourced", "source": "XX"},
        "steps[0].fact.source",
        "no source 'XX'",
    ),
    (
        ("steps", 0, "fact"),
        {"mark": "sourced", "source": None},
        "steps[0].fact",
        "names its source",
    ),
    (("steps", 0, "titles", "ar"), ..., "steps[0].titles.ar", "Arabic is missing"),
    (("steps", 0, "titles", "en"), "  ", "steps[0].titles.en", "text is empty"),
    (("steps", 2, "top"), False, "steps[2].top", "no transition leads onward"),
    (("steps", 0, "top"), True, "steps[0].top", "marked as top"),
    (("steps", 0, "top"), "yes", "steps[0].top", "neither true nor false"),
    (
        ("transitions", 0, "training", "gives"),
        ["can_1", "fly"],
        "transitions[0].training.gives[1]",
        "'kitchens.aide' does not ask for",
    ),
    (("steps", 0, "codes", "ssyk"), "941", "steps[0].codes.ssyk", "four digits"),
    (("steps", 0, "codes", "ssyk"), 9412, "steps[0].codes.ssyk", "no text"),
    (("ssyk", 0), "94123", "ssyk[0]", "four digits"),
    (("steps", 0, "codes", "jobtech"), "abc", "steps[0].codes.jobtech", "no JobTech concept id"),
    (("steps", 0, "titels"), {"sv": "x"}, "steps[0].titels", "'titels' is unknown"),
    (("sector",), "fishing", "sector", "not allowed"),
    (("format",), 2, "format", "not allowed"),
    (("steps", 0, "tasks", 0, "tags"), ["hot"], "steps[0].tasks[0].tags[0]", "unknown tag 'hot'"),
    (("sources", "GR", "url"), "javascript:x", "sources.GR.url", "no web address"),
    (("transitions", 0, "training", "kind"), "magic", "transitions[0].training.kind", "allowed"),
]


@pytest.mark.parametrize(("path", "value", "place", "problem"), CASES)
def test_each_fault_is_named_with_its_place_line_and_mend(tmp_path, path, value, place, problem):
    data = document()
    put(data, path, value)
    file = written(tmp_path, data)

    faults = check_ladder(file)

    found = [fault for fault in faults if fault.column == place and problem in fault.problem]
    assert len(found) == 1, [str(fault) for fault in faults]
    assert found[0].file == "kitchens.yaml"
    assert found[0].mend.endswith((".", "?"))
    assert 1 <= found[0].row <= len(file.read_text(encoding="utf-8").splitlines())


def test_the_line_is_the_line_of_the_node(tmp_path):
    data = document()
    data["steps"][2]["swedish"]["reading"] = "Z9"
    file = written(tmp_path, data)
    lines = file.read_text(encoding="utf-8").splitlines()

    (fault,) = check_ladder(file)

    assert lines[fault.row - 1].strip() == "reading: Z9"


def test_an_unknown_key_is_answered_with_the_nearest(tmp_path):
    data = document()
    data["steps"][0]["swedish"]["lisening"] = data["steps"][0]["swedish"].pop("listening")

    faults = check_ladder(written(tmp_path, data))

    assert {fault.column for fault in faults} == {
        "steps[0].swedish.lisening",
        "steps[0].swedish.listening",
    }
    assert "Did you mean 'listening'?" in "".join(fault.mend for fault in faults)


def test_a_cycle_is_named_step_by_step(tmp_path):
    data = document()
    data["steps"][2]["top"] = False
    data["transitions"].append(way("cook", "porter"))

    (fault,) = check_ladder(written(tmp_path, data))

    assert "kitchens.porter -> kitchens.aide -> kitchens.cook -> kitchens.porter" in fault.problem


def test_two_ways_between_the_same_steps_are_no_cycle(tmp_path):
    data = document()
    second = way("aide", "cook")
    second["id"] += ".again"
    second["training"]["id"] = "other_course"
    data["transitions"].append(second)

    assert check_ladder(written(tmp_path, data)) == []


def test_all_faults_come_at_once_by_line(tmp_path):
    data = document()
    data["steps"][0]["swedish"]["reading"] = "A9"
    data["steps"][1]["tasks"] = []
    data["transitions"][1]["to"] = "kitchens.nowhere"
    data["extra"] = 1
    file = written(tmp_path, data)

    faults = check_ladder(file)

    places = [fault.column for fault in faults]
    assert places == ["steps[0].swedish.reading", "steps[1].tasks", "transitions[1].to", "extra"]
    assert [fault.row for fault in faults] == sorted(fault.row for fault in faults)
    with pytest.raises(InputErrors) as caught:
        read_ladder(file)
    assert list(caught.value.errors) == faults


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"steps: [a, b\nnames: x: y\n", "YAML cannot be read"),
        (b"", "empty"),
        (b"\xff\xfe\x00\x01", "not UTF-8"),
        (b"a: &x [1]\nb: *x\n", "points at parts of itself"),
        (b"just words", "no group of keys"),
        (b"a: !!python/object/apply:os.system ['true']\n", "YAML"),
        (b"a: \x07\n", "YAML"),
        (b"[" * 2000, "YAML"),
        (b"[" * 200 + b"]" * 200, "nested too deep"),
    ],
)
def test_what_is_no_ladder_at_all_is_one_clear_fault(tmp_path, content, problem):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)

    faults = check_ladder(path)

    assert len(faults) == 1
    assert problem in faults[0].problem
    assert faults[0].file == "bad.yaml"


def test_a_syntax_fault_names_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\nsector: kitchens\nnames: {sv: a\nsteps: []\n", encoding="utf-8")

    (fault,) = check_ladder(path)

    assert fault.row == 4


def test_a_key_that_stands_twice_is_a_fault(tmp_path):
    path = written(tmp_path, document())
    path.write_text(path.read_text(encoding="utf-8") + "format: 1\n", encoding="utf-8")

    (fault,) = check_ladder(path)

    assert fault.column == "format"
    assert "stands on line 1 already" in fault.problem


def test_a_missing_file_is_a_fault(tmp_path):
    (fault,) = check_ladder(tmp_path / "none.yaml")

    assert "cannot be read" in fault.problem


def test_a_folder_is_read_by_name_and_two_files_of_a_sector_are_refused(tmp_path):
    written(tmp_path, document(), "b.yaml")

    assert [ladder.sector for ladder in read_ladders(tmp_path).all] == [Sector.KITCHENS]

    written(tmp_path, document(), "a.yaml")
    with pytest.raises(InputErrors, match=r"b\.yaml, sector: a\.yaml is about this sector too"):
        read_ladders(tmp_path)


def test_an_empty_folder_gives_no_ladders(tmp_path):
    assert read_ladders(tmp_path).all == ()


def test_the_faults_of_all_files_of_a_folder_come_together(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        data = document()
        data["format"] = 7
        written(tmp_path, data, name)

    with pytest.raises(InputErrors) as caught:
        read_ladders(tmp_path)

    assert [error.file for error in caught.value.errors] == ["a.yaml", "b.yaml"]


def test_our_own_ladders_are_sound():
    ladders = read_ladders(shared_path("data", "ladders"))

    assert {ladder.sector for ladder in ladders.all} == set(Sector)
    assert sum(len(ladder.steps) for ladder in ladders.all) == 27
    assert sum(len(ladder.transitions) for ladder in ladders.all) == 24


def test_paths_given_as_text_paths_keep_only_the_name(tmp_path):
    folder = tmp_path / "secret"
    folder.mkdir()

    (fault,) = check_ladder(Path(folder) / "none.yaml")

    assert "secret" not in str(fault)
