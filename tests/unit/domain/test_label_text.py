"""The forms in which a job title is looked for, the nearest first and each once."""

from __future__ import annotations

import pytest

from matcher.domain.label_text import label_forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Kock/vikariat", ["kock"]),
        ("Kock, Kock", ["kock"]),
        ("Kocken", ["kock", "kocke"]),
        ("kor", []),
        ("Heltid", []),
        (
            "Kockar och kockar sökes",
            [
                "kockar och kockar",
                "kockar",
                "kockar och kocke",
                "kockar och kock",
                "kocke",
                "kock",
            ],
        ),
        (
            "Lokalvårdarna (deltid)",
            ["lokalvårdarna", "lokalvårdare", "lokalvårde", "lokalvård"],
        ),
    ],
)
def test_a_title_has_these_forms(text, forms):
    assert list(label_forms(text)) == forms
