"""A browser without scripts walks from the review to the job: what it sends stands in the page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from functional.web_programme import EverythingFits, build

if TYPE_CHECKING:
    from pathlib import Path

    from functional.web_programme import Programme
    from werkzeug.test import TestResponse

    from matcher.domain.ids import SuggestionId


class _Forms(HTMLParser):
    """The forms of a page, with what they send without anything being typed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[tuple[str, str]]] = {}
        self._open: list[tuple[str, str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self._open = self.found.setdefault(facts.get("action") or "", [])
        elif tag == "input" and self._open is not None:
            kind, name = facts.get("type"), facts.get("name")
            if name and (kind not in ("checkbox", "radio") or "checked" in facts):
                self._open.append((name, facts.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None


def forms_of(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return what each form of a page sends, by its address; a dialog sends nothing."""
    return {address: fields for address, fields in _Forms(page).found.items() if address}


def press(
    programme: Programme, page: TestResponse, path: str, **typed: str | list[str]
) -> TestResponse:
    """Press the button of a form that stands in a page, with what was typed and ticked."""
    sent = [(name, value) for name, value in forms_of(page.text)[path] if name not in typed]
    for name, values in typed.items():
        sent += [(name, one) for one in ([values] if isinstance(values, str) else values)]
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    return programme.client.post(path, data=data, headers={"Accept-Language": "en"})


@dataclass
class Walk:
    """One suggestion on its way."""

    programme: Programme
    suggestion: SuggestionId

    @property
    def path(self) -> str:
        return f"/suggestions/{self.suggestion}"

    @property
    def state(self) -> str:
        return self.programme.suggestion(self.suggestion).state.value

    def page(self) -> TestResponse:
        return self.programme.get(self.path)

    def press(self, act: str, **typed: str | list[str]) -> TestResponse:
        """Press a button of the page as it is now."""
        return press(self.programme, self.page(), f"{self.path}/{act}", **typed)

    def confirm(self) -> None:
        self.programme.post(f"{self.path}/confirm", seen_version="0", looked="yes")

    def accept(self, up_to: str = "skills") -> None:
        self.confirm()
        self.press("asked")
        self.press("answer", answer="yes", mode="phone", up_to=up_to)

    def present(self) -> None:
        self.accept()
        press(self.programme, self.programme.get(f"{self.path}/present"), f"{self.path}/present")

    def hire(self, **card: str) -> TestResponse:
        """Write the card, look at it, and take the place."""
        typed = {"first_day": "2026-12-01", "time": "07:30", "door": "Kökets dörr"} | card
        checked = self.press("hired/check", **typed)
        return press(self.programme, checked, f"{self.path}/hired")

    @property
    def placement(self):
        with self.programme.services.units() as unit:
            return unit.placements.of_suggestion(self.suggestion)


def walk(folder: Path, opening: str = "O001", **more) -> Walk:
    """Return a walk about a suggestion of P001 for an opening, undecided so far."""
    programme = build(folder, kind=EverythingFits, **more)
    return another(programme, opening)


def another(programme: Programme, opening: str, code: str = "P001") -> Walk:
    """Return a walk about a suggestion for an opening, of a list that is made now."""
    [found] = [
        one for one in programme.suggest(code) if programme.suggestion(one).opening == opening
    ]
    return Walk(programme, found)
