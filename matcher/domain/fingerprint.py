"""A hash of a value that is the same in every process, for the record of a run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date

NOT_MATCHED: Mapping[str, bool] = {"matched": False}
"""Metadata of a field that no job is matched against: it leaves the hash as it is."""


def fingerprint(value: object) -> str:
    """Return the SHA-256 (hexadecimal) of a domain value.

    >>> fingerprint(frozenset({"b", "a"})) == fingerprint(frozenset({"a", "b"}))
    True
    """
    canonical = json.dumps(_plain(value), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.metadata.get("matched", True)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
