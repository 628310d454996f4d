"""How fast texts are embedded, against the bundled model run as it comes.

``python benchmarks/encode.py --json`` prints one document. The baseline is the bundled model as an
fp32 SentenceTransformer, batch 32, 2 threads; the encoder is the one whose quality is reported,
with prompts and centring, without cache.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from dataclasses import replace

import matcher  # noqa: F401  (sets the thread policy before torch is loaded)

# isort: split
from typing import TYPE_CHECKING

import torch
from sentence_transformers import SentenceTransformer

from matcher.embedding.opening import open_sentence_encoder
from matcher.embedding.source import find_source
from matcher.ports import TextKind
from matcher.settings import load_settings, shared_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

THREADS = 2
BATCH = 32
PHRASES = 256
PARAGRAPHS = 48
PARAGRAPH_WORDS = 60
REPEATS = 3


def texts() -> tuple[list[str], list[str]]:
    """Return short phrases and 60-word paragraphs from the reference texts."""
    folder = shared_path("data", "reference")
    lines = (folder / "told.jsonl").read_text(encoding="utf-8").split("\n")
    told = [json.loads(line)["text"] for line in lines if line]
    words = " ".join(told).split()
    phrases = [" ".join(words[n * 4 : n * 4 + 4]) for n in range(PHRASES)]
    step = (len(words) - PARAGRAPH_WORDS) // PARAGRAPHS
    paragraphs = [" ".join(words[n * step : n * step + PARAGRAPH_WORDS]) for n in range(PARAGRAPHS)]
    return phrases, paragraphs


def rate(encode: Callable[[Sequence[str]], object], batch: Sequence[str]) -> float:
    """Return texts a second, the median of three runs after one that does not count."""
    encode(batch[:BATCH])
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        encode(batch)
        seconds.append(time.perf_counter() - began)
    return len(batch) / statistics.median(seconds)


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    settings = replace(load_settings(), threads=THREADS)
    phrases, paragraphs = texts()
    encoder = open_sentence_encoder(settings)

    def ours(batch: Sequence[str]) -> object:
        return encoder.encode(batch, TextKind.EXPERIENCE)

    found = {
        "encoder": encoder.id,
        "phrases_per_s": rate(ours, phrases),
        "paragraphs_per_s": rate(ours, paragraphs),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    torch.set_num_threads(THREADS)
    source = find_source(replace(settings, encoder="bundled"))
    plain = SentenceTransformer(str(source.folder), device="cpu", local_files_only=True)

    def baseline(batch: Sequence[str]) -> object:
        return plain.encode(list(batch), batch_size=BATCH, show_progress_bar=False)

    found["baseline_phrases_per_s"] = rate(baseline, phrases)
    found["baseline_paragraphs_per_s"] = rate(baseline, paragraphs)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name in ("phrases_per_s", "paragraphs_per_s"):
        ratio = found[name] / found[f"baseline_{name}"]
        print(f"{name}: {found[name]:.0f}, {ratio:.2f} times the baseline")
    print(f"memory: {found['rss_mb']:.0f} MB")


if __name__ == "__main__":
    main()
