"""How fast texts are embedded, against the packaged model run as it comes, and in what memory.

``python benchmarks/encode.py --json`` prints one document. The baseline is the packaged model
(multilingual-e5-small) as an fp32 SentenceTransformer, batch 32, 2 threads; the encoder is the one
whose quality is reported, with prompts and centring, without cache. Each runs in a process of its
own, the two in turn, and the median of the rounds is told.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import matcher  # noqa: F401  (sets the thread policy before torch is loaded)
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
ROUNDS = 3


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


def ours() -> tuple[str, Callable[[Sequence[str]], object]]:
    """Return the encoder in use and its id."""
    encoder = open_sentence_encoder(replace(load_settings(), threads=THREADS))
    return encoder.id, lambda batch: encoder.encode(batch, TextKind.EXPERIENCE)


def baseline() -> tuple[str, Callable[[Sequence[str]], object]]:
    """Return the packaged model as it comes."""
    import torch  # noqa: PLC0415  (not in the process that measures our memory)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(THREADS)
    source = find_source(replace(load_settings(), encoder="bundled"))
    plain = SentenceTransformer(str(source.folder), device="cpu", local_files_only=True)
    return source.name, lambda batch: plain.encode(
        list(batch), batch_size=BATCH, show_progress_bar=False
    )


def measure(which: str) -> dict[str, Any]:
    """Measure one of the two in this process."""
    name, encode = {"ours": ours, "baseline": baseline}[which]()
    phrases, paragraphs = texts()
    return {
        "encoder": name,
        "phrases_per_s": rate(encode, phrases),
        "paragraphs_per_s": rate(encode, paragraphs),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def in_own_process(which: str) -> dict[str, Any]:
    """Measure one of the two in a process of its own."""
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, __file__, "--only", which], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--only", choices=["ours", "baseline"], help="measure one, in this process")
    arguments = parser.parse_args()
    if arguments.only:
        sys.stdout.write(json.dumps(measure(arguments.only)) + "\n")
        return
    rounds = [(in_own_process("ours"), in_own_process("baseline")) for _ in range(ROUNDS)]

    def median(side: int, name: str) -> float:
        return statistics.median(pair[side][name] for pair in rounds)

    found = {
        "encoder": rounds[0][0]["encoder"],
        "phrases_per_s": median(0, "phrases_per_s"),
        "paragraphs_per_s": median(0, "paragraphs_per_s"),
        "baseline_phrases_per_s": median(1, "phrases_per_s"),
        "baseline_paragraphs_per_s": median(1, "paragraphs_per_s"),
        "rss_mb": median(0, "rss_mb"),
        "baseline_rss_mb": median(1, "rss_mb"),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name in ("phrases_per_s", "paragraphs_per_s"):
        ratio = found[name] / found[f"baseline_{name}"]
        print(f"{name}: {found[name]:.0f}, {ratio:.2f} times the baseline")
    print(f"memory: {found['rss_mb']:.0f} MB, baseline {found['baseline_rss_mb']:.0f} MB")


if __name__ == "__main__":
    main()
