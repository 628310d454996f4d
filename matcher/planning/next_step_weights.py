"""The rules of the next-step score, from a versioned JSON file: two sets of weights.

One set is for occupations that a known way touches, one for those that are new to the graph.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import ArtifactError
from matcher.planning.next_step_features import FEATURES, FROM_OWN_WAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEND = "Take the file that ships with Stegvis."
SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class NextStepWeights:
    """Weights of one version.

    Parameters
    ----------
    version
        Name of the file's version with a hash of its content.
    known
        For occupations with known ways: one weight of at least 0 a feature, summing to 1.
    new
        For occupations without: the same, and 0 for what needs ways of their own.
    """

    version: str
    known: Mapping[str, float]
    new: Mapping[str, float]

    def __post_init__(self) -> None:
        for table in (self.known, self.new):
            if set(table) != set(FEATURES):
                raise ArtifactError(
                    f"Next-step weights {self.version} name {sorted(table)}; they must name "
                    f"exactly {sorted(FEATURES)}. Take the file that ships with Stegvis."
                )
            if min(table.values()) < 0 or abs(sum(table.values()) - 1) > SUM_TOLERANCE:
                raise ArtifactError(
                    f"Next-step weights {self.version} must be at least 0 and sum to 1. {_MEND}"
                )
        if any(self.new[name] for name in FROM_OWN_WAYS):
            raise ArtifactError(
                f"Next-step weights {self.version} weigh known ways for occupations "
                f"without any. {_MEND}"
            )


def parse_next_step_weights(document: str) -> NextStepWeights:
    """Read a weights file's text.

    Raises
    ------
    ArtifactError
        Not JSON, a key is missing or unknown, or a value is out of range.
    """
    digest = hashlib.sha256(document.encode()).hexdigest()[:8]
    try:
        raw = json.loads(document)
        known, new = ({k: float(v) for k, v in raw[key].items()} for key in ("known", "new"))
        version = f"{raw['version']}@{digest}"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArtifactError(f"The next-step weights cannot be read: {error}. {_MEND}") from error
    return NextStepWeights(version, known, new)
