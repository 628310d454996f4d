from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from matcher.domain.sector import Sector
from matcher.embedding import HashingEncoder
from matcher.ports import TextKind
from matcher.taxonomy import told_model
from matcher.taxonomy.prototypes import Prototype, Role
from matcher.taxonomy.sector_reader import SectorReader
from matcher.taxonomy.told_classifier import ToldClassifier
from matcher.taxonomy.told_model import CHOSEN, ToldExamples, ToldModel, fit_told

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = (
    *("Jag diskade i ett kök", "Jag lagade mat i ett kök", "Tallrikar och kastruller, disk"),
    *("Jag svetsade stål", "Stål och svets i en verkstad", "I was welding steel"),
    *("Jag satt på kontor", "Papper på ett kontor", "An office with papers"),
)
EXAMPLES = ToldExamples(
    TEXTS,
    np.repeat([0, 1, 2], 3),
    np.array([True, True, False, True, True, True, True, True, True]),
)
ENCODER = HashingEncoder()
VECTORS = ENCODER.encode(TEXTS, TextKind.EXPERIENCE)
ASKED = ("Jag diskade på kontoret", "stål", "qwerty", "Steel in an office", "ÅÄÖ  disk\n")


def test_a_fitted_model_reads_exactly_as_the_libraries_themselves():
    counter = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    counted = counter.fit_transform(TEXTS)
    regression = LogisticRegression(C=10.0, max_iter=2_000, class_weight="balanced").fit(
        csr_matrix(hstack([csr_matrix(VECTORS), 2.0 * counted])),
        EXAMPLES.classes,
        sample_weight=np.where(EXAMPLES.told, 1.0, 0.3),
    )
    asked = ENCODER.encode(ASKED, TextKind.EXPERIENCE)
    features = csr_matrix(hstack([csr_matrix(asked), 2.0 * counter.transform(ASKED)]))
    expected = regression.decision_function(features)
    expected[:, -1] += CHOSEN.margin

    found = ToldClassifier(fit_told(EXAMPLES, VECTORS, CHOSEN)).log_odds(ASKED, asked)

    assert_array_equal(found, expected)


def test_no_texts_have_no_log_odds():
    classifier = ToldClassifier(fit_told(EXAMPLES, VECTORS, CHOSEN))

    assert classifier.log_odds([], VECTORS[:0]).shape == (0, 3)


def with_other_texts() -> ToldExamples:
    return replace(EXAMPLES, texts=(*TEXTS[:-1], "An office with paper"))


def with_other_classes() -> ToldExamples:
    return replace(EXAMPLES, classes=EXAMPLES.classes[::-1])


def with_another_kind() -> ToldExamples:
    return replace(EXAMPLES, told=np.ones(9, dtype=np.bool_))


@pytest.mark.parametrize("other", [with_other_texts, with_other_classes, with_another_kind])
def test_other_examples_are_another_model(other: Callable[[], ToldExamples]):
    assert other().fingerprint("a", CHOSEN) != EXAMPLES.fingerprint("a", CHOSEN)


@pytest.mark.parametrize(
    "changed", ["inverse_regularisation", "ngram_weight", "work_text_weight", "margin"]
)
def test_every_choice_makes_another_model(changed: str):
    other = replace(CHOSEN, **{changed: 0.5})

    assert EXAMPLES.fingerprint("a", other) != EXAMPLES.fingerprint("a", CHOSEN)


def test_another_encoder_or_library_is_another_model(monkeypatch: pytest.MonkeyPatch):
    before = EXAMPLES.fingerprint("a", CHOSEN)

    assert EXAMPLES.fingerprint("b", CHOSEN) != before
    assert replace(EXAMPLES, texts=list(TEXTS)).fingerprint("a", CHOSEN) == before
    monkeypatch.setattr(told_model, "version", lambda name: f"{name} of tomorrow")
    assert EXAMPLES.fingerprint("a", CHOSEN) != before


def test_a_reader_asks_for_what_is_kept_and_embeds_nothing_then():
    prototypes = [
        Prototype(sector, Role.DESCRIPTION, sector or "papper", kind)
        for sector in (*Sector, None)
        for kind in (TextKind.EXPERIENCE, TextKind.WORK)
    ]
    models: dict[str, ToldModel] = {}

    def recall(fingerprint: str, make: Callable[[], ToldModel]) -> ToldModel:
        return models.setdefault(fingerprint, models.get(fingerprint) or make())

    first = SectorReader(prototypes, ENCODER, recall=recall).read_told(["disk"])
    again = SectorReader(prototypes, OnlyTold(), recall=recall).read_told(["disk"])

    assert len(models) == 1
    assert again == first


class OnlyTold(HashingEncoder):
    """Refuses to embed what a kept reader was fitted from."""

    def encode(self, texts, kind):
        assert list(texts) == ["disk"]
        return super().encode(texts, kind)
