from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from matcher.embedding.e5s1 import NetworkShape, parse_e5s1
from matcher.errors import ChecksumMismatch


def test_shape_is_read(tiny):
    parsed = parse_e5s1(tiny.data)

    expected = NetworkShape(32, 1, 4, 64, parsed.shape.vocabulary, 40, 2, parsed.shape.norm_epsilon)
    assert parsed.shape == expected
    assert parsed.shape.norm_epsilon == pytest.approx(1e-12)


def test_pieces_keep_order_letters_and_scores(tiny):
    vocabulary = parse_e5s1(tiny.data).vocabulary

    assert vocabulary.pieces[:5] == (
        ("<s>", 0.0),
        ("<pad>", 0.0),
        ("</s>", 0.0),
        ("<unk>", 0.0),
        ("▁", -1.0),
    )
    assert [piece for piece, _ in vocabulary.pieces[31:34]] == ["å", "ä", "ö"]
    assert (vocabulary.start, vocabulary.end) == (0, 2)
    assert (vocabulary.padding, vocabulary.unknown) == (1, 3)


def test_every_tensor_has_the_numbers_written(tiny):
    parsed = parse_e5s1(tiny.data)

    assert set(parsed.names) == set(tiny.tensors)
    for name, values in tiny.tensors.items():
        assert_allclose(parsed.tensor(name), values, rtol=1e-6, err_msg=name)


def test_a_missing_tensor_is_named(tiny):
    with pytest.raises(ChecksumMismatch, match=r"l9\.q\.w"):
        parse_e5s1(tiny.data).tensor("l9.q.w")


def test_another_kind_of_file_is_refused(tiny):
    with pytest.raises(ChecksumMismatch, match="does not start with E5S1"):
        parse_e5s1(b"GGUF" + tiny.data[4:])


def test_another_version_is_refused(tiny):
    with pytest.raises(ChecksumMismatch, match="version 2"):
        parse_e5s1(tiny.data[:4] + b"\x02" + tiny.data[5:])


@pytest.mark.parametrize("kept", [4, 20, 60, 400, 700])
def test_a_file_cut_in_its_head_is_refused(tiny, kept: int):
    with pytest.raises(ChecksumMismatch, match="cut short"):
        parse_e5s1(tiny.data[:kept])


def test_a_file_cut_in_its_tensors_is_refused_when_read(tiny):
    parsed = parse_e5s1(tiny.data[:-10])

    with pytest.raises(ChecksumMismatch, match=parsed.names[-1]):
        parsed.tensor(parsed.names[-1])
