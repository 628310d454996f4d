"""What an employer does with a link: look at a person, meet, hire, say how it goes; post a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASKED = """
() => {
  const fields = [...document.querySelectorAll("main :is(input, select, textarea, button)")];
  const asked = fields.filter((one) => one.name && one.type !== "hidden" && one.checkVisibility());
  return [...new Set(asked.map((one) => one.name))];
}
"""


@dataclass(frozen=True)
class Workplace:
    """An employer without an account."""

    page: Page

    def open(self, address: str) -> str:
        """Open a link with a second tap, and return what is read."""
        self.page.goto(address)
        self.page.locator("main form button").click()
        return self.text()

    def text(self) -> str:
        """Return the words of the page."""
        return self.page.locator("main").inner_text()

    def times(self) -> list[str]:
        """Return the times that are offered for a meeting."""
        offered = self.page.locator('button[name="answer"][value^="meet "]')
        return [one.get_attribute("value") or "" for one in offered.all()]

    def tap(self, name: str, value: str) -> None:
        """Tap one of the answers."""
        self.page.locator(f'button[name="{name}"][value="{value}"]').click()

    def hire(self, **card: str) -> None:
        """Write the card for the first day, and hire."""
        for name, value in card.items():
            self.page.locator(f"#{name}").fill(value)
        self.page.locator('form[action$="/hire"] button').click()

    def asked(self) -> set[str]:
        """Return the names of what a page asks, a group of ticks or of buttons once."""
        return set(self.page.evaluate(ASKED))

    def choose_step(self, step: str) -> None:
        """Choose which job of the ladders it is."""
        self.tap("step", step)

    def fill(self, **answers: str | list[str]) -> None:
        """Write and tick the answers of the form."""
        for name, value in answers.items():
            if isinstance(value, list):
                for one in value:
                    self.page.locator(f"#{name}-{one}").check()
            elif self.page.locator(f"fieldset#{name}").count():
                self.page.locator(f"#{name}-{value}").check()
            else:
                self.page.locator(f"#{name}").fill(value)

    def look_at_it(self) -> None:
        """Go on to the preview."""
        self.page.locator('form[action$="/check"] button').click()

    def hand_in(self) -> None:
        """Hand the job in."""
        self.page.locator('form[action$="/submit"] button').click()
