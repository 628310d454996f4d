"""A text as a QR code that a telephone reads: as a picture, or on the terminal."""

from __future__ import annotations

import io

import segno
from segno.encoder import DataOverflowError

from matcher.errors import InputError


def qr_svg(text: str) -> str:
    """Return a QR code as SVG; it says what it is to those who do not see it.

    Raises
    ------
    InputError
        The text is too long for a QR code.
    """
    picture = io.BytesIO()
    _code(text).save(picture, kind="svg", scale=4, xmldecl=False, title="QR")
    return picture.getvalue().decode()


def qr_terminal(text: str) -> str:
    """Return a QR code made of characters; errors as for :func:`qr_svg`."""
    drawn = io.StringIO()
    _code(text).terminal(drawn, compact=True)
    return drawn.getvalue()


def _code(text: str) -> segno.QRCode:
    try:
        return segno.make_qr(text, error="l", encoding="utf-8")
    except DataOverflowError:
        raise InputError(
            "The text is too long for a QR code. Print it as a letter or copy it."
        ) from None
