"""Names and shapes under which ``transformers`` expects the weights of a BERT encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from matcher.embedding.e5s1 import E5File, NetworkShape, Vocabulary

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_NORMS = ("aln", "oln")


def bert_weights(source: E5File) -> dict[str, NDArray[np.float32]]:
    """Return every weight of the network under the name that ``transformers`` uses.

    Raises
    ------
    ChecksumMismatch
        A tensor is missing in the file.
    """
    return {
        target: source.tensor(name).reshape(shape) for name, target, shape in _plan(source.shape)
    }


def bert_config(shape: NetworkShape, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the content of ``config.json``."""
    return {
        "architectures": ["BertModel"],
        "attention_probs_dropout_prob": 0.1,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "hidden_size": shape.hidden,
        "intermediate_size": shape.inner,
        "layer_norm_eps": shape.norm_epsilon,
        "max_position_embeddings": shape.positions,
        "model_type": "bert",
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "pad_token_id": vocabulary.padding,
        "type_vocab_size": shape.token_types,
        "vocab_size": shape.vocabulary,
    }


def _plan(shape: NetworkShape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    hidden, inner = shape.hidden, shape.inner
    rows = {"emb.word": shape.vocabulary, "emb.pos": shape.positions, "emb.type": shape.token_types}
    for name, target in _EMBEDDINGS.items():
        yield name, target, (rows[name], hidden) if name in rows else (hidden,)
    matrices = {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in range(shape.layers):
        for part, target in _LAYER.items():
            matrix = matrices.get(part, (hidden, hidden))
            weight = (hidden,) if part in _NORMS else matrix
            yield f"l{layer}.{part}.w", f"encoder.layer.{layer}.{target}.weight", weight
            yield f"l{layer}.{part}.b", f"encoder.layer.{layer}.{target}.bias", matrix[:1]
