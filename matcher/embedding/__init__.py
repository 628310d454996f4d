"""Sentence encoders behind :class:`matcher.ports.TextEncoder`, and their cache."""

from __future__ import annotations

from matcher.embedding.hashing import HashingEncoder
from matcher.embedding.opening import open_encoder

__all__ = ["HashingEncoder", "open_encoder"]
