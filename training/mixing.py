"""Weights between two models of one shape: a guard against drift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor


def mixed(
    original: Mapping[str, Tensor], tuned: Mapping[str, Tensor], share: float
) -> dict[str, Tensor]:
    """Return ``share`` of the tuned weights and the rest of the original ones.

    What tuning has moved a little too far, above all for languages it had no texts of, comes back
    part of the way (Wortsman et al. 2022, robust fine-tuning).

    Parameters
    ----------
    original, tuned
        Weights by name, of the same shapes.
    share
        In [0, 1].

    Raises
    ------
    ValueError
        The names are not the same.
    """
    if original.keys() != tuned.keys():
        raise ValueError("The two models do not have the same weights.")
    return {
        name: torch.lerp(weight, tuned[name], share) if weight.is_floating_point() else weight
        for name, weight in original.items()
    }
