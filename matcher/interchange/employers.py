"""The employer behind an opening: an id made from the name where the file gives none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from matcher.domain.ids import EmployerId

if TYPE_CHECKING:
    from collections.abc import Iterable


def employer_id_of(name: str) -> EmployerId:
    """Return a stable id for an employer's name; a registration number is never used.

    (Of a sole trader it would be the personal identity number.)

    >>> employer_id_of("Café Näsets Kök AB") == employer_id_of("café  näsets kök ab")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    ascii_only = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:30].strip("-")
    digest = hashlib.sha256(plain.encode()).hexdigest()[:6]
    return EmployerId(f"{slug or 'employer'}-{digest}")


def same_name(names: Iterable[str]) -> bool:
    """Say whether all names are one, apart from spaces and capitals."""
    return len({" ".join(name.casefold().split()) for name in names}) <= 1
