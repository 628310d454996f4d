"""The lives of things: in which states they are, who may move them, and what it takes.

One file a machine, each a table that can be read beside docs/reference/states.md.
"""
