"""One run of training: the packaged encoder tuned on pairs, with checkpoints to go on from."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors.torch import load_model
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from transformers import TrainerCallback
from transformers.trainer_utils import get_last_checkpoint

from training.in_order import as_dataset, in_order
from training.pairs import SKILLS_ABOVE_ALL, TITLES_ABOVE_ALL, draw_batches
from training.ranking_loss import LengthSortedRankingLoss

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.pairs import Material, Shares

PROMPT = "query: "
# Every pair is seen once, so there is nothing to overfit; dropout would cost a third of the time.
WITHOUT_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}


@dataclass(frozen=True)
class RunPlan:
    """What a run does.

    Parameters
    ----------
    shares
        What the pairs of a batch are about.
    steps
        Batches, each seen once, that the learning rate is laid out for.
    stop_after
        Batches after which it ends all the same; all of them when ``None``.
    batch
        Pairs a batch.
    learning_rate
        At its highest, after a tenth of the steps; falls to zero along a cosine.
    frozen_layers
        How many layers from the bottom stay as they are; token embeddings always do.
    scale
        What a cosine is multiplied with in the loss (one over the temperature).
    hardness
        Extra weight of negatives that are near, see the loss.
    longest
        A text is cut after so many tokens.
    save_every
        Steps between checkpoints and looks at the development titles.
    seed
        Of pairs and of everything else.
    """

    shares: Shares
    steps: int
    stop_after: int | None = None
    batch: int = 256
    learning_rate: float = 1.5e-4
    frozen_layers: int = 6
    scale: float = 30.0
    hardness: float = 0.0
    longest: int = 48
    save_every: int = 65
    seed: int = 20261125

    def shortened(self, share: float) -> RunPlan:
        """Return the plan with a share of its batches."""

        def part(steps: int) -> int:
            return max(1, round(share * steps))

        return replace(
            self,
            steps=part(self.steps),
            stop_after=None if self.stop_after is None else part(self.stop_after),
            save_every=part(self.save_every),
        )


# First what jobs are called, then, more gently, what people can do.
PHASES = (
    RunPlan(TITLES_ABOVE_ALL, steps=260, stop_after=195),
    RunPlan(SKILLS_ABOVE_ALL, steps=80, learning_rate=8e-5, save_every=27, seed=20261126),
)


def open_network(source: Path) -> SentenceTransformer:
    """Load a SentenceTransformer folder to be tuned."""
    return SentenceTransformer(
        str(source), device="cpu", local_files_only=True, config_kwargs=WITHOUT_DROPOUT
    )


def tune(
    model: SentenceTransformer,
    material: Material,
    plan: RunPlan,
    folder: Path,
    measure: Callable[[SentenceTransformer], dict[str, float]],
) -> None:
    """Tune a model; goes on from the last checkpoint in ``folder`` when there is one.

    Parameters
    ----------
    model
        From :func:`open_network`; changed.
    material
        What is trained on.
    plan
        How.
    folder
        Checkpoints go here.
    measure
        Returns figures of development titles; they are logged with the loss.
    """
    model.max_seq_length = plan.longest
    freeze(model, plan.frozen_layers)
    rng = random.Random(plan.seed)  # noqa: S311  (spreads, hides nothing)
    batches = list(draw_batches(material, plan.shares, plan.steps, plan.batch, rng))
    trainer = _Trainer(
        model=model,
        args=_arguments(plan, folder),
        train_dataset=as_dataset(batches),
        loss=LengthSortedRankingLoss(
            model,
            scale=plan.scale,
            directions=("query_to_doc", "doc_to_query", "query_to_query", "doc_to_doc"),
            hardness_mode="in_batch_negatives" if plan.hardness else None,
            hardness_strength=plan.hardness,
        ),
    )
    if plan.stop_after is not None:
        trainer.add_callback(_StopAfter(plan.stop_after))
    trainer.add_callback(_Measure(trainer, measure, plan.save_every))
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(folder)))


def freeze(model: SentenceTransformer, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are.

    What stays is what languages without training texts rest on.
    """
    network: Any = model[0].auto_model
    for part in (network.embeddings, *network.encoder.layer[:layers]):
        part.requires_grad_(requires_grad=False)


def _arguments(plan: RunPlan, folder: Path) -> SentenceTransformerTrainingArguments:
    return SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        max_steps=plan.steps,
        per_device_train_batch_size=plan.batch,
        learning_rate=plan.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=max(1, plan.steps // 10),
        weight_decay=0.01,
        max_grad_norm=1.0,
        prompts=PROMPT,
        batch_sampler=in_order,
        logging_steps=5,
        save_steps=plan.save_every,
        save_total_limit=2,
        seed=plan.seed,
        use_cpu=True,
        report_to="none",
        dataloader_pin_memory=False,
    )


class _Trainer(SentenceTransformerTrainer):  # type: ignore[misc]
    def _load_from_checkpoint(self, checkpoint_path: str) -> None:
        # A checkpoint does not say that the network has no pooler, and as a whole model it would
        # come back with one.
        load_model(self.model[0].auto_model, Path(checkpoint_path, "model.safetensors"))


class _Measure(TrainerCallback):  # type: ignore[misc]
    """Looks at the development titles at every checkpoint."""

    def __init__(
        self,
        trainer: SentenceTransformerTrainer,
        measure: Callable[[SentenceTransformer], dict[str, float]],
        every: int,
    ) -> None:
        self._trainer = trainer
        self._measure = measure
        self._every = every

    def on_step_end(self, args: object, state: Any, control: object, **kwargs: Any) -> None:  # noqa: ANN401
        """Measure and log."""
        if state.global_step % self._every == 0:
            model = self._trainer.model
            model.eval()
            self._trainer.log(self._measure(model))
            model.train()


class _StopAfter(TrainerCallback):  # type: ignore[misc]
    def __init__(self, steps: int) -> None:
        self._steps = steps

    def on_step_end(self, args: object, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """End the run."""
        if state.global_step >= self._steps:
            control.should_training_stop = True
