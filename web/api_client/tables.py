"""What the API shows as a table, for whoever counts in pandas."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    import pandas as pd


def table(items: Iterable[Any]) -> pd.DataFrame:
    """Return a row for each thing that the client read.

    Parameters
    ----------
    items
        What a list of the client gives, such as ``api.participants()``.

    Returns
    -------
    pandas.DataFrame
        A column for each field in the order of the API; fields of a part have the name of the
        part before a dot (``place.municipality``). Lists stay in one cell. Without items it has
        neither rows nor columns.
    """
    import pandas as pd  # noqa: PLC0415  (takes a second, and most programs read no table)

    return pd.json_normalize([asdict(item) for item in items])
