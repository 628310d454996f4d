"""How a text is prepared for a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.ports import TextKind


@dataclass(frozen=True)
class EncodingRecipe:
    """How a text is prepared for the model.

    Parameters
    ----------
    prompts
        What is put before a text of each kind.
    max_tokens
        A text, prompt included, is cut after so many tokens.
    threads
        Threads for the model; 0 means one for each processor this process may use.
    """

    prompts: Mapping[TextKind, str]
    max_tokens: int
    threads: int = 0
