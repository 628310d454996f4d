from __future__ import annotations

import json

import pytest

from training import vocabulary
from training.vocabulary import as_tokenizer, choose_pieces, count_pieces, prune_tokenizer

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁ab", "abba", "я", "яя", "ደ", "ደደ", "字"]


@pytest.fixture
def document() -> dict:
    return {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [[piece, -float(row) / 3] for row, piece in enumerate(PIECES)],
        },
    }


def test_special_used_and_frequent_pieces_and_single_letters_are_kept(monkeypatch):
    quotas = {"LATIN": 1, "CYRILLIC": 0, "ETHIOPIC": 2, "none": 1}
    monkeypatch.setattr(vocabulary, "QUOTAS", quotas)
    kept = choose_pieces(PIECES, {8: 2, 10: 1})
    assert [PIECES[row] for row in kept] == [
        *("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "abba", "я", "ደ", "ደደ"),
    ]


def test_pieces_of_texts_are_counted(document):
    counts = count_pieces(as_tokenizer(document), ["ab ab", "abba"])
    assert counts[PIECES.index("▁ab")] == 2


def test_a_pruned_tokenizer_falls_back_on_smaller_pieces(document):
    rows = [row for row, piece in enumerate(PIECES) if piece not in {"▁ab", "abba"}]
    pruned = as_tokenizer(prune_tokenizer(document, rows))
    assert as_tokenizer(document).encode("ab").tokens == ["▁ab"]
    assert pruned.encode("ab").tokens == ["▁", "a", "b"]
    assert [pruned.id_to_token(number) for number in range(len(rows))] == [PIECES[r] for r in rows]


def test_scores_are_shortened_and_the_rest_is_as_it_was(document):
    pruned = prune_tokenizer(document, [0, 1, 2, 3, 5])
    assert pruned["model"]["vocab"][-1] == ["a", -1.66667]
    assert {k: v for k, v in pruned.items() if k != "model"} == {
        k: v for k, v in json.loads(json.dumps(document)).items() if k != "model"
    }
