"""The texts that ship with Stegvis to tell an encoder what a kind of text has in common."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import ChecksumMismatch
from matcher.ports import TextKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILES: Mapping[TextKind, str] = {
    TextKind.EXPERIENCE: "experiences.jsonl",
    TextKind.WORK: "work.jsonl",
}


@dataclass(frozen=True)
class ReferenceTexts:
    """Texts for each kind that is centred.

    Parameters
    ----------
    by_kind
        The texts; a kind without texts is not centred.
    """

    by_kind: Mapping[TextKind, tuple[str, ...]]

    @property
    def digest(self) -> str:
        """Hexadecimal SHA-256 of kinds and texts; another text gives another encoder id."""
        document = {kind.value: list(texts) for kind, texts in self.by_kind.items()}
        canonical = json.dumps(document, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def read_reference_texts(folder: Path) -> ReferenceTexts:
    """Read the reference texts.

    Parameters
    ----------
    folder
        ``data/reference``, found with :func:`matcher.settings.shared_path`.

    Raises
    ------
    ChecksumMismatch
        A file is missing or a line of it cannot be read; the installation is damaged.
    """
    return ReferenceTexts({kind: _texts(folder / name) for kind, name in FILES.items()})


def _texts(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        texts = tuple(str(json.loads(line)["text"]) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ChecksumMismatch(
            f"{path} ships with Stegvis and cannot be read: {error}. Install Stegvis anew."
        ) from error
    if not texts:
        raise ChecksumMismatch(f"{path} ships with Stegvis and is empty. Install Stegvis anew.")
    return texts
