"""Any SentenceTransformer folder, run by PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matcher.embedding.recipe import EncodingRecipe
    from matcher.ports import TextKind, Vectors

BATCH = 32


class TorchEngine:
    """The :class:`matcher.embedding.engine.Engine` over a SentenceTransformer.

    Parameters
    ----------
    folder
        Written by ``SentenceTransformer.save()``, with safetensors.
    recipe
        Prompts, length and threads.
    """

    def __init__(self, folder: Path, recipe: EncodingRecipe) -> None:
        self._recipe = recipe
        self._model = _load(folder, recipe)

    def embed(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.embedding.engine.Engine`."""
        prompt = self._recipe.prompts[kind]
        # It sorts by length itself, and runs in inference mode.
        vectors = self._model.encode(
            [prompt + text for text in texts],
            prompt="",
            batch_size=BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(folder: Path, recipe: EncodingRecipe) -> Any:  # noqa: ANN401  (third party)
    # Seconds of import and hundreds of megabytes that no other engine must pay.
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415

    transformers_logging.disable_progress_bar()
    if recipe.threads:
        torch.set_num_threads(recipe.threads)
    model = SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    )
    longest = model.max_seq_length or recipe.max_tokens
    model.max_seq_length = min(recipe.max_tokens, longest)
    return model.eval()
