from __future__ import annotations

import pytest
from tokenizers.normalizers import Precompiled

from matcher.embedding.charsmap import _fields, nmt_nfkc_charsmap
from matcher.embedding.e5s1 import parse_e5s1
from matcher.embedding.unigram_tokenizer import build_tokenizer


@pytest.fixture(scope="module")
def charsmap() -> bytes:
    return nmt_nfkc_charsmap()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﬁnt", "fint"),
        ("Ⅳ ½", "IV 1⁄2"),
        ("a\tb\nc", "a b c"),
        ("e\u0301", "é"),
        ("x\u200by", "x y"),
        ("\u0001z", "z"),
    ],
)
def test_the_map_is_nmt_nfkc(charsmap: bytes, text: str, expected: str):
    assert Precompiled(charsmap).normalize_str(text) == expected


def test_a_text_stands_between_start_and_end(tiny, charsmap: bytes):
    tokenizer = build_tokenizer(parse_e5s1(tiny.data).vocabulary, charsmap)

    assert tokenizer.encode("ab  å").tokens == ["<s>", "▁", "a", "b", "▁", "å", "</s>"]


def test_the_likeliest_split_is_taken_and_strange_letters_are_unknown(tiny, charsmap: bytes):
    tokenizer = build_tokenizer(parse_e5s1(tiny.data).vocabulary, charsmap)

    # "▁wash" has score -31 and the five pieces it replaces more than that together.
    assert tokenizer.encode("wash").tokens == ["<s>", "▁wash", "</s>"]
    assert tokenizer.encode("a中").ids[-2:] == [3, 2]


def test_fields_of_every_wire_type_are_stepped_over():
    message = b"\x08\x96\x01" + b"\x11" + bytes(8) + b"\x1d" + bytes(4) + b"\x22\x02ok"

    assert list(_fields(message)) == [(4, b"ok")]


def test_an_unknown_wire_type_is_an_error():
    with pytest.raises(ValueError, match="wire type 3"):
        list(_fields(b"\x0b"))
