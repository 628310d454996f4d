"""Wrong and careless input: every form of every page, with a personal number wherever one types."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from functional.marked_values import PERSONAL_NUMBER
from functional.marked_viewers import MADE_UP, browser, paths, session_of, token_of, viewers
from werkzeug.datastructures import MultiDict

import web
from web.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from functional.marked_office import Office
    from functional.marked_viewers import Seen, Viewer
    from werkzeug.routing import Rule

TYPED = f"ring {PERSONAL_NUMBER}"
_DAYS = {"date": "2026-12-01", "time": "07:30", "datetime-local": "2026-12-01T07:30"}
_AS_IT_STANDS = {"hidden", "submit", "number"}
_ENDS_IT = "/permissions/withdraw"
"""What is taken back is told to nobody any more, so the commands after it would prove nothing."""
_ONE_OF = {"radio", "checkbox"}
_NAMED = re.compile(
    r"""(?:name="|\b(?:text_of|text_field|area_field|select|get|getlist)\((?:faults, )?")"""
    r"""([a-z_]+)\""""
)


class Forms(HTMLParser):
    """The forms of a page, filled in: last choice, first tick, a personal number in each text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, MultiDict[str, str]]] = []
        self._fields: MultiDict[str, str] | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = MultiDict()
            self.found.append((own.get("method", "get"), own.get("action", ""), self._fields))
        if self._fields is None:
            return
        name, kind = own.get("name", ""), own.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._fields[self._select] = own.get("value", "")
        elif tag == "textarea" and name:
            self._fields[name] = TYPED
        elif tag in ("input", "button") and name:
            self._fill(name, "submit" if tag == "button" else kind, own.get("value", ""))

    def _fill(self, name: str, kind: str, value: str) -> None:
        assert self._fields is not None
        if kind in _ONE_OF or kind in _AS_IT_STANDS:
            self._fields.setdefault(name, value)
        else:
            self._fields[name] = _DAYS.get(kind, TYPED)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = ""


def field_names() -> frozenset[str]:
    """Return the names of all fields that some page sends or some view reads."""
    root = Path(web.__file__).parent
    files = (*root.rglob("*.py"), *root.rglob("*.html"))
    return frozenset(
        name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8"))
    )


def send_nonsense(office: Office, seen: Seen) -> None:
    """Post to every route, with a number in every field there is, as somebody who may use it."""
    nonsense = dict.fromkeys(field_names(), TYPED)
    everybody = viewers(office)
    for rule in office.programme.app.url_map.iter_rules():
        if "POST" in rule.methods:
            for viewer in _senders(rule, everybody):
                path = next(paths(office, rule, viewer))
                client = browser(office, session_of(office, viewer))
                if RULES[rule.endpoint].scope is None:
                    seen.add(viewer, f"POST {path}", client.post(path, data=nonsense))
                    continue
                program = token_of(office, viewer) | {"Idempotency-Key": TYPED, "If-Match": '"0"'}
                answer = client.post(path, json=nonsense, headers=program)
                seen.add(viewer, f"POST {path}", answer)


def _senders(rule: Rule, everybody: Iterable[Viewer]) -> list[Viewer]:
    """Return whoever holds a link to a public route, or nobody; else the first who may use it."""
    wanted, area = RULES[rule.endpoint], rule.endpoint.partition(".")[0]
    if not wanted.public:
        return [one for one in everybody if wanted.needs is None or one.may(wanted.needs)][:1]
    holds = {
        "participants": lambda one: one.own != MADE_UP,
        "posting": lambda one: one.name == "whoever posts a job",
        "answers": lambda one: one.token != MADE_UP,
    }.get(area, lambda one: one.name == "nobody")
    return [one for one in everybody if holds(one)]


def fill_in_every_form(office: Office, seen: Seen) -> None:
    """Fill in and send each form that a viewer was shown, once."""
    by_name = {viewer.name: viewer for viewer in viewers(office)}
    done: set[tuple[str, str]] = set()
    for viewer, path, page in _pages(seen, by_name):
        cookie = session_of(office, viewer)
        for method, action, fields in Forms(page).found:
            where = (action or path).partition("?")[0]
            kind = (re.sub(r"[0-9a-f]{8,}(-\d+)?|[\w-]{20,}", "*", where), " ".join(sorted(fields)))
            if kind in done or where.endswith(_ENDS_IT):
                continue
            done.add(kind)
            client = browser(office, cookie)
            if method == "post":
                answer = client.post(action or path, data=fields)
            else:
                answer = client.get(where, query_string=fields)
            seen.add(viewer, f"{method} {where} {' '.join(sorted(fields))}", answer)


def _pages(seen: Seen, by_name: dict[str, Viewer]) -> Iterator[tuple[Viewer, str, str]]:
    """Yield pages, those of people's own last: what they say may end everything."""
    own = [name for name, viewer in by_name.items() if viewer.own != MADE_UP]
    for (name, path), page in sorted(
        seen.pages.items(), key=lambda one: (one[0][0] in own, one[0])
    ):
        yield by_name[name], path, page
