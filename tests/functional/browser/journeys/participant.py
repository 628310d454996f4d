"""What a participant does on her own pages, and that no word of them is in another language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functional.own_pages import Screen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from functional.browser.journeys.linkworker import HandedOver
    from playwright.sync_api import Page

PHONE = {"width": 360, "is_mobile": True, "has_touch": True}


@dataclass
class Participant:
    """A participant with a phone; ``read`` is every screen she has seen."""

    page: Page
    read: list[Screen] = field(default_factory=list)

    def open(self, link: HandedOver) -> None:
        """Open a link and type the personal code."""
        self.page.goto(link.address)
        self.look()
        self.page.locator("#code").fill(link.code)
        self.tap("main form button")

    def read_the_job(self) -> None:
        """Read the first job, screen after screen, to the last one."""
        self.tap('main a[href$="/job/1/work"]')
        while not self.page.url.endswith("/answer"):
            self.tap("main .steps-nav a.btn-primary")

    def say_yes(self, know: str) -> None:
        """Say yes, and how much the employer may know."""
        self.tap('main a[href$="/know"]')
        self.tap(f'main button[name="know"][value="{know}"]')

    def say(self, answer: str) -> None:
        """Say no, or not now."""
        self.tap(f'main button[name="answer"][value="{answer}"]')

    def let_know(self, more: str) -> None:
        """Let an employer know the next thing."""
        self.tap('main a[href$="/data"]')
        self.tap('main a[href$="/data/yes"]')
        self.tap(f'main button[name="more"][value="{more}"]')
        expect(self.page.locator("main [role=status]")).to_be_visible()

    def tap(self, target: str) -> None:
        """Tap something, and read what comes."""
        with self.page.expect_navigation():
            self.page.locator(target).first.tap()
        self.look()

    def look(self) -> None:
        """Read the screen; nothing of it is cut off."""
        assert self.page.locator("html").get_attribute("dir") == "rtl"
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        self.read.append(Screen(self.page.content()))

    @property
    def foreign(self) -> list[str]:
        """Words in Latin letters outside names and the fold with the employer's Swedish."""
        return [word for screen in self.read for word in screen.latin()]

    @property
    def most_words(self) -> int:
        """How many words the longest screen had."""
        return max(screen.words for screen in self.read)
