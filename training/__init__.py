"""What is generated or learnt: the synthetic programme, later the encoder and the weights."""

import matcher  # noqa: F401  (what it sets must be set before torch and onnxruntime are loaded)
