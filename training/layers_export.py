"""The tuned layers as an ONNX graph of eight-bit weights."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

from training.smoothing import INPUT, smooth

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

OPSET = 17
_EXAMPLE = (2, 7)  # texts, pieces


class PooledLayers(torch.nn.Module):  # type: ignore[misc]
    """The network without its word table: vectors of pieces in, one mean vector a text out.

    Parameters
    ----------
    network
        A BERT model.
    """

    def __init__(self, network: Any) -> None:  # noqa: ANN401  (third party)
        super().__init__()
        self._network = network

    def forward(self, word_vectors: Tensor) -> Tensor:
        """Return the means.

        Parameters
        ----------
        word_vectors
            Shape (n, pieces, hidden), without padding.

        Returns
        -------
        Tensor
            Shape (n, hidden).
        """
        states: Tensor = self._network(inputs_embeds=word_vectors).last_hidden_state
        return states.mean(dim=1)


def export_layers(
    network: Any,  # noqa: ANN401  (third party)
    calibration: Sequence[NDArray[np.float32]],
    target: Path,
) -> None:
    """Write the graph: exported, its attention fused, evened out, rounded to eight bits.

    The range of weights is reduced by one bit: processors without VNNI add up products of eight
    bits in sixteen, which would overflow.

    Parameters
    ----------
    network
        A BERT model with eager attention, in evaluation mode.
    calibration
        Word vectors of some texts, each of shape (1, pieces, hidden); see
        :mod:`training.smoothing`.
    target
        The file to write.
    """
    hidden, heads = network.config.hidden_size, network.config.num_attention_heads
    vectors = torch.zeros(*_EXAMPLE, hidden)
    with tempfile.TemporaryDirectory() as name:
        plain, fused = Path(name) / "plain.onnx", Path(name) / "fused.onnx"
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                PooledLayers(network),
                (vectors,),
                str(plain),
                input_names=[INPUT],
                output_names=["pooled"],
                dynamic_axes={
                    INPUT: {0: "n", 1: "pieces"},
                    "pooled": {0: "n"},
                },
                opset_version=OPSET,
                dynamo=False,
            )
        optimised = optimize_model(
            str(plain), model_type="bert", num_heads=heads, hidden_size=hidden, opt_level=1
        )
        onnx.save(smooth(optimised.model, calibration), fused)
        quantize_dynamic(
            fused,
            target,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
