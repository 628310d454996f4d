"""Signing in: accounts, the second step, freshness, the gate before every route, and limits."""

from __future__ import annotations

from web.auth.routes import add_auth

__all__ = ["add_auth"]
