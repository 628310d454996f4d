"""Answers of participants and employers by a link, and of employers who sign in."""

from __future__ import annotations

from web.areas.answers.views import add_answers
from web.areas.answers.workplace import workplace

__all__ = ["add_answers", "workplace"]
