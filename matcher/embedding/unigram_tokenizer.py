"""The tokenizer of XLM-R built from its vocabulary, in the ``tokenizers`` library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.embedding.e5s1 import Vocabulary


def build_tokenizer(vocabulary: Vocabulary, charsmap: bytes) -> Any:  # noqa: ANN401  (third party)
    """Build the tokenizer.

    Parameters
    ----------
    vocabulary
        Pieces with scores and the ids of the special ones.
    charsmap
        Compiled character map (:func:`matcher.embedding.charsmap.nmt_nfkc_charsmap`).

    Returns
    -------
    tokenizers.Tokenizer
        Puts the start piece before and the end piece after every text.
    """
    from tokenizers import (  # noqa: PLC0415  (only needed once, at conversion)
        AddedToken,
        Regex,
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    def piece(index: int) -> str:
        return vocabulary.pieces[index][0]

    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), vocabulary.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(charsmap), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    start, end = vocabulary.start, vocabulary.end
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{piece(start)} $A {piece(end)}",
        pair=f"{piece(start)} $A {piece(end)} {piece(end)} $B {piece(end)}",
        special_tokens=[(piece(start), start), (piece(end), end)],
    )
    special = (start, vocabulary.padding, end, vocabulary.unknown)
    tokenizer.add_special_tokens(
        [AddedToken(piece(index), special=True, normalized=False) for index in special]
    )
    return tokenizer
