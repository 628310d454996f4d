"""How likely a label of some likeness is right: a logistic curve fitted on known answers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind
from matcher.errors import ArtifactError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Curve:
    """Probability of being right: ``1 / (1 + exp(-(dense a + lexical b + offset)))``.

    Parameters
    ----------
    dense, lexical
        Weights of the likeness in meaning and in letters.
    offset
        Power at no likeness at all.
    """

    dense: float
    lexical: float
    offset: float

    def __call__(self, dense: float, lexical: float) -> float:
        """Return the probability, in [0, 1].

        >>> Curve(dense=4.0, lexical=0.0, offset=-2.0)(0.5, 1.0)
        0.5
        """
        power = self.dense * dense + self.lexical * lexical + self.offset
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, power))))


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves for one kind of concept.

    Parameters
    ----------
    same
        For a text in the letters of some labels.
    across
        For a text that shares no letters with any label: only the meaning speaks.
    letters
        For labels that are not embedded yet: only the letters speak.
    told
        For a told experience and a label of our ladders: how likely it is of the right trade.
    """

    same: Curve
    across: Curve
    letters: Curve
    told: Curve


def parse_confidence(text: str) -> Mapping[ConceptKind, Curves]:
    """Read a file made by ``benchmarks/linking.py``.

    Raises
    ------
    ArtifactError
        Something is missing or no number.
    """
    try:
        document = json.loads(text)
        return {
            kind: Curves(*(_curve(document[kind][field.name]) for field in fields(Curves)))
            for kind in (ConceptKind.OCCUPATION, ConceptKind.SKILL)
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ArtifactError(
            f"The confidence of linking cannot be read: {error!r}. Install Stegvis again, or make "
            "the file anew with `python benchmarks/linking.py`."
        ) from error


def _curve(values: Mapping[str, float]) -> Curve:
    return Curve(*(float(values[name]) for name in ("dense", "lexical", "offset")))
