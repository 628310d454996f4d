"""Accounts: who may sign in, for administrators."""

from __future__ import annotations

from web.areas.accounts.views import accounts

__all__ = ["accounts"]
