"""Facets, features, scores, reasons: one additive, monotone computation."""
