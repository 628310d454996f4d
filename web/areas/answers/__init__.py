"""Answers of those without an account: participants and employers, by a link."""

from __future__ import annotations

from web.areas.answers.views import add_answers

__all__ = ["add_answers"]
