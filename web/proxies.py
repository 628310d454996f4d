"""Whose address a request has when it comes through proxies of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from flask import Flask


def behind_proxies(app: Flask, number: int) -> None:
    """Take address and scheme from what so many proxies of one's own have written down.

    Each adds a line at the end of the header, so the last ``number`` are theirs; what stands before
    may have been written by anybody. With none, no header is believed.
    """
    if number:
        fixed = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=0, x_prefix=0)
        app.wsgi_app = fixed  # type: ignore[method-assign]
