"""The first hour: a list from a spreadsheet, looked at, mended, saved, and what comes of it."""

from __future__ import annotations

from web.areas.imports.views import add_imports

__all__ = ["add_imports"]
