"""Files of questions: the one that ships, and every fault of a file with its line and mend."""

from __future__ import annotations

import pytest

from matcher.domain.instrument import Indicator
from matcher.errors import InputErrors, NotFound
from matcher.interchange.instrument_file import check_instrument, read_instrument
from matcher.settings import shared_path

SHIPPED = shared_path("data", "instruments", "own.yaml")
TEXT = SHIPPED.read_text(encoding="utf-8")


@pytest.fixture
def faults(tmp_path):
    """Return the faults of the shipped file with one part exchanged."""

    def faults(part, other):
        assert part in TEXT
        path = tmp_path / "mine.yaml"
        path.write_text(TEXT.replace(part, other, 1), encoding="utf-8")
        return [str(one) for one in check_instrument(path)]

    return faults


def test_the_shipped_file_says_that_it_is_an_example_and_asks_the_target_question():
    instrument = read_instrument(SHIPPED)

    assert instrument.own
    assert "not validated" in instrument.licence
    assert instrument.target.text.en == (
        "Do you feel closer to work or studies than when you began?"
    )
    assert [instrument.target.label(one, "sv") for one in instrument.target.scale] == [
        "Mycket längre ifrån", "Lite längre ifrån", "Varken eller",
        "Lite närmare", "Mycket närmare",
    ]  # fmt: skip
    assert instrument.closer_from == 4
    assert len({one.indicator for one in instrument.items}) == len(instrument.items) == 4
    assert check_instrument(SHIPPED) == []


def test_a_question_is_found_by_its_code():
    instrument = read_instrument(SHIPPED)

    assert instrument.item("knows_jobs").indicator is Indicator.LABOUR_MARKET
    with pytest.raises(NotFound, match="no question other in own 1"):
        instrument.item("other")


@pytest.mark.parametrize(
    ("part", "other", "says"),
    [
        ("closer_from: 4", "closer_from: 1", "row 13, closer_from: 1 does not part the scale"),
        ("closer_from: 4", "closer_from: 6", "Write 2 to 5"),
        ("indicator: closer", "indicator: health", "'health' is not allowed here"),
        ("indicator: belief", "indicator: closer", "2 questions have the indicator 'closer'"),
        ("indicator: closer", "indicator: goals", "0 questions have the indicator 'closer'"),
        ("respondent: participant", "respondent: coordinator", "no page asks a coordinator yet"),
        ("scope: own", "scope: health", "no store for answers of the scope 'health'"),
        ("scope: own", "scope: restricted", "only 'own' is kept"),
        ("code: knows_jobs", "code: closer", "another question is called 'closer' too"),
        ("code: knows_jobs", "code: Knows jobs", "items[1].code"),
        ("scale_max: 5", "scale_max: 50", "Write 2 to 7 answers"),
        ("scale_min: 1", "scale_min: 5", "Write 2 to 7 answers"),
        ("1: {sv: Mycket längre", "9: {sv: Mycket längre", "9 lies outside the scale"),
        ("5: {sv: \"Ja, säkert\"", "3: {sv: \"Ja, säkert\"", "stands on line"),
        ("version: 1", "version: one", "row 5, version"),
        ("licence:", "licens:", "Did you mean 'licence'?"),
        ("en: Do you feel", "en: " + "very " * 40, "words (en)"),
        ("format: 1", "format: [", "the YAML cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_what_to_do(faults, part, other, says):
    found = faults(part, other)

    assert any(says in one for one in found), found
    assert all(one.startswith("mine.yaml") for one in found)


def test_an_end_without_a_name_is_told(faults):
    line = next(line for line in TEXT.splitlines(keepends=True) if "Kanske inte" in line)
    first = next(line for line in TEXT.splitlines(keepends=True) if "Varken" in line)
    end = TEXT.splitlines(keepends=True)[-1]

    assert faults(line, "") == []
    assert any("an end of the scale has no name" in one for one in faults(end, ""))
    assert any("so that it is plain which ones count" in one for one in faults(first, ""))


def test_a_file_with_faults_is_not_read(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT.replace("scope: own", "scope: health"), encoding="utf-8")

    with pytest.raises(InputErrors) as told:
        read_instrument(path)
    assert len(told.value.errors) == 4
    with pytest.raises(InputErrors, match="cannot be read"):
        read_instrument(tmp_path / "none.yaml")
