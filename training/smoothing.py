"""Even out what a layer takes in before its numbers are rounded to eight bits.

A few directions of a transformer's states are tens of times larger than the rest. Rounding scales
by the largest, and the rest becomes coarse. So each direction is divided by a factor on its way in
and the layer's weights are multiplied by it: the product is the same, the rounding is finer
(SmoothQuant, Xiao et al. 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

INPUT = "word_vectors"
SHARE = 0.7  # of the unevenness that goes into the weights; .5 to .9 were tried
_LEAST = 1e-5


def smooth(model: onnx.ModelProto, calibration: Sequence[Floats]) -> onnx.ModelProto:
    """Return the graph with evened inputs of its widening, narrowing and attention products.

    Parameters
    ----------
    model
        A graph whose only input is ``word_vectors``.
    calibration
        Word vectors of texts, each of shape (1, pieces, hidden), to see what is large.
    """
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    wanted = [node for node in model.graph.node if _is_smoothed(node, weights)]
    largest = _largest(model, sorted({node.input[0] for node in wanted}), calibration)
    made = onnx.ModelProto()
    made.CopyFrom(model)
    weights = {tensor.name: tensor for tensor in made.graph.initializer}
    nodes = []
    for node in made.graph.node:
        if _is_smoothed(node, weights):
            nodes.append(_even_out(node, largest[node.input[0]], weights, made))
        nodes.append(node)
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    return made


def _is_smoothed(node: onnx.NodeProto, weights: Mapping[str, onnx.TensorProto]) -> bool:
    if node.op_type == "Attention":
        return True
    if node.op_type != "MatMul" or node.input[1] not in weights:
        return False
    rows, columns = weights[node.input[1]].dims
    return bool(rows != columns)


def _largest(
    model: onnx.ModelProto, names: Sequence[str], calibration: Sequence[Floats]
) -> dict[str, Floats]:
    """Return the largest magnitude of each direction of some inner values."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    for name in names:
        watched.graph.output.append(
            helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        )
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    largest = {name: np.float32(_LEAST) for name in names}
    for vectors in calibration:
        for name, values in zip(names, session.run(names, {INPUT: vectors}), strict=True):
            largest[name] = np.maximum(largest[name], np.abs(values[0]).max(axis=0))
    return {name: np.asarray(found) for name, found in largest.items()}


def _even_out(
    node: onnx.NodeProto,
    largest: Floats,
    weights: Mapping[str, onnx.TensorProto],
    model: onnx.ModelProto,
) -> onnx.NodeProto:
    """Multiply a node's weights, and return the product that divides its input by the same."""
    tensor = weights[node.input[1]]
    weight = numpy_helper.to_array(tensor)
    spread = np.maximum(np.abs(weight).max(axis=1), _LEAST)
    factors = largest**SHARE / spread ** (1 - SHARE)
    factors /= np.exp(np.log(factors).mean())
    tensor.CopyFrom(
        numpy_helper.from_array((weight * factors[:, None]).astype(np.float32), tensor.name)
    )
    name = f"{node.name}_evening"
    model.graph.initializer.append(numpy_helper.from_array((1 / factors).astype(np.float32), name))
    before, node.input[0] = node.input[0], f"{node.name}_evened"
    return helper.make_node("Mul", [before, name], [node.input[0]])
