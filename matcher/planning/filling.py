"""How many places of several jobs stay empty at best, each person in one place at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

if TYPE_CHECKING:
    from numpy.typing import NDArray


def left_empty(
    able: NDArray[np.bool_], places: NDArray[np.intp], times: NDArray[np.float64]
) -> int:
    """Return the places that nobody can fill, by a largest matching.

    Parameters
    ----------
    able
        Shape (n, m): who can do which job.
    places
        Shape (m,).
    times
        Shape (n,): how often each person is there; whole numbers.

    Examples
    --------
    >>> able = np.array([[True, True], [True, False]])
    >>> left_empty(able, np.array([1, 1]), np.array([1.0, 1.0]))
    0
    >>> left_empty(able, np.array([2, 1]), np.array([1.0, 1.0]))
    1
    """
    scarce = scarce_jobs(times @ able, places)
    left = int(places[scarce].sum())
    if not left:
        return 0
    columns = np.repeat(scarce, places[scarce])
    rows = np.repeat(np.arange(len(times)), times.astype(np.intp))
    pairs = csr_array(able[np.ix_(rows, columns)])
    filled = maximum_bipartite_matching(pairs, perm_type="column") >= 0
    return left - int(filled.sum())


def scarce_jobs(able_people: NDArray[np.floating], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the jobs that may stay empty, sorted.

    A job that at least as many people can do as there are places in all is filled whatever the
    others take, so it is set aside, its places with it; and so on with what is left.

    Parameters
    ----------
    able_people
        Shape (m,): how many people can do each job.
    places
        Shape (m,).

    Examples
    --------
    >>> scarce_jobs(np.array([9.0, 1.0, 3.0]), np.array([2, 2, 1])).tolist()
    [1]
    """
    order = np.argsort(-able_people, kind="stable")
    left = int(places.sum())
    aside = 0
    while aside < len(order) and able_people[order[aside]] >= left:
        left -= int(places[order[aside]])
        aside += 1
    return np.sort(order[aside:])
