"""The page of the score: features, weights, neutral values, thresholds, bands."""

from __future__ import annotations

import json

from matcher.domain.judgement import BAND_ORDER
from matcher.domain.ladder import Importance
from matcher.ranking.features import (
    IMPORTANCE_WEIGHT,
    OTHER_WISHED,
    TO_AVOID,
    TRAINABLE_CERTIFICATE,
    WISHED_SECTOR,
    WISHED_STEP,
)
from matcher.ranking.vocabulary import name_of
from matcher.ranking.weights import FEATURES, Weights, parse_weights
from matcher.settings import shared_path
from pages.markdown import code, page, parameters, plain, table

FILE = "models/weights/expert-1.json"

_ABOUT = """
The score of a person and a job is the sum of nine contributions: weight times value. Values lie in
[0, 1] and never fall when the person's side improves; weights are at least 0 and sum to 1, so the
score lies in [0, 1]. What is not known takes the neutral value and is named as a missing fact. The
score orders a list; it is no chance of being hired. Why so:
[decision 2](../adr/0002-one-additive-scorer.md).
"""

_MEANING = {
    "work": "likeness of the person's best facet (an experience or skill) to the whole job",
    "requirements": (
        "mean coverage of the job's skills, each by the person's best facet; an essential one "
        f"counts {IMPORTANCE_WEIGHT[Importance.ESSENTIAL]:g}, "
        f"a useful one {IMPORTANCE_WEIGHT[Importance.USEFUL]:g}"
    ),
    "swedish": (
        "mean over the areas the tasks need: 1 when the level is there, 0 two main levels below; "
        "an unknown area takes the neutral value"
    ),
    "certificates": (
        f"held 1, can be gained {TRAINABLE_CERTIFICATE:g}, else 0, weighted as requirements; "
        "1 when the job asks for none"
    ),
    "experience": "1 - exp(-months / scale), months of work weighted by their likeness to the job",
    "wishes": (
        f"the step is wished {WISHED_STEP:g}, the sector is {WISHED_SECTOR:g}, others are "
        f"{OTHER_WISHED:g}, a task to avoid {TO_AVOID:g}"
    ),
    "travel": "1 next door, 0.5 at the longest way the person can travel, 0 at twice as much",
    "hours": "mean of: the hours fit (1 or 0); the share of the shifts that the person can take",
    "training": (
        "exp(-(weeks before + share x weeks beside the job) / scale), essential needs only; "
        "0 when one of them takes more than a year"
    ),
}

_BANDS = {
    "ready": "every essential need is met or not known",
    "with_support": (
        "some are learnt beside the job, or before it within the weeks of an introduction"
    ),
    "after_training": "some are learnt before the job, in more weeks than an introduction",
    "stretch": "an essential need is missing, or takes more weeks before the job than the longest",
}

_GATES = """
A gate (right to work, legal age, a licence, a certificate that cannot be gained in time, hours,
shifts, the way there) that is certainly not met takes a job off the list, whatever its score. A
gate that is not known is asked about.
"""


def weights_page() -> str:
    """Return the page."""
    text = shared_path(*FILE.split("/")).read_text(encoding="utf-8")
    made_by, weights = json.loads(text)["made_by"], parse_weights(text)
    rows = [
        (
            code(name),
            f"{name_of(f'feature.{name}', 'sv')} / {name_of(f'feature.{name}', 'en')}",
            f"{weights.weights[name]:g}",
            f"{weights.neutral[name]:g}",
            _MEANING[name],
        )
        for name in FEATURES
    ]
    bands = [
        (
            code(band.value),
            f"{name_of(f'band.{band}', 'sv')} / {name_of(f'band.{band}', 'en')}",
            _BANDS[band],
        )
        for band in BAND_ORDER
    ]
    return page(
        "The score",
        _ABOUT,
        f"The values here are those of `{FILE}` (`{weights.version}`): {made_by}. Each run keeps "
        "the version it was made with.",
        "## Features",
        table(("feature", "shown as", "weight", "neutral", "value"), rows),
        "## Thresholds and scales",
        table(("key", "value", "meaning"), _thresholds(weights)),
        "## Bands",
        table(("band", "shown as", "when"), bands),
        "## Gates",
        _GATES,
    )


def _thresholds(weights: Weights) -> list[tuple[str, str, str]]:
    rows = []
    for together, words in parameters(Weights).items():
        names = together.split(", ")
        if names[0] in {"version", "weights", "neutral"}:
            continue
        parts = [part.strip() for part in words.split(";")] if len(names) > 1 else [words]
        for name, part in zip(names, parts, strict=True):
            sentence = part[0].upper() + part[1:].rstrip(".") + "."
            rows.append((code(name), f"{getattr(weights, name):g}", plain(sentence)))
    return rows
