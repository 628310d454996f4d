"""From ESCO and the ladders to the encoder that ships: gather, tune, choose pieces, publish.

Each stage leaves its result in the work folder and is not done again when it is there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from safetensors.torch import load_file, load_model, save_model
from sentence_transformers import SentenceTransformer

from matcher.embedding.bundled import prepare_bundled
from matcher.embedding.reference import read_reference_texts
from matcher.interchange.ladder_file import read_ladders
from matcher.settings import shared_path
from training.bag_of_pieces import BagPlan, first_vectors, tune_bag
from training.encoder_run import PROMPT, RunPlan, open_network, tune
from training.esco_labels import read_concepts, read_essential_skills, read_groups
from training.ladder_texts import parallel_texts
from training.mixing import mixed
from training.pairs import Material
from training.publish import Parts, publish
from training.splits import measured_texts
from training.vocabulary import as_tokenizer, choose_pieces, count_pieces, prune_tokenizer
from training.vocabulary_texts import vocabulary_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

NAME = "stegvis-small"
_PIECES_TOGETHER = 256


@dataclass(frozen=True)
class Workshop:
    """Where training reads and writes.

    Parameters
    ----------
    data
        Folder of the ESCO files and of the data that quality is measured with.
    work
        Checkpoints and stages; may grow to some gigabytes.
    """

    data: Path
    work: Path

    @property
    def original(self) -> Path:
        """The packaged encoder, converted when it is not there yet."""
        folder = self.work / "original"
        prepare_bundled(folder)
        return folder

    @property
    def tuned(self) -> Path:
        """The tuned network."""
        return self.work / "tuned"

    @property
    def rows(self) -> Path:
        """Which pieces are kept."""
        return self.work / "pieces.json"

    @property
    def first_bags(self) -> Path:
        """The vectors of pieces before tuning."""
        return self.work / "bags-first.npy"

    @property
    def bags(self) -> Path:
        """The tuned vectors of pieces."""
        return self.work / "bags.npy"

    def note(self, part: str, plans: Sequence[RunPlan | BagPlan]) -> None:
        """Keep how a part was tuned, phase by phase, for the card of the model."""
        path = self.work / f"plan-{part}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([asdict(plan) for plan in plans]), encoding="utf-8")

    def plans(self) -> dict[str, object]:
        """Return what :meth:`note` has kept."""
        return {
            part: json.loads((self.work / f"plan-{part}.json").read_text(encoding="utf-8"))
            for part in ("network", "pieces")
        }


@dataclass(frozen=True)
class TunedShares:
    """How much of the tuned weights is taken, in [0, 1]; the rest is as it was before.

    Half the way back costs little of what was learnt and restores what was known of the concepts
    and languages that training never showed.
    """

    network: float
    pieces: float


def gather(data: Path) -> Material:
    """Return everything that may be trained on."""
    measured = measured_texts(data)
    concepts = read_concepts(data, measured)
    return Material(
        concepts=concepts,
        essential=read_essential_skills(data, {concept.uri for concept in concepts}),
        parallel=parallel_texts(read_ladders(shared_path("data", "ladders"))),
        groups=read_groups(data, measured),
    )


def tune_network(
    shop: Workshop,
    phases: Sequence[RunPlan],
    measure: Callable[[SentenceTransformer], dict[str, float]],
) -> None:
    """Tune the network phase by phase, or go on where it was stopped."""
    if shop.tuned.is_dir():
        return
    shop.note("network", phases)
    material = gather(shop.data)
    model = open_network(shop.original)
    for number, plan in enumerate(phases, start=1):
        weights = shop.work / f"phase-{number}.safetensors"
        if weights.is_file():
            load_model(model[0].auto_model, weights)
            continue
        tune(model, material, plan, shop.work / f"checkpoints-{number}", measure)
        scratch = weights.with_suffix(".part")
        save_model(model[0].auto_model, str(scratch))
        scratch.replace(weights)
    model.save(str(shop.tuned))


def tune_pieces(shop: Workshop, plan: BagPlan, progress: Callable[[int, int], None]) -> None:
    """Choose the pieces to keep and tune their vectors.

    Parameters
    ----------
    shop
        Where.
    plan
        How they are tuned.
    progress
        Told how many of how many pieces are embedded, which takes minutes.
    """
    if shop.bags.is_file():
        return
    shop.note("pieces", [plan])
    document = json.loads((shop.original / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = document["model"]["vocab"]
    counts = count_pieces(as_tokenizer(document), vocabulary_texts(shop.data))
    rows = choose_pieces([piece for piece, _ in vocabulary], counts)
    shop.rows.write_text(json.dumps(rows), encoding="utf-8")
    start = first_vectors(
        _embed_pieces(shop.original, rows, progress),
        np.array([vocabulary[row][1] for row in rows], dtype=np.float32),
        plan.width,
    )
    np.save(shop.first_bags, start)
    tokenizer = as_tokenizer(prune_tokenizer(document, rows))
    model = tune_bag(start, tokenizer, gather(shop.data), plan, shop.work / "bag")
    np.save(shop.bags, model[0].embedding.weight.detach().numpy())


def publish_model(
    shop: Workshop,
    shares: TunedShares,
    bag_share: float,
    target: Path,
) -> None:
    """Mix what was tuned with what it was before, and write the compact model.

    Parameters
    ----------
    shop
        With both parts tuned.
    shares
        How much of what was tuned is taken.
    bag_share
        See :class:`matcher.embedding.compact_model.CompactModel`.
    target
        Folder of the model.
    """
    original = load_file(shop.original / "model.safetensors")
    weights = mixed(original, load_file(shop.tuned / "model.safetensors"), shares.network)
    network = SentenceTransformer(
        str(shop.original),
        device="cpu",
        local_files_only=True,
        model_kwargs={"attn_implementation": "eager"},
    )[0].auto_model.eval()
    network.load_state_dict(weights)
    rows = json.loads(shop.rows.read_text(encoding="utf-8"))
    document = json.loads((shop.original / "tokenizer.json").read_text(encoding="utf-8"))
    publish(
        Parts(
            name=NAME,
            prompt=PROMPT,
            network=network,
            tokenizer=prune_tokenizer(document, rows),
            words=original["embeddings.word_embeddings.weight"].numpy()[rows],
            bags=np.load(shop.first_bags) * (1 - shares.pieces)
            + np.load(shop.bags) * shares.pieces,
            bag_share=bag_share,
            calibration=_calibration_texts(),
            training={**shop.plans(), "shares_of_tuned": asdict(shares)},
        ),
        target,
    )


def _embed_pieces(
    original: Path, rows: list[int], progress: Callable[[int, int], None]
) -> NDArray[np.float32]:
    """Embed every piece alone, between prompt and end as a text would stand."""
    import torch  # noqa: PLC0415

    model = SentenceTransformer(str(original), device="cpu", local_files_only=True)
    around = model.tokenizer(PROMPT.rstrip())["input_ids"]
    ids = torch.tensor([[*around[:-1], row, around[-1]] for row in rows])
    parts = []
    with torch.inference_mode():
        for part in ids.split(_PIECES_TOGETHER):
            features = {"input_ids": part, "attention_mask": torch.ones_like(part)}
            parts.append(model(features)["sentence_embedding"].numpy())
            progress(min(len(parts) * _PIECES_TOGETHER, len(rows)), len(rows))
    return np.concatenate(parts)


def _calibration_texts() -> list[str]:
    """Return the reference texts of the encoder's means: every kind, all seven languages."""
    reference = read_reference_texts(shared_path("data", "reference"))
    return [text for texts in reference.by_kind.values() for text in texts]
