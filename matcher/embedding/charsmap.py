"""The character normalisation of XLM-R (``nmt_nfkc``), which ``sentencepiece`` carries compiled.

The library does not hand the map out, but writes it into every model it trains. So a
throw-away model is trained on a line of text and the map is read from its bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NORMALIZER_SPEC = 3  # ModelProto.normalizer_spec
_PRECOMPILED_CHARSMAP = 2  # NormalizerSpec.precompiled_charsmap
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}


def nmt_nfkc_charsmap() -> bytes:
    """Return the compiled ``nmt_nfkc`` map, as ``tokenizers.normalizers.Precompiled`` takes it.

    Raises
    ------
    ValueError
        The installed ``sentencepiece`` writes its models in another way.
    """
    import sentencepiece  # noqa: PLC0415  (only needed once, at conversion)

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["one two three four"] * 4),
        model_writer=model,
        vocab_size=16,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    spec = _only(model.getvalue(), _NORMALIZER_SPEC)
    return _only(spec, _PRECOMPILED_CHARSMAP)


def _only(message: bytes, number: int) -> bytes:
    for field, value in _fields(message):
        if field == number:
            return value
    raise ValueError(f"the trained sentencepiece model has no field {number}")


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of the length-delimited fields of a protocol-buffer message."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        wire = key & 7
        if wire == _VARINT:
            _, at = _varint(message, at)
        elif wire == _LENGTH:
            length, at = _varint(message, at)
            yield key >> 3, message[at : at + length]
            at += length
        elif wire in _FIXED:
            at += _FIXED[wire]
        else:
            raise ValueError(f"wire type {wire} is not known")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
