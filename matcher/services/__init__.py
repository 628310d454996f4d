"""Use cases. They never call each other."""
