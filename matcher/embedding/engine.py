"""What turns prepared texts into raw vectors: PyTorch for any model, ONNX Runtime for our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.embedding.recipe import EncodingRecipe
    from matcher.embedding.source import EncoderSource
    from matcher.ports import TextKind, Vectors


class Engine(Protocol):
    """A loaded model; used by one thread at a time."""

    def embed(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts that are not empty.

        Parameters
        ----------
        texts
            n texts, without prompts.
        kind
            Chooses the prompt.

        Returns
        -------
        Vectors
            Shape (n, dimension), float32, not yet centred.
        """
        ...


def open_engine(source: EncoderSource, recipe: EncodingRecipe) -> Engine:
    """Load the model of a source, with the library that runs its kind."""
    # Each library costs seconds and memory; only the one that is needed is loaded.
    if source.compact is not None:
        from matcher.embedding.onnx_engine import OnnxEngine  # noqa: PLC0415

        return OnnxEngine(source.folder, source.compact, recipe)
    from matcher.embedding.torch_engine import TorchEngine  # noqa: PLC0415

    return TorchEngine(source.folder, recipe)
