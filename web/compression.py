"""Pages and style sheets go out compressed, but not where somebody could measure a secret by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_compress import Compress

if TYPE_CHECKING:
    from flask import Flask, Response

MIME_TYPES = ("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml")
ALGORITHMS = ("br", "gzip")


def compress_answers(app: Flask) -> None:
    """Compress what browsers ask for, as they can read it.

    A page that another site made the browser ask for goes out as it is: the length of a compressed
    page tells how well what that site put into the address fits what else stands on the page, the
    token of its forms too (BREACH, https://www.breachattack.com).
    """
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=list(MIME_TYPES),
        COMPRESS_ALGORITHM=list(ALGORITHMS),
        COMPRESS_ALGORITHM_STREAMING=list(ALGORITHMS),
    )
    compress = Compress(app)

    @app.after_request
    def squeeze(response: Response) -> Response:
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            response.vary.add("Accept-Encoding")
            return response
        return compress.after_request(response)
