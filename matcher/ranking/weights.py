"""The rules of the score, from a versioned JSON file: an explanation is the computation itself.

The scorer is additive and monotone: feature values in [0, 1], weights of at least 0 that sum to 1.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from matcher.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEND = "Take the file that ships with Stegvis."
FEATURES = (
    "work",
    "requirements",
    "swedish",
    "certificates",
    "experience",
    "wishes",
    "travel",
    "hours",
    "training",
)
SUM_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Weights:
    """Weights, neutral values and thresholds of one version.

    Parameters
    ----------
    version
        Name of the file's version with a hash of its content.
    weights
        One of at least 0 for each feature; they sum to 1.
    neutral
        The value an unknown or not applicable feature takes, in [0, 1].
    floor
        Least score of a suggestion.
    skill_met_at
        Coverage from which a skill counts as met.
    done_like_at
        Likeness from which a told experience is named as work like the job.
    skill_worth
        What a skill is worth beside an experience in the likeness to a whole job.
    trade_share
        Share of the trade a facet was read as in its likeness to a whole job; the rest is the
        likeness of the texts.
    whole_job_share
        Share of the likeness to the whole job in the coverage of one requirement, where the
        likeness to the requirement itself is not higher.
    beside_max_gap
        Largest gap in Swedish (thirds of a main level) that can be closed beside the job.
    introduction_weeks
        Training before the job of at most so many weeks is an introduction: one can start with
        support.
    ladder_months
        Months of work like a job that is not a first one, from which one has come as far.
    longest_training_weeks
        Training before the job that takes longer is a stretch.
    months_scale, months_when_unknown
        Experience in months that counts 63 %; what an experience of unknown length counts.
    training_weeks_scale, beside_share
        Weeks of training that count 63 %; how much a week beside the job weighs against one before.
    """

    version: str
    weights: Mapping[str, float]
    neutral: Mapping[str, float]
    floor: float
    skill_met_at: float
    done_like_at: float
    skill_worth: float
    trade_share: float
    whole_job_share: float
    beside_max_gap: int
    introduction_weeks: float
    ladder_months: float
    longest_training_weeks: float
    months_scale: float
    months_when_unknown: float
    training_weeks_scale: float
    beside_share: float

    def __post_init__(self) -> None:
        for table in (self.weights, self.neutral):
            if set(table) != set(FEATURES):
                raise ArtifactError(
                    f"Weights {self.version} name {sorted(table)}; they must name exactly "
                    f"{sorted(FEATURES)}. Take the file that ships with Stegvis."
                )
        if min(self.weights.values()) < 0 or abs(sum(self.weights.values()) - 1) > SUM_TOLERANCE:
            raise ArtifactError(f"Weights {self.version} must be at least 0 and sum to 1. {_MEND}")
        if not all(0 <= value <= 1 for value in self.neutral.values()):
            raise ArtifactError(
                f"Neutral values of weights {self.version} must be in 0 to 1. {_MEND}"
            )


def parse_weights(document: str) -> Weights:
    """Read a weights file's text.

    Raises
    ------
    ArtifactError
        Not JSON, a key is missing or unknown, or a value is out of range.
    """
    digest = hashlib.sha256(document.encode()).hexdigest()[:8]
    try:
        raw = json.loads(document)
        named = {field.name: raw[field.name] for field in fields(Weights)}
    except (ValueError, KeyError, TypeError) as error:
        raise ArtifactError(f"The weights file cannot be read: {error}. {_MEND}") from error
    return Weights(**{**named, "version": f"{raw['version']}@{digest}"})
