"""A personal number that somebody types is not repeated, whatever page answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from matcher.domain.personal_number import personal_numbers

if TYPE_CHECKING:
    from flask import Flask, Response

INSTEAD = "[...]"
_OURS = frozenset({"csrf_token", "key", "seen", "seen_version"})
"""Fields that a page of ours fills in by chance, so that ten digits of them mean nothing."""


def repeat_no_personal_number(app: Flask) -> None:
    """Take what was typed of personal numbers out of the page, and out of where it leads."""
    app.after_request(_take_out)


def _take_out(response: Response) -> Response:
    try:
        sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    except RequestEntityTooLarge:
        return response
    numbers = {
        number for name, typed in sent if name not in _OURS for number in personal_numbers(typed)
    }
    if numbers and response.mimetype == "text/html":
        response.set_data(_without(response.get_data(as_text=True), numbers))
    if numbers and response.location:
        response.location = _without(response.location, numbers)
    return response


def _without(text: str, numbers: set[str]) -> str:
    for number in sorted(numbers, key=len, reverse=True):
        text = text.replace(number, INSTEAD)
    return text
