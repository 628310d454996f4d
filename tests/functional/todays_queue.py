"""Decisions in the queue, and what was decided earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from functional.web_programme import found

from matcher.bootstrap import now


def section_of(page, section):
    return found(rf'<section class="day-section" id="{section}"(.*?)</section>', page)


def go(programme, answer):
    """Follow a redirect."""
    assert answer.status_code == 303, answer.text
    return programme.get(answer.headers["Location"])


def decline(programme, suggestion, **form):
    form = {"seen_version": "0", "reason": "too_far"} | form
    return programme.post(f"/queue/{suggestion}/decline", **form)


def confirm(programme, suggestion, **form):
    form = {"seen_version": "0", "looked": "yes"} | form
    return programme.post(f"/queue/{suggestion}/confirm", **form)


def earlier(programme, days):
    return replace(programme.services.commands, now=lambda: now() - timedelta(days=days))


def with_opening(programme, ids, opening="O001"):
    return next(one for one in ids if programme.suggestion(one).opening == opening)
