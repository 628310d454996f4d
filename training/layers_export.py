"""The tuned layers as ONNX graphs of eight-bit weights, one a layer."""

from __future__ import annotations

import re
import tempfile
import warnings
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

from matcher.embedding.compact_model import LAYER
from training.smoothing import INPUT, smooth

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

OPSET = 17
_EXAMPLE = (2, 7)  # texts, pieces
_END = re.compile(r"/encoder/layer\.\d+/output/LayerNorm/LayerNormalization_output_0$")


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
    folder: Path,
) -> None:
    """Write the graphs: exported, evened out, rounded to eight bits, cut into layers.

    The range of weights is reduced by one bit: processors without VNNI add up products of eight
    bits in sixteen, which would overflow.

    Parameters
    ----------
    network
        A BERT model with eager attention, in evaluation mode.
    calibration
        Word vectors of some texts, each of shape (1, pieces, hidden); see
        :mod:`training.smoothing`.
    folder
        Where the files go, see :data:`matcher.embedding.compact_model.LAYER`.
    """
    hidden, heads = network.config.hidden_size, network.config.num_attention_heads
    vectors = torch.zeros(*_EXAMPLE, hidden)
    with tempfile.TemporaryDirectory() as name:
        plain, fused, rounded = (Path(name) / f"{step}.onnx" for step in ("plain", "fused", "int8"))
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
            rounded,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        cut_layers(onnx.load(rounded), folder)


def cut_layers(model: onnx.ModelProto, folder: Path) -> None:
    """Write each layer of a graph as a graph of its own; run in turn they compute the same.

    Parameters
    ----------
    model
        The whole, with layers as :func:`export_layers` names them.
    folder
        Where the files go.
    """
    ends = [name for node in model.graph.node for name in node.output if _END.search(name)]
    for name in ends:
        model.graph.value_info.append(
            onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        )
    # The last layer also takes the mean.
    between = [INPUT, *ends[:-1], model.graph.output[0].name]
    extractor = onnx.utils.Extractor(model)
    for number, (before, after) in enumerate(pairwise(between), start=1):
        layer = extractor.extract_model([before], [after])
        onnx.save(layer, folder / LAYER.format(number))
