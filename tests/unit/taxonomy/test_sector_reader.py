from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from matcher.domain.sector import Sector
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role
from matcher.taxonomy.sector_reader import SectorReader, SectorReading

if TYPE_CHECKING:
    from matcher.ports import TextEncoder

K, E, IND, C = Sector.KITCHENS, Sector.ELDERLY_CARE, Sector.INDUSTRY, Sector.CONSTRUCTION


@pytest.fixture
def reader(prototypes: tuple[Prototype, ...], words: TextEncoder) -> SectorReader:
    return SectorReader(prototypes, words)


def test_an_ad_by_headline_body_and_titles_that_are_named(reader: SectorReader):
    (found,) = reader.read_ads([("Diskare", "disk bygg")])

    # headline: no known word, cosine 0. body: 1/sqrt(2) to disk and to bygg. named: 3 of 3 + 2.
    body = 0.7 / np.sqrt(2)
    assert_allclose([found.scores[s] for s in Sector], [0, 0, body + 0.3 * 3 / 5, body], atol=1e-6)
    assert found.background == pytest.approx(0, abs=1e-6)
    assert found.sector is K


def test_a_headline_is_compared_with_titles(reader: SectorReader):
    (found,) = reader.read_ads([("svets", "")])

    # Nearest title of industry: "Svetsare svets", cosine 1; the body is "svets. ", cosine 1.
    assert found.scores[IND] == pytest.approx(1.0)
    assert found.sector is IND


def test_other_work_is_none_of_ours(reader: SectorReader):
    office, ours = reader.read_ads([("Ekonom", "kontor kontor disk"), ("Hej", "disk disk kontor")])

    assert office.sector is None
    assert ours.sector is K


def test_a_told_experience_needs_less_than_the_background(reader: SectorReader):
    (mostly,) = reader.read_told(["disk disk kontor"])

    assert mostly.sector is K
    assert mostly.background < mostly.scores[K]


@pytest.mark.parametrize("text", ["", "   ", "\n", "qwerty"])
def test_a_text_without_a_known_word_has_no_sector(reader: SectorReader, text: str):
    assert reader.read_told([text])[0].sector is None
    assert reader.read_ads([(text, text)])[0].sector is None


def test_no_texts_give_no_readings(reader: SectorReader):
    assert reader.read_ads([]) == []
    assert reader.read_told([]) == []
    assert reader.trades([], np.zeros((0, 6), dtype=np.float32)).shape == (0, 4)


def test_answers_stand_in_the_order_of_the_texts(reader: SectorReader):
    told = reader.read_told(["bygg", "kontor", "svets", "mat", "disk"])

    assert [found.sector for found in told] == [C, None, IND, E, K]


@given(
    st.lists(st.sampled_from(["disk", "mat kontor", "bygg svets svets", "", "kontor"]), max_size=6)
)
@settings(deadline=None)
def test_a_text_is_read_alike_alone_and_in_company(texts: list[str]):
    reader = make_reader()

    for text, found in zip(texts, reader.read_ads([(t, t) for t in texts]), strict=True):
        (alone,) = reader.read_ads([(text, text)])
        assert found.sector == alone.sector
        assert found.scores == pytest.approx(alone.scores, abs=1e-6)


def make_reader() -> SectorReader:
    from matcher.embedding import HashingEncoder  # noqa: PLC0415

    described = {E: "mat", IND: "svets", K: "disk", C: "bygg", None: "kontor"}
    prototypes = [
        Prototype(sector, role, text, kind)
        for sector, text in described.items()
        for role in Role
        for kind in (TextKind.WORK, TextKind.EXPERIENCE)
    ]
    return SectorReader(prototypes, HashingEncoder())


def test_the_nearest_of_a_class_count_and_not_its_mean(words: TextEncoder):
    far = [Prototype(K, Role.DESCRIPTION, word) for word in ("kok", "kontor", "mat")]
    near = [Prototype(K, Role.DESCRIPTION, "disk")] * 3
    other = Prototype(None, Role.DESCRIPTION, "svets")  # the told need two classes
    reader = SectorReader([*far, *near, other, Prototype(K, Role.TITLE, "x")], words)

    (found,) = reader.read_ads([("Hej", "disk")])

    assert found.scores[K] == pytest.approx(0.7)
    assert found.scores[E] == pytest.approx(-1.0)


@pytest.mark.parametrize("sector", [K, C, None])
def test_told_texts_stand_for_their_sector_too(
    prototypes: tuple[Prototype, ...], words: TextEncoder, sector: Sector | None
):
    told = Prototype(sector, Role.DESCRIPTION, "kok", TextKind.EXPERIENCE)

    assert SectorReader([told, *prototypes], words).read_told(["kok"])[0].sector is sector


def reading(**scores: float) -> SectorReading:
    given_scores = {sector: scores.get(sector.value, 0.0) for sector in Sector}
    return SectorReading(K, given_scores, scores.get("background", 0.0))


@pytest.mark.parametrize(
    ("found", "confidence"),
    [
        (reading(kitchens=0.6, industry=0.5), 0.6),
        (reading(kitchens=0.6, background=0.6), 0.5),
        (reading(kitchens=0.9), 0.9),
        (reading(background=0.3, industry=0.1), 0.7),
    ],
)
def test_confidence_is_the_lead_over_the_next(found: SectorReading, confidence: float):
    assert found.confidence == pytest.approx(confidence)


@given(st.lists(st.floats(-1, 1.3), min_size=5, max_size=5))
def test_confidence_is_between_a_half_and_nine_tenths(values: list[float]):
    found = SectorReading(None, dict(zip(Sector, values, strict=False)), values[4])

    assert 0.5 <= found.confidence <= 0.9


def test_the_nearest_of_some(reader: SectorReader):
    (found,) = reader.read_told(["bygg bygg mat"])

    assert found.sector is C
    assert found.among([K, E]) is E
    assert found.among([K]) is K
    assert replace(found, sector=None).among([C, E]) is C


def test_trades_share_out_one(reader: SectorReader, words: TextEncoder):
    told = ["disk", "bygg", "kontor", "qwerty"]

    shares = reader.trades(told, words.encode(told, TextKind.EXPERIENCE))

    assert shares.shape == (4, 4)
    assert (shares >= 0).all()
    assert (shares.sum(axis=1) <= 1).all()
    kitchens, construction = list(Sector).index(K), list(Sector).index(C)
    assert [int(row.argmax()) for row in shares[:2]] == [kitchens, construction]
    assert shares[2].sum() < min(shares[0].sum(), shares[1].sum())


def test_a_trade_is_read_as_the_sector_is(reader: SectorReader, words: TextEncoder):
    told = ["disk", "disk disk kontor", "bygg svets svets", "mat"]

    shares = reader.trades(told, words.encode(told, TextKind.EXPERIENCE))

    assert [list(Sector)[int(row.argmax())] for row in shares] == [
        found.sector for found in reader.read_told(told)
    ]
