from __future__ import annotations

import pytest
import torch

from training.mixing import mixed

ORIGINAL = {"w": torch.tensor([0.0, 2.0]), "rows": torch.tensor([3])}
TUNED = {"w": torch.tensor([1.0, 4.0]), "rows": torch.tensor([3])}


@pytest.mark.parametrize(("share", "want"), [(0.0, [0, 2]), (1.0, [1, 4]), (0.25, [0.25, 2.5])])
def test_weights_lie_between_the_two(share, want):
    assert mixed(ORIGINAL, TUNED, share)["w"].tolist() == want
    assert mixed(ORIGINAL, TUNED, share)["rows"].tolist() == [3]


def test_models_of_other_shapes_are_refused():
    with pytest.raises(ValueError, match="same weights"):
        mixed(ORIGINAL, {"w": TUNED["w"]}, 0.5)
