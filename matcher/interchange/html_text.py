"""Plain text out of a text that may have HTML tags."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCKS = frozenset(
    {"address", "article", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
     "section", "table", "td", "tr", "ul"}
)  # fmt: skip
_HIDDEN = frozenset({"script", "style", "template", "head", "noscript"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(text: str) -> str:
    r"""Return a text without tags, scripts and styles; one without tags stays as it is.

    >>> plain_text("<p>Diska &amp; städa</p><ul><li>kök</li></ul>")
    'Diska & städa\n\nkök'
    >>> plain_text("lön < 30 000")
    'lön < 30 000'
    """
    if not _TAG.search(text):
        return html.unescape(text).strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = "".join(reader.parts).replace("\u00a0", " ").split("\n")
    joined = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
