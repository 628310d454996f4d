"""Vector indexes behind :class:`matcher.ports.VectorIndex`, and their files."""
