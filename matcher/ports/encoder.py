"""What turns texts into vectors."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class TextKind(StrEnum):
    """What sort of text is embedded; each kind is centred on its own mean."""

    EXPERIENCE = "experience"  # what a person tells of herself, any language
    WORK = "work"  # what a step, task, requirement or job ad says
    LABEL = "label"  # a job title or skill name, not centred


class TextEncoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Name and hash of everything that shapes a vector: weights, prompts, means, length."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts.

        Parameters
        ----------
        texts
            n texts in any language; an empty text gives a zero vector.
        kind
            What sort of text they are.

        Returns
        -------
        Vectors
            Shape (n, dimension), float32, each row of length 1 (or 0 for an empty text), so an
            inner product is a cosine in [-1, 1].
        """
        ...
