"""In how many lists an opening may stand, by how strongly lists are spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem

NO_BUDGET = 0.0
ROUNDING = 1e-9


def budgets(
    problem: Problem,
    usual: NDArray[np.intp],
    weight: NDArray[np.intp],
    strength: float,
    own: NDArray[np.intp] | None = None,
) -> NDArray[np.intp]:
    r"""Return the exposure budget of each opening.

    It is :math:`\\lceil L w_j \\rceil` for an opening of weight w. The level L goes from the most
    lists there are for one unit of weight by score alone, at strength 0, to the level at which all
    openings have the same for each unit of weight and lists are as long as before, at 1; between
    them by equal ratios. At strength 0 there is no budget at all.

    Parameters
    ----------
    usual
        Shape (openings,): in how many lists each opening stands by score alone.
    weight
        Shape (openings,), at least 0: its places, or 1 for each.
    strength
        In [0, 1].
    own
        Shape (openings,): what an opening sets itself; the lower of the two holds.

    Raises
    ------
    InputError
        The strength is outside [0, 1], or an opening that stands in lists has no weight.

    Examples
    --------
    >>> from matcher.planning.allocation.problem import Problem
    >>> problem = Problem(
    ...     person=np.array([0, 0, 1, 1]),
    ...     place=np.array([0, 1, 0, 1]),
    ...     score=np.array([0.9, 0.8, 0.9, 0.8]),
    ...     people=2,
    ...     capacity=np.array([1, 1]),
    ... )
    >>> budgets(problem, np.array([2, 0]), problem.capacity, 1.0).tolist()
    [1, 1]
    """
    if not 0 <= strength <= 1:
        raise InputError(f"The strength is {strength}; give 0 (by score alone) to 1 (all alike).")
    if (bad := np.flatnonzero((usual > 0) & (weight <= 0))).size:
        raise InputError(
            f"Opening {bad[0]} stands in lists and has the weight {weight[bad[0]]}. Give it a "
            "weight above 0."
        )
    most = np.full(problem.openings, problem.people, dtype=np.intp)
    if strength == NO_BUDGET:
        return most
    listed = usual > 0
    top = (usual[listed] / weight[listed]).max(initial=0.0)
    level = top ** (1 - strength) * _even_level(problem, usual.sum(), weight) ** strength
    allowed: NDArray[np.intp] = np.minimum(most, np.ceil(level * weight - ROUNDING).astype(np.intp))
    return allowed if own is None else np.minimum(allowed, own)


def _even_level(problem: Problem, slots: int, weight: NDArray[np.intp]) -> float:
    """Return the level at which the openings, each for whom it can suit, fill all the slots."""
    reach = np.bincount(problem.place, minlength=problem.openings)
    used = weight > 0
    full_at = reach[used] / weight[used]
    order = np.argsort(full_at, kind="stable")
    full = np.cumsum(reach[used][order])
    rising = weight[used].sum() - np.cumsum(weight[used][order])
    filled = full + full_at[order] * rising
    stop = int(np.searchsorted(filled, slots))
    if stop == filled.size:
        return float(full_at.max(initial=0.0))
    below, still = (full[stop - 1], rising[stop - 1]) if stop else (0, weight[used].sum())
    return float((slots - below) / still)
