"""A person's own pages in tests: the link, the code, and what can be read on a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from functional.web_programme import EverythingFits, build, found

from matcher.domain.ids import ParticipantCode

if TYPE_CHECKING:
    from functional.web_programme import Programme
    from werkzeug.test import TestResponse

VOID = {"meta", "link", "input", "img", "br"}
LATIN = re.compile(r"[A-Za-zÅÄÖåäö]+")


class Screen(HTMLParser):
    """The words of a page: those on the screen, and those in no language but the page's.

    ``on_screen`` leaves out what is folded or only read aloud; ``unmarked`` has everything, folds
    and labels too, except what is marked as another language; ``names`` are the marked names.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.on_screen: list[str] = []
        self.unmarked: list[str] = []
        self.names: list[str] = []
        self.folded_swedish: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("aria-label", "alt", "title") and value:
                self.unmarked.append(value)
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        text, tags = data.strip(), [tag for tag, _ in self._open]
        if not text or "body" not in tags:
            return
        marked = [(tag, own["lang"]) for tag, own in self._open if tag != "html" and "lang" in own]
        if not marked:
            self.unmarked.append(text)
        elif marked[-1][0] == "bdi":
            self.names.append(text)
        elif marked[-1][0] == "div":
            self.folded_swedish.append(text)
        hidden = any("visually-hidden" in (own.get("class") or "") for _, own in self._open)
        inner = tags[len(tags) - 1 - tags[::-1].index("details") :] if "details" in tags else []
        outer_folds = tags.count("details") - (1 if "summary" in inner else 0)
        skipped = "skip-link" in " ".join(own.get("class") or "" for _, own in self._open)
        if not (hidden or skipped or outer_folds):
            self.on_screen.append(text)

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.on_screen)

    def latin(self) -> list[str]:
        """Return Latin words that are not marked as names or as the employer's Swedish."""
        return [word for text in self.unmarked for word in LATIN.findall(text)]


@dataclass(frozen=True)
class Phone:
    """A browser without a sign-in that holds a link."""

    programme: Programme
    path: str
    code: str

    def get(self, rest: str = "", lang: str = "en", *, follow: bool = False) -> TestResponse:
        headers = {"Accept-Language": lang}
        return self.programme.client.get(
            f"{self.path}{rest}", headers=headers, follow_redirects=follow
        )

    def post(self, rest: str, **form: object) -> TestResponse:
        page = self.programme.client.get("/sign-in").text
        token = found(r'name="csrf_token" value="([^"]+)"', page)
        headers = {"Accept-Language": "en"}
        return self.programme.client.post(
            f"{self.path}{rest}", data={"csrf_token": token, **form}, headers=headers
        )

    def enter(self, code: str | None = None) -> TestResponse:
        """Type the personal code, and read on in English."""
        answer = self.post("/open", code=self.code if code is None else code)
        if answer.status_code == 303:
            self.speak("en")
        return answer

    def speak(self, lang: str) -> None:
        """Choose a language, as with the buttons of the page."""
        with self.programme.client.session_transaction() as session:
            session["language"] = lang


def asked_about(programme: Programme, suggestion: str) -> Phone:
    """Return the phone of somebody who was asked about a suggestion."""
    programme.post(f"/suggestions/{suggestion}/confirm", seen_version="0", looked="yes")
    page = programme.post(f"/suggestions/{suggestion}/ask").text
    token = found(r"http://localhost/a/([\w-]+)", page)
    return _phone(programme, f"/my/{token}", page)


def own_page(programme: Programme, code: str = "P001") -> Phone:
    """Return the phone of somebody who has the link to her own page."""
    page = programme.post(f"/people/{code}/own-page").text
    return _phone(programme, found(r"http://localhost(/my/[\w-]+)", page), page)


def _phone(programme: Programme, path: str, page: str) -> Phone:
    code = found(r'<strong dir="ltr">(\d{6})</strong>', page)
    other = programme.another_browser()
    other.sign_out()
    return Phone(other, path, code)


def office(folder, **more) -> Programme:
    """Return a programme in which P001 has suggestions."""
    programme = build(folder, **more)
    programme.suggest()
    return programme


def asked(folder):
    """Return an office in which P001 was asked about the opening, her link, and the question."""
    programme = office(folder, kind=EverythingFits)
    ids = [one.id for one in programme.services.queues.person("P001").suggestions]
    suggestion = next(one for one in ids if programme.suggestion(one).opening == "O001")
    return programme, asked_about(programme, suggestion), suggestion


def ring_lines(programme):
    """Return the lines that ask a LinkWorker to ring P001."""
    with programme.services.units() as unit:
        return [m for m in unit.outbox.about(ParticipantCode("P001")) if m.to_kind == "linkworker"]
