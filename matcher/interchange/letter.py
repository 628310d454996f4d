"""A message as a letter to print: one plain page of HTML, with nothing fetched from anywhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.message_template import Rendered

_PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>{subject}</title>
</head>
<body>
<p>{day}</p>
<h1>{subject}</h1>
{paragraphs}
</body>
</html>
"""


def letter(text: Rendered, day: date) -> str:
    """Return the page; it bears no name and no address, so nothing shows from outside.

    Parameters
    ----------
    day
        Stands at the top.
    """
    paragraphs = "\n".join(
        "<p>{}</p>".format("<br>\n".join(escape(line) for line in part.split("\n")))
        for part in text.body.split("\n\n")
    )
    return _PAGE.format(
        lang=text.lang,
        direction="rtl" if text.lang == "ar" else "ltr",
        subject=escape(text.subject),
        day=day.isoformat(),
        paragraphs=paragraphs,
    )
